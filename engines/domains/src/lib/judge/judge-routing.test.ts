/** Whether the ways to a domain's servers are signed for and valid. */
import type { Instant } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import type { AddressRouting } from "../routing/validity.ts";
import type { DomainFacts } from "./domain-facts.ts";
import { judgeDomain } from "./profiles.ts";

const way = (isSigned: boolean | null, state: AddressRouting["state"]): AddressRouting => {
  return { address: "192.0.2.1", isSigned, state };
};

function shown(
  routing: DomainFacts["routing"],
  ...checks: readonly ("roa" | "route")[]
): readonly string[] {
  const nothing = { webTls: [], mailTls: [], mail: null, dns: null, stsPolicy: null, caa: null };
  const facts = { ...nothing, routing, webTlsa: null, web: null, sixWeb: null, hasWeb: null };
  const now = "2026-11-30T00:00:00.000Z" as Instant;
  const whole = { ...facts, name: "example.se", now } as unknown as DomainFacts;
  const judged = judgeDomain(whole, "vallgrav");
  return checks.map((check) => {
    const found = judged.find((one) => one.check === `web-${check}`);
    return [found?.standing, ...(found?.about ?? []), `${found?.points}/${found?.pointsMax}`].join(
      " ",
    );
  });
}

const of = (...ways: readonly AddressRouting[]) =>
  shown({ web: ways, nameServers: null, mail: null, mailNameServers: null }, "roa", "route");

test("[J44] the ways to a domain's servers are signed for and valid, the worst first", () => {
  expect(of(way(true, "valid"))).toEqual(["passed 5/5", "passed 10/10"]);
  expect(of(way(true, "valid"), way(true, "invalid"))).toEqual([
    "passed 5/5",
    "failed 192.0.2.1 0/10",
  ]);
  expect(of(way(false, "not-found"))).toEqual(["failed 192.0.2.1 0/5", "notice 192.0.2.1 10/10"]);
  expect(of(way(true, null))).toEqual(["passed 5/5", "unknown 192.0.2.1 0/10"]);
  expect(of(way(null, null))).toEqual(["unknown 192.0.2.1 0/5", "unknown 192.0.2.1 0/10"]);
  expect(of()).toEqual(["not-applicable 0/0", "not-applicable 0/0"]);
});

test("[J44] without ROAs, and with a file that cannot be read, nothing passes", () => {
  expect(shown(null, "roa", "route")).toEqual(["unknown no-roas 0/5", "unknown no-roas 0/10"]);
  expect(shown("unreadable", "roa", "route")).toEqual([
    "unknown unreadable 0/5",
    "unknown unreadable 0/10",
  ]);
  const silent = { web: null, nameServers: null, mail: null, mailNameServers: null };
  expect(shown(silent, "roa", "route")).toEqual(["unknown 0/5", "unknown 0/10"]);
});
