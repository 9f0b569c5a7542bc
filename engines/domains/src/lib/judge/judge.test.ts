/** Judgements: levels, counting, and domains good, bad and unknown. */
import { msFromInstant } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { mx, txt, walkDns } from "../../../test/dns-table.ts";
import type { DnsTable } from "../../../test/dns-table.ts";
import { askMail } from "../mail/mail-facts.ts";
import type { Tlsa } from "../mail/dane.ts";
import type { CertificateFacts, HandshakeFacts } from "../tls/certificate-facts.ts";
import { tlsVersions } from "../tls/parameters.ts";
import { noDetails } from "../tls/tls-facts.ts";
import type { TlsFacts } from "../tls/tls-facts.ts";
import { webFacts } from "../web/web-facts.ts";
import type { HttpReply } from "../web/web-facts.ts";
import type { DomainFacts, SeenTls } from "./domain-facts.ts";
import { spoofability } from "./judge-mail.ts";
import { judgeTls } from "./judge-tls.ts";
import type { TlsCheck } from "./judge-tls.ts";
import { categoryScore, count, totalScore } from "./judged.ts";
import type { Weight } from "./judged.ts";
import { profileNames } from "./profile-names.ts";
import { domainChecks, judgeDomain } from "./profiles.ts";

const now = "2026-11-30T00:00:00.000Z" as Instant;
const nowMs = msFromInstant(now);

const certificate: CertificateFacts = {
  subject: "CN=www.example.se",
  issuer: "C=US, O=Let's Encrypt, CN=E7",
  names: ["www.example.se"],
  validFrom: "2026-11-01T00:00:00.000Z" as Instant,
  validUntil: "2027-02-01T00:00:00.000Z" as Instant,
  key: { kind: "ec", bits: null, curve: "prime256v1" },
  signature: "1.2.840.10045.4.3.2",
  isSelfSigned: false,
  isSignedByNext: false,
  associations: { "0-0": "", "0-1": "", "0-2": "", "1-0": "", "1-1": "aa", "1-2": "" },
};
test("[J3] only required checks count, and what is not known spans the score", () => {
  const answer = (standing: "passed" | "failed" | "unknown" | "notice" | "not-applicable") => ({
    standing,
    about: [],
  });
  const counted = (
    check: string,
    category: string,
    weight: Weight,
    given: Parameters<typeof count>[1],
  ) => count({ check, category, weight }, given);
  const judged = [
    counted("a", "one", "required", answer("passed")),
    counted("b", "one", "required", { ...answer("failed"), points: 2 }),
    counted("c", "one", "required", answer("unknown")),
    counted("d", "one", "required", answer("not-applicable")),
    counted("e", "one", "recommended", answer("failed")),
    counted("f", "two", "required", answer("notice")),
    counted("g", "three", "optional", answer("failed")),
  ];
  expect(categoryScore(judged, "one")).toEqual({ least: 40, most: (100 * 22) / 30 });
  expect(categoryScore(judged, "two")).toEqual({ least: 100, most: 100 });
  expect(categoryScore(judged, "three")).toBeNull();
  expect(totalScore(judged)).toEqual({ least: 70, most: ((100 * 22) / 30 + 100) / 2 });
  expect(totalScore([])).toBeNull();
});

const versionsOf = (suites: Partial<Record<(typeof tlsVersions)[number], readonly number[]>>) =>
  tlsVersions.map((version) => ({
    version,
    isOffered: (suites[version] ?? []).length > 0,
    suites: suites[version] ?? [],
    isIncomplete: false,
  }));
const goodTls: TlsFacts = {
  ...noDetails,
  askedIn: "tls1.2",
  versions: versionsOf({ "tls1.2": [0xc02b, 0xc02c], "tls1.3": [0x1302, 0x1301] }),
  order: "server",
  worstFirst: 0xc02c,
  earlierGroups: [29, 23],
  tls13Groups: [29],
  signsSha1: false,
  signsSha224: false,
  compresses: false,
  renegotiatesSecurely: true,
  hasExtendedMasterSecret: true,
};
const shaken: HandshakeFacts = {
  chain: [certificate],
  distrust: null,
  isForHost: true,
  application: "h2",
  hasStaple: true,
  namesOcsp: true,
  earlyDataBytes: 0,
  renegotiates: false,
};
const seen = (facts: Partial<TlsFacts> = {}, shook: Partial<HandshakeFacts> = {}): SeenTls => ({
  host: "mx.example.se",
  address: "192.0.2.1",
  facts: { ...goodTls, ...facts },
  shaken: { ...shaken, ...shook },
});
const tls = (check: TlsCheck, ...all: readonly SeenTls[]) => judgeTls(all, check, nowMs);
const shown = (check: TlsCheck, ...all: readonly SeenTls[]): string => {
  const { standing, about } = tls(check, ...all);
  return [standing, ...about].join(" ");
};

test("[J4] a server's TLS is judged, and the worst of several servers counts", () => {
  const old = versionsOf({ "tls1.0": [0xc013], "tls1.2": [0xc013, 0xc02b, 0x009e] });
  expect(shown("versions", seen(), seen({ versions: old }))).toBe("failed tls1.0");
  expect(shown("suites", seen({ versions: old }))).toBe(
    "failed TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
  );
  expect(shown("suites", seen({ versions: versionsOf({ "tls1.2": [0x009e, 0xc02b] }) }))).toBe(
    "notice TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
  );
  expect(shown("order", seen({ versions: old, worstFirst: 0x009e }))).toBe(
    "failed TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
  );
  expect(shown("order", seen({ versions: old, worstFirst: 0xc02b }))).toBe("passed");
  const prime = { bits: 2048, generator: "2", group: null };
  expect(shown("groups", seen({ prime }))).toBe("failed 2048 bit");
  expect(shown("groups", seen({ prime: { ...prime, group: 0x0101 } }))).toBe("notice ffdhe3072");
  expect(shown("signature-hash", seen({ signsSha1: true }))).toBe("failed SHA-1");
  expect(shown("signature-hash", seen({ signsSha224: true }))).toBe("notice SHA-224");
  expect(shown("compression", seen({ compresses: true }))).toBe("failed");
  expect(shown("renegotiation", seen({ renegotiatesSecurely: false }))).toBe("failed");
  expect(shown("extended-master-secret", seen({ hasExtendedMasterSecret: false }))).toBe("failed");
  expect(shown("early-data", seen({}, { earlyDataBytes: 16_384 }))).toBe("failed");
  expect(shown("trust", seen({}, { distrust: "CERT_HAS_EXPIRED" }))).toBe(
    "failed CERT_HAS_EXPIRED",
  );
  expect(shown("name", seen({}, { isForHost: false }))).toBe("failed");
  const soon = { ...certificate, validUntil: "2026-12-10T00:00:00.000Z" as Instant };
  expect(shown("expiry", seen({}, { chain: [soon] }))).toBe("notice 2026-12-10");
  const root = { ...certificate, isSelfSigned: true, signature: "1.2.840.113549.1.1.5" };
  expect(shown("certificate-signature", seen({}, { chain: [certificate, root] }))).toBe("passed");
  expect(shown("certificate-signature", seen({}, { chain: [root] }))).toContain("failed");
});

test("[J5] what does not arise is not held against a server, and silence never passes", () => {
  const newest = { ...noDetails, versions: versionsOf({ "tls1.3": [0x1302] }), tls13Groups: [29] };
  const alone: SeenTls = { ...seen(), facts: newest };
  for (const check of ["order", "signature-hash", "compression", "renegotiation"] as const)
    expect(shown(check, alone)).toBe("not-applicable");
  expect(shown("suites", alone)).toBe("passed");
  const mute: SeenTls = { ...seen(), facts: null, shaken: null };
  const silent: SeenTls = {
    ...mute,
    facts: { ...noDetails, versions: versionsOf({}).map((one) => ({ ...one, isOffered: null })) },
  };
  const checks =
    "versions suites order groups signature-hash compression renegotiation early-data trust name " +
    "key expiry";
  for (const check of checks.split(" ") as TlsCheck[]) {
    expect(shown(check, mute)).toBe("unknown");
    expect(shown(check, silent)).toBe("unknown");
    expect(shown(check)).toBe("unknown");
  }
  const cut = versionsOf({ "tls1.2": [0xc02b] }).map((one) => ({ ...one, isIncomplete: true }));
  expect(shown("suites", seen({ versions: cut }))).toBe("unknown");
});

const rua = "rua=mailto:d@example.se";
const table: DnsTable = {
  "example.se MX": [mx(10, "mx.example.se")],
  "example.se TXT": [txt("v=spf1 ip4:192.0.2.0/24 -all")],
  "_dmarc.example.se TXT": [txt(`v=DMARC1; p=reject; ${rua}`)],
  "_domainkey.example.se TXT": [],
  "selector1._domainkey.example.se TXT": [txt(`v=DKIM1; k=ed25519; p=${"A".repeat(43)}=`)],
  "_mta-sts.example.se TXT": [txt("v=STSv1; id=1")],
  "_smtp._tls.example.se TXT": [txt("v=TLSRPTv1; rua=mailto:t@example.se")],
  "_25._tcp.mx.example.se TLSA": [
    { kind: "TLSA", usage: 3, selector: 1, matching: 1, data: Uint8Array.of(0xaa) },
    { kind: "TLSA", usage: 3, selector: 1, matching: 1, data: Uint8Array.of(0xbb) },
  ],
};
const mailOf = (changed: DnsTable = {}) =>
  walkDns(askMail(["example", "se"]), { ...table, ...changed }).value;
const strict = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
const page: HttpReply = {
  kind: "reply",
  status: 200,
  headers: [
    ["strict-transport-security", "max-age=31536000"],
    ["content-security-policy", strict],
    ["x-frame-options", "DENY"],
    ["x-content-type-options", "nosniff"],
    ["referrer-policy", "no-referrer"],
  ],
  body: "",
};
const contact = "Contact: mailto:s@example.se\nExpires: 2027-06-01T00:00:00Z\n";
const web = webFacts(
  {
    host: "www.example.se",
    http: { kind: "closed" },
    https: page,
    securityTxt: {
      kind: "reply",
      status: 200,
      headers: [["content-type", "text/plain"]],
      body: contact,
    },
  },
  now,
);
const tlsaOf = (octet: number): Tlsa => {
  return { kind: "TLSA", usage: 3, selector: 1, matching: 1, data: Uint8Array.of(octet) };
};
const way = { address: "192.0.2.1", isSigned: true, state: "valid" } as const;
const good: DomainFacts = {
  name: "example.se",
  now,
  dns: (["DNS-14", "DNS-14b", "SEC-01", "SEC-13"] as const).map((id) => ({
    id,
    result: "passed",
    about: [],
  })),
  mail: mailOf(),
  stsPolicy: { mode: "enforce", maxAgeSeconds: 604_800, hosts: ["mx.example.se"] },
  web,
  hasWeb: true,
  sixWeb: { hasAddress: true, isReached: true, isSame: true },
  sixMail: new Map([["mx.example.se", { hasAddress: true, isReached: true }]]),
  webTlsa: { records: [tlsaOf(0xaa)], isProved: true },
  caa: { at: "example.se", issuers: ["letsencrypt.org"], flaws: [], isIncomplete: false },
  webTls: [seen()],
  mailTls: [seen()],
  provedTlsa: new Set(["mx.example.se"]),
  routing: { web: [way], nameServers: [way], mail: [way], mailNameServers: [way] },
};
const nothing: DomainFacts = {
  ...good,
  dns: null,
  mail: null,
  stsPolicy: null,
  web: null,
  hasWeb: null,
  sixWeb: null,
  sixMail: new Map(),
  webTlsa: null,
  caa: null,
  webTls: [],
  mailTls: [],
  provedTlsa: new Set(),
  routing: null,
};
const standingsOf = (facts: DomainFacts, ...checks: readonly string[]): string => {
  const judged = judgeDomain(facts, "vallgrav");
  return checks.map((id) => judged.find((one) => one.check === id)?.standing ?? "?").join(" ");
};

test("[J6] a domain in order passes every check of every profile", () => {
  for (const profile of profileNames) {
    const judged = judgeDomain(good, profile);
    expect(judged.filter((one) => one.standing !== "passed")).toEqual([]);
    expect(totalScore(judged)).toEqual({ least: 100, most: 100 });
  }
  expect(new Set(domainChecks).size).toBe(domainChecks.length);
  expect(judgeDomain(good, "vallgrav").map((one) => one.check)).toEqual(domainChecks);
});

test("[J7] of a domain nothing is known of, nothing passes, and the score may be anything", () => {
  for (const profile of profileNames) {
    const judged = judgeDomain(nothing, profile);
    expect(new Set(judged.map((one) => one.standing))).toEqual(new Set(["unknown"]));
    expect(totalScore(judged)).toEqual({ least: 0, most: 100 });
  }
});

test("[J8] SPF, DMARC and DKIM are judged with the points of Internet.nl", () => {
  const points = (changed: DnsTable): string =>
    judgeDomain({ ...good, mail: mailOf(changed) }, "internetnl-1.11.2")
      .filter((one) => one.category === "mail-authenticity")
      .map((one) => `${one.check}:${one.standing === "not-applicable" ? "-" : one.points}`)
      .join(" ");
  const spf = (text: string) =>
    points({ "example.se TXT": [txt(text)] })
      .split(" ")
      .slice(-2)
      .join(" ");
  expect(points({})).toBe("dmarc:10 dmarc-policy:10 dkim:10 spf:10 spf-policy:10");
  expect(spf("v=spf1 ?all")).toBe("spf:10 spf-policy:2");
  expect(spf("v=spf1 a")).toBe("spf:10 spf-policy:2");
  expect(spf("v=spf1 ipv4:1 -all")).toBe("spf:10 spf-policy:0");
  expect(spf(`v=spf1 ${"exists:x.se ".repeat(11)}-all`)).toBe("spf:10 spf-policy:2");
  expect(spf("nothing")).toBe("spf:0 spf-policy:0");
  const dmarc = (text: string) =>
    points({ "_dmarc.example.se TXT": [txt(text)] })
      .split(" ")
      .slice(0, 2)
      .join(" ");
  expect(dmarc(`v=DMARC1; p=none; ${rua}`)).toBe("dmarc:10 dmarc-policy:2");
  expect(dmarc(`v=DMARC1; p=quarantine; t=y; ${rua}`)).toBe("dmarc:10 dmarc-policy:2");
  expect(dmarc(`v=DMARC1; p=block; ${rua}`)).toBe("dmarc:10 dmarc-policy:0");
  expect(dmarc("hello")).toBe("dmarc:0 dmarc-policy:0");
  const parked = { "example.se MX": [mx(0, ".")], "example.se TXT": [txt("v=spf1 -all")] };
  expect(points(parked)).toContain("dkim:-");
});

test("[J9] mail servers: TLS offered, DANE valid, MTA-STS in force and covering them", () => {
  const without: SeenTls = {
    ...seen(),
    facts: { ...goodTls, versions: versionsOf({}) },
    shaken: null,
  };
  expect(standingsOf({ ...good, mailTls: [without] }, "starttls")).toBe("failed");
  expect(standingsOf({ ...good, mailTls: [] }, "starttls")).toBe("unknown");
  const other = { ...certificate, associations: { ...certificate.associations, "1-1": "cc" } };
  const renewed = { ...good, mailTls: [seen({}, { chain: [other] })] };
  expect(standingsOf(renewed, "dane", "dane-valid", "dane-rollover")).toBe("passed failed passed");
  expect(standingsOf({ ...good, provedTlsa: new Set() }, "dane")).toBe("unknown");
  const policy = { mode: "testing", maxAgeSeconds: 1, hosts: ["*.example.se"] } as const;
  expect(standingsOf({ ...good, stsPolicy: policy }, "sts", "sts-coverage")).toBe("notice passed");
  const elsewhere = { ...policy, mode: "enforce", hosts: ["mx.other.example"] } as const;
  expect(standingsOf({ ...good, stsPolicy: elsewhere }, "sts", "sts-coverage")).toBe(
    "passed failed",
  );
  const distrusted = { ...good, mailTls: [seen({}, { distrust: "CERT_HAS_EXPIRED" })] };
  expect(standingsOf(distrusted, "sts-coverage", "mail-trust")).toBe("failed failed");
  expect(standingsOf({ ...good, stsPolicy: "unreachable" }, "sts")).toBe("failed");
  const parked = { ...good, mail: mailOf({ "example.se MX": [mx(0, ".")] }), mailTls: [] };
  expect(standingsOf(parked, "starttls", "dane", "mail-suites", "sts")).toBe(
    "not-applicable not-applicable not-applicable not-applicable",
  );
});

test("[J10] what will break is told beforehand: an issuer that CAA shuts out", () => {
  const shut = { at: "example.se", issuers: ["digicert.com"], flaws: [], isIncomplete: false };
  expect(standingsOf({ ...good, caa: shut }, "issuer", "caa")).toBe("failed passed");
  const none = { at: null, issuers: [], flaws: [], isIncomplete: false };
  expect(standingsOf({ ...good, caa: none }, "issuer", "caa")).toBe("not-applicable notice");
});

test("[J11] whether others can send in the domain's name follows from what rules", () => {
  const verdict = (text: string) => {
    const { domain, subdomains, missing } = spoofability(
      mailOf({ "_dmarc.example.se TXT": [txt(text)] }),
    );
    return [domain, subdomains, missing].join(" ");
  };
  expect(verdict(`v=DMARC1; p=reject; ${rua}`)).toBe("refused refused refused");
  expect(verdict(`v=DMARC1; p=reject; sp=none; ${rua}`)).toBe("refused possible possible");
  expect(verdict(`v=DMARC1; p=none; np=reject; ${rua}`)).toBe("possible possible refused");
  const silent = mailOf({ "_dmarc.example.se TXT": "silent" });
  expect(Object.values(spoofability(silent))).toEqual(["unknown", "unknown", "unknown"]);
});

test("[J12] checks of DNS count, and half right is half the points", () => {
  const dns = [
    { id: "DNS-14", result: "warning", about: ["ns2.example.se"] },
    { id: "SEC-01", result: "failed", about: [] },
    { id: "SEC-13", result: "none", about: [] },
  ] as const;
  const judged = judgeDomain({ ...good, dns }, "internetnl-1.11.2");
  const points = (id: string) => judged.find(({ check }) => check === id)?.points;
  expect([points("name-servers-ipv6"), points("web-ipv6")]).toEqual([5, 10]);
  expect(categoryScore(judged, "dnssec")).toEqual({ least: 0, most: 0 });
});

test("[J13] what a page asks of browsers is judged", () => {
  const bare = webFacts(
    {
      host: "www.example.se",
      http: { ...page },
      https: { ...page, headers: [] },
      securityTxt: page,
    },
    now,
  );
  expect(
    standingsOf(
      { ...good, web: bare },
      "https",
      "redirect",
      "hsts",
      "content-policy",
      "framing",
      "type-guessing",
      "referrer",
      "security-txt",
      "cookies",
    ),
  ).toBe("passed failed failed notice info notice info notice passed");
});
