/**
 * Filters of SCIM (RFC 7644 §3.4.2.2): comparisons by `eq`, `ne`, `co`, `sw`, `ew`, `pr`, joined
 * by `and`, `or`, `not` and parentheses. Reading is total: what is none, or goes beyond the limits,
 * is null.
 */

/** Value of an attribute; undefined where a thing has none. */
export type Attributes = Readonly<Record<string, string | boolean | undefined>>;
/** Whether a thing is meant. */
export type Filter = (thing: Attributes) => boolean;

/** Longest filter, and how deep parentheses may go. */
export const filterLimits = { characters: 1_024, depth: 8 } as const;

type Token = { readonly kind: "word" | "text" | "mark"; readonly value: string };

const tokenShape = /\s*(?:([()])|("(?:[^"\\]|\\.)*")|([\w.:$-]+))/y;

function tokensOf(text: string): readonly Token[] | null {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  tokenShape.lastIndex = 0;
  while (tokenShape.lastIndex < end) {
    const found = tokenShape.exec(text);
    if (found === null) return null;
    const [, mark, quoted, word] = found;
    if (mark !== undefined) tokens.push({ kind: "mark", value: mark });
    else if (word !== undefined) tokens.push({ kind: "word", value: word });
    else if (quoted !== undefined) {
      try {
        tokens.push({ kind: "text", value: String(JSON.parse(quoted)) });
      } catch {
        return null;
      }
    }
  }
  return tokens;
}

function compare(operator: string, value: string | boolean, wanted: string | boolean): boolean {
  // Names are the same whatever their case (caseExact is false for all we have).
  const [one, other] = [String(value).toLowerCase(), String(wanted).toLowerCase()];
  if (operator === "eq") return one === other;
  if (operator === "ne") return one !== other;
  if (operator === "co") return one.includes(other);
  return operator === "sw" ? one.startsWith(other) : one.endsWith(other);
}

const operators: ReadonlySet<string> = new Set(["eq", "ne", "co", "sw", "ew"]);

/** Reads a filter over attributes of these names, in lower case. */
export function parseFilter(text: string, names: ReadonlySet<string>): Filter | null {
  const tokens = text.length > filterLimits.characters ? null : tokensOf(text);
  if (tokens === null) return null;
  let at = 0;
  const isWord = (value: string): boolean =>
    tokens[at]?.kind === "word" && tokens[at]?.value.toLowerCase() === value;
  const isMark = (value: string): boolean =>
    tokens[at]?.kind === "mark" && tokens[at]?.value === value;

  const comparison = (): Filter | null => {
    const name = tokens[at]?.kind === "word" ? tokens[at]?.value.toLowerCase() : undefined;
    const operator = tokens[at + 1]?.kind === "word" ? tokens[at + 1]?.value.toLowerCase() : "";
    if (name === undefined || !names.has(name)) return null;
    if (operator === "pr") {
      at += 2;
      return (thing) => thing[name] !== undefined;
    }
    const token = tokens[at + 2];
    if (!operators.has(operator ?? "") || token === undefined || token.kind === "mark") return null;
    const isTruth = token.kind === "word" && /^(?:true|false)$/i.test(token.value);
    if (token.kind === "word" && !isTruth) return null;
    at += 3;
    const wanted = isTruth ? token.value.toLowerCase() === "true" : token.value;
    return (thing) => {
      const value = thing[name];
      // What a thing has not is unlike every value.
      return value === undefined ? operator === "ne" : compare(operator ?? "", value, wanted);
    };
  };
  const factor = (depth: number): Filter | null => {
    if (depth > filterLimits.depth) return null;
    const isNot = isWord("not");
    if (isNot) at += 1;
    if (isNot && !isMark("(")) return null;
    if (!isMark("(")) return comparison();
    at += 1;
    const inner = either(depth + 1);
    if (inner === null || !isMark(")")) return null;
    at += 1;
    return isNot ? (thing) => !inner(thing) : inner;
  };
  const joined = (
    word: "and" | "or",
    next: (depth: number) => Filter | null,
    depth: number,
  ): Filter | null => {
    const first = next(depth);
    if (first === null) return null;
    const all: Filter[] = [first];
    while (isWord(word)) {
      at += 1;
      const more = next(depth);
      if (more === null) return null;
      all.push(more);
    }
    return (thing) =>
      word === "and" ? all.every((one) => one(thing)) : all.some((one) => one(thing));
  };
  const both = (depth: number): Filter | null => joined("and", factor, depth);
  const either = (depth: number): Filter | null => joined("or", both, depth);

  const filter = either(0);
  return at === tokens.length ? filter : null;
}
