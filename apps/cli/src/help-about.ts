/** Of all that the terminal says of itself, what concerns one command. */

const entry = /^ {2}vallgrav /;

/** Whether a line of help names a command: at its beginning or after a bar. */
function names(line: string, verb: string): boolean {
  return ` ${line.trim()}`.split(/ vallgrav | \| /u).some((part) => part.split(" ")[0] === verb);
}

/** Entries of a command, each with the lines that go on from it. */
function entriesOf(lines: readonly string[], verb: string): readonly string[] {
  const kept: string[] = [];
  let isIn = false;
  for (const line of lines) {
    if (entry.test(line)) isIn = names(line, verb);
    else if (!/^ {6}/u.test(line)) isIn = false;
    if (isIn) kept.push(line);
  }
  return kept;
}

/** Sentences that name the command among others: `plan, what-if and paths take --threads N`. */
function remarksOf(lines: readonly string[], verb: string): readonly string[] {
  return lines.filter(
    (line) => /^ {2}[a-z]/u.test(line) && !entry.test(line) && line.split(/[ ,]+/u).includes(verb),
  );
}

/**
 * What help says of one command, or all of it.
 * @param help the whole help in one language, as `Words` has it
 * @param verb a command; absent for all of them
 */
export function helpAbout(help: string, verb: string | undefined): string {
  if (verb === undefined) return help;
  const lines = help.split("\n");
  const [title = ""] = lines;
  const remarks = remarksOf(lines, verb);
  const end = remarks.length === 0 ? [] : ["", ...remarks];
  return `${[title, ...entriesOf(lines, verb), ...end].join("\n")}\n`;
}
