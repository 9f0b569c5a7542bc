/** Findings survive being properties. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { findingOf, findingProperty, findingValue } from "./finding.ts";
import type { ReportedFinding } from "./finding.ts";

const finding: ReportedFinding = {
  check: "openvas:1.3.6.1",
  key: "443/tcp",
  title: "Cipher=weak",
  severity: "high",
  rated: "High",
  result: "affected",
  cves: ["CVE-2013-0169", "CVE-2014-3566"],
  port: "443/tcp",
  score: 7.5,
};
const bare: ReportedFinding = {
  ...finding,
  key: "",
  rated: "",
  cves: [],
  port: null,
  score: null,
};

test("[K10] a finding is read back as it was written", () => {
  for (const one of [finding, bare])
    expect(findingOf(findingProperty(one), findingValue(one))).toEqual(one);
});

test("[K10] other properties are no finding, and foreign values do no harm", () => {
  expect(findingOf("name", ["title=x"])).toBeNull();
  expect(findingOf("finding/x", "title=x")).toBeNull();
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (name, value) => {
      expect(findingOf(`finding/${name}`, value)).toHaveProperty("severity", "unrated");
    }),
  );
});
