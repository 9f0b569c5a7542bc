/** OSV records into the one form, and their ranges held against the schema's own evaluation. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { judge, readOsv, type Statement, versionKey } from "../../index.ts";
import { isVulnerable } from "../../../test/osv-reference.ts";
import { spansOf } from "./events.ts";

const record = {
  schema_version: "1.7.5",
  id: "TEST-2026-1",
  modified: "2026-03-01T10:00:00Z",
  aliases: ["CVE-2026-0001"],
  upstream: ["CVE-2026-0002"],
  summary: "A fictional weakness\nover two lines",
  severity: [{ type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" }],
  database_specific: { severity: "HIGH" },
  affected: [
    {
      package: { ecosystem: "PyPI", name: "Some_Package" },
      ranges: [
        { type: "GIT", repo: "https://git.example.se/x", events: [{ introduced: "0" }] },
        { type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed: "1.2" }] },
      ],
      versions: ["1.0", "1.1"],
    },
    { package: { ecosystem: "Ubuntu:22.04:LTS", name: "curl" }, ranges: [] },
    { ranges: [{ type: "GIT", repo: "https://git.example.se/x", events: [{ introduced: "0" }] }] },
  ],
};

function statementsOf(affected: unknown): readonly Statement[] {
  const made = readOsv({ id: "X-1", modified: "2026-01-01T00:00:00Z", affected: [affected] });
  if (!made.ok) throw new Error(made.problem.code);
  return made.value.statements;
}

function said(affected: unknown, version: string | null): string {
  const [statement] = statementsOf(affected);
  if (statement === undefined) return "nothing";
  const { status, reason } = judge(statement, version);
  return `${status}: ${reason.kind}${reason.kind === "gap" ? ` ${reason.gap}` : ""}`;
}

const npm = { ecosystem: "npm", name: "left" };

test("[A1] a record comes into the one form", () => {
  const span = { from: null, includesFrom: true, to: "1.2", includesTo: false, status: "affected" };
  expect(readOsv(record)).toEqual({
    ok: true,
    value: {
      id: "TEST-2026-1",
      source: "osv",
      modified: "2026-03-01T10:00:00Z",
      isWithdrawn: false,
      aliases: ["CVE-2026-0001"],
      upstream: ["CVE-2026-0002"],
      title: "A fictional weakness over two lines",
      severities: [
        { kind: "CVSS_V3", value: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" },
        { kind: "word", value: "high" },
      ],
      statements: [
        {
          product: { kind: "package", ecosystem: "PyPI", release: "", name: "some-package" },
          scheme: "pep440",
          listed: ["1.0", "1.1"],
          spans: [span],
          otherwise: "unaffected",
          gap: null,
        },
        {
          product: { kind: "package", ecosystem: "Ubuntu", release: "22.04", name: "curl" },
          scheme: "dpkg",
          listed: [],
          spans: [],
          otherwise: "unaffected",
          gap: "none",
        },
      ],
      unnamed: 1,
    },
  });
});

test("[A2] what is no advisory, and what is too large, is refused", () => {
  const code = (value: unknown, limits?: Parameters<typeof readOsv>[1]): string => {
    const made = readOsv(value, limits);
    return made.ok ? "read" : `${made.problem.code} ${JSON.stringify(made.problem.args)}`;
  };
  for (const value of [null, 1, [], {}, { id: 7 }])
    expect(code(value)).toBe('advisories/not-an-advisory {"what":"id"}');
  expect(code({ id: "X" })).toBe('advisories/not-an-advisory {"what":"modified"}');
  const tight = { characters: 9, statements: 2, versions: 2, aliases: 1 };
  expect(code(record, tight)).toBe('advisories/limit {"limit":"statements","max":2}');
  expect(code(record, { ...tight, statements: 3 })).toBe(
    'advisories/limit {"limit":"aliases","max":1}',
  );
  expect(code(record, { ...tight, statements: 3, aliases: 2 })).toBe(
    'advisories/limit {"limit":"versions","max":2}',
  );
});

test("[A2] any JSON is read or refused", () => {
  const names =
    "id modified affected ranges events versions package ecosystem name type introduced";
  const key = fc.constantFrom(...names.split(" "));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom<unknown>(0, null, "0", "1.0", "SEMVER", "npm", "2026-01-01T00:00:00Z"),
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(key, tie("tree")),
    ),
  }));
  fc.assert(
    fc.property(tree, (affected) => {
      const made = readOsv({ id: "X", modified: "2026-01-01T00:00:00Z", affected });
      expect(made.ok).toBe(true);
      if (made.ok) for (const one of made.value.statements) judge(one, "1.0");
    }),
  );
});

test("[A3] the events of a range mean what the schema's evaluation says", () => {
  const version = fc.integer({ min: 0, max: 9 }).map(String);
  const event = fc.record({
    kind: fc.constantFrom("introduced", "fixed", "last_affected", "limit"),
    version,
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), version, (events, asked) => {
      // The schema leaves open which of two events of one version comes first.
      const places = events.filter(({ kind }) => kind !== "limit").map((one) => one.version);
      fc.pre(new Set(places).size === places.length);
      const product = { kind: "package", ecosystem: "npm", release: "", name: "x" } as const;
      const { spans } = spansOf(events, "semver");
      const told = judge(
        { product, scheme: "semver", listed: [], spans, otherwise: "unaffected", gap: null },
        asked,
      );
      expect(told.status === "affected").toBe(isVulnerable(asked, events));
    }),
    { numRuns: 3000 },
  );
});

test("[A4] bounds, limits and lists", () => {
  const range = (...events: object[]): unknown => ({
    package: npm,
    ranges: [{ type: "SEMVER", events }],
  });
  const first = range({ introduced: "1.0.0" }, { last_affected: "1.4.0" });
  expect(["1.0.0-rc.1", "1.0.0", "1.4.0", "1.4.1"].map((one) => said(first, one))).toEqual([
    "unaffected: outside",
    "affected: span",
    "affected: span",
    "unaffected: outside",
  ]);
  const limited = range({ introduced: "0" }, { limit: "2.0.0" }, { limit: "1.0.0" });
  expect(["1.9.9", "2.0.0"].map((one) => said(limited, one))).toEqual([
    "affected: span",
    "unaffected: outside",
  ]);
  expect(said(range({ introduced: "0" }, { limit: "*" }), "9.9.9")).toBe("affected: span");
  const listed = { package: npm, versions: ["1.0.0", "2.0.0"] };
  expect(["2.0.0", "v2.0.0", "3.0.0"].map((one) => said(listed, one))).toEqual([
    "affected: listed",
    "affected: listed",
    "unaffected: outside",
  ]);
  const git = { type: "GIT", repo: "https://git.example.se/x", events: [{ introduced: "0" }] };
  const both = { package: npm, ranges: [git, { type: "SEMVER", events: [{ introduced: "0" }] }] };
  expect(said(both, "1.0.0")).toBe("affected: span");
});

test("[A5] what nobody can say is unknown, with its reason, and never unaffected", () => {
  const range = (events: object[], ecosystem = "npm"): unknown => ({
    package: { ecosystem, name: "x" },
    ranges: [{ type: "ECOSYSTEM", events }],
  });
  const bound = range([{ introduced: "1.0.0" }, { fixed: "2.0.0" }]);
  expect(said(bound, null)).toBe("unknown: no-version");
  expect(said(bound, "")).toBe("unknown: no-version");
  expect(said(bound, "latest")).toBe("unknown: bad-version");
  expect(said(range([{ introduced: "0" }]), null)).toBe("affected: span");
  expect(said(range([{ introduced: "0" }, { fixed: "next" }]), "1.0.0")).toBe("affected: span");
  expect(said(range([{ introduced: "next" }]), "1.0.0")).toBe("unknown: gap bad");
  expect(said(range([{ introduced: "0" }], "Elsewhere"), "1.0.0")).toBe("unknown: no-scheme");
  const git = { type: "GIT", repo: "https://git.example.se/x", events: [{ introduced: "0" }] };
  expect(said({ package: npm, ranges: [git] }, "1.0.0")).toBe("unknown: gap git");
  expect(said({ package: npm }, "1.0.0")).toBe("unknown: gap none");
});

test("[A5] a verdict of unaffected always rests on a version that could be ordered", () => {
  const text = fc.string({ unit: "binary", maxLength: 6 });
  const bound = fc.constantFrom("0", "1.0.0", "2.0.0", "next", "");
  fc.assert(
    fc.property(fc.option(text), bound, bound, (version, introduced, fixed) => {
      const affected = {
        package: npm,
        ranges: [{ type: "SEMVER", events: [{ introduced }, { fixed }] }],
      };
      const [statement] = statementsOf(affected);
      if (statement === undefined || judge(statement, version).status !== "unaffected") return;
      expect(versionKey("semver", version ?? "")).not.toBeNull();
    }),
  );
});
