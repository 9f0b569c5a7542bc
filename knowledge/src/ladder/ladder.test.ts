/** The ladder's sources are whole, and what they add follows from what they tell. */
import { readers } from "@vallgrav/readers";
import { expect, test } from "vitest";
import { couldAdd, halfLifeDays } from "./adds.ts";
import { ladder } from "./sources.ts";

test("[LD1] a source has both languages, steps, minutes and readers that exist", () => {
  expect(new Set(ladder.map(({ id }) => id)).size).toBe(ladder.length);
  expect(ladder.map(({ rung }) => rung)).toEqual(
    ladder.map(({ rung }) => rung).toSorted((a, b) => a - b),
  );
  for (const { id, name, who, alarms, steps, minutes, readers: ids } of ladder) {
    const texts = [name, who, ...steps, ...(alarms === null ? [] : [alarms])];
    for (const { sv, en } of texts)
      expect([id, sv.length > 5, en.length > 5]).toEqual([id, true, true]);
    expect(steps.length).toBeGreaterThan(0);
    expect(minutes).toBeGreaterThan(0);
    expect(ids.length).toBeGreaterThan(0);
    for (const reader of ids) expect(Object.keys(readers)).toContain(reader);
  }
});

test("[LD1] every reader belongs to a source", () => {
  const named = new Set(ladder.flatMap((source) => source.readers));
  expect(Object.keys(readers).filter((id) => !named.has(id))).toEqual([]);
});

test("[LD2] a source adds the assumptions it could tell, and no others", () => {
  const of = (id: string): number => {
    const source = ladder.find((one) => one.id === id);
    if (source === undefined) throw new Error(id);
    return couldAdd(source, [
      { kind: "account", step: null, share: 0.5 },
      { kind: "computer", step: "uniqueLocalPassword", share: 0.25 },
      { kind: "account", step: "secondFactor", share: 0.125 },
      { kind: "backup", step: "unreachable", share: 0.0625 },
    ]);
  };
  expect(of("directory")).toBe(0.75);
  expect(of("questions")).toBe(0.25 + 0.125 + 0.0625);
  expect(of("register")).toBe(0.0625);
  expect(of("nmap")).toBe(0);
});

test("[LD720] what people know by heart ages half as fast as what tools export", () => {
  const days = new Set(ladder.map((source) => `${source.rung === 0} ${halfLifeDays(source)}`));
  expect(days).toEqual(new Set(["true 365", "false 180"]));
});
