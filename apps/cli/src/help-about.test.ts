/** Help of one command alone. */
import { expect, test } from "vitest";
import { helpAbout } from "./help-about.ts";
import { wordsOf } from "./words-of.ts";

/** Lines of help that name a command, and the verbs there are by them. */
function entriesOf(help: string): readonly string[] {
  return help.split("\n").filter((line) => line.startsWith("  vallgrav "));
}

function verbsOf(help: string): readonly string[] {
  const first = entriesOf(help).map((line) => line.trim().split(" ")[1] ?? "");
  return [...new Set([...first, "restore"])].filter((verb) => verb !== "help");
}

test.each(["sv", "en"] as const)("[CL1130] help in %s, verb by verb", (language) => {
  const { help } = wordsOf(language);
  const verbs = verbsOf(help);
  expect(verbs.length).toBeGreaterThan(35);
  const told = verbs.flatMap((verb) => {
    const about = helpAbout(help, verb);
    const entries = entriesOf(about);
    expect([verb, entries.length > 0, about.split("\n")[0]]).toEqual([
      verb,
      true,
      help.split("\n")[0],
    ]);
    for (const line of entries) expect(line).toContain(` ${verb}`);
    expect(about.split("\n").length).toBeLessThan(15);
    return entries;
  });
  const last = entriesOf(help).at(-1);
  expect(entriesOf(help).filter((line) => line !== last && !told.includes(line))).toEqual([]);
});

test("[CL1130] what goes on over several lines comes with it, and what is said of several", () => {
  const about = helpAbout(wordsOf("en").help, "plan");
  expect(about).toContain("--budget SEK");
  expect(about).toContain("--until YYYY-MM");
  expect(about).toContain("take --threads N");
  expect(about).not.toContain("what-if --with");
  const restore = helpAbout(wordsOf("sv").help, "restore");
  expect(restore).toContain("--recompute");
  expect(helpAbout(wordsOf("sv").help, "collect")).not.toContain("Graph");
  const all = wordsOf("sv").help;
  expect(helpAbout(all, undefined)).toBe(all);
});
