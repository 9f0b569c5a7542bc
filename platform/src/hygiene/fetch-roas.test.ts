/** What a validator says of routes: fetched seldom, kept while it can be read, never mixed. */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addressRouting } from "@vallgrav/domains";
import type { Instant } from "@vallgrav/kernel";
import { afterEach, expect, test } from "vitest";
import { OutsideAway, type OutsideAnswer } from "../detect/outside/ask-outside.ts";
import { parseValidator, routingFrom } from "./fetch-roas.ts";
import type { DnsProbe } from "./resolver.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const validator = "https://rpki.example.se/json";
const roasOf = (asn: number): string =>
  JSON.stringify({ metadata: {}, roas: [{ asn, prefix: "192.0.2.0/24", maxLength: 24 }] });

/** A validator that says one thing after the other; an error is thrown. */
function roomWith(...says: readonly (Error | OutsideAnswer | string)[]) {
  const home = mkdtempSync(join(tmpdir(), "vallgrav-roas-"));
  folders.push(home);
  const [waiting, probes] = [[...says], [] as DnsProbe[]];
  const look = async (at: string, address = validator) => {
    const tables = await routingFrom(address, {
      home,
      now: `2026-11-${at}:00:00.000Z` as Instant,
      signal: new AbortController().signal,
      onProbe: (probe) => probes.push(probe),
      ask: async () => {
        const next = waiting.shift() ?? new Error("asked once too often");
        if (next instanceof Error) throw next;
        return typeof next === "string"
          ? { status: 200, headers: {}, body: Buffer.from(next) }
          : next;
      },
    });
    return tables === "unreadable" ? tables : addressRouting("192.0.2.1", tables).isSigned;
  };
  const files = (): readonly string[] => readdirSync(join(home, "routing")).toSorted();
  return { home, look, files, probes, left: () => waiting.length };
}

test("[HY982] what a validator says is fetched every six hours at most, logged", async () => {
  const { home, look, files, probes, left } = roomWith(roasOf(64_500), roasOf(64_501));
  expect(await look("01T00")).toBe(true);
  expect([await look("01T05"), left()]).toEqual([true, 1]);
  expect([await look("01T06"), left()]).toEqual([true, 0]);
  expect(probes.map(({ to, asked, came }) => [to, asked, came])).toEqual([
    ["tcp rpki.example.se:443", "ROA", "200"],
    ["tcp rpki.example.se:443", "ROA", "200"],
  ]);
  const [name = ""] = files();
  expect([files().length, name]).toEqual([1, expect.stringMatching(/^from-[0-9a-f]{16}\.json$/u)]);
  expect(statSync(join(home, "routing", name)).mode & 0o077).toBe(0);
});

test("[HY982] what cannot be read replaces nothing; after three days none is known", async () => {
  const moved = { status: 302, headers: {}, body: new Uint8Array() };
  const away = new OutsideAway("ETIMEDOUT");
  const cut = roasOf(64_500).slice(0, -4);
  const says = [cut, roasOf(64_500), cut, moved, away, away];
  const { look, files, probes } = roomWith(...says);
  expect(await look("01T00")).toBe("unreadable");
  expect(files()).toEqual([]);
  expect(await look("01T01")).toBe(true);
  expect(await look("02T00")).toBe(true);
  expect(await look("03T00")).toBe(true);
  expect(await look("04T00")).toBe(true);
  expect(await look("04T01")).toBe("unreadable");
  expect(probes.map(({ came }) => came)).toEqual([
    "200",
    "200",
    "200",
    "302",
    "ETIMEDOUT",
    "ETIMEDOUT",
  ]);
});

test("[HY982] one validator's word is not taken for another's, and a fault is none", async () => {
  const { home, look, files } = roomWith(roasOf(64_500), new OutsideAway("x"), roasOf(64_501));
  expect(await look("01T00")).toBe(true);
  writeFileSync(join(home, "routing", "roas.json"), roasOf(64_502));
  const other = "https://other.example.se/";
  expect(await look("01T01", other)).toBe("unreadable");
  expect(await look("01T02", other)).toBe(true);
  // What somebody laid there by hand stays.
  expect(files()).toEqual([expect.stringMatching(/^from-/u), "roas.json"]);
  await expect(roomWith(new Error("a fault")).look("01T00")).rejects.toThrow("a fault");
});

test("[HY982] a validator is an address by HTTPS without name and password", () => {
  for (const good of [validator, "https://192.0.2.1:8443/vrps.json", "https://localhost/"])
    expect(parseValidator(good)?.href).toBe(good);
  const long = `https://example.se/${"x".repeat(300)}`;
  for (const bad of ["", "x", "http://example.se/", "https://a@example.se/", "ftp://x/", long])
    expect([bad, parseValidator(bad)]).toEqual([bad, null]);
});
