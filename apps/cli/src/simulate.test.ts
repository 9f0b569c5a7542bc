/** `mal simulate` from files to figures. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runHere } from "./test/run-here.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-simulate-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

writeFileSync(
  join(folder, "two.mal"),
  `#id: "se.example" #version: "1.0.0"
category Network {
  asset Host {
    | connect -> own
    # patched [Bernoulli(0.7)] -> own
    & own [Exponential(0.1)] -> near.connect
  }
}
associations { Host [back] * <-- Cable --> * [near] Host }`,
);
const host = (name: string) => ({ name, type: "Host" });
writeFileSync(
  join(folder, "two.json"),
  JSON.stringify({
    metadata: {
      name: "two",
      langVersion: "1.0.0",
      langID: "se.example",
      malVersion: "0.1.0",
      info: "",
    },
    assets: { 0: host("a"), 1: host("b"), 2: host("c"), 3: host("c") },
    associations: [{ Cable: { back: [0], near: [1] } }],
    attackers: {},
  }),
);

type Figures = {
  readonly days: number | null;
  readonly low: number | null;
  readonly high: number | null;
};
type Document = {
  readonly samples: number;
  readonly entries: readonly string[];
  readonly goals: readonly {
    readonly node: string;
    readonly reached: number;
    readonly probability: { readonly value: number; readonly low: number; readonly high: number };
    readonly meanDays: number | null;
    readonly quantiles: Readonly<Record<string, Figures>>;
  }[];
};

function simulate(line: string) {
  const files = ["--lang", join(folder, "two.mal"), "--model", join(folder, "two.json")];
  return runHere(["mal", "simulate", ...files, ...line.split(" ")], { VALLGRAV_LANG: "en" });
}

test("[CL34] goals are reached as their formula says, with any threads", async () => {
  const line = "--entry a:connect --goal a:own b:own --samples 12000 --seed s --json";
  const one = await simulate(`${line} --threads 1`);
  expect(one.code).toBe(0);
  for (const threads of [2, 8])
    expect((await simulate(`${line} --threads ${threads}`)).out).toBe(one.out);
  const { samples, entries, goals } = JSON.parse(one.out) as Document;
  expect([samples, entries]).toEqual([12_000, ["0:connect"]]);
  expect(goals.map(({ node }) => node)).toEqual(["0:own", "1:own"]);
  for (const [goal, share] of [
    [goals[0], 0.3],
    [goals[1], 0.09],
  ] as const) {
    const error = Math.sqrt((share * (1 - share)) / samples);
    expect(Math.abs((goal?.probability.value ?? 0) - share)).toBeLessThan(4 * error);
    expect(goal?.reached).toBe(Math.round((goal?.probability.value ?? 0) * samples));
    expect(goal?.probability.low).toBeLessThan(goal?.probability.value ?? 0);
    expect(goal?.probability.high).toBeGreaterThan(goal?.probability.value ?? 1);
    expect(goal?.meanDays).toBeNull();
    expect(goal?.quantiles["p50"]).toEqual({ days: null, low: null, high: null });
  }
  // A tenth of all is a third of those that are not patched: ln(3/2)/0.1 days.
  const p10 = goals[0]?.quantiles["p10"];
  expect(p10?.low).toBeLessThan(Math.log(1.5) / 0.1);
  expect(p10?.high).toBeGreaterThan(Math.log(1.5) / 0.1);
  const told = await simulate("--entry a:connect --goal a:connect --samples 50 --seed s");
  expect(told.out).toMatch(/0:connect +50 +100% /);
});

test("[CL34] a step that is none, or may be several, is refused in words", async () => {
  const asked = "--samples 10 --seed s";
  const wrong = await simulate(
    `--entry x:connect c:connect --goal a:patched nothing ${asked} --json`,
  );
  expect(wrong.code).toBe(1);
  const { problems } = JSON.parse(wrong.out) as { problems: { code: string; args: object }[] };
  expect(problems[0]?.code).toBe("mal/model-name-twice");
  expect(problems.slice(1).map(({ code, args }) => [code, args])).toEqual([
    ["cli/no-such-step", { node: "x:connect", reason: "missing" }],
    ["cli/no-such-step", { node: "c:connect", reason: "several" }],
    ["cli/no-such-step", { node: "a:patched", reason: "gate" }],
    ["cli/no-such-step", { node: "nothing", reason: "missing" }],
  ]);
  expect(wrong.err).toContain("Several assets have that name: c:connect.");
  expect((await simulate(`--entry 2:connect --goal 3:own ${asked} --json`)).code).toBe(0);
});
