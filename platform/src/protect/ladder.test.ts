/** What each source would add, on models of which more and more is known. */
import type { Instant } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import type { Status } from "../api/index.ts";
import { computeWays } from "./compute-ways.ts";
import { ladderViews } from "./ladder.ts";
import { exampleGiven, type Given, modelOfFiles, preparedOf, smallSize } from "./test/example.ts";

const now = "2026-11-30T00:00:00.000Z" as Instant;
const { signal } = new AbortController();

async function addsWith(files: readonly Given[]): Promise<Readonly<Record<string, number>>> {
  const prepared = await preparedOf(modelOfFiles(files), smallSize);
  const { ways } = await computeWays(prepared, smallSize, { today: null, signal });
  expect(ways.fell).toBeGreaterThan(0);
  const shares = ways.unknowns.map(({ share }) => share);
  expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
  return Object.fromEntries(
    ladderViews([], ways, now).map(({ id, couldAdd }) => [id, couldAdd ?? Number.NaN]),
  );
}

test("[PR31] the directory adds most to a register, and little once it is there", async () => {
  const register = await addsWith(exampleGiven((name) => name.endsWith(".csv")));
  const all = await addsWith(exampleGiven());
  const others = Object.entries(register).filter(([id]) => !id.startsWith("directory"));
  for (const [id, share] of others)
    expect([id, share <= (register["directory"] ?? 0)]).toEqual([id, true]);
  expect(register["directory"]).toBeGreaterThan(0.2);
  expect(all["directory"]).toBeLessThan((register["directory"] ?? 0) / 2);
}, 60_000);

test("[PR31] what was brought is counted by its readers, the newest date shown", () => {
  const file = (reader: string, producedAt: string | null): Status["evidence"][number] => ({
    id: reader,
    importId: reader,
    name: reader,
    reader,
    producedAt,
    receivedAt: "2026-11-20T00:00:00.000Z",
    observations: 1,
  });
  const views = ladderViews(
    [file("sharphound", "2026-11-01T00:00:00.000Z"), file("sharphound", null), file("lynis", null)],
    null,
    now,
  );
  const of = (id: string) => views.find((view) => view.id === id);
  expect(of("directory")?.brought).toEqual({
    files: 2,
    newest: "2026-11-20T00:00:00.000Z",
    isOld: false,
  });
  expect(of("scanners")?.brought?.files).toBe(1);
  expect(of("questions")?.brought).toBeNull();
  expect(views.every(({ couldAdd }) => couldAdd === null)).toBe(true);
});

test("[PR720] a source is old when its newest file weighs less than half of a new one", () => {
  const read = (reader: string, producedAt: string): Status["evidence"][number] => ({
    id: `${reader} ${producedAt}`,
    importId: reader,
    name: reader,
    reader,
    producedAt,
    receivedAt: producedAt,
    observations: 1,
  });
  const oldOf = (...files: readonly Status["evidence"][number][]): readonly string[] =>
    ladderViews(files, null, now).flatMap(({ id, brought }) =>
      brought?.isOld === true ? [id] : [],
    );
  expect(oldOf(read("sharphound", "2026-06-04T00:00:00.000Z"))).toEqual([]);
  expect(oldOf(read("sharphound", "2026-06-02T00:00:00.000Z"))).toEqual([
    "directory",
    "directory-sessions",
  ]);
  expect(oldOf(read("system-register", "2026-06-02T00:00:00.000Z"))).toEqual([]);
  expect(
    oldOf(
      read("sharphound", "2020-01-01T00:00:00.000Z"),
      read("sharphound", "2026-11-01T00:00:00Z"),
    ),
  ).toEqual([]);
});
