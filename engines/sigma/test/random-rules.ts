/** Rules and events of few words, so that they meet often. */
import fc from "fast-check";
import type { EventFields, EventValue, SigmaRule } from "../src/index.ts";
import { ruleOf } from "./documents.ts";

const words = [
  "",
  "a",
  "ab",
  "abc",
  "cmd.exe",
  "C:\\cmd.exe",
  "x\\Cmd.EXE",
  "-enc",
  "x -enc y",
  "10.0.0.1",
  "4688",
  "Åsa 😀",
  "ÅSA",
  "\u212Aabc",
  "kabc",
  "2026-03-04T18:00:00Z",
  "true",
  "-",
  "a/b -c",
] as const;

const word = fc.constantFrom(...words);
const names = ["f", "g", "h.i", "J k"] as const;
const name = fc.constantFrom(...names);

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A value of a rule: a word, a piece of one, with wildcards here and there. */
const value = fc
  .tuple(
    word,
    fc.integer({ min: 0, max: 4 }),
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ max: 9 }),
  )
  .map(([text, from, length, wild]) => {
    const points = Array.from(text);
    const piece = points.slice(from, from + length).join("");
    return [piece, `*${piece}`, `${piece}*`, `*${piece}*`, `${piece}?`, `?${piece}`][wild] ?? text;
  });

const textModifiers = fc.constantFrom(
  "",
  "|contains",
  "|startswith",
  "|endswith",
  "|cased",
  "|contains|cased",
  "|neq",
  "|contains|all",
  "|windash|contains",
  "|base64offset|contains",
  "|endswith|neq",
);

const texts = fc
  .tuple(name, textModifiers, fc.array(value, { minLength: 1, maxLength: 9 }))
  .map(([field, modifiers, values]) => {
    const all = modifiers.includes("base64")
      ? values.map((one) => one.replaceAll(/[*?]/g, ""))
      : values;
    return `${quoted(field + modifiers)}: [${all.map(quoted).join(", ")}]`;
  });

const others = fc
  .tuple(
    name,
    fc.constantFrom(
      "|re: 'c.d'",
      "|re|i: '^c.*(exe|enc)$'",
      "|re: '(?i)a[bc]+|4688'",
      "|exists: true",
      "|exists: false",
      ": null",
      ": 4688",
      "|gt: 9",
      "|lte: 4688",
      "|cidr: 10.0.0.0/8",
      "|hour|gte: 18",
      "|fieldref: g",
      "|fieldref|contains: f",
      "|neq: null",
      ": true",
    ),
  )
  .map(([field, rest]) => {
    const [modifiers = "", ...values] = rest.split(": ");
    return `${quoted(field + modifiers)}: ${values.join(": ")}`;
  });

const keywords = fc
  .tuple(fc.constantFrom("", "|all", "|re"), fc.array(value, { minLength: 1, maxLength: 8 }))
  .map(([modifiers, values]) => {
    const all = values.map((one) => (one === "" ? "a" : one));
    return modifiers === "|re"
      ? "'|re': 'a.c'"
      : `${quoted(modifiers === "" ? "|contains" : modifiers)}: [${all.map(quoted).join(", ")}]`;
  });

const item = fc.oneof({ weight: 5, arbitrary: texts }, { weight: 3, arbitrary: others }, keywords);

const selection = fc
  .uniqueArray(item, { minLength: 1, maxLength: 3, selector: (one) => one.split(":")[0] })
  .map((items) => `{${items.join(", ")}}`);

const conditions = fc.constantFrom(
  ..."s|not s|s and t|s or t|s and not t|not (s or t)|1 of them|all of them|not not s".split("|"),
  "s and (t or not s)",
  "not 1 of *",
  "not s or not t",
);

/** A rule of the product `test`. */
export const anyRule: fc.Arbitrary<SigmaRule> = fc
  .tuple(selection, selection, conditions)
  .map(([s, t, condition]) => ruleOf(`s: ${s}\nt: ${t}\ncondition: ${condition}`));

const scalar: fc.Arbitrary<EventValue> = fc.oneof(
  { weight: 6, arbitrary: word },
  fc.constantFrom<EventValue>(4688, 4, true, null, 4688n, "x".repeat(70), "ac.exeabc"),
);

const anyValue: fc.Arbitrary<EventValue> = fc.oneof(
  { weight: 5, arbitrary: scalar },
  fc.array(scalar, { maxLength: 3 }),
  fc.record({ i: scalar }),
  fc.array(fc.record({ i: scalar, I: scalar }), { maxLength: 2 }),
);

/** Fields of an event; names also in other letter cases and with other spaces. */
export const anyFields: fc.Arbitrary<EventFields> = fc.dictionary(
  fc.constantFrom(...names, "F", "G", "h", "H", "H.I", "jk", "J K", "Jk", "z"),
  anyValue,
  { maxKeys: 6 },
);
