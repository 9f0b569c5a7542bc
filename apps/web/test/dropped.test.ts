/** Files of what was dropped: folders are looked into, hidden files and endless folders are not. */
import { expect, test } from "vitest";
import { type Dropped, filesOf } from "../src/parts/dropped-files.ts";

type Directory = Extract<Dropped, { readonly kind: "directory" }>;

function file(name: string): Dropped {
  return {
    kind: "file",
    name,
    getFile: () => Promise.resolve(new File(["x"], name)),
  };
}

function folder(name: string, entries: () => readonly Dropped[]): Directory {
  return {
    kind: "directory",
    name,
    getEntries: async function* () {
      yield* entries();
    },
  };
}

async function namesOf(...items: readonly Dropped[]): Promise<readonly string[]> {
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
