/** Registers of two offices, imported one after the other. */
import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, temporaryFolder } from "./test/run-cli.ts";

type Answer = {
  readonly problems: readonly { readonly code: string; readonly args: object }[];
  readonly lists: readonly { readonly isNext: boolean; readonly said: string | null }[];
};

test("[CL1160] an import tells what counts as gone, and what a list is can be said", async () => {
  const [home, folder] = [temporaryFolder(), temporaryFolder()];
  const written = (name: string, day: number, systems: readonly string[]): string => {
    const path = join(folder, name);
    const rows = systems.map((system) => `${system};Fiktiva nämnden;egen drift`);
    writeFileSync(path, `Systemnamn;Förvaltning;Drift\n${rows.join("\n")}\n`);
    utimesSync(path, new Date(Date.UTC(2026, 0, day)), new Date(Date.UTC(2026, 0, day)));
    return path;
  };
  const school = written("skola.csv", 1, ["Elevregister", "Schema"]);
  const technical = written("teknik.csv", 2, ["Karta", "Vatten"]);
  const answerOf = async (...words: readonly string[]): Promise<readonly unknown[]> => {
    const { code, out } = await runCli(home, ["import", ...words, "--json"]);
    const { problems, lists } = JSON.parse(out) as Answer;
    const told = problems.map(({ code: one, args }) => [one, "count" in args ? args.count : 0]);
    return [code, told, lists.map(({ isNext, said }) => [isNext, said])];
  };
  expect(await answerOf(school)).toEqual([0, [], [[false, null]]]);
  expect(await answerOf(technical)).toEqual([0, [["identify/own-list", 0]], [[false, null]]]);
  const gone = [
    ["identify/next-list", 0],
    ["identify/gone", 2],
  ];
  expect(await answerOf("--list", "next", technical)).toEqual([0, gone, [[true, "next"]]]);
  const plain = await runCli(home, ["import", technical]);
  expect(plain.out).toContain("vallgrav import --list own");
  expect(plain.out + plain.err).toContain("Elevregister, Schema");
  expect((await runCli(home, ["import", "--list", "both", technical])).code).toBe(2);
});
