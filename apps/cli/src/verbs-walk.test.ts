/**
 * The verbs of the main job, each walked by somebody who knows nothing yet: help, wrong words, a
 * home with nothing in it, in both languages.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runHere } from "./test/run-here.ts";

const home = mkdtempSync(join(tmpdir(), "vallgrav-walk-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A line that is right, one that is wrong, and the exit code where nothing is known yet. */
type Walk = {
  readonly right: string;
  readonly wrong: readonly string[];
  readonly empty: 0 | 1;
  /** What the refusal is called. */
  readonly code?: string;
};

const walks: readonly Walk[] = [
  {
    right: "paths",
    wrong: ["paths more", "paths --budget 1", "paths --outer 1"],
    empty: 1,
    code: "protect/no-model",
  },
  {
    right: "explain --run abc --sample 0",
    wrong: ["explain", "explain --run a", "explain --run a --sample x"],
    empty: 1,
    code: "cli/no-such-run",
  },
  {
    right: "what-if --with patching",
    wrong: ["what-if", "what-if --with", "what-if --with a --hours x"],
    empty: 1,
    code: "protect/no-model",
  },
  { right: "ask list", wrong: ["ask", "ask new", "ask answer", "ask list more"], empty: 0 },
  {
    right: `export model ${join(home, "model.json")}`,
    wrong: ["export", "export model", "export nothing to", "export --all model to"],
    empty: 1,
    code: "protect/no-model",
  },
  {
    right: "plan --budget 1200000",
    wrong: ["plan", "plan --budget x", "plan --budget 1 --objective most", "plan 1200000"],
    empty: 1,
    code: "protect/no-model",
  },
  {
    right: "plan --budget 1200000 --worlds 2",
    wrong: ["plan --budget 1 --worlds x", "plan --budget 1 --worlds 2 --frequency 1-2"],
    empty: 1,
    code: "protect/no-model",
  },
  { right: "costs", wrong: ["costs nothing", "costs set", "costs approve"], empty: 0 },
  { right: "ladder", wrong: ["ladder 1", "ladder --budget 1"], empty: 1, code: "protect/no-model" },
];

const languages = [
  ["sv", "vallgrav: kommunens eget system", "vallgrav help"],
  ["en", "vallgrav: the cyber-defence system", "vallgrav help"],
] as const;

for (const [language, help, seeHelp] of languages)
  test.each(walks)(
    `[CL743] $right in ${language}: help, wrong words, and nothing known yet`,
    async ({ right, wrong, empty, code }) => {
      const env = { VALLGRAV_HOME: home, VALLGRAV_LANG: language };
      const [verb = ""] = right.split(" ");
      const helped = await runHere([verb, "--help"], env);
      expect([helped.code, helped.err]).toEqual([0, ""]);
      expect(helped.out).toContain(help);
      expect(helped.out).toContain(`vallgrav ${verb}`);
      for (const line of wrong) {
        const { code: exit, out, err } = await runHere(line.split(" "), env);
        expect([line, exit, out]).toEqual([line, 2, ""]);
        expect(err).toMatch(/^vallgrav: \S/);
        expect(err).toContain(seeHelp);
      }
      const told = await runHere([...right.split(" "), "--json"], env);
      const document: unknown = JSON.parse(told.out);
      const problems: unknown = Reflect.get(Object(document), "problems") ?? [];
      expect([right, told.code, told.err]).toEqual([right, empty, expect.any(String)]);
      const said = await runHere(right.split(" "), env);
      expect(said.code).toBe(empty);
      expect(`${said.out}${said.err}`).not.toMatch(/undefined|NaN|\[object|\n\s+at /);
      if (code === undefined) {
        expect(said.out).not.toBe("");
        return;
      }
      expect(problems).toMatchObject([{ code }]);
      expect([said.out, said.err.includes(`[${code}]`)]).toEqual(["", true]);
      process.stdout.write(`${right}: ${said.err}`);
    },
    60_000,
  );
