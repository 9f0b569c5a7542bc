/** What is known to be exploited, and how likely it is. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  looksLikeEpss,
  looksLikeEuvd,
  looksLikeKev,
  readEpss,
  readEuvd,
  readKev,
} from "../../index.ts";

const entry = {
  cveID: "CVE-2026-0001",
  vendorProject: "Example AB",
  product: "Thing",
  vulnerabilityName: "Example AB Thing\n Weakness",
  dateAdded: "2026-01-02",
  dueDate: "2026-01-23",
  knownRansomwareCampaignUse: "Known",
};

test("[K1] the catalogue of the exploited", () => {
  const catalogue = { catalogVersion: "2026.01.02", vulnerabilities: [entry, { cveID: "x" }, 7] };
  expect(looksLikeKev(catalogue)).toBe(true);
  expect(readKev(catalogue)).toEqual({
    ok: true,
    value: {
      version: "2026.01.02",
      entries: [
        {
          cve: "CVE-2026-0001",
          by: "kev",
          vendor: "Example AB",
          product: "Thing",
          title: "Example AB Thing Weakness",
          addedOn: "2026-01-02",
          dueOn: "2026-01-23",
          isRansomware: true,
        },
      ],
      leftOut: 2,
    },
  });
  for (const wrong of [null, [], { vulnerabilities: [] }, { catalogVersion: "1" }])
    expect(readKev(wrong).ok).toBe(false);
  expect(looksLikeKev({ id: "X", vulnerabilities: [entry] })).toBe(false);
});

test("[K2] the scores of a day", () => {
  const text =
    "#model_version:v2026.01.01,score_date:2026-01-02T12:00:00Z\ncve,epss,percentile\n" +
    "CVE-2026-0001,0.94321,0.99912\nCVE-2026-0002,0.000010000,0\r\nCVE-1,2,3\n";
  expect(looksLikeEpss(text)).toBe(true);
  expect(readEpss(text)).toEqual({
    ok: true,
    value: {
      model: "v2026.01.01",
      scoredOn: "2026-01-02",
      scores: [
        { cve: "CVE-2026-0001", probability: 0.94321, percentile: 0.99912 },
        { cve: "CVE-2026-0002", probability: 0.00001, percentile: 0 },
      ],
      leftOut: 1,
    },
  });
  expect(readEpss("cve,epss,percentile\n").ok).toBe(false);
});

test("[K4] what ENISA's database knows to be exploited, for each CVE that it names", () => {
  const record = {
    id: "EUVD-2026-1",
    description: "A weakness of\n Thing",
    aliases: "CVE-2026-0001\nGHSA-xxxx\nCVE-2026-0002\n",
    exploitedSince: "May 1, 2026, 12:00:00 AM",
    enisaIdVendor: [{ vendor: { name: "Example AB" } }],
    enisaIdProduct: [{ product: { name: "Thing" }, product_version: "1 <2" }],
  };
  const quiet = { ...record, id: "EUVD-2026-2", exploitedSince: null };
  const items = [record, quiet, { ...record, aliases: "none" }, { ...record, id: "X" }, 7];
  const [dated, wrong] = ["2026-05-02T08:00:00Z", "Mai 1, 2026"].map((exploitedSince) => [
    { ...record, exploitedSince },
  ]);
  expect([looksLikeEuvd({ items }), looksLikeEuvd(items), looksLikeEuvd([entry])]).toEqual([
    true,
    true,
    false,
  ]);
  const one = {
    cve: "CVE-2026-0001",
    by: "euvd",
    vendor: "Example AB",
    product: "Thing",
    title: "A weakness of Thing",
    addedOn: "2026-05-01",
    dueOn: "",
    isRansomware: false,
  };
  const entries = [one, { ...one, cve: "CVE-2026-0002" }];
  const value = { entries, records: 5, leftOut: 3 };
  expect(readEuvd({ items, total: 5 })).toEqual({ ok: true, value });
  expect(readEuvd(dated)).toMatchObject({ value: { entries: [{ addedOn: "2026-05-02" }, {}] } });
  expect(readEuvd(wrong)).toMatchObject({ value: { entries: [], leftOut: 1 } });
  for (const none of [null, {}, { items: 7 }]) expect(readEuvd(none).ok).toBe(false);
});

test("[K3] anything is read or refused", () => {
  fc.assert(
    fc.property(fc.anything(), fc.string(), (value, text) => {
      expect(typeof readKev(value).ok).toBe("boolean");
      expect(typeof readKev({ catalogVersion: "1", vulnerabilities: value }).ok).toBe("boolean");
      expect(typeof readEuvd(value).ok).toBe("boolean");
      expect(
        readEuvd([value, { id: "EUVD-2026-1", aliases: value, exploitedSince: text }]).ok,
      ).toBe(true);
      const lines = `#model_version:v1,score_date:2026-01-02\n${text}`;
      const scores = readEpss(lines);
      if (scores.ok)
        for (const one of scores.value.scores) expect(one.probability).toBeLessThanOrEqual(2);
    }),
  );
});
