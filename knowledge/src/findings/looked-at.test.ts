/** What a source has looked at: parts of a thing, and its ports. */
import { findingProperty, findingValue, type ReportedFinding, type Value } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { type Further, modelOf, named, smallTown } from "../municipal/test/hand-made.ts";
import { openPorts } from "./looked-at.ts";
import { toldFindings } from "./told.ts";

const flaw: ReportedFinding = {
  check: "testssl:BREACH",
  key: "192.0.2.14/443/tcp",
  title: "A flaw",
  severity: "high",
  rated: "HIGH",
  result: "affected",
  cves: [],
  port: "443/tcp",
  score: null,
};

/** A property of the server, as a tool told it so many days ago. */
function told(source: string, daysAgo: number, property: string, value: Value): Further {
  const how = { report: "outside", standing: "observed" } as const;
  return { thing: "server", property, value, ...how, daysAgo, source };
}

function found(source: string, daysAgo: number): Further {
  return told(source, daysAgo, findingProperty(flaw), [...findingValue(flaw)]);
}

function goneOf(...further: readonly Further[]): readonly (string | null)[] {
  return toldFindings(named(modelOf(smallTown, further), "server")).map(({ goneSince }) =>
    goneSince === null ? null : goneSince.slice(0, 10),
  );
}

test("[W420] what is told under a key is gone once all under that key is told without it", () => {
  const part = (key: string, daysAgo: number): Further =>
    told("a", daysAgo, `scanned/a/${key}`, true);
  expect(goneOf(found("a", 9), part(flaw.key, 3))).toEqual(["2026-10-29"]);
  expect(goneOf(found("a", 9), part("192.0.2.14/8443/tcp", 3))).toEqual([null]);
  expect(goneOf(found("a", 3), part(flaw.key, 9))).toEqual([null]);
  expect(goneOf(found("a", 9), found("b", 9), part(flaw.key, 3))).toEqual([null]);
});

test("[W420] what is told of a port is gone once the port was looked at and was not open", () => {
  const looked = (ports: string, daysAgo = 3): Further =>
    told("a", daysAgo, "scanned/a/tcp", ports);
  const port = (state: string, daysAgo: number): Further =>
    told("a", daysAgo, "port/tcp/443", state);
  expect(goneOf(found("a", 9), port("open", 9), looked("1-1000"))).toEqual(["2026-10-29"]);
  expect(goneOf(found("a", 9), port("open", 9), port("closed", 3))).toEqual(["2026-10-29"]);
  // Seen open again: that no script told it says nothing.
  expect(goneOf(found("a", 9), port("open", 3), looked("1-1000"))).toEqual([null]);
  for (const ports of ["1-442,444-1000", "4430", "", "x", "-443"])
    expect(goneOf(found("a", 9), port("open", 9), looked(ports))).toEqual([null]);
  expect(goneOf(found("b", 9), port("open", 9), looked("443"))).toEqual([null]);
});

test("[W421] a port stands open while one that saw it has not looked again", () => {
  const seen = (...further: readonly Further[]): readonly string[] =>
    openPorts(named(modelOf(smallTown, further), "server"));
  const open = (source: string, daysAgo: number, port = "443"): Further =>
    told(source, daysAgo, `port/tcp/${port}`, "open");
  expect(seen(open("a", 9), open("a", 9, "22"))).toEqual(["tcp/22", "tcp/443"]);
  expect(seen(open("a", 9), told("a", 3, "scanned/a/tcp", "443"))).toEqual([]);
  expect(seen(open("a", 3), told("a", 3, "scanned/a/tcp", "443"))).toEqual(["tcp/443"]);
  expect(seen(open("a", 9), open("b", 8), told("a", 3, "scanned/a/tcp", "443"))).toEqual([
    "tcp/443",
  ]);
  expect(seen(told("a", 3, "port/tcp/443", "closed"))).toEqual([]);
  expect(seen(open("a", 9), told("a", 3, "port/tcp/443/product", "x"))).toEqual(["tcp/443"]);
});
