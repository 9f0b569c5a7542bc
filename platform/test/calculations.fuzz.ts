/** Fuzzes calculations by hand: the published cases with values changed, moved and taken away. */
import { readdirSync, readFileSync } from "node:fs";
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { calculate, readCalculations } from "../src/calculate/index.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

const folder = new URL("../../examples/calculations/", import.meta.url);
const strange: readonly unknown[] = [
  null,
  0,
  1,
  -1,
  0.5,
  2,
  1e9,
  -0,
  "",
  "goal",
  "__proto__",
  "Exponential(0.1)",
  "Bernoulli(0)",
  "Infinity()",
  "Gamma(1, 0)",
  [],
  {},
  [[]],
  ["in", "in"],
];

/** Runs of a case are few: it is what is read that is tried. */
const few: ReadonlyMap<string, number> = new Map([
  ["outer", 3],
  ["inner", 4],
  ["runs", 5],
  ["years", 50],
  ["copies", 4],
]);

function shrunk(key: string, value: unknown): unknown {
  return few.has(key) && typeof value === "number" ? few.get(key) : value;
}

/** One of those, or a number that hardly comes again: else most cases would be old ones. */
function replacement(next: (below: number) => number): unknown {
  if (next(6) === 0) return strange[next(strange.length)];
  // Whole ones may be numbers of runs: they are small, so that no case takes long.
  return next(8) === 0 ? next(40) - 5 : (next(2_000_000) - 500_000) / 10 ** (4 + next(4));
}

/** Changes one value somewhere inside; the whole, at depth 0, seldom. */
function change(value: unknown, next: (below: number) => number, depth = 0): unknown {
  const replaced = (): unknown => replacement(next);
  if (typeof value !== "object" || value === null || next(depth === 0 ? 500 : 12) === 0)
    return replaced();
  if (Array.isArray(value)) {
    const list: unknown[] = [...(value as readonly unknown[])];
    const at = next(list.length + 1);
    const how = next(4);
    if (how === 0) list.splice(at, 1);
    else if (how === 1) list.splice(at, 0, list[next(list.length + 1)]);
    else if (list.length > 0)
      list[at % list.length] = change(list[at % list.length], next, depth + 1);
    return list;
  }
  const entries: [string, unknown][] = Object.entries(value);
  const at = next(entries.length + 1);
  const [key, held] = entries[at] ?? ["", null];
  if (at === entries.length || next(8) === 0) return { ...value, [`${key}x`]: replaced() };
  return { ...value, [key]: next(10) === 0 ? undefined : change(held, next, depth + 1) };
}

/** Calculates changed files for so many seconds; fails where one throws or answers no number. */
export async function fuzz(seconds: number, seed: number): Promise<Fuzzed> {
  const key = seeded(drawKey("calculations"), String(seed));
  let count = 0;
  const next = (below: number): number => block(key, (count += 1), 0).high % below;
  const files = readdirSync(folder).map((file) =>
    JSON.parse(readFileSync(new URL(file, folder), "utf8"), shrunk),
  ) as readonly { readonly calculations: readonly unknown[] }[];
  const known = files.flatMap(({ calculations }) => calculations);
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1) {
    let one: unknown = known[next(known.length)];
    for (let edits = 2 + next(4); edits > 0; edits -= 1) one = change(one, next);
    const text = JSON.stringify({ calculations: [one] });
    try {
      const read = readCalculations(text);
      if (!read.ok) continue;
      for (const asked of read.calculations) {
        const done = await calculate(asked);
        if (done.ok && !isAllFinite(done.answer))
          failures.push(`case ${cases} of seed ${seed}: no number in the answer to ${text}`);
      }
    } catch (error) {
      failures.push(`case ${cases} of seed ${seed}: ${String(error)} for ${text}`);
    }
  }
  return { name: "calculations", cases, failures };
}

/** Whether all numbers are such; texts, ids among them, may say what they like. */
function isAllFinite(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value !== "object" || value === null || Object.values(value).every(isAllFinite);
}
