/** What lies in the folders is what the generator writes. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { keptSize, municipality } from "./generate.ts";
import { lists } from "./lists.ts";

test.each([
  ["municipality", municipality(keptSize)],
  ["lists", lists(keptSize)],
] as const)("the folder %s is as the generator writes it", (folder, files) => {
  const here = new URL(`../${folder}/`, import.meta.url);
  expect(readdirSync(here).sort()).toEqual([...files.keys()].sort());
  for (const [name, content] of files)
    expect([name, readFileSync(new URL(name, here)).equals(Buffer.from(content))]).toEqual([
      name,
      true,
    ]);
});
