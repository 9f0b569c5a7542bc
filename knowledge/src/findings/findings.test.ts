/** Findings of a model: what reports tell, what is gone, what the graph knows, and hygiene. */
import {
  findingProperty,
  findingValue,
  type Instant,
  type ReportedFinding,
} from "@vallgrav/kernel";
import { findNode, generateGraph, nodeKind } from "@vallgrav/mal";
import fc from "fast-check";
import { expect, test } from "vitest";
import { allFixes, copyFor, defences, directoryFindings, directoryRules, fixOf } from "../index.ts";
import { foundRules } from "./directory-findings.ts";
import { type AdvisedFlaws, flawsTold, knownFlaw, reportedFlaw } from "./flaws.ts";
import { certaintyOf, toldFindings } from "./told.ts";
import { senderFact } from "./outside.ts";
import { touchedBy, touchedFlaws } from "./touched.ts";
import { likelyFrom, usableShare } from "./usable.ts";
import { municipalInstance } from "../municipal/instance.ts";
import {
  type Further,
  modelOf,
  municipalLanguage,
  named,
  sidOf,
  smallTown,
  type Things,
  today,
} from "../municipal/test/hand-made.ts";

const flaw: ReportedFinding = {
  check: "scanner:1",
  key: "445/tcp",
  title: "A flaw",
  severity: "high",
  rated: "High",
  result: "affected",
  cves: ["CVE-2026-990001"],
  port: "445/tcp",
  score: 8.8,
};

/** A report of a tool, so many days ago, on a thing; of nothing where it tells all of the thing. */
function report(
  thing: string,
  [source, daysAgo]: readonly [string, number],
  finding: ReportedFinding | null = flaw,
): Further {
  return {
    thing,
    property: finding === null ? `scanned/${source}` : findingProperty(finding),
    value: finding === null ? true : [...findingValue(finding)],
    report: "outside",
    standing: "observed",
    daysAgo,
    source,
  };
}

function goneOf(further: readonly Further[]): readonly (string | null)[] {
  return toldFindings(named(modelOf(smallTown, further), "server")).map(({ goneSince }) =>
    goneSince === null ? null : goneSince.slice(0, 10),
  );
}

test("[W380] a finding is gone once every tool that told it tells all of the thing without it", () => {
  const whole = (source: string, daysAgo: number) => report("server", [source, daysAgo], null);
  const told = (source: string, daysAgo: number) => report("server", [source, daysAgo]);
  expect(goneOf([told("a", 9)])).toEqual([null]);
  // A later report that may be a part of what there is takes nothing away.
  expect(goneOf([told("a", 9), report("server", ["a", 3], { ...flaw, check: "a:2" })])).toEqual([
    null,
    null,
  ]);
  expect(goneOf([told("a", 9), whole("a", 3)])).toEqual(["2026-10-29"]);
  expect(goneOf([told("a", 9), whole("a", 9)])).toEqual([null]);
  expect(goneOf([told("a", 9), whole("b", 3)])).toEqual([null]);
  expect(goneOf([told("a", 9), told("b", 9), whole("a", 3)])).toEqual([null]);
  expect(goneOf([told("a", 9), told("b", 9), whole("a", 3), whole("b", 1)])).toEqual([
    "2026-10-31",
  ]);
  expect(goneOf([told("a", 9), whole("a", 3), told("a", 1)])).toEqual([null]);
  // On another thing it says nothing of this one.
  expect(goneOf([told("a", 9), report("client", ["a", 3], null)])).toEqual([null]);
});

test("[W381] how sure a finding is grows with sources, fades with age and is never below even", () => {
  const sureOf = (further: readonly Further[]): number => {
    const [first] = toldFindings(named(modelOf(smallTown, further), "server"));
    return first === undefined ? 0 : certaintyOf(first.by, today);
  };
  const one = sureOf([report("server", ["a", 0])]);
  expect(one).toBeCloseTo(0.9, 12);
  const old = sureOf([report("server", ["a", 90])]);
  expect([old > 0.5, old < one]).toEqual([true, true]);
  const both = sureOf([report("server", ["a", 0]), report("server", ["b", 0])]);
  expect(both).toBeCloseTo(0.81 / 0.82, 12);
});

test("[W382] grave flaws of a computer that are not gone stand in the graph, nothing else does", () => {
  const flawed = (further: readonly Further[], thing = "server") =>
    reportedFlaw(named(modelOf(smallTown, further), thing), today);
  expect(flawed([])).toBeNull();
  expect(flawed([report("server", ["a", 0])])).toMatchObject({ standing: "observed" });
  for (const less of [
    { ...flaw, severity: "medium" },
    { ...flaw, cves: [] },
    { ...flaw, result: "unaffected" },
    { ...flaw, result: "unknown" },
  ] as const)
    expect(flawed([report("server", ["a", 0], less)])).toBeNull();
  expect(flawed([report("care", ["a", 0])], "care")).toBeNull();
  expect(flawed([report("server", ["a", 9]), report("server", ["a", 3], null)])).toBeNull();
  const model = modelOf(smallTown, [report("server", ["a", 0])]);
  const server = named(model, "server");
  const municipal = municipalInstance(model);
  const generated = generateGraph(municipalLanguage(), municipal.instance);
  if (!generated.ok) throw new Error(generated.problems[0]?.code);
  const { graph } = generated;
  const [touched] = touchedBy(server, flaw);
  const gate = findNode(graph, touched?.asset ?? "", touched?.step ?? "");
  expect(gate === null ? null : graph.kinds[gate]).toBe(nodeKind.defence);
  expect(findNode(graph, touched?.asset ?? "", "flawUsed")).not.toBeNull();
  expect(findNode(graph, `${named(model, "client").id}#flaw`, "flawUsed")).toBeNull();
  expect(touchedBy(server, { ...flaw, severity: "low" })).toEqual([]);
  expect(flawsTold(server)).toHaveLength(1);
});

test("[W660] a weakness is usable where lists and vectors say so, as surely as they say", () => {
  const network = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
  const local = "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H";
  const lured = "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H";
  const of = (vectors: readonly string[], isExploited: boolean, probability: number | null) =>
    usableShare({ vectors, isExploited, probability });
  expect([of([], true, null), of(["high"], true, 0.01), of([network], true, 0.2)]).toEqual([
    1, 1, 1,
  ]);
  expect([of([local], true, 0.9), of([lured], true, 0.9)]).toEqual([0, 0]);
  // Where sources differ, the one that says it can be used from afar counts.
  expect(of([local, network], true, null)).toBe(1);
  expect([of([network], false, 0.6), of([network], false, likelyFrom)]).toEqual([0.6, likelyFrom]);
  expect([of([network], false, 0.09), of([network], false, null), of([], false, 0.9)]).toEqual([
    0, 0, 0,
  ]);
  const four = (ui: string) =>
    `CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:${ui}/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N`;
  expect([of([four("N")], true, null), of([four("P")], true, null)]).toEqual([1, 0]);
  const two = (au: string) => `AV:N/AC:L/Au:${au}/C:P/I:P/A:P`;
  expect([of([two("N")], false, 0.5), of([two("M")], false, 0.5)]).toEqual([0.5, 0]);
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: "binary" }), { maxLength: 4 }),
      fc.boolean(),
      fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      (vectors, isExploited, probability) => {
        const share = of(vectors, isExploited, probability);
        expect(share >= 0 && share <= 1).toBe(true);
      },
    ),
  );
});

test("[W661] an advised flaw stands on its own computer, and the surest counts", () => {
  const model = modelOf(smallTown, []);
  const server = named(model, "server");
  const advised: AdvisedFlaws = new Map([
    [server.id, { certainty: 0.7, standing: "observed" }],
    [named(model, "care").id, { certainty: 0.9, standing: "observed" }],
  ]);
  const generated = generateGraph(municipalLanguage(), municipalInstance(model, advised).instance);
  if (!generated.ok) throw new Error(generated.problems[0]?.code);
  const used = generated.graph.assets.flatMap((id) =>
    findNode(generated.graph, id, "flawUsed") === null ? [] : [id],
  );
  expect(used).toEqual([touchedFlaws(server)[0]?.asset]);
  expect(touchedFlaws(named(model, "care"))).toEqual([]);
  expect(knownFlaw(server, today, advised)).toEqual({ certainty: 0.7, standing: "observed" });
  expect(knownFlaw(named(model, "care"), today, advised)).toBeNull();
  const both = named(modelOf(smallTown, [report("server", ["a", 0])]), "server");
  expect(knownFlaw(both, today, advised)?.certainty).toBe(reportedFlaw(both, today)?.certainty);
  const sure: AdvisedFlaws = new Map([[server.id, { certainty: 1, standing: "declared" }]]);
  expect(knownFlaw(both, today, sure)).toEqual({ certainty: 1, standing: "observed" });
});

test("[W662] one domain that refuses nothing is enough, and the look that counts is told", () => {
  const look = (domain: string, day: number, refuses: boolean) => ({
    domain,
    at: `2026-11-${String(day).padStart(2, "0")}T00:00:00.000Z` as Instant,
    refuses,
  });
  const of = (...looks: Parameters<typeof senderFact>[0]) => {
    const fact = senderFact(looks);
    return fact === null ? null : [fact.on, fact.by.validFrom.slice(8, 10), fact.by.kind];
  };
  expect(of()).toBeNull();
  expect(of(look("a", 5, true), look("b", 3, true))).toEqual([true, "03", "outside"]);
  expect(of(look("a", 5, true), look("b", 3, false))).toEqual([false, "03", "outside"]);
  expect(of(look("a", 4, false), look("b", 3, false))).toEqual([false, "04", "outside"]);
});

test("[W383] every rule is whole in both languages, is looked for, and names a defence or none", () => {
  const ids = directoryRules.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect([...foundRules].sort()).toEqual(ids);
  const steps = new Set(defences.map(({ step }) => step));
  for (const { id, title, means, fix, step } of directoryRules) {
    for (const text of [title, means, fix.text])
      expect([id, text.sv.length > 9, text.en.length > 9]).toEqual([id, true, true]);
    expect([id, step === null || steps.has(step)]).toEqual([id, true]);
  }
});

const told: Things = {
  ...smallTown,
  boss: {
    kind: "account",
    claim: sidOf(1201),
    says: { domain: "kommun.example.se", enabled: true, pwdneverexpires: true, hasspn: false },
    to: [
      ["member-of", "admins"],
      ["used-by", "consultant"],
    ],
  },
  consultant: {
    kind: "person",
    claim: { space: "register", value: "K1" },
    says: { population: "consultants", "engaged-until": "2026-06-30T00:00:00.000Z" },
  },
  "elev unit": { kind: "organisational-unit", claim: { space: "guid", value: "B1" } },
  "personal skola": {
    kind: "group",
    claim: sidOf(1301),
    says: { domain: "kommun.example.se", samaccountname: "Personal Skola" },
  },
  pupil: {
    kind: "account",
    claim: sidOf(1202),
    says: {
      domain: "kommun.example.se",
      enabled: true,
      dontreqpreauth: true,
      passwordnotreqd: true,
      lastlogontimestamp: "2026-01-01T00:00:00.000Z",
    },
    to: [
      ["contained-in", "elev unit"],
      ["member-of", "personal skola"],
    ],
  },
  old: {
    kind: "computer",
    claim: sidOf(2101),
    says: {
      domain: "kommun.example.se",
      enabled: true,
      haslaps: false,
      operatingsystem: "Windows Server 2008 R2",
      unconstraineddelegation: true,
    },
  },
  forest: {
    kind: "domain",
    claim: { space: "sid", value: "S-1-5-21-9-9-9" },
    says: { functionallevel: "2008 R2" },
  },
};

function rulesOf(things: Things): readonly string[] {
  const model = modelOf(things);
  return directoryFindings(model, today).map(({ rule, asset }) => `${rule} ${asset.name}`);
}

test("[W384] each rule finds what it is for, from what a source said, and nothing besides", () => {
  expect(rulesOf(told)).toEqual([
    "consultant-past-contract boss",
    "kerberoastable service",
    "laps-missing town",
    "legacy-level forest",
    "no-preauth pupil",
    "password-never-expires boss",
    "password-not-required pupil",
    "pupil-in-staff-group pupil",
    "stale-account pupil",
    "unconstrained-delegation old",
    "unsupported-system old",
  ]);
  // Those shut are no findings, nor is what nobody asked about.
  const shut = Object.fromEntries(
    Object.entries(told).map(([name, thing]) => [
      name,
      { ...thing, says: { ...thing.says, enabled: false } },
    ]),
  );
  expect(rulesOf(shut)).toEqual(["legacy-level forest"]);
  const silent = Object.fromEntries(
    Object.entries(told).map(([name, thing]) => [name, { ...thing, says: {} }]),
  );
  expect(rulesOf(silent)).toEqual([]);
  const many = Object.fromEntries(
    Array.from({ length: 6 }, (_, at) => [
      `admin ${at}`,
      {
        kind: "account",
        claim: sidOf(3000 + at),
        says: { domain: "kommun.example.se", enabled: true },
        to: [["member-of", "admins"]],
      } as const,
    ]),
  );
  const few = Object.fromEntries(Object.entries(many).slice(0, 3));
  expect(rulesOf({ ...smallTown, ...many })).toContain("domain-admins town");
  expect(rulesOf({ ...smallTown, ...few })).not.toContain("domain-admins town");
});

test("[W385] every finding of any tool has a fix in both languages, fit to be copied", () => {
  for (const { text } of allFixes)
    expect([text.sv.length > 20, text.en.length > 20, text.sv === text.en]).toEqual([
      true,
      true,
      false,
    ]);
  const [rule] = directoryRules.filter(({ id }) => id === "no-preauth");
  if (rule === undefined) throw new Error("the rule is there");
  expect(copyFor(rule.fix, { name: "svc-sql" })).toContain("-Identity 'svc-sql'");
  expect(copyFor(rule.fix, { name: "x'; Remove-Item" })).toContain("-Identity '<name>'");
  // Whatever a thing is called, the line stays one command with one name in quotes.
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      const line = copyFor(rule.fix, { name }) ?? "";
      expect(line.split("'")).toHaveLength(3);
      expect(line.replace(/'[^']*'/, "")).toBe(rule.fix.copy?.replace(/'[^']*'/, ""));
    }),
  );
  for (const check of ["gpp:cpassword", "testssl:TLS1", "pingcastle:A", "lynis:B", "x:1", ""])
    expect(allFixes).toContain(fixOf({ check, cves: [] }));
});
