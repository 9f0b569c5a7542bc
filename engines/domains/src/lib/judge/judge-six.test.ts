/** Web and mail over IPv6, DANE of the web, and a domain without web. */
import type { Instant } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import type { HandshakeFacts } from "../tls/certificate-facts.ts";
import type { DomainFacts, SixFacts } from "./domain-facts.ts";
import {
  judgeMailSix,
  judgeMailSixReach,
  judgeWebDane,
  judgeWebDaneValid,
  judgeWebSame,
  judgeWebSix,
  judgeWebSixReach,
} from "./judge-six.ts";
import { count } from "./judged.ts";
import { judgeDomain } from "./profiles.ts";

const hosts = (...names: readonly string[]) => {
  return { mx: { hosts: names, takesNone: false, isContradictory: false }, tlsa: new Map() };
};
const base = {
  name: "example.se",
  now: "2026-11-30T00:00:00.000Z" as Instant,
  dns: null,
  mail: null,
  stsPolicy: null,
  web: null,
  hasWeb: true,
  sixWeb: null,
  sixMail: new Map<string, SixFacts>(),
  webTlsa: null,
  caa: null,
  webTls: [],
  mailTls: [],
  provedTlsa: new Set<string>(),
  routing: null,
} satisfies DomainFacts;

const judges = {
  "web-ipv6": judgeWebSix,
  "web-ipv6-reach": judgeWebSixReach,
  "web-ipv6-same": judgeWebSame,
  "mail-ipv6": judgeMailSix,
  "mail-ipv6-reach": judgeMailSixReach,
  "web-dane": judgeWebDane,
  "web-dane-valid": judgeWebDaneValid,
} as const;

type Check = keyof typeof judges;

/** Counted as the profile of Internet.nl counts them. */
const of = (facts: Partial<DomainFacts>, ...checks: readonly Check[]): string =>
  checks
    .map((check) => {
      const weight = check.startsWith("web-dane") ? "optional" : "required";
      const most = check === "web-ipv6-same" ? 2 : 10;
      const answer = judges[check]({ ...base, ...facts });
      return count({ check, category: "ipv6", weight, most }, answer);
    })
    .map(({ standing, points, pointsMax }) => `${standing} ${points}/${pointsMax}`)
    .join(", ");
const six = (hasAddress: boolean | null, isReached: boolean | null, isSame: boolean | null) => {
  return { sixWeb: { hasAddress, isReached, isSame } };
};
const web = ["web-ipv6", "web-ipv6-reach", "web-ipv6-same"] as const;

test("[J40] the web over IPv6: address, reached alike, the same page for two points", () => {
  expect(of(six(true, true, true), ...web)).toBe("passed 10/10, passed 10/10, passed 2/2");
  expect(of(six(true, true, false), ...web)).toBe("passed 10/10, passed 10/10, failed 0/2");
  expect(of(six(true, false, null), ...web)).toBe("passed 10/10, failed 0/10, not-applicable 0/0");
  expect(of(six(false, null, null), ...web)).toBe("failed 0/10, failed 0/10, not-applicable 0/0");
  // Where this machine has no IPv6, what is there is not known.
  expect(of(six(true, null, null), ...web)).toBe("passed 10/10, unknown 0/10, unknown 0/2");
  expect(of({}, ...web)).toBe("unknown 0/10, unknown 0/10, unknown 0/2");
});

test("[J40] mail servers over IPv6 count by their share", () => {
  const mail = hosts("a.example", "b.example") as unknown as DomainFacts["mail"];
  const both = ["mail-ipv6", "mail-ipv6-reach"] as const;
  const facts = (a: SixFacts, b: SixFacts) => {
    return {
      mail,
      sixMail: new Map([
        ["a.example", a],
        ["b.example", b],
      ] as const),
    };
  };
  const whole = { hasAddress: true, isReached: true };
  const none = { hasAddress: false, isReached: null };
  expect(of(facts(whole, whole), ...both)).toBe("passed 10/10, passed 10/10");
  expect(of(facts(whole, none), ...both)).toBe("failed 5/10, failed 5/10");
  expect(of(facts(whole, { ...whole, isReached: null }), ...both)).toBe(
    "passed 10/10, unknown 5/10",
  );
  expect(of({ mail: hosts() as never }, ...both)).toBe("not-applicable 0/0, not-applicable 0/0");
});

test("[J41] without an address there is no web: nothing is unknown, and nothing passed", () => {
  const judged = judgeDomain({ ...base, hasWeb: false }, "vallgrav");
  const ofWeb = judged.filter(
    ({ check, category }) => category.startsWith("web-") && check !== "caa",
  );
  expect(ofWeb.length).toBeGreaterThan(25);
  expect(new Set(ofWeb.map(({ standing }) => standing))).toEqual(new Set(["not-applicable"]));
  const breaks = judged.filter(({ check }) => check === "web-expiry" || check === "issuer");
  expect(breaks.map(({ standing }) => standing)).toEqual(["not-applicable", "not-applicable"]);
});

test("[J42] DANE of the web is optional; where it is there it must agree", () => {
  const both = ["web-dane", "web-dane-valid"] as const;
  const record = { kind: "TLSA", usage: 3, selector: 1, matching: 1 } as const;
  const shaken = {
    chain: [{ associations: { "1-1": "aa" } }],
  } as unknown as HandshakeFacts;
  const webTls = [{ host: "example.se", address: "192.0.2.1", facts: null, shaken }];
  const tlsa = (octet: number, isProved = true) => ({
    webTlsa: { records: [{ ...record, data: Uint8Array.of(octet) }], isProved },
    webTls,
  });
  expect(of(tlsa(0xaa), ...both)).toBe("passed 0/0, passed 0/0");
  expect(of(tlsa(0xbb), ...both)).toBe("passed 0/0, notice 0/0");
  expect(of(tlsa(0xaa, false), ...both)).toBe("unknown 0/0, unknown 0/0");
  expect(of({ webTlsa: { records: [], isProved: true } }, ...both)).toBe(
    "info 0/0, not-applicable 0/0",
  );
});
