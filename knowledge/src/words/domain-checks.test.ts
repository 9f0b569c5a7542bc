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
    const [sv, en] = [checkWords(check, "example.se", "sv"), checkWords(check, "example.se", "en")];
    expect([check, sv === null, en === null]).toEqual([check, false, false]);
    expect(sv?.title).not.toBe(en?.title);
    for (const words of [sv, en])
      expect(`${words?.title} ${words?.fix}`).not.toMatch(/[{}]|undefined/u);
    used.add(check in domainChecksSv ? check : check.replace(/^(?:web|mail)-/u, ""));
  }
  expect(Object.keys(domainChecksSv).toSorted()).toEqual([...used].toSorted());
  expect(Object.keys(domainChecksEn)).toEqual(Object.keys(domainChecksSv));
});

test("[W60] a remedy names the domain, ready to copy", () => {
  expect(checkWords("dmarc", "example.se", "sv")?.fix).toContain("_dmarc.example.se. TXT");
  expect(checkWords("mail-suites", "example.se", "sv")?.title).toBe(
    "E-posten: Bara starka krypteringar erbjuds",
  );
  expect(checkWords("no-such-check", "example.se", "en")).toBeNull();
});
