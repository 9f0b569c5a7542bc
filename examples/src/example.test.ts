/** What lies in the folders is what the generator writes, and the truth names things everywhere. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { serversOf, testNumber } from "./estate.ts";
import { exampleFilesOf } from "./example-files.ts";
import { accountCount } from "./people.ts";
import { keptSize, sizeOf } from "./size.ts";
import { systemRows } from "./systems.ts";

type Noted = { readonly path: string; readonly kind: string; readonly is: string };

const noted: Noted[] = [];
const files = exampleFilesOf(keptSize).map(({ path, pieces }) => {
  const written = [...pieces((_, kind, is) => noted.push({ path, kind, is }))];
  return { path, bytes: Buffer.concat(written.map((piece) => Buffer.from(piece))) };
});

test.each(["collections", "lists", "municipality", "reports"])(
  "the folder %s is as the generator writes it",
  (folder) => {
    const here = new URL(`../${folder}/`, import.meta.url);
    const made = files.filter(({ path }) => path.startsWith(`${folder}/`));
    const names = made.map(({ path }) => path.slice(folder.length + 1));
    expect(readdirSync(here).sort()).toEqual(names.sort());
    for (const { path, bytes } of made) {
      const kept = readFileSync(new URL(`../${path}`, import.meta.url));
      expect([path, kept.equals(bytes)]).toEqual([path, true]);
    }
  },
);

test("a thing has one name in every file that speaks of it", () => {
  const first = noted.filter(({ is }) => is === "directory/101001");
  expect(new Set(first.map(({ kind }) => kind))).toEqual(new Set(["computer"]));
  expect(first.length).toBeGreaterThan(5);
  expect(noted.some(({ is }) => is.startsWith("client-before/"))).toBe(true);
  expect(noted.some(({ is }) => is === "server/srv-webb101")).toBe(true);
});

test("the full size is what a large municipality has", () => {
  const full = sizeOf("full", "7");
  expect([full.people, full.pupils, full.consultants]).toEqual([15_000, 25_000, 1_500]);
  expect([full.clients, serversOf(full).length + 2]).toEqual([12_000, 700]);
  expect(systemRows(full).length).toBe(350);
  expect(accountCount(full)).toBe(40_019);
  expect(full.seed).toBe("7");
});

test("identity numbers are of the reserved kind, and no two are alike", () => {
  const all = Array.from({ length: 15_000 }, (_, n) => testNumber(n));
  expect(new Set(all).size).toBe(15_000);
  expect(all.every((number) => /^(?:19|20)\d{6}-9[89]\d\d$/.test(number))).toBe(true);
  expect(testNumber(0)).toBe("19550101-9805");
});
