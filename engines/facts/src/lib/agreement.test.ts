/** What is said less exactly, and what is said against each other. */
import { expect, test } from "vitest";
import type { Value } from "@vallgrav/kernel";
import { day, end, evidence, observe } from "../../test/observing.ts";
import { agree, isContradicted } from "./agreement.ts";
import { reconcile } from "./reconcile.ts";

test.each([
  ["name", "KL00005.KOMMUN.EXAMPLE.SE", "kl00005", true],
  ["name", "kl00005", "kl00005.kommun.example.se", true],
  ["name", "anna@kommun.example.se", "Anna", true],
  ["name", "kl00005", "kl000051", false],
  ["name", "kl00005.kommun.example.se", "kl00005.annan.example.se", false],
  ["name", "Diariet", "Diariet 2", false],
  ["name", "", "x", false],
  ["name", "constructor", "__proto__", false],
  ["operatingsystem", "Windows", "Windows 11 Enterprise", true],
  ["operatingsystem", "Windows11", "Windows 11 Enterprise", true],
  ["operatingsystem", "Windows 10", "Windows 11", false],
  ["operatingsystem", "Windows 1", "Windows 11", false],
  ["operatingsystem", "Debian GNU/Linux", "Debian GNU/Linux 12", true],
  ["operatingsystem", "Debian GNU/Linux 11", "Debian GNU/Linux 12", false],
  ["operatingsystem", "Microsoft Windows NT Workstation 10.0", "Windows 11 Enterprise", true],
  ["operatingsystem", "Windows Server 2019", "Microsoft Windows NT Server 10.0", true],
  ["operatingsystem", "Windows Server 2012 R2", "Microsoft Windows NT Server 10.0", false],
  ["operatingsystem", "Microsoft Windows NT Workstation 6.1", "Windows 11", false],
  ["operatingsystem", "", "Windows", false],
  ["last-seen", "2026-10-31", "2026-09-15", true],
  ["enabled", true, false, false],
  ["model", "E14", "E14 Gen 2", false],
] as const)("[F1131] %s: %s beside %s", (property, one, other, isOne) => {
  expect(agree(property, one, other)).toBe(isOne);
  expect(agree(property, other, one)).toBe(isOne);
});

const files = ["ad", "scan", "cloud"].map((name) => evidence(name, "01-01"));

/** Contradictions where each source says one value, and what stands against the ruling one. */
function between(property: string, values: readonly Value[]): readonly [number, number, boolean] {
  const model = reconcile(
    values.map((value, at) =>
      observe(
        "computer fqdn:pc1.example.se",
        { property, value },
        { in: files[at]?.name ?? "", validFrom: day("01-01"), standing: "observed" },
      ),
    ),
    files,
    end,
  );
  const fact = model.assets[0]?.facts[property];
  if (fact === undefined) throw new Error("nothing is known");
  return [model.contradictions.length, fact.against.length, isContradicted(property, fact)];
}

test("[F1131] what is less exact stays in sight and is no contradiction", () => {
  expect(between("name", ["PC1.EXAMPLE.SE", "pc1"])).toEqual([0, 1, false]);
  expect(between("operatingsystem", ["Windows", "Windows 11 Pro", "Windows 11"])).toEqual([
    0,
    2,
    false,
  ]);
  expect(between("last-seen", ["2026-01-01", "2026-02-01"])).toEqual([0, 1, false]);
});

test("[F1131] two exact values are a contradiction, whatever stands between them", () => {
  expect(between("operatingsystem", ["Windows", "Windows 10", "Windows 11"])).toEqual([1, 2, true]);
  expect(between("enabled", [true, false])).toEqual([1, 1, true]);
});
