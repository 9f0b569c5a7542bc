/** Every check of a domain has its words and its remedy. */
import { domainChecks, serverChecks } from "@vallgrav/domains";
import { expect, test } from "vitest";
import { aboutCodes } from "./domain-abouts.ts";
import { domainChecksEn } from "./domain-checks-en.ts";
import { domainChecksSv } from "./domain-checks-sv.ts";
import { recordChecks } from "./domain-records.ts";
import { aboutWords, checkRecord, checkWords, dnsCheckWords, serverCheckWords } from "./index.ts";

test("[W60] every check of a domain says what it asks and how it is mended", () => {
  expect(domainChecks.length).toBeGreaterThan(40);
  const used = new Set<string>();
  for (const check of domainChecks) {
    const words = checkWords(check, "example.se");
    expect([check, words === null]).toEqual([check, false]);
    expect(words?.asks.sv).not.toBe(words?.asks.en);
    for (const text of [words?.asks, words?.fix])
      expect(`${text?.sv} ${text?.en}`).not.toMatch(/[{}]|undefined/u);
    used.add(check in domainChecksSv ? check : check.replace(/^(?:web|mail)-/u, ""));
  }
  expect(Object.keys(domainChecksSv).toSorted()).toEqual([...used].toSorted());
  expect(Object.keys(domainChecksEn)).toEqual(Object.keys(domainChecksSv));
});

test("[W60] a remedy names the domain, ready to copy", () => {
  expect(checkWords("dmarc", "example.se")?.fix.sv).toContain("_dmarc.example.se. TXT");
  expect(checkWords("mail-suites", "example.se")?.asks.sv).toBe(
    "E-posten: Bara starka krypteringar erbjuds",
  );
  for (const none of ["no-such-check", "constructor", "web-constructor", "__proto__", "mail-"])
    expect([none, checkWords(none, "example.se")]).toEqual([none, null]);
});

test("[W61] what a check is about is told in words, alone and with what it is of", () => {
  expect(new Set(aboutCodes).size).toBe(aboutCodes.length);
  expect(aboutCodes.length).toBeGreaterThan(60);
  for (const code of aboutCodes) expect(aboutWords(code).sv, code).not.toMatch(/^$|undefined/u);
  expect(aboutWords("no-contact")).toEqual({ sv: "Contact saknas", en: "Contact is missing" });
  expect(aboutWords("missing-include: spf.example.org").sv).toBe(
    "tar med något som inte finns: spf.example.org",
  );
  expect(aboutWords("session: not-secure, no-same-site").en).toBe(
    "session: without Secure, without SameSite",
  );
  for (const plain of ["mx.example.se", "max-age=3600", "__proto__", "constructor", "a: b", ""])
    expect(aboutWords(plain)).toEqual({ sv: plain, en: plain });
});

test("[W61] what is to be copied names the domain, and stands for checks there are", () => {
  const known = new Set([...domainChecks, ...Object.keys(dnsCheckWords)]);
  for (const check of recordChecks)
    expect([check, known.has(check) || known.has(`web-${check}`)]).toEqual([check, true]);
  expect(checkRecord("dmarc", "example.se")).toBe(
    '_dmarc.example.se. IN TXT "v=DMARC1; p=none; rua=mailto:dmarc@example.se"',
  );
  expect(checkRecord("web-versions", "example.se")).toBe("ssl_protocols TLSv1.2 TLSv1.3;");
  // Settings of a web server are none of a mail server.
  expect(checkRecord("mail-versions", "example.se")).toBeNull();
  expect(checkRecord("constructor", "example.se")).toBeNull();
});

test("[W60] every check of name servers says what it asks and how it is mended", () => {
  expect(Object.keys(serverCheckWords)).toEqual([...serverChecks]);
  for (const { asks, fix } of Object.values(serverCheckWords))
    for (const text of [asks, fix]) expect(text.sv).not.toBe(text.en);
});
