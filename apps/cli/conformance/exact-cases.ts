/**
 * The twelve cases with exact answers at many runs, through the command line: what is sampled
 * within four standard errors. As many as VALLGRAV_RUNS says: a million take a minute, the two
 * hundred thousand without it some seconds. A case of a thousand hosts plays a fifth of them.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exactCases, fileOf, holdAgainst, runsIn } from "../src/test/twelve-cases.ts";
import { say } from "./command.ts";

const most = Number(process.env["VALLGRAV_RUNS"] ?? 200_000);

type Comparison = { readonly name: string; readonly passed: boolean; readonly detail: string };

/** Inner runs for as many outer ones as the files have, where there are many runs at all. */
function enlarged(key: string, value: unknown): unknown {
  const isCount = key === "runs" || key === "years";
  if (isCount && typeof value === "number" && value > 1_000) return most;
  const { outer, inner, nodes } = Object(value) as {
    readonly outer?: number;
    readonly inner?: number;
    readonly nodes?: readonly { readonly copies?: number }[];
  };
  if (outer === undefined || inner === undefined || outer * inner < 1_000) return value;
  const isLarge = nodes?.some(({ copies = 1 }) => copies >= 1_000) === true;
  const total = isLarge ? most / 5 : most;
  return { ...(value as object), inner: total / outer };
}

/** Runs every case. */
export async function run(): Promise<readonly Comparison[]> {
  const folder = await mkdtemp(join(tmpdir(), "vallgrav-exact-"));
  try {
    const results: Comparison[] = [];
    for (const one of exactCases) {
      const path = join(folder, `${one.file}.json`);
      const text = await readFile(fileOf(one), "utf8");
      await writeFile(path, JSON.stringify(JSON.parse(text, enlarged)));
      const { out, code, ms } = await say(folder, ["calculate", path, "--json"]);
      const held = code === 0 ? holdAgainst(one, out, runsIn(path)) : [];
      const runs = [...runsIn(path).values()].reduce((sum, count) => sum + count, 0);
      results.push({
        name: `${one.file}: ${held.length} figures`,
        passed: held.length === one.figures.length && held.every(({ isRight }) => isRight),
        detail: held.every(({ isRight }) => isRight)
          ? `${runs} runs, ${Math.round(ms)} ms`
          : held.flatMap(({ line, isRight }) => (isRight ? [] : [line])).join("; "),
      });
    }
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
