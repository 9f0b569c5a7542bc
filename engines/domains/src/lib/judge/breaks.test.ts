/** What will break, and when. */
import type { Instant } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import type { DnsFacts } from "../facts/dns-facts.ts";
import { breaksOf } from "./breaks.ts";
import type { DomainFacts, SeenTls } from "./domain-facts.ts";

const now = "2026-11-30T00:00:00.000Z" as Instant;
const server = (host: string, validUntil: string, issuer = "O=Let's Encrypt"): SeenTls =>
  ({ host, address: "", facts: null, shaken: { chain: [{ validUntil, issuer }] } }) as never;
const none = { caa: null, mail: null, webTlsa: null, stsPolicy: null };
const facts = (change: object): DomainFacts =>
  ({ name: "example.se", now, webTls: [], mailTls: [], ...none, ...change }) as never;
const signed = (...expirations: readonly number[]): DnsFacts => {
  const signatures = expirations.map((expiration) => ({ expiration }));
  return { soa: { signatures }, keys: { signatures: [] } } as never;
};
const shown = (given: DomainFacts, dns: DnsFacts | null = null) =>
  breaksOf(given, dns).map(
    ({ what, where, host, at }) => `${at.slice(0, 10)} ${what} ${where} ${host}`,
  );

test("[J43] certificates and signatures are told with their day, the soonest first", () => {
  const webTls = [
    server("example.se", "2027-02-01T00:00:00.000Z"),
    server("example.se", "2027-02-01T00:00:00.000Z"),
  ];
  const mailTls = [server("mx.example.se", "2026-12-24T00:00:00.000Z")];
  const day = (text: string) => Date.parse(text) / 1_000;
  const dns = signed(day("2026-12-14T00:00:00Z"), day("2026-12-10T00:00:00Z"));
  expect(shown(facts({ webTls, mailTls }), dns)).toEqual([
    "2026-12-10 signature dns example.se",
    "2026-12-24 certificate mail mx.example.se",
    "2027-02-01 certificate web example.se",
  ]);
  expect(shown(facts({}), signed())).toEqual([]);
  const silent: SeenTls = { host: "a", address: "", facts: null, shaken: null };
  expect(shown(facts({ webTls: [silent] }))).toEqual([]);
});

test("[J43] a renewal that CAA or DANE will stop breaks when the certificate does", () => {
  const caa = { at: "example.se", issuers: ["buypass.com"], flaws: [], isIncomplete: false };
  const webTls = [server("example.se", "2027-02-01T00:00:00.000Z")];
  expect(shown(facts({ webTls, caa }))).toEqual([
    "2027-02-01 certificate web example.se",
    "2027-02-01 issuer web example.se",
  ]);
  const mailTls = [server("mx.example.se", "2026-12-24T00:00:00.000Z")];
  const tlsa = (...selectors: readonly number[]) => {
    const records = selectors.map((selector) => ({ usage: 3, selector }));
    return { mail: { tlsa: new Map([["mx.example.se", records]]) } };
  };
  const dane = (...selectors: readonly number[]) =>
    shown(facts({ mailTls, ...tlsa(...selectors) })).filter((one) => one.includes("dane"));
  expect(dane(0)).toEqual(["2026-12-24 dane mail mx.example.se"]);
  // A key may be kept at renewal, and a second record stands ready.
  expect([dane(1), dane(0, 0), dane()]).toEqual([[], [], []]);
  const policy = (mode: string) => ({ stsPolicy: { mode, maxAgeSeconds: 1, hosts: [] } });
  expect(shown(facts({ mailTls, ...policy("enforce") }))).toEqual([
    "2026-12-24 certificate mail mx.example.se",
    "2026-12-24 sts mail mx.example.se",
  ]);
  expect(shown(facts({ mailTls, ...policy("testing") }))).toHaveLength(1);
  const webTlsa = { records: [{ usage: 3, selector: 0 }], isProved: true };
  expect(shown(facts({ webTls, webTlsa }))).toEqual([
    "2027-02-01 certificate web example.se",
    "2027-02-01 dane web example.se",
  ]);
});
