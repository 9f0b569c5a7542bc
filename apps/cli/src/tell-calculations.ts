/** `calculate`: small cases by hand through the engines, without the data. */
import { readFileSync, statSync } from "node:fs";
import type { Problem } from "@vallgrav/kernel";
import { calculate, readCalculations } from "@vallgrav/platform/calculate";
import type { CalculateCommand } from "./command.ts";
import { table, visible } from "./format.ts";
import { unreadable } from "./import-files.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

/** Bytes of a file beyond which it is not read; what it may hold is for its reader to say. */
const mostBytes = 16_777_216;
/** Figures shown of one calculation. */
const mostRows = 400;

function figure(value: unknown): string {
  if (typeof value === "number") return String(Number(value.toPrecision(9)));
  if (typeof value === "boolean") return String(value);
  return typeof value === "string" ? visible(value) : "–";
}

/** An answer as rows: where each figure stands in the document, and the figure. */
function rowsOf(value: unknown, path = ""): readonly (readonly [string, string])[] {
  if (typeof value !== "object" || value === null) return [[path, figure(value)]];
  return Object.entries(value).flatMap(([key, held]: [string, unknown]) =>
    rowsOf(held, path === "" ? key : `${path}.${key}`),
  );
}

function textOf(path: string): { readonly text: string } | { readonly problem: Problem } {
  try {
    if (statSync(path).size > mostBytes)
      return {
        problem: {
          code: "calculate/too-large",
          severity: "error",
          at: { file: path, place: "" },
          args: { limit: mostBytes },
        },
      };
    return { text: readFileSync(path, "utf8") };
  } catch (error) {
    return { problem: unreadable(path, error) };
  }
}

/** Works out the calculations of a file, each by itself: one that cannot be keeps no other back. */
export async function tellCalculations(
  { path }: CalculateCommand,
  speaker: Speaker,
): Promise<Told> {
  const found = textOf(path);
  if ("problem" in found) return refused([found.problem]);
  const read = readCalculations(found.text);
  const inFile = (problems: readonly Problem<string, object>[]) =>
    problems.map((one) => ({ ...one, at: one.at ?? { file: path, place: "" } }));
  if (!read.ok) return refused(inFile(read.problems));
  const calculations: object[] = [];
  const lines: string[] = [];
  const problems: Problem<string, object>[] = [];
  for (const one of read.calculations) {
    const done = await calculate(one);
    const { name, kind } = one.asked;
    if (!done.ok) {
      const refusedBy = inFile(done.problems);
      problems.push(...refusedBy);
      calculations.push({ name, kind, problems: refusedBy });
      continue;
    }
    const rows = rowsOf(done.answer);
    calculations.push({ name, kind, answer: done.answer });
    lines.push(`${visible(name)} (${speaker.words.calculate.kinds[kind]})`);
    lines.push(...table(rows.slice(0, mostRows), [1]).map((line) => `  ${line}`), "");
  }
  return {
    exit: problems.length > 0 ? 1 : 0,
    document: { calculations, problems },
    lines,
    problems,
    object: "",
  };
}
