/** CVE records, configurations of CPE names, and answers of NVD, in the one form. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  judge,
  judgeNamed,
  looksLikeCve,
  looksLikeNvd,
  parseCpe,
  readCve,
  readNvd,
  type Statement,
  type Status,
} from "../../index.ts";
import { cveStatus } from "../../../test/cve-reference.ts";

function cveOf(affected: readonly unknown[], more: object = {}): unknown {
  return {
    dataType: "CVE_RECORD",
    cveMetadata: {
      cveId: "CVE-2026-0001",
      state: "PUBLISHED",
      dateUpdated: "2026-01-02T00:00:00.000Z",
    },
    containers: { cna: { title: "A fictional weakness", affected, ...more } },
  };
}

function statementsOf(value: unknown): readonly Statement[] {
  const made = readCve(value);
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
  return made.value.statements;
}

const npm = { collectionURL: "https://www.npmjs.com", packageName: "left" };

function said(affected: object, ...versions: readonly (string | null)[]): readonly string[] {
  const [statement] = statementsOf(cveOf([{ ...npm, ...affected }]));
  if (statement === undefined) return ["nothing"];
  return versions.map((version) => {
    const { status, reason } = judge(statement, version);
    return `${status} ${reason.kind}`;
  });
}

test("[A10] the first entry a version lies in decides, else the default: unknown", () => {
  const versions = [
    { version: "1.5.0", status: "unaffected" },
    { version: "1.0.0", lessThan: "2.0.0", status: "affected", versionType: "semver" },
    { version: "3.0.0", lessThanOrEqual: "3.1.0", status: "affected", versionType: "semver" },
  ];
  expect(said({ versions }, "1.4.9", "1.5.0", "2.0.0", "3.1.0", "3.1.1", null)).toEqual([
    "affected span",
    "unaffected span",
    "unknown outside",
    "affected span",
    "unknown outside",
    "unknown no-version",
  ]);
  expect(said({ versions, defaultStatus: "unaffected" }, "2.0.0")).toEqual(["unaffected outside"]);
  expect(said({ defaultStatus: "affected", versions: [] }, "9.9.9")).toEqual(["affected outside"]);
  const all = [{ version: "*", status: "affected" }];
  expect(said({ versions: all }, "1.0.0", null)).toEqual(["affected span", "affected span"]);
  const endless = [{ version: "2.0.0", lessThan: "*", status: "affected", versionType: "semver" }];
  expect(said({ versions: endless, defaultStatus: "unaffected" }, "1.0.0", "99.0.0")).toEqual([
    "unaffected outside",
    "affected span",
  ]);
});

test("[A10] a range may change on the way", () => {
  const versions = [
    {
      version: "0",
      lessThan: "*",
      status: "affected",
      versionType: "semver",
      changes: [
        { at: "1.2.0", status: "unaffected" },
        { at: "2.0.0", status: "affected" },
        { at: "2.1.0", status: "unaffected" },
      ],
    },
  ];
  expect(said({ versions }, "1.0.0", "1.2.0", "2.0.5", "2.1.0")).toEqual([
    "affected span",
    "unaffected span",
    "affected span",
    "unaffected span",
  ]);
});

test("[A10] commits alone and versions that say nothing are unknown", () => {
  const git = [{ version: "0", lessThan: "abc", status: "affected", versionType: "git" }];
  expect(said({ versions: git, defaultStatus: "unaffected" }, "1.0.0")).toEqual(["unknown gap"]);
  for (const version of ["n/a", "unspecified", ""])
    expect(said({ versions: [{ version, status: "affected" }] }, "1.0.0")).toEqual(["unknown gap"]);
  expect(said({}, "1.0.0")).toEqual(["unknown gap"]);
});

test("[A10] entries over whole numbers mean what the record's own evaluation says", () => {
  const number = fc.integer({ min: 0, max: 9 });
  const status = fc.constantFrom("affected", "unaffected", "unknown");
  const entry = fc.record({
    from: number,
    to: fc.option(number),
    includes: fc.boolean(),
    status,
    changes: fc.uniqueArray(fc.record({ at: number, status }), {
      maxLength: 3,
      selector: ({ at }) => at,
    }),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 4 }), status, number, (entries, otherwise, asked) => {
      const ordered = entries.map(({ changes, ...one }) => {
        const inside = changes.filter(({ at }) => at > one.from && at < (one.to ?? 0));
        return { ...one, changes: inside.toSorted((a, b) => a.at - b.at) };
      });
      const versions = ordered.map(({ from, to, includes, status: own, changes }) => ({
        version: String(from),
        status: own,
        versionType: "semver",
        ...(to === null ? {} : { [includes ? "lessThanOrEqual" : "lessThan"]: String(to) }),
        changes: changes.map(({ at, status: then }) => ({ at: String(at), status: then })),
      }));
      const [statement] = statementsOf(cveOf([{ ...npm, versions, defaultStatus: otherwise }]));
      if (statement === undefined || statement.gap !== null) return;
      const told: Status = judge(statement, String(asked)).status;
      expect(told).toBe(cveStatus(asked, ordered, otherwise));
    }),
  );
});

test("[A11] a record names a package, a supplier's product, or both", () => {
  const versions = [{ version: "1.0", status: "affected" }];
  const products = (affected: object): readonly unknown[] =>
    statementsOf(cveOf([{ versions, ...affected }])).map(({ product, scheme }) => [
      product,
      scheme,
    ]);
  expect(products({ packageURL: "pkg:maven/se.example/thing" })).toEqual([
    [{ kind: "package", ecosystem: "Maven", release: "", name: "se.example:thing" }, "maven"],
  ]);
  expect(products({ vendor: "Example AB", product: "Example Thing", ...npm })).toEqual([
    [{ kind: "package", ecosystem: "npm", release: "", name: "left" }, "semver"],
    [{ kind: "named", vendor: "example", product: "thing", cpe: "" }, "generic"],
  ]);
  expect(products({ vendor: "n/a", product: "n/a" })).toEqual([]);
});

test("[A11] a rejected record is withdrawn; others fill in only what is missing", () => {
  expect(looksLikeCve(cveOf([]))).toBe(true);
  const rejected = {
    cveMetadata: { cveId: "CVE-2026-1", state: "REJECTED", datePublished: "2026-01-01T00:00:00" },
  };
  expect(readCve(rejected)).toMatchObject({ value: { isWithdrawn: true } });
  expect(readCve({})).toMatchObject({ problem: { args: { what: "cveId" } } });
  expect(readCve({ cveMetadata: { cveId: "CVE-2026-1" } })).toMatchObject({
    problem: { args: { what: "dateUpdated" } },
  });
  const adp = [{ affected: [{ ...npm, versions: [{ version: "1.0", status: "affected" }] }] }];
  const both = (affected: readonly unknown[]): unknown => ({
    ...Object(cveOf([])),
    containers: { cna: { affected }, adp },
  });
  expect(statementsOf(both([])).length).toBe(1);
  expect(statementsOf(both([{ vendor: "Example", product: "Thing" }]))).toMatchObject([
    { product: { kind: "named" } },
  ]);
});

const criterion = "cpe:2.3:a:example:thing:*:*:*:*:*:wordpress:*:*";

function nvdOf(configuration: object): unknown {
  const cve = {
    id: "CVE-2026-0003",
    lastModified: "2026-01-02T00:00:00.000",
    descriptions: [{ lang: "en", value: "Invented" }],
    configurations: [configuration],
  };
  return { totalResults: 1, vulnerabilities: [{ cve }, { cve: {} }] };
}

function nvdStatements(configuration: object): readonly Statement[] {
  const made = readNvd(nvdOf(configuration));
  return made.ok ? (made.value.advisories[0]?.statements ?? []) : [];
}

test("[A13] configurations: bounds, one version, and what also needs a platform", () => {
  expect(looksLikeNvd(nvdOf({}))).toBe(true);
  expect(readNvd(nvdOf({ nodes: [] }))).toMatchObject({
    value: { advisories: [{ id: "NVD-CVE-2026-0003", aliases: ["CVE-2026-0003"] }], leftOut: 1 },
  });
  const match = { vulnerable: true, criteria: criterion };
  const bounds = { versionStartExcluding: "1.0", versionEndIncluding: "2.0" };
  const node = { operator: "OR", cpeMatch: [{ ...match, ...bounds }] };
  const [plain] = nvdStatements({ nodes: [node] });
  const ask = (statement: Statement | undefined, version: string | null, cpe: string): unknown =>
    statement === undefined
      ? null
      : judgeNamed([statement], {
          vendor: "example",
          product: "thing",
          version,
          cpe: parseCpe(cpe),
        })?.status;
  const thing = "cpe:2.3:a:example:thing:1.5:*:*:*:*:wordpress:*:*";
  expect(["1.0", "1.5", "2.0", "2.0.1"].map((version) => ask(plain, version, thing))).toEqual([
    "unaffected",
    "affected",
    "affected",
    "unaffected",
  ]);
  expect(ask(plain, null, thing)).toBe("unknown");
  expect(ask(plain, "1.5", "cpe:2.3:a:example:thing:1.5:*:*:*:*:drupal:*:*")).toBeUndefined();
  expect(ask(plain, "1.5", "cpe:2.3:a:example:thing:1.5:*:*:*:*:*:*:*")).toBe("unknown");
  expect(ask(plain, "1.5", "")).toBe("unknown");
  const exact = { vulnerable: true, criteria: criterion.replace("thing:*", "thing:3.0") };
  const [one] = nvdStatements({ nodes: [{ operator: "OR", cpeMatch: [exact] }] });
  expect([ask(one, "3.0.0", thing), ask(one, "3.0.1", thing)]).toEqual(["affected", "unaffected"]);
  const platform = { operator: "OR", cpeMatch: [{ vulnerable: false, criteria: criterion }] };
  const [joined] = nvdStatements({ operator: "AND", nodes: [node, platform] });
  expect([ask(joined, "1.5", thing), ask(joined, "3.0", thing)]).toEqual(["unknown", "unaffected"]);
});

test("[A2] any JSON in a record's place is read or refused", () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      for (const one of [value, cveOf([value]), nvdOf({ nodes: value })]) {
        expect(typeof readCve(one).ok).toBe("boolean");
        expect(typeof readNvd(one).ok).toBe("boolean");
      }
    }),
  );
});
