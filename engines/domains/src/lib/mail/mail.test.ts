/** MTA-STS, TLS-RPT, DANE and all of a domain's mail. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { mx, txt, walkDns } from "../../../test/dns-table.ts";
import type { DnsTable } from "../../../test/dns-table.ts";
import type { CertificateFacts, HandshakeFacts } from "../tls/certificate-facts.ts";
import { judgeDane } from "./dane.ts";
import type { Tlsa } from "./dane.ts";
import { askMail } from "./mail-facts.ts";
import { coversHost, parseStsPolicy, reportAddresses, stsRecordId } from "./mta-sts.ts";

test("[M13] records of MTA-STS and TLS-RPT are right or none", () => {
  expect(stsRecordId("v=STSv1; id=20261130T01;")).toBe("20261130T01");
  for (const text of [
    "v=STSv1",
    "v=STSv1; id=",
    "v=STSv1; id=a-b",
    "id=1; v=STSv1",
    "v=STSv2; id=1",
  ])
    expect(stsRecordId(text)).toBeNull();
  expect(reportAddresses("v=TLSRPTv1; rua=mailto:t@example.se,https://example.se/t")).toEqual([
    "mailto:t@example.se",
    "https://example.se/t",
  ]);
  for (const text of ["v=TLSRPTv1", "v=TLSRPTv1; rua=t@example.se", "rua=mailto:t@example.se"])
    expect(reportAddresses(text)).toBeNull();
});

const policy = (...lines: readonly string[]) => parseStsPolicy(`${lines.join("\r\n")}\r\n`);

test("[M14] a policy of MTA-STS is read, or told why it is none", () => {
  const good = ["version: STSv1", "mode: enforce", "mx: mx.example.se", "mx: *.Example.net"];
  expect(policy(...good, "max_age: 604800", "later: x")).toEqual({
    mode: "enforce",
    maxAgeSeconds: 604_800,
    hosts: ["mx.example.se", "*.example.net"],
  });
  expect(parseStsPolicy("version: STSv1\nmode: none\nmax_age: 0")).toMatchObject({ hosts: [] });
  expect(policy("mode: enforce")).toBe("version");
  expect(policy(...good)).toBe("max-age");
  expect(policy(...good, "max_age: 31557601")).toBe("max-age");
  expect(policy("version: STSv1", "mode: strict")).toBe("mode");
  expect(policy("version: STSv1", "mode: enforce", "max_age: 1")).toBe("hosts");
  expect(policy(...good, "mx: *.*.se", "max_age: 1")).toBe("hosts");
  expect(policy("<html>")).toBe("line");
  expect(parseStsPolicy("x".repeat(70_000))).toBe("too-long");
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(["string", "object"]).toContain(typeof parseStsPolicy(`version: STSv1\n${text}`));
    }),
  );
});

test("[M14] a pattern covers the same name, or exactly one label in place of its star", () => {
  expect(coversHost("mx.example.se", "MX.example.se.")).toBe(true);
  expect(coversHost("*.example.se", "mx.example.se")).toBe(true);
  expect(coversHost("*.example.se", "a.mx.example.se")).toBe(false);
  expect(coversHost("*.example.se", "example.se")).toBe(false);
  expect(coversHost("x.example.se", "mx.example.se")).toBe(false);
  expect(coversHost("example.se", "mx.example.se")).toBe(false);
});

const certificate = (mark: string, isSignedByNext = true): CertificateFacts => ({
  subject: `CN=${mark}`,
  issuer: "CN=authority",
  names: ["mx.example.se"],
  validFrom: "2026-01-01T00:00:00.000Z" as CertificateFacts["validFrom"],
  validUntil: "2027-01-01T00:00:00.000Z" as CertificateFacts["validUntil"],
  key: { kind: "rsa", bits: 3072, curve: null },
  signature: "1.2.840.113549.1.1.11",
  isSelfSigned: false,
  isSignedByNext,
  associations: { "0-0": mark, "0-1": mark, "0-2": mark, "1-0": mark, "1-1": mark, "1-2": mark },
});
const shaken = (changed: Partial<HandshakeFacts> = {}): HandshakeFacts => ({
  chain: [certificate("0a"), certificate("0b", false)],
  distrust: "SELF_SIGNED_CERT_IN_CHAIN",
  isForHost: true,
  application: null,
  renegotiates: null,
  hasStaple: null,
  namesOcsp: false,
  earlyDataBytes: null,
  ...changed,
});
const tlsa = (usage: number, octet: number, selector = 1, matching = 1): Tlsa => ({
  kind: "TLSA",
  usage,
  selector,
  matching,
  data: Uint8Array.of(octet),
});

test("[M15] TLSA names the server's own certificate, or an authority with name and chain", () => {
  const verdict = (records: readonly Tlsa[], changed: Partial<HandshakeFacts> = {}) =>
    judgeDane(records, shaken(changed)).isValid;
  expect(verdict([tlsa(3, 0x0a)], { isForHost: false })).toBe(true);
  expect(verdict([tlsa(3, 0x0b)])).toBe(false);
  expect(verdict([tlsa(2, 0x0b)])).toBe(true);
  expect(verdict([tlsa(2, 0x0b)], { isForHost: false })).toBe(false);
  expect(verdict([tlsa(2, 0x0b)], { chain: [certificate("0a", false), certificate("0b")] })).toBe(
    false,
  );
  expect(verdict([tlsa(2, 0x0a)])).toBe(false);
  expect(verdict([tlsa(1, 0x0a), tlsa(3, 0x0a, 2), tlsa(3, 0x0a, 1, 3)])).toBe(false);
  expect(verdict([tlsa(3, 0x0c), tlsa(3, 0x0a, 0, 2)])).toBe(true);
  expect(verdict([tlsa(3, 0x0a)], { chain: [] })).toBe(false);
});

test("[M15] a second record for another key makes renewal safe", () => {
  const rollover = (...records: readonly Tlsa[]) => judgeDane(records, shaken()).hasRollover;
  expect(rollover(tlsa(3, 0x0a))).toBe(false);
  expect(rollover(tlsa(3, 0x0a), tlsa(3, 0x0c))).toBe(true);
  expect(rollover(tlsa(3, 0x0a), tlsa(2, 0x0b))).toBe(true);
  expect(rollover(tlsa(2, 0x0a), tlsa(2, 0x0b))).toBe(false);
  expect(rollover(tlsa(3, 0x0a), tlsa(1, 0x0b))).toBe(false);
});

const table: DnsTable = {
  "example.se MX": [mx(20, "mx2.example.se"), mx(10, "mx1.example.se")],
  "example.se TXT": [txt("v=spf1 mx -all")],
  "mx1.example.se A": [],
  "_dmarc.example.se TXT": [txt("v=DMARC1; p=reject; rua=mailto:d@example.se")],
  "_domainkey.example.se TXT": [],
  "_mta-sts.example.se TXT": [txt("v=STSv1; id=1")],
  "_smtp._tls.example.se TXT": [txt("v=TLSRPTv1; rua=mailto:t@example.se"), txt("v=TLSRPTv1")],
  "_25._tcp.mx1.example.se TLSA": [tlsa(3, 1)],
  "_25._tcp.mx2.example.se TLSA": "silent",
  "parked.example MX": [mx(0, ".")],
  "odd.example MX": [mx(0, "."), mx(5, "mx.example.se")],
  "silent.example MX": "silent",
  "_domainkey.silent.example TXT": "silent",
  "_mta-sts.silent.example TXT": "refused",
};
const mailOf = (name: string) => walkDns(askMail(name.split(".")), table).value;

test("[M16] all of a domain's mail is asked for, and what is not answered is not known", () => {
  const facts = mailOf("example.se");
  expect(facts.mx).toEqual({
    hosts: ["mx1.example.se", "mx2.example.se"],
    takesNone: false,
    isContradictory: false,
  });
  expect([facts.sts, facts.tlsReports, facts.hasKeyFolder]).toEqual(["right", "wrong", true]);
  expect([...facts.tlsa]).toEqual([
    ["mx1.example.se", [tlsa(3, 1)]],
    ["mx2.example.se", null],
  ]);
  const silent = mailOf("silent.example");
  expect([silent.mx.hosts, silent.hasKeyFolder, silent.sts]).toEqual([null, null, "unknown"]);
});

test("[M16] a domain that takes no mail says so with one record, and not beside others", () => {
  expect(mailOf("parked.example").mx).toEqual({
    hosts: [],
    takesNone: true,
    isContradictory: false,
  });
  expect(mailOf("odd.example").mx).toEqual({
    hosts: ["mx.example.se"],
    takesNone: false,
    isContradictory: true,
  });
  expect(mailOf("nothing.example").mx).toEqual({
    hosts: [],
    takesNone: false,
    isContradictory: false,
  });
});
