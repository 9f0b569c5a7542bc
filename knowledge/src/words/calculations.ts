/** Words for what is wrong with a file of calculations. */
import type { Problem } from "@vallgrav/kernel";
import { numberEn, numberSv } from "./numbers.ts";
import type { Phrases } from "./phrases.ts";

/** What keeps a file of calculations from being worked out. */
export type CalculateProblem =
  | Problem<"calculate/bad-field", { readonly path: string; readonly expected: string }>
  | Problem<"calculate/not-json", Readonly<Record<string, never>>>
  | Problem<"calculate/too-large", { readonly limit: number }>;

const expectedSv: ReadonlyMap<string, string> = new Map([
  ["chance", "ska vara ett tal från 0 till 1"],
  [
    "choice",
    "ska vara ett av de ord som gäller där, och bara ett av de fält som utesluter varandra",
  ],
  ["known", "nämner något som inte finns i beräkningen"],
  ["list", "ska vara en lista, varken för kort eller för lång"],
  ["name", "ska vara ett namn på 1 till 80 tecken"],
  ["nothing", "finns inte för den sortens beräkning"],
  ["number", "ska vara ett tal inom sina gränser"],
  ["object", "ska vara ett objekt"],
  ["same-length", "ska ha lika många som det hör ihop med"],
  ["time", "ska vara ett tal eller en fördelning, som Exponential(0.1)"],
  ["unique", "står där två gånger"],
  ["whole", "ska vara ett heltal inom sina gränser"],
  ["work", "ger mer arbete än en beräkning får ta, eller färre än två körningar"],
]);

const expectedEn: ReadonlyMap<string, string> = new Map([
  ["chance", "should be a number from 0 to 1"],
  [
    "choice",
    "should be one of the words that hold there, and one only of fields that exclude each other",
  ],
  ["known", "names something that is not in the calculation"],
  ["list", "should be a list, neither too short nor too long"],
  ["name", "should be a name of 1 to 80 characters"],
  ["nothing", "is no field of that kind of calculation"],
  ["number", "should be a number within its bounds"],
  ["object", "should be an object"],
  ["same-length", "should have as many as what it goes with"],
  ["time", "should be a number or a distribution, such as Exponential(0.1)"],
  ["unique", "stands there twice"],
  ["whole", "should be a whole number within its bounds"],
  ["work", "gives more work than one calculation may take, or fewer than two runs"],
]);

/** In Swedish. */
export const calculationsSv: Phrases<CalculateProblem> = {
  "calculate/bad-field": (p) =>
    `Fältet ${p.path} ${expectedSv.get(p.expected) ?? "går inte att använda"}.`,
  "calculate/not-json": () => "Filen är inte JSON. Se docs/calculations.md för hur den ska se ut.",
  "calculate/too-large": (p) => `Filen har fler än ${numberSv(p.limit)} tecken. Dela den.`,
};

/** In English. */
export const calculationsEn: Phrases<CalculateProblem> = {
  "calculate/bad-field": (p) =>
    `The field ${p.path} ${expectedEn.get(p.expected) ?? "cannot be used"}.`,
  "calculate/not-json": () =>
    "The file is not JSON. See docs/calculations.md for what it should be.",
  "calculate/too-large": (p) =>
    `The file has more than ${numberEn(p.limit)} characters. Divide it.`,
};
