/** Calculations by hand from the terminal: the twelve cases with exact answers, and bad files. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runHere } from "./test/run-here.ts";
import { exactCases, fileOf, holdAgainst, runsIn } from "./test/twelve-cases.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-calculate-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const english = { VALLGRAV_LANG: "en" };

test("[CL740] there are twelve cases, and each has figures that are known exactly", () => {
  expect(exactCases.map(({ figures }) => figures.length > 3)).toEqual(Array(12).fill(true));
});

test.each(exactCases)(
  "[CL740] case $file comes out as it is exactly",
  async (one) => {
    const path = fileOf(one);
    const { code, out } = await runHere(["calculate", path, "--json"], english);
    expect(code).toBe(0);
    const held = holdAgainst(one, out, runsIn(path));
    process.stdout.write(`${held.map(({ line }) => line).join("\n")}\n`);
    expect(held.filter(({ isRight }) => !isRight)).toEqual([]);
  },
  120_000,
);

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test("[CL741] one that cannot be calculated is named, and keeps no other back", async () => {
  const share = { name: "a", kind: "share", events: 1, of: 4 };
  const path = written(
    "two.json",
    JSON.stringify({ calculations: [{ ...share, name: "b", events: 5 }, share] }),
  );
  const json = await runHere(["calculate", path, "--json"], english);
  expect(json.code).toBe(1);
  const { calculations, problems } = JSON.parse(json.out) as Record<string, { length: number }>;
  expect([calculations?.length, problems?.length]).toEqual([2, 1]);
  const said = await runHere(["calculate", path], english);
  expect(said.out).toMatch(/^a \(the uncertainty of a share\)\n\s+wilson\.value\s+0\.25\n/);
  expect(said.err).toContain("The field /calculations/0/events should be a whole number");
  const swedish = await runHere(["calculate", path], { VALLGRAV_LANG: "sv" });
  expect(swedish.out).toContain("a (osäkerhet i en andel)");
  expect(swedish.err).toContain("Fältet /calculations/0/events ska vara ett heltal");
});

test("[CL741] a file that is none is exit 1 with its place, and touches nothing", async () => {
  for (const [name, text, says] of [
    ["a.json", "{", "The file is not JSON."],
    ["b.json", '{"calculations":[]}', "The field /calculations should be a list"],
    ["c.json", '{"calculations":[{"name":"x","kind":"y"}]}', "/calculations/0/kind should be one"],
  ] as const) {
    const { code, out, err } = await runHere(["calculate", written(name, text)], english);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(says);
    expect(err).toContain(name);
  }
  const missing = await runHere(["calculate", join(folder, "none.json")], english);
  expect([missing.code, missing.err.includes("[cli/unreadable]")]).toEqual([1, true]);
  expect((await runHere(["calculate"], english)).code).toBe(2);
  expect((await runHere(["calculate", "a", "b"], english)).code).toBe(2);
  expect((await runHere(["calculate", "a", "--seed", "1"], english)).code).toBe(2);
});
