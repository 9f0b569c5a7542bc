/** Suppliers' documents, and ranges of versions as they write them. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { advisoryLimits, judge, looksLikeCsaf, readCsaf } from "../../index.ts";
import { versRange } from "./vers.ts";

function product(id: string, helper?: object): object {
  return { product: { product_id: id, name: id, product_identification_helper: helper } };
}

const document = {
  document: {
    csaf_version: "2.0",
    title: "Collected",
    tracking: { id: "EXAMPLE-2026-1", current_release_date: "2026-01-02T00:00:00Z" },
  },
  product_tree: {
    branches: [
      {
        category: "vendor",
        name: "Example AB",
        branches: [
          {
            category: "product_name",
            name: "Thing",
            branches: [
              { category: "product_version", name: "1.0", ...product("A") },
              {
                category: "product_version_range",
                name: "vers:generic/>=2.0|<2.5",
                ...product("B"),
              },
              { category: "product_version", name: "2.5", ...product("C") },
              { category: "product_version_range", name: "older versions", ...product("D") },
            ],
          },
        ],
      },
    ],
    full_product_names: [
      {
        product_id: "P",
        name: "left",
        product_identification_helper: { purl: "pkg:npm/left@1.0.0" },
      },
    ],
    relationships: [
      { product_reference: "A", full_product_name: { product_id: "A-on-X", name: "A on X" } },
    ],
  },
  vulnerabilities: [
    {
      cve: "CVE-2026-0001",
      product_status: { known_affected: ["A-on-X", "B"], fixed: ["C"], under_investigation: ["P"] },
    },
    { cve: "CVE-2026-0002", title: "Other", product_status: { known_affected: ["D", "gone"] } },
  ],
};

test("[A14] each weakness of a document is an advisory of the products it names", () => {
  expect(looksLikeCsaf(document)).toBe(true);
  const made = readCsaf(document);
  if (!made.ok) throw new Error(made.problem.code);
  expect(made.value.map(({ id, upstream, title }) => [id, upstream, title])).toEqual([
    ["EXAMPLE-2026-1/CVE-2026-0001", ["CVE-2026-0001"], "Collected"],
    ["EXAMPLE-2026-1/CVE-2026-0002", ["CVE-2026-0002"], "Other"],
  ]);
  const [first, second] = made.value;
  const [thing, left] = first?.statements ?? [];
  if (thing === undefined || left === undefined) throw new Error("no statements");
  expect(thing.product).toEqual({ kind: "named", vendor: "example", product: "thing", cpe: "" });
  const asked = ["1.0", "1.5", "2.0", "2.4.9", "2.5"].map((one) => judge(thing, one).status);
  expect(asked).toEqual(["affected", "unknown", "affected", "affected", "unaffected"]);
  expect(left.product).toMatchObject({ kind: "package", ecosystem: "npm", name: "left" });
  expect(judge(left, "1.0.0").status).toBe("unknown");
  const [vague] = second?.statements ?? [];
  expect(vague === undefined ? null : judge(vague, "0.9")).toEqual({
    status: "unknown",
    reason: { kind: "gap", gap: "bad" },
  });
});

test("[A14] a document without id or date is refused; any JSON is read or refused", () => {
  expect(readCsaf({})).toMatchObject({ problem: { args: { what: "tracking/id" } } });
  const tracking = { id: "X" };
  expect(readCsaf({ document: { tracking } })).toMatchObject({
    problem: { args: { what: "tracking/current_release_date" } },
  });
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (tree, vulnerabilities) => {
      const made = readCsaf({ ...document, product_tree: tree, vulnerabilities });
      expect(typeof made.ok).toBe("boolean");
      expect(typeof readCsaf({ ...document, vulnerabilities: [vulnerabilities] }).ok).toBe(
        "boolean",
      );
    }),
  );
});

test("[A2] a product named a hundred thousand times, and spans over the ceiling", () => {
  const named = (ids: readonly string[], limits = advisoryLimits) => {
    const product_status = { known_affected: ids };
    return readCsaf({ ...document, vulnerabilities: [{ product_status }] }, limits);
  };
  const before = process.cpuUsage();
  const often = named(Array.from({ length: 100_000 }, () => "B"));
  expect(often).toEqual(named(["B"]));
  expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
  expect(named(["A", "B", "C"], { ...advisoryLimits, versions: 6 }).ok).toBe(true);
  // Each of so many names has the spans of what it relates to.
  const many = Array.from({ length: 50 }, (_, at) => ({
    product_reference: "B",
    full_product_name: { product_id: `on-${at}` },
  }));
  const product_tree = { ...document.product_tree, relationships: many };
  const product_status = { known_affected: many.map((one) => one.full_product_name.product_id) };
  const wide = { ...document, product_tree, vulnerabilities: [{ product_status }] };
  expect(readCsaf(wide).ok).toBe(true);
  expect(readCsaf(wide, { ...advisoryLimits, versions: 60 }).ok).toBe(true);
  expect(
    readCsaf(
      { ...wide, vulnerabilities: [{ product_status }, { product_status }] },
      {
        ...advisoryLimits,
        versions: 60,
      },
    ),
  ).toMatchObject({ problem: { args: { limit: "versions", max: 60 } } });
});

test("[A15] ranges: pairs of bounds, single versions, open ends, or none", () => {
  const told = (text: string): string =>
    (versRange(text) ?? [])
      .map(({ from, includesFrom, to, includesTo }) => {
        const [left, right] = [includesFrom ? "[" : "(", includesTo ? "]" : ")"];
        return `${left}${from ?? ""},${to ?? ""}${right}`;
      })
      .join(" ");
  expect(told("vers:npm/>=1.0|<2.0|>3.0|<=4.0")).toBe("[1.0,2.0) (3.0,4.0]");
  expect(told("vers:deb/<1.2-3")).toBe("[,1.2-3)");
  expect(told("vers:generic/1.0|2.0")).toBe("[1.0,1.0] [2.0,2.0]");
  expect(told(">= 5")).toBe("[5,]");
  expect(told("vers:generic/*")).toBe("[,]");
  for (const text of ["", "all versions", "vers:npm/!=1.0", "vers:npm/>1|>2", "vers:npm/<1|<2"])
    expect([text, versRange(text)]).toEqual([text, null]);
});
