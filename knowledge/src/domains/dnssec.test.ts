/** Words for verdicts of DNSSEC, and the anchors they begin at. */
import { bogusReasons, dnsChecks, indeterminateReasons, insecureReasons } from "@vallgrav/domains";
import { expect, test } from "vitest";
import { rootAnchors, rootAnchorsSource } from "../index.ts";
import { checkResultWords, dnsCheckWords, dnssecWords, securityWords } from "../words/index.ts";

test("[W310] every verdict and reason has a sentence in both languages", () => {
  const reasons = [...insecureReasons, ...bogusReasons, ...indeterminateReasons];
  expect(Object.keys(dnssecWords).toSorted()).toEqual(reasons.toSorted());
  const faults = Object.entries(dnssecWords).filter(
    ([, { sv, en }]) => sv === en || ![sv, en].every((text) => /^\p{Lu}.*[^.]\.$/u.test(text)),
  );
  expect(faults).toEqual([]);
  expect(Object.keys(securityWords)).toEqual(["secure", "insecure", "bogus", "indeterminate"]);
});

test("[W312] every check of DNS says what it asks and what to do, in both languages", () => {
  expect(Object.keys(dnsCheckWords)).toEqual([...dnsChecks]);
  const texts = Object.values(dnsCheckWords).flatMap(({ asks, fix }) => [asks, fix]);
  const faults = texts.filter(
    ({ sv, en }) => sv === en || ![sv, en].every((text) => /^\p{Lu}.*\.$/u.test(text)),
  );
  expect(faults).toEqual([]);
  expect(Object.values(checkResultWords).every(({ sv, en }) => sv !== en)).toBe(true);
});

test("[W311] the root's anchors are its two keys, and say how far they are checked", () => {
  expect(rootAnchors.map(({ zone }) => zone)).toEqual([[]]);
  const ds = rootAnchors[0]?.ds ?? [];
  expect(ds.map(({ keyTag }) => keyTag)).toEqual([20_326, 38_696]);
  for (const one of ds) expect(one).toMatchObject({ algorithm: 8, digestType: 2 });
  expect(ds.map(({ digest }) => digest.length)).toEqual([32, 32]);
  expect(rootAnchorsSource.kind).toBe("secondary");
});
