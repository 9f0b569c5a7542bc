/** Sigma texts with wildcards and escapes → {@link PatternPart}s, and what modifiers do to them. */
import type { PatternPart } from "./rule.ts";

/** A piece of a text as written, before placeholders have values. */
export type RawPart = PatternPart | { readonly kind: "placeholder"; readonly name: string };

const many: PatternPart = { kind: "many" };
const one: PatternPart = { kind: "one" };
const dash: PatternPart = { kind: "dash" };

/** Gathers parts; neighbouring literals grow together. */
function joined(parts: readonly RawPart[]): RawPart[] {
  const all: RawPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (part.kind === "literal" && part.text === "") continue;
    if (part.kind === "literal" && last?.kind === "literal")
      all[all.length - 1] = { kind: "literal", text: last.text + part.text };
    else if (part.kind !== "many" || last?.kind !== "many") all.push(part);
  }
  return all;
}

function isPattern(parts: readonly RawPart[]): parts is readonly PatternPart[] {
  return parts.every(({ kind }) => kind !== "placeholder");
}

const placeholder = /^%([^%\s]+)%/;

/**
 * Parses a text. Only `\*`, `\?` and `\\` are escapes (with placeholders also `\%`); any other
 * backslash is itself. Linear.
 */
export function parsePattern(given: string, withPlaceholders: boolean): readonly RawPart[] {
  // Half a code point could fit half of one in a log: it fits nothing.
  const text = given.toWellFormed();
  const parts: RawPart[] = [];
  const escapes = withPlaceholders ? "*?\\%" : "*?\\";
  let literal = "";
  const put = (part: RawPart): void => {
    parts.push({ kind: "literal", text: literal }, part);
    literal = "";
  };
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    const next = text.charAt(at + 1);
    if (unit === "\\" && next !== "" && escapes.includes(next)) {
      literal += next;
      at += 1;
    } else if (unit === "*") put(many);
    else if (unit === "?") put(one);
    else {
      const found = withPlaceholders && unit === "%" ? placeholder.exec(text.slice(at)) : null;
      if (found === null) literal += unit;
      else {
        put({ kind: "placeholder", name: found[1] ?? "" });
        at += found[0].length - 1;
      }
    }
  }
  return joined([...parts, { kind: "literal", text: literal }]);
}

/** A text without wildcards. */
export function literalPattern(text: string): readonly PatternPart[] {
  return text === "" ? [] : [{ kind: "literal", text }];
}

/** The text of a pattern without wildcards, or null where it has some. */
export function textOfPattern(parts: readonly PatternPart[]): string | null {
  let text = "";
  for (const part of parts) {
    if (part.kind !== "literal") return null;
    text += part.text;
  }
  return text;
}

/** Adds wildcards around a pattern, where none stand already. */
export function widen(
  parts: readonly PatternPart[],
  isOpen: { readonly before: boolean; readonly after: boolean },
): readonly PatternPart[] {
  const wide = [...(isOpen.before ? [many] : []), ...parts, ...(isOpen.after ? [many] : [])];
  return joined(wide) as PatternPart[];
}

const wordUnit = /\w/;

/** Each `-` or `/` between a non-word (or the start) and a word character becomes any dash. */
export function withDashes(parts: readonly PatternPart[]): readonly PatternPart[] {
  const all: PatternPart[] = [];
  for (const part of parts) {
    if (part.kind !== "literal") {
      all.push(part);
      continue;
    }
    let from = 0;
    for (let at = 0; at < part.text.length; at += 1) {
      const unit = part.text.charAt(at);
      if (unit !== "-" && unit !== "/") continue;
      const after = part.text.charAt(at + 1);
      if (wordUnit.test(at === 0 ? "" : part.text.charAt(at - 1)) || !wordUnit.test(after))
        continue;
      all.push({ kind: "literal", text: part.text.slice(from, at) }, dash);
      from = at + 1;
    }
    all.push({ kind: "literal", text: part.text.slice(from) });
  }
  return joined(all) as PatternPart[];
}

/**
 * Every pattern that values of placeholders make of a text, or the names without values. Several
 * placeholders combine; null beyond `most` combinations.
 */
export function withValues(
  parts: readonly RawPart[],
  values: ReadonlyMap<string, readonly string[]>,
  most: number,
): {
  readonly patterns: readonly (readonly PatternPart[])[];
  readonly missing: readonly string[];
} | null {
  if (isPattern(parts)) return { patterns: [parts], missing: [] };
  const missing: string[] = [];
  let patterns: RawPart[][] = [[]];
  for (const part of parts) {
    if (part.kind !== "placeholder") {
      for (const pattern of patterns) pattern.push(part);
      continue;
    }
    const found = values.get(part.name);
    if (found === undefined) missing.push(part.name);
    else {
      if (patterns.length * found.length > most) return null;
      patterns = patterns.flatMap((pattern) =>
        found.map((value) => [...pattern, ...parsePattern(value, false)]),
      );
    }
  }
  if (missing.length > 0) return { patterns: [], missing };
  return { patterns: patterns.map((pattern) => joined(pattern) as PatternPart[]), missing };
}
