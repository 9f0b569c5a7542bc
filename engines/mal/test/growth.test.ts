/** Growth gates of graphs: work that is counted, not time. */
import { expect, test } from "vitest";
import type { AttackGraph } from "../src/index.ts";
import { generateGraph } from "../src/index.ts";
import { municipality } from "./employees.ts";
import { officeLanguage } from "./office-language.ts";

const language = officeLanguage();

/** The smallest limit with which a graph can be made; by halving. */
function least(employees: number, limited: "work" | "edges"): number {
  const model = municipality(employees, 1);
  let [low, high] = [0, 1 << 24];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (generateGraph(language, model, { [limited]: middle }).ok) high = middle;
    else low = middle;
  }
  return high;
}

function bytesOf(employees: number): number {
  const made = generateGraph(language, municipality(employees, 1));
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  let bytes = 0;
  for (const part of Object.values(made.graph) as readonly AttackGraph[keyof AttackGraph][])
    if (ArrayBuffer.isView(part)) bytes += part.byteLength;
  return bytes;
}

test("[G23] ten times the employees cost at most twelve times the work", () => {
  for (const limited of ["work", "edges"] as const) {
    const small = least(100, limited);
    expect(small).toBeGreaterThan(1000);
    const model = municipality(1000, 1);
    expect(generateGraph(language, model, { [limited]: 12 * small }).ok, limited).toBe(true);
  }
  expect(bytesOf(1000)).toBeLessThan(12 * bytesOf(100));
});
