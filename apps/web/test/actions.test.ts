/** The log and the map speak in words: every action that is audited, every right that is read. */
import { relationWord } from "@vallgrav/knowledge/names";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { actionWord } from "../src/words/actions.ts";

/** Texts of the program's files in a folder of another app, tests aside. */
function textsOf(folder: string): readonly string[] {
  const path = fileURLToPath(new URL(`../../${folder}`, import.meta.url));
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => readFileSync(`${path}/${name}`, "utf8"));
}

test("every action of a route or a command has words in both languages", () => {
  const routes = textsOf("server/src").flatMap((text) => [
    ...text.matchAll(/\b(?:action|Action)(?:: | = )"([a-z-]+\/[a-z-]+)"/g),
  ]);
  const file = fileURLToPath(new URL("../../cli/src/audited-action.ts", import.meta.url));
  const commands = [
    ...readFileSync(file, "utf8").matchAll(/^\s+"?[a-z-]+"?: "([a-z]+\/[a-z-]+)",$/gm),
  ];
  const found = new Set([...routes, ...commands].map(([, action]) => action ?? ""));
  expect(found.size).toBeGreaterThan(60);
  const wordless = [...found].filter((action) => actionWord(action, "sv") === null);
  expect(wordless).toEqual([]);
  const alike = [...found].filter(
    (action) => actionWord(action, "sv") === actionWord(action, "en"),
  );
  expect(alike).toEqual([]);
  expect(actionWord("another/thing", "sv")).toBeNull();
});

test("rights of a directory are told in words", () => {
  expect(relationWord("right/GenericAll", "sv")).toBe("har full kontroll över");
  expect(relationWord("right/WriteDacl", "en")).toBe("may grant rights to");
  expect(relationWord("hosted-on", "sv")).toBe("körs på");
});
