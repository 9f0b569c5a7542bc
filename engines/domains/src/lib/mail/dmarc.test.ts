/** DMARC: records, the walk up the tree, what rules. */
import { expect, test } from "vitest";
import { txt, walkDns } from "../../../test/dns-table.ts";
import type { DnsTable } from "../../../test/dns-table.ts";
import { askDmarc, isDmarcText, parseDmarc, treeOf } from "./dmarc.ts";

const flawsOf = (text: string) =>
  parseDmarc(text).flaws.map(({ flaw, about }) => `${flaw} ${about}`);

test("[M9] a record is read with its policies, and what is wrong in it is told", () => {
  expect(
    parseDmarc("v=DMARC1; p=reject; sp=Quarantine; np=none; adkim=s; rua=mailto:d@example.se"),
  ).toEqual({
    text: "v=DMARC1; p=reject; sp=Quarantine; np=none; adkim=s; rua=mailto:d@example.se",
    policy: "reject",
    subdomains: "quarantine",
    missing: "none",
    isTesting: false,
    suffix: "u",
    reportHosts: ["example.se"],
    isStrict: { dkim: true, spf: false },
    flaws: [],
  });
  const rest = "rua=mailto:d@example.se";
  expect(flawsOf(`v=DMARC1; p=block; pct=50; hat=x; ${rest}`)).toEqual([
    "removed-tag pct",
    "unknown-tag hat",
    "unknown-policy block",
  ]);
  expect(flawsOf(`v=DMARC1; p=none; p=reject; ${rest}`)).toEqual(["repeated-tag p"]);
  expect(flawsOf("v=DMARC1; p=none; rua=d@example.se")).toEqual([
    "report-address d@example.se",
    "no-report-address rua",
  ]);
  expect(parseDmarc("v=DMARC1").policy).toBe("none");
  expect(
    ["v=DMARC1", "v = DMARC1;p=none", "v=DMARC12", "v=dmarc1; p=none"].map(isDmarcText),
  ).toEqual([true, true, false, false]);
});

test("[M10] the walk asks at most eight names, and leaps over the middle of long ones", () => {
  expect(treeOf(["a", "example", "se"]).map((name) => name.join("."))).toEqual([
    "a.example.se",
    "example.se",
    "se",
  ]);
  const long = "a.b.c.d.e.f.g.h.i.example.se".split(".");
  expect(treeOf(long).map((name) => name.length)).toEqual([11, 7, 6, 5, 4, 3, 2, 1]);
});

const table: DnsTable = {
  "_dmarc.example.se TXT": [txt("v=DMARC1; p=reject; sp=quarantine; rua=mailto:d@reports.example")],
  "example.se._report._dmarc.reports.example TXT": [txt("v=DMARC1")],
  "_dmarc.own.example.se TXT": [txt("v=DMARC1; p=none; t=y; rua=mailto:d@foreign.example")],
  "_dmarc.twice.example TXT": [txt("v=DMARC1; p=none"), txt("v=DMARC1; p=reject")],
  "_dmarc.suffix TXT": [txt("v=DMARC1; p=quarantine; psd=y; rua=mailto:d@suffix")],
  "_dmarc.unit.big.suffix TXT": [
    txt("v=DMARC1; p=reject; psd=n; t=y; rua=mailto:d@unit.big.suffix"),
  ],
  "_dmarc.silent.example TXT": "silent",
};
const factsOf = (name: string) => walkDns(askDmarc(name.split(".")), table);
const rules = (name: string): string => {
  const { at, organisation, effective } = factsOf(name).value;
  const policies = [effective.domain, effective.subdomains, effective.missing].join(" ");
  return `${String(at)} ${String(organisation)}: ${policies}`;
};
const quarantined = "quarantine quarantine quarantine";

test("[M11] a domain's own record rules; else the organisation's", () => {
  expect(rules("example.se")).toBe("example.se example.se: reject quarantine quarantine");
  expect(rules("www.example.se")).toBe(`example.se example.se: ${quarantined}`);
  expect(rules("own.example.se")).toBe("own.example.se example.se: none none none");
  expect(rules("nobody.example")).toBe("null null: none none none");
});

test("[M11] a public suffix rules those below; an organisation may end the walk", () => {
  expect(rules("big.suffix")).toBe(`suffix big.suffix: ${quarantined}`);
  expect(rules("x.big.suffix")).toBe(`suffix big.suffix: ${quarantined}`);
  // Only tried out: each policy is one step milder.
  expect(rules("www.unit.big.suffix")).toBe(`unit.big.suffix unit.big.suffix: ${quarantined}`);
  expect(factsOf("www.unit.big.suffix").questions).toHaveLength(2);
});

test("[M12] hosts of others must agree to take reports", () => {
  expect(factsOf("example.se").value.flaws).toEqual([]);
  expect(factsOf("own.example.se").value.flaws).toEqual([
    { flaw: "report-not-allowed", about: "foreign.example" },
  ]);
});

test("[M12] two records are none, and silence is told", () => {
  expect(factsOf("twice.example").value).toMatchObject({
    record: null,
    flaws: [{ flaw: "several-records", about: "twice.example" }],
    isIncomplete: false,
  });
  expect(factsOf("silent.example").value).toMatchObject({ record: null, isIncomplete: true });
});
