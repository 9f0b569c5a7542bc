/** Macros of SPF: what they may look like, and what they stand for (RFC 7208 §7). */
import { own } from "@vallgrav/kernel";
import { longestNameText } from "./asking.ts";

const expand = "%(?:\\{[slodiphv]\\d*r?[-.+,/_=]*\\}|[%_-])";
const literal = "[!-$&-~]";
const toplabel = "(?:[a-z0-9]*[a-z][a-z0-9]*|[a-z0-9]+-[a-z0-9-]*[a-z0-9])";
const macroString = new RegExp(`^(?:${expand}|${literal})*$`, "iu");
const ending = new RegExp(`(?:\\.${toplabel}\\.?|${expand})$`, "iu");
const zeroParts = /%\{[a-z]0+r?[-.+,/_=]*\}/iu;

/** Whether a text is made of macros and visible signs alone. */
export function isMacroString(text: string): boolean {
  return macroString.test(text) && !zeroParts.test(text);
}

/** Whether a text can stand for a domain: it ends in a top label or in a macro. */
export function isDomainSpec(text: string): boolean {
  return isMacroString(text) && ending.test(text);
}

/** What the letters stand for; `p` costs questions and is asked for beforehand. */
export type MacroValues = Readonly<Record<string, string>>;

/** Whether a text has the macro `p`, the name that the address proves. */
export function needsValidated(text: string): boolean {
  return /%\{p/iu.test(text);
}

function escapeAll(text: string): string {
  return text.replace(/[^A-Za-z0-9._~-]/gu, (sign) => {
    const octet = sign.charCodeAt(0) & 0xff;
    return `%${octet.toString(16).toUpperCase().padStart(2, "0")}`;
  });
}

/** One macro: the parts kept, turned round if so wished, joined by dots (§7.3). */
function expandOne(letter: string, turn: string, signs: string, values: MacroValues): string {
  const value = values[letter.toLowerCase()] ?? "";
  const isReversed = /r$/iu.test(turn);
  const keep = Number.parseInt(turn, 10);
  const parts = value.split(
    new RegExp(`[${signs === "" ? "." : signs.replace(/[-/]/gu, "\\$&")}]`, "u"),
  );
  const ordered = isReversed ? parts.toReversed() : parts;
  const kept = Number.isNaN(keep) ? ordered : ordered.slice(-keep);
  const joined = kept.join(".");
  return letter === letter.toUpperCase() ? escapeAll(joined) : joined;
}

const oneMacro = /%(?:\{([a-z])(\d*r?)([-.+,/_=]*)\}|([%_-]))/giu;
const plain: Readonly<Record<string, string>> = { "%": "%", _: " ", "-": "%20" };

/** The text with its macros replaced. */
export function expandMacros(text: string, values: MacroValues): string {
  return text.replace(oneMacro, (_all, letter?: string, turn = "", signs = "", sign = "") =>
    letter === undefined ? (own(plain, sign) ?? "") : expandOne(letter, turn, signs, values),
  );
}

/** The domain with its macros replaced, cut from the left to 253 octets at a dot (§7.3). */
export function expandDomain(text: string, values: MacroValues): string {
  let name = expandMacros(text, values);
  if (name.endsWith(".")) name = name.slice(0, -1);
  while (name.length > longestNameText) {
    const dot = name.indexOf(".");
    if (dot < 0) return name;
    name = name.slice(dot + 1);
  }
  return name;
}

/** Whether a text may explain a refusal: there the letters c, r and t may stand as well (§7.2). */
export function isExplanation(text: string): boolean {
  const extra = expand.replace("slodiphv", "slodiphvcrt");
  return new RegExp(`^(?:${extra}|[ -$&-~])*$`, "iu").test(text) && !zeroParts.test(text);
}
