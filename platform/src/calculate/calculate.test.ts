/** Calculations by hand: what is read, what is refused and where, and that it repeats. */
import { expect, test } from "vitest";
import { fuzz } from "../../test/calculations.fuzz.ts";
import { type Calculated, calculate, calculationLimits, readCalculations } from "./index.ts";

/** The place and reason for which a calculation is refused. */
async function refusalOf(calculation: unknown): Promise<unknown> {
  const read = readCalculations(JSON.stringify({ calculations: [calculation] }));
  const done: Calculated[] = [];
  if (read.ok) for (const one of read.calculations) done.push(await calculate(one));
  const problems = read.ok ? done.flatMap((one) => (one.ok ? [] : one.problems)) : read.problems;
  return problems.map(({ code, args }) => [code, ...Object.values(args)]);
}

async function answerOf(calculation: object): Promise<object> {
  const read = readCalculations(JSON.stringify({ calculations: [calculation] }));
  const [first] = read.ok ? read.calculations : [];
  const done = first === undefined ? null : await calculate(first);
  if (done === null || !done.ok) throw new Error(JSON.stringify(done ?? read));
  return done.answer;
}

const campaign = {
  name: "x",
  kind: "campaign",
  nodes: [
    { id: "in", is: "any" },
    { id: "gate", is: "gate", works: 0.5 },
    { id: "goal", is: "all", after: ["in", "gate"], days: "Exponential(0.1)" },
  ],
  entries: ["in"],
  goals: ["goal"],
};

test("[CA740] what does not fit is refused with its place, and nothing is calculated", async () => {
  const bad = (path: string, expected: string): unknown => [
    ["calculate/bad-field", `/calculations/0${path}`, expected],
  ];
  const share = { name: "x", kind: "share", events: 1, of: 2 };
  expect(await refusalOf(share)).toEqual([]);
  expect(await refusalOf({ ...share, of: "2" })).toEqual(bad("/of", "whole"));
  expect(await refusalOf({ ...share, more: 1 })).toEqual(bad("/more", "nothing"));
  expect(await refusalOf({ name: "x", kind: "share", of: 2 })).toEqual(bad("/events", "whole"));
  expect(await refusalOf({ ...share, name: "" })).toEqual(bad("/name", "name"));
  expect(await refusalOf({ ...share, kind: "constructor" })).toEqual(bad("/kind", "choice"));
  expect(await refusalOf([])).toEqual(bad("/kind", "choice"));
  const beta = { a: 4, b: 1, successes: 17, failures: 3 };
  expect(await refusalOf({ name: "x", kind: "learning", beta, weight: 0 })).toEqual(
    bad("/weight", "number"),
  );
  const [entry, gate, goal] = campaign.nodes;
  const nodes = (...list: readonly unknown[]): object => ({ ...campaign, nodes: list });
  expect(await refusalOf(nodes(entry, gate, { ...goal, after: ["in", "no"] }))).toEqual(
    bad("/nodes/2/after/1", "known"),
  );
  expect(await refusalOf(nodes(entry, gate, { ...goal, days: "Exponential(" }))).toEqual(
    bad("/nodes/2/days", "time"),
  );
  expect(await refusalOf(nodes(entry, gate, { ...goal, days: "Sleep(1)" }))).toEqual(
    bad("/nodes/2/days", "time"),
  );
  expect(await refusalOf(nodes(entry, entry, gate, goal))).toEqual(bad("/nodes/1", "unique"));
  expect(await refusalOf({ ...campaign, goals: ["gate"] })).toEqual(bad("/goals/0", "known"));
  expect(await refusalOf({ ...campaign, parameters: { p: {} } })).toEqual(
    bad("/parameters/p", "choice"),
  );
  expect(await refusalOf(nodes(entry, { ...gate, works: "p" }, goal))).toEqual(
    bad("/nodes/1/works", "known"),
  );
});

test("[CA740] words of objects are words like others", () => {
  for (const text of [
    '{"calculations":[{"name":"x","kind":"share","events":1,"of":2,"__proto__":{"of":1}}]}',
    '{"__proto__":[],"calculations":[]}',
    '{"calculations":[{"name":"x","kind":"__proto__"}]}',
    '{"calculations":[{"name":"x","kind":"share","constructor":1,"events":1,"of":2}]}',
  ])
    expect(readCalculations(text).ok).toBe(false);
  expect(
    readCalculations('{"calculations":[{"name":"__proto__","kind":"share","events":1,"of":2}]}').ok,
  ).toBe(true);
});

test("[CA741] size and work have limits", async () => {
  const { characters, calculations } = calculationLimits;
  expect(readCalculations(" ".repeat(characters + 1))).toMatchObject({
    problems: [{ code: "calculate/too-large" }],
  });
  expect(readCalculations("[".repeat(1_000_000)).ok).toBe(false);
  const many = Array.from({ length: calculations + 1 }, (_, at) => ({
    name: `c${at}`,
    kind: "share",
    events: 1,
    of: 2,
  }));
  expect(readCalculations(JSON.stringify({ calculations: many })).ok).toBe(false);
  const work = (path: string): unknown => [
    ["calculate/bad-field", `/calculations/0${path}`, "work"],
  ];
  const long = { ...campaign, outer: 1_000_000, inner: 1_000_000 };
  expect(await refusalOf(long)).toEqual(work(""));
  const plan = { name: "x", kind: "plan", budget: {}, losses: [{ goal: "goal", loss: 1 }] };
  const { name: _name, kind: _kind, ...asked } = campaign;
  const measures = [{ id: "m", closes: ["gate"] }];
  expect(
    await refusalOf({ ...plan, measures, campaign: { ...asked, outer: 1_000, inner: 1_000 } }),
  ).toEqual(work("/campaign"));
  const drawn = { chance: 1, size: 1, outer: 1_000_000, inner: 1_000_000 };
  expect(await refusalOf({ name: "x", kind: "losses", of: { drawn } })).toEqual(work("/of/drawn"));
});

test("[CA742] a measure that closes the only way leaves nothing, and slower is later", async () => {
  const { name: _name, kind: _kind, nodes, ...rest } = campaign;
  const [entry, , goal] = nodes;
  const asked = { ...rest, nodes: [entry, { id: "gate", is: "gate", on: 0 }, goal] };
  const plan = {
    name: "x",
    kind: "plan",
    campaign: { ...asked, horizonDays: 10, outer: 20, inner: 20 },
    losses: [{ goal: "goal", loss: 7 }],
    measures: [
      { id: "shut", costs: { sek: 2 }, closes: ["gate"] },
      { id: "slow", costs: { sek: 1 }, slows: [{ step: "goal", factor: 4 }] },
    ],
    compare: [["slow"], []],
  };
  const rich = (await answerOf({ ...plan, budget: { sek: 2 } })) as {
    readonly compared: readonly { readonly remains: number }[];
  };
  expect(rich).toMatchObject({ measures: ["shut"], remains: 0, gap: 0 });
  const poor = await answerOf({ ...plan, budget: { sek: 1 } });
  expect(poor).toMatchObject({ measures: ["slow"] });
  expect(Reflect.get(poor, "remains")).toBeCloseTo(rich.compared[0]?.remains ?? 0, 12);
  expect(rich.compared[0]?.remains).toBeLessThan(rich.compared[1]?.remains ?? 0);
});

test("[CA743] the same file gives the same answers", async () => {
  expect(await answerOf(campaign)).toEqual(await answerOf(campaign));
  expect(await answerOf({ ...campaign, seed: "2" })).not.toEqual(await answerOf(campaign));
});

test("[CA744] no file makes it fail, whatever is in it", async () => {
  const { cases, failures } = await fuzz(2, 740);
  expect(failures).toEqual([]);
  expect(cases).toBeGreaterThan(20);
});
