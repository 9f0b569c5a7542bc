/**
 * Cases with exact answers (docs/dials.md) that a language and a model can carry, through
 * `mal simulate`: from files to figures, within four standard errors.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runHere } from "./test/run-here.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-cases-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Goal = {
  readonly probability: { readonly value: number };
  readonly meanDays: number | null;
  readonly quantiles: Readonly<
    Record<
      "p10" | "p50" | "p90",
      { readonly days: number | null; readonly low: number | null; readonly high: number | null }
    >
  >;
};

const samples = 40_000;

/** Plays one asset type with so many assets, all linked from the first; the goals in order. */
async function played(
  name: string,
  steps: string,
  {
    assets = 1,
    entries,
    goals,
  }: {
    readonly assets?: number;
    readonly entries: readonly string[];
    readonly goals: readonly string[];
  },
): Promise<readonly Goal[]> {
  const [lang, model] = [join(folder, `${name}.mal`), join(folder, `${name}.json`)];
  writeFileSync(
    lang,
    `#id: "se.example" #version: "1.0.0"
category Cases { asset Thing { ${steps} } }
associations { Thing [from] * <-- Leads --> * [to] Thing }`,
  );
  const others = Array.from({ length: assets - 1 }, (_, at) => at + 1);
  writeFileSync(
    model,
    JSON.stringify({
      metadata: {
        name,
        langVersion: "1.0.0",
        langID: "se.example",
        malVersion: "0.1.0",
        info: "",
      },
      assets: Object.fromEntries(
        [0, ...others].map((at) => [at, { name: `t${at}`, type: "Thing" }]),
      ),
      associations: others.length === 0 ? [] : [{ Leads: { from: [0], to: others } }],
      attackers: {},
    }),
  );
  const told = await runHere(
    ["mal", "simulate", "--lang", lang, "--model", model, "--entry", ...entries].concat([
      "--goal",
      ...goals,
      "--samples",
      String(samples),
      "--seed",
      "cases",
      "--json",
    ]),
    { VALLGRAV_LANG: "en" },
  );
  // A time without a key is told of, and is meant here.
  expect(told.code).toBe(0);
  return (JSON.parse(told.out) as { readonly goals: readonly Goal[] }).goals;
}

function near(found: number, exact: number, error: number): void {
  expect(Math.abs(found - exact)).toBeLessThan(4 * error);
}

/** A share of the samples within four standard errors of what it is exactly. */
function isShare(goal: Goal | undefined, exact: number): void {
  near(goal?.probability.value ?? -1, exact, Math.sqrt((exact * (1 - exact)) / samples));
}

/** A quantile whose interval, twice as wide as it is told, holds what it is exactly. */
function isQuantile(goal: Goal | undefined, at: "p10" | "p50" | "p90", exact: number): void {
  const { days, low, high } = goal?.quantiles[at] ?? { days: null, low: null, high: null };
  if (days === null || low === null || high === null) throw new Error(`${at} is not told`);
  expect(exact).toBeGreaterThan(days - 2.05 * (days - low));
  expect(exact).toBeLessThan(days + 2.05 * (high - days));
}

test("[CL221] case 1: the first of two exponentials", async () => {
  const steps =
    "| in -> a, b  | a [Exponential(0.1)] -> goal  | b [Exponential(0.05)] -> goal  | goal";
  const [goal] = await played("first", steps, { entries: ["t0:in"], goals: ["t0:goal"] });
  expect(goal?.probability.value).toBe(1);
  isQuantile(goal, "p10", 0.702404);
  isQuantile(goal, "p50", 4.620981);
  isQuantile(goal, "p90", 15.350567);
  // Mean 1/0.15, and as large a standard deviation.
  near(goal?.meanDays ?? -1, 1 / 0.15, 1 / 0.15 / Math.sqrt(samples));
});

test("[CL221] case 2: both of two exponentials, behind an ancestor that they share", async () => {
  const both = "| a [Exponential(0.1)] -> goal  | b [Exponential(0.05)] -> goal  & goal";
  const shared = `| in -> x  | x [Exponential(0.2)] -> a, b  ${both}`;
  const asked = { entries: ["t0:in"], goals: ["t0:goal"] };
  const [behind] = await played("shared", shared, asked);
  // Var = 25 + E[max²] − E[max]²; E[max²] = 2/0.01 + 2/0.0025 − 2/0.0225.
  const square = 2 / 0.01 + 2 / 0.0025 - 2 / 0.0225;
  const spread = Math.sqrt(25 + square - (70 / 3) ** 2);
  near(behind?.meanDays ?? -1, 28.333333, spread / Math.sqrt(samples));
  const [alone] = await played("both", `| in -> a, b  ${both}`, asked);
  isQuantile(alone, "p50", 18.1748);
});

test("[CL221] case 3: a gate, what is never reached, and what waits for all", async () => {
  const gate = "| in -> goal  # gate [Bernoulli(0.6)] -> goal  & goal [Exponential(0.1)]";
  const [goal] = await played("gate", gate, { entries: ["t0:in"], goals: ["t0:goal"] });
  isShare(goal, 0.4);
  isQuantile(goal, "p10", 2.876821);
  expect([goal?.quantiles.p50.days, goal?.quantiles.p90.days, goal?.meanDays]).toEqual([
    null,
    null,
    null,
  ]);
  const rings = "| in -> only, both  | a -> b  | b -> a, both  & both -> c  | c -> b  | only";
  const asked = { entries: ["t0:in"], goals: ["t0:a", "t0:b", "t0:both", "t0:only"] };
  const reached = (await played("rings", rings, asked)).map(({ probability }) => probability.value);
  expect(reached).toEqual([0, 0, 0, 1]);
});

test("[CL221] case 4: a thousand hosts, one of which is enough", async () => {
  const steps =
    "| in -> to.tried  | tried -> taken  # safe [Bernoulli(0.998)] -> taken  " +
    "& taken -> from.goal  | goal";
  const asked = { assets: 1_001, entries: ["t0:in"], goals: ["t0:goal"] };
  const [goal] = await played("hosts", steps, asked);
  isShare(goal, 0.864935);
}, 60_000);

test("[CL221] case 6: three accounts, each with a lure of its own", async () => {
  const steps =
    "| in -> to.lured  | lured -> falls  # careful [Bernoulli(0.9)] -> falls  " +
    "& falls -> from.any, from.all  | any  & all";
  const asked = { assets: 4, entries: ["t0:in"], goals: ["t0:any", "t0:all"] };
  const [any, all] = await played("lures", steps, asked);
  isShare(any, 0.271);
  isShare(all, 0.001);
});
