/** What each source would add, on models of which more and more is known. */
import { expect, test } from "vitest";
import type { Status } from "../api/index.ts";
import { computeWays } from "./compute-ways.ts";
import { ladderViews } from "./ladder.ts";
import { exampleGiven, type Given, modelOfFiles, preparedOf, smallSize } from "./test/example.ts";

const { signal } = new AbortController();

async function addsWith(files: readonly Given[]): Promise<Readonly<Record<string, number>>> {
  const prepared = await preparedOf(modelOfFiles(files), smallSize);
  const { ways } = await computeWays(prepared, smallSize, { today: null, signal });
  expect(ways.fell).toBeGreaterThan(0);
  const shares = ways.unknowns.map(({ share }) => share);
  expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
  return Object.fromEntries(
    ladderViews([], ways).map(({ id, couldAdd }) => [id, couldAdd ?? Number.NaN]),
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
  );
  const of = (id: string) => views.find((view) => view.id === id);
  expect(of("directory")?.brought).toEqual({ files: 2, newest: "2026-11-20T00:00:00.000Z" });
  expect(of("scanners")?.brought?.files).toBe(1);
  expect(of("questions")?.brought).toBeNull();
  expect(views.every(({ couldAdd }) => couldAdd === null)).toBe(true);
});
