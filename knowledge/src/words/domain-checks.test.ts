/** Every check of a domain has its words and its remedy. */
import { domainChecks } from "@vallgrav/domains";
import { expect, test } from "vitest";
import { domainChecksEn } from "./domain-checks-en.ts";
import { domainChecksSv } from "./domain-checks-sv.ts";
import { checkWords } from "./index.ts";

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
  expect(checkWords("no-such-check", "example.se")).toBeNull();
});
