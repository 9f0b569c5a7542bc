/**
 * The text form of FortiOS: `config … edit … set … next end`, nested, with values in quotes that
 * may go on over several lines. Walked without building a tree: what is told is each `set`, with
 * where in the configuration it stands.
 */

/** Where in the configuration something stands, outermost first. */
export type Level = {
  /** Words behind `config`: `firewall policy`. */
  readonly section: string;
  /** The key of the open entry; null outside entries. */
  entry: string | null;
  /** Number of the open entry in the walk, from 1; 0 outside entries. */
  serial: number;
};

/** A value that was set. */
export type Setting = {
  readonly levels: readonly Level[];
  readonly key: string;
  readonly values: readonly string[];
  /** Line of the `set`, from 1. */
  readonly line: number;
};

/** What the walk tells. */
export type ConfigListener = {
  readonly entry: (levels: readonly Level[], line: number) => void;
  readonly setting: (setting: Setting) => void;
  /** A line with a word in front that is not known. */
  readonly strange: (line: number) => void;
};

type ConfigLimits = {
  readonly depth: number;
  readonly rows: number;
  readonly stringLength: number;
};

/** Why a text is no whole configuration; the line from 1. */
export type ConfigFault = {
  readonly fault: "bad" | "depth" | "rows" | "truncated";
  readonly line: number;
};

/** A walk under way. */
type Walk = {
  readonly text: string;
  readonly limits: ConfigLimits;
  at: number;
  line: number;
};

function isBlank(sign: string): boolean {
  return sign === " " || sign === "\t" || sign === "\r";
}

/** A value in quotes, which may hold line ends; null where it never ends. Long ones are cut. */
function quoted(walk: Walk, quote: string): string | null {
  const { text, limits } = walk;
  let value = "";
  for (let at = walk.at + 1; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === quote) {
      walk.at = at + 1;
      return value;
    }
    if (sign === "\n") walk.line += 1;
    const isEscape = sign === "\\" && at + 1 < text.length;
    if (isEscape) at += 1;
    if (value.length < limits.stringLength) value += isEscape ? text.charAt(at) : sign;
  }
  return null;
}

/** The words of a line; null where a quote never ends. Leaves the walk behind the line's end. */
function wordsOfLine(walk: Walk): string[] | null {
  const { text, limits } = walk;
  const words: string[] = [];
  for (;;) {
    while (walk.at < text.length && isBlank(text.charAt(walk.at))) walk.at += 1;
    const sign = text.charAt(walk.at);
    if (sign === "" || sign === "\n") {
      walk.at += 1;
      return words;
    }
    if (sign === '"' || sign === "'") {
      const value = quoted(walk, sign);
      if (value === null) return null;
      words.push(value);
      continue;
    }
    let end = walk.at;
    while (end < text.length && !isBlank(text.charAt(end)) && text.charAt(end) !== "\n") end += 1;
    words.push(text.slice(walk.at, Math.min(end, walk.at + limits.stringLength)));
    walk.at = end;
  }
}

/** Verbs that change nothing that is read here. */
const silent = new Set([
  "unset",
  "append",
  "select",
  "unselect",
  "clear",
  "move",
  "delete",
  "rename",
]);

type Told = { readonly listener: ConfigListener; readonly levels: Level[]; entries: number };

/** Takes the words of one line; the fault, or null. */
function takeLine(
  { listener, levels }: Told,
  [verb = "", ...words]: readonly string[],
  at: { readonly line: number; readonly limits: ConfigLimits; readonly entries: number },
): ConfigFault["fault"] | null {
  const open = levels.at(-1);
  const { line } = at;
  if (verb === "config") {
    if (levels.length >= at.limits.depth) return "depth";
    levels.push({ section: words.join(" ").toLowerCase(), entry: null, serial: 0 });
  } else if (verb === "edit") {
    if (open === undefined) return "bad";
    open.entry = words.join(" ");
    open.serial = at.entries;
    listener.entry(levels, line);
  } else if (verb === "set") {
    const [key = "", ...values] = words;
    if (open === undefined) return "bad";
    listener.setting({ levels, key: key.toLowerCase(), values, line });
  } else if (verb === "next") {
    if (open === undefined || open.entry === null) return "bad";
    open.entry = null;
    open.serial = 0;
  } else if (verb === "end") {
    // An entry that is open is closed with its section; FortiOS does so too.
    if (levels.pop() === undefined) return "bad";
  } else if (!silent.has(verb)) listener.strange(line);
  return null;
}

/** Walks a configuration to its end; null, or what is wrong with it. Linear, without recursion. */
export function walkConfig(
  text: string,
  limits: ConfigLimits,
  listener: ConfigListener,
): ConfigFault | null {
  const walk: Walk = { text, limits, at: text.startsWith("\uFEFF") ? 1 : 0, line: 1 };
  const told: Told = { listener, levels: [], entries: 0 };
  while (walk.at < text.length) {
    const { line } = walk;
    if (text.charAt(walk.at) === "#") {
      const end = text.indexOf("\n", walk.at);
      walk.at = end === -1 ? text.length : end + 1;
      walk.line += 1;
      continue;
    }
    const words = wordsOfLine(walk);
    if (words === null) return { fault: "truncated", line };
    walk.line += 1;
    if (words.length === 0) continue;
    if (words[0] === "edit") told.entries += 1;
    if (told.entries > limits.rows) return { fault: "rows", line };
    const fault = takeLine(told, words, { line, limits, entries: told.entries });
    if (fault !== null) return { fault, line };
  }
  return told.levels.length === 0 ? null : { fault: "truncated", line: walk.line };
}
