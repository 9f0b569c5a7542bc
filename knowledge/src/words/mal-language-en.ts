/** English words for what is wrong with the text of an attack language. */
import type { LanguageProblem, LimitName } from "@vallgrav/mal";
import { numberEn } from "./numbers.ts";
import { type Phrases, wordFor } from "./phrases.ts";

const wanted: Readonly<Record<string, string>> = {
  name: "a name",
  number: "a number",
  string: "a text in quotation marks",
  end: "the end of the file",
  multiplicity: "a number such as 1, * or 0..1",
  rate: "a share from 0 to 1",
  expression: "an expression",
  member: "a step or a variable",
  asset: "an asset",
  declaration: "a declaration, such as category or associations",
  risk: "C, I or A",
  time: "a time",
};
const limits: Readonly<Record<LimitName, string>> = {
  characters: "characters in all files together",
  files: "files",
  expressionParts: "parts in one expression",
  members: "fields and steps",
};
const operations: Readonly<Record<string, string>> = {
  add: "+",
  subtract: "-",
  multiply: "*",
  divide: "/",
  power: "^",
};
const stepKinds: Readonly<Record<string, string>> = {
  or: "|",
  and: "&",
  defence: "#",
  exist: "E",
  notExist: "!E",
};

function kind(key: string): string {
  return wordFor(stepKinds, key);
}

/** Every code of the language part. */
export const malLanguageEn: Phrases<LanguageProblem> = {
  "mal/byte-order-mark": () =>
    "The file begins with a byte-order mark. It was skipped; better save the file without it.",
  "mal/unexpected-character": (p) =>
    `Here stands “${p.character}”, which is not part of the language. Remove it.`,
  "mal/unterminated-comment": () => "A comment is opened but never closed. Add */.",
  "mal/unterminated-string": () => "A quotation mark is opened but never closed. Add the other.",
  "mal/bad-escape": (p) =>
    `“${p.escape}” is no known escape. Those are \\b, \\n, \\t, \\r, \\f, \\" and \\\\.`,
  "mal/text-after-quotes": () => 'After """ the line must end. Begin the text on the next line.',
  "mal/digit-first-name": (p) =>
    `The name “${p.name}” begins with a digit. Begin it with a letter.`,
  "mal/number-too-large": (p) => `The number ${p.number} is too large. Use a smaller one.`,
  "mal/unexpected": (p) =>
    p.found === "end"
      ? `The text ends where ${wordFor(wanted, p.expected)} should stand. Complete it.`
      : `Here stands “${p.found}” where ${wordFor(wanted, p.expected)} should stand. Correct it.`,
  "mal/not-exist-spelling": () => "Here stands E!. Write !E.",
  "mal/detector-as-comment": () =>
    "The line after //! could not be read as a detector and was taken as a comment. Look it over.",
  "mal/file-missing": (p) => `The file “${p.path}” does not exist. Correct the include line.`,
  "mal/include-outside": (p) =>
    `The file “${p.path}” lies outside the language's folder and is not read. Move it inside.`,
  "mal/include-cycle": (p) =>
    `The file “${p.path}” includes itself through other files. It was read once; break the circle.`,
  "mal/too-deep": (p) =>
    `Expressions, files or inheritance are nested deeper than ${numberEn(p.limit)}. Flatten them.`,
  "mal/too-large": (p) =>
    `The language has more than ${numberEn(p.limit)} ${wordFor(limits, p.what)}. Make it smaller.`,
  "mal/more-problems": (p) =>
    `There are more problems than the ${numberEn(p.limit)} shown. Correct those and try again.`,
  "mal/not-in-toolbox": (p) =>
    `The toolbox (mal-toolbox) cannot read ${p.what}. Write it in another way, or read the language without compat.`,

  "mal/missing-define": (p) =>
    `#${p.key} is missing or empty. State it at the top of the language.`,
  "mal/duplicate-define": (p) => `#${p.key} is stated several times. Keep one.`,
  "mal/bad-version": (p) => `The version “${p.version}” must be three whole numbers, as in 1.0.0.`,
  "mal/reserved-name": (p) =>
    `The name “${p.name}” is a keyword of other tools for MAL. Better choose another.`,
  "mal/duplicate-meta": (p) => `The note “${p.key}” is stated several times. Keep one.`,
  "mal/duplicate-asset": (p) => `The asset ${p.asset} is declared several times. Keep one.`,
  "mal/unknown-asset": (p) => `There is no asset ${p.asset}. Declare it or correct the name.`,
  "mal/inheritance-cycle": (p) => `The asset ${p.asset} inherits from itself. Break the circle.`,
  "mal/abstract-unused": (p) =>
    `Nothing extends the abstract asset ${p.asset}. It is of no use; remove it.`,
  "mal/bad-multiplicity": (p) =>
    `The number “${p.multiplicity}” makes no sense. State the lowest first, and a highest of 1 ` +
    "or more.",
  "mal/unusual-multiplicity": (p) =>
    `The number “${p.multiplicity}” is unusual, and not all tools read it. Check it.`,
  "mal/duplicate-field": (p) =>
    `The asset ${p.asset} already has a field ${p.field}, its own or inherited. Rename one.`,
  "mal/field-named-as-step": (p) =>
    `The asset ${p.asset} has both a field and a step named ${p.name}. Rename one.`,
  "mal/duplicate-association": (p) =>
    `The association ${p.association} is declared several times with the same fields. Keep one.`,
  "mal/duplicate-variable": (p) =>
    `The variable ${p.variable} is declared several times in ${p.asset}. Keep one.`,
  "mal/variable-redefined": (p) =>
    `The variable ${p.variable} of ${p.asset} is inherited and cannot be changed. Rename it.`,
  "mal/duplicate-step": (p) =>
    `The step ${p.step} is declared several times in ${p.asset}. Keep one.`,
  "mal/duplicate-detector": (p) =>
    `The step ${p.step} has several detectors named ${p.detector}. Keep one.`,
  "mal/kind-changed": (p) =>
    `The step ${p.step} is ${kind(p.kind)} here but ${kind(p.was)} where inherited. Make them ` +
    "alike.",
  "mal/risk-on-gate": (p) =>
    `${p.step} is no attack step and threatens nothing. Remove the braces with C, I and A.`,
  "mal/duplicate-risk": (p) => `The step ${p.step} states ${p.risk} several times. Keep one.`,
  "mal/mode-on-gate": (p) =>
    `${p.step} is no attack step and cannot be action or effect. Remove the word.`,
  "mal/requires-missing": (p) =>
    `The existence step ${p.step} does not say what must exist. State it after <-.`,
  "mal/requires-misplaced": (p) =>
    `${p.step} is no existence step and cannot require anything. Remove <- and what follows.`,
  "mal/several-not-exist": (p) =>
    `${p.step} (!E) has several conditions, which tools read differently. Divide it into several.`,
  "mal/nothing-to-extend": (p) =>
    `The step ${p.step} is extended with +> but not inherited. Write -> instead.`,

  "mal/unknown-field": (p) => `The asset ${p.asset} has no field ${p.field}. Correct the name.`,
  "mal/unknown-variable": (p) =>
    `The asset ${p.asset} has no variable ${p.variable}. Correct the name.`,
  "mal/unknown-step": (p) => `The asset ${p.asset} has no step ${p.step}. Correct the name.`,
  "mal/not-a-step": () => "The expression does not end in a step. End it with the step's name.",
  "mal/variable-cycle": (p) =>
    `The variable ${p.variable} of ${p.asset} refers to itself. Break the circle.`,
  "mal/no-common-type": (p) =>
    `${p.left} and ${p.right} share no asset they extend and cannot be put together. Correct it.`,
  "mal/not-a-subtype": (p) =>
    `${p.type} does not extend ${p.of}, so the selection is always empty. Correct the type.`,
  "mal/closure-leaves-type": (p) =>
    `What * repeats leads to ${p.type}, which does not extend ${p.start}. Correct the expression.`,
  "mal/reach-to-gate": (p) =>
    `The expression leads to ${p.step} of ${p.asset}, which is no attack step. It has no effect.`,
  "mal/time-misplaced": (p) => `The existence step ${p.step} cannot take time. Remove the time.`,
  "mal/time-without-value": () =>
    "The time has no value, as in 0/0, and is taken as never. Correct it.",
  "mal/time-below-zero": () => "The time is below zero and is taken as zero. Correct it.",
  "mal/time-on-effect": (p) =>
    `The step ${p.step} is an effect and takes no time. The time is not used; remove it.`,
  "mal/bad-rate": (p) => `The share ${numberEn(p.rate)} is larger than 1. State 0 to 1.`,
  "mal/unknown-distribution": (p) => `There is no distribution ${p.name}. Correct the name.`,
  "mal/distribution-misplaced": (p) =>
    `${wordFor(operations, p.name)} cannot stand here. Defences take Enabled, Disabled or ` +
    "Bernoulli alone; attack steps take times.",
  "mal/distribution-arguments": (p) =>
    `The distribution ${p.name} takes ${numberEn(p.expected)} numbers but has ` +
    `${numberEn(p.found)}. Correct them.`,
  "mal/distribution-range": (p) =>
    `The numbers of the distribution ${p.name} are out of range. See which it takes.`,
};
