/** Files of what was dropped: folders are looked into, hidden files and endless folders are not. */
import type { DropItem } from "react-aria-components";
import { expect, test } from "vitest";
import { filesOf } from "../src/parts/dropped-files.ts";

type Directory = Extract<DropItem, { readonly kind: "directory" }>;
type Entry = Directory | Extract<DropItem, { readonly kind: "file" }>;

function file(name: string): Entry {
  return {
    kind: "file",
    name,
    type: "",
    getFile: () => Promise.resolve(new File(["x"], name)),
    getText: () => Promise.resolve("x"),
  };
}

function folder(name: string, entries: () => readonly Entry[]): Directory {
  return {
    kind: "directory",
    name,
    getEntries: async function* () {
      yield* entries();
    },
  };
}

async function namesOf(...items: readonly DropItem[]): Promise<readonly string[]> {
  return (await filesOf(items)).map(({ name }) => name);
}

test("folders are looked into, in order, without what is hidden in them", async () => {
  const inner = folder("b", () => [
    file("3.csv"),
    file(".DS_Store"),
    file("Thumbs.db"),
    file("~$3.xlsx"),
  ]);
  const dropped = [file("1.csv"), folder("a", () => [file("2.csv"), inner]), file(".env")];
  expect(await namesOf(...dropped)).toEqual(["1.csv", "2.csv", "3.csv", ".env"]);
  expect(await namesOf(folder("empty", () => []))).toEqual([]);
});

test("a folder in itself and a folder of very many files end", async () => {
  const endless: Directory = folder("o", () => [file("x.csv"), endless]);
  expect((await namesOf(endless)).length).toBe(8);
  const many = folder("m", () => Array.from({ length: 5_000 }, (_, at) => file(`${at}.csv`)));
  expect((await namesOf(many)).length).toBe(1_000);
});
