/** Figures of what measures do, and own ones in their place; and how many measures there are. */
import { expect, test } from "vitest";
import { effectFigures, measures, withOwnEffects } from "./index.ts";

test("[K740] every figure of every measure can be told by its key and put elsewhere", () => {
  let figures = 0;
  for (const { id, effects } of measures) {
    const told = effectFigures(effects);
    figures += told.length;
    expect([id, told.length > 0]).toEqual([id, true]);
    expect([id, new Set(told.map(({ key }) => key)).size]).toEqual([id, told.length]);
    for (const { key, value, low, high } of told)
      expect([id, key, value >= low && value <= high]).toEqual([id, key, true]);
    expect(withOwnEffects(effects, new Map())).toEqual(effects);
    for (const { key, low, high } of told)
      for (const value of [low, high]) {
        const changed = effectFigures(withOwnEffects(effects, new Map([[key, value]])));
        expect(changed.map((one) => one.key)).toEqual(told.map((one) => one.key));
        const found = changed.find((one) => one.key === key)?.value ?? -1;
        // A worn routine covers no more than a fresh one.
        expect([id, key, key === "bridges-cover-then" ? found <= value : found === value]).toEqual([
          id,
          key,
          true,
        ]);
      }
  }
  expect(withOwnEffects([], new Map([["control/x", 1]]))).toEqual([]);
  process.stdout.write(`${measures.length} measures with ${figures} figures of effect\n`);
});

test("[K741] at least sixty measures, each in both languages, every number with a source", () => {
  const counted = new Map<string, number>();
  for (const { id, name, text, source, cost } of measures) {
    counted.set(source.kind, (counted.get(source.kind) ?? 0) + 1);
    for (const said of [name, text])
      expect([id, said.sv.length > 3, said.en.length > 3, said.sv !== said.en]).toEqual([
        id,
        true,
        true,
        true,
      ]);
    const named = source.kind === "assumption" || source.name.sv.length > 3;
    expect([id, named]).toEqual([id, true]);
    for (const { low, likely, high } of [cost.oneOffSek, cost.yearlySek])
      expect([id, low <= likely && likely <= high]).toEqual([id, true]);
  }
  expect(measures.length).toBeGreaterThanOrEqual(60);
  const kinds = [...counted].map(([kind, count]) => `${count} ${kind}`).join(", ");
  process.stdout.write(`${measures.length} measures in two languages by source: ${kinds}\n`);
});
