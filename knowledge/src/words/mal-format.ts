/** Words for what is wrong with documents of other tools for MAL: languages and models. */
import type { Expected, FormatLimitName, FormatProblem } from "@vallgrav/mal";
import { numberEn, numberSv } from "./numbers.ts";
import { type Phrases, wordFor } from "./phrases.ts";

const limitSv: Readonly<Record<FormatLimitName, string>> = {
  characters: "tecken",
  depth: "nivåer i varandra",
  values: "värden",
};
const limitEn: Readonly<Record<FormatLimitName, string>> = {
  characters: "characters",
  depth: "levels inside each other",
  values: "values",
};
const expectedSv: Readonly<Record<Expected, string>> = {
  map: "ett objekt med namngivna delar",
  list: "en lista",
  text: "en text",
  number: "ett tal",
  boolean: "true eller false",
  "known-word": "något av de ord som formatet har",
};
const expectedEn: Readonly<Record<Expected, string>> = {
  map: "an object with named members",
  list: "a list",
  text: "a text",
  number: "a number",
  boolean: "true or false",
  "known-word": "one of the words of the format",
};

/** Swedish. */
export const malFormatSv: Phrases<FormatProblem> = {
  "mal/document-syntax": (p) =>
    p.found === ""
      ? "Filen är trasig här. Skriv ut den på nytt från programmet den kommer ifrån."
      : `Filen är trasig vid ”${p.found}”. Rätta den eller skriv ut den på nytt.`,
  "mal/document-limit": (p) =>
    `Filen har fler än ${numberSv(p.limit)} ${wordFor(limitSv, p.what)}. Dela den.`,
  "mal/document-duplicate": (p) => `Delen ${p.member} står flera gånger. Behåll en.`,
  "mal/document-expected": (p) =>
    `Delen ${p.member} ska vara ${wordFor(expectedSv, p.expected)}. Rätta värdet.`,
  "mal/document-missing": (p) => `Delen ${p.member} saknas. Lägg till den.`,
  "mal/document-unknown": (p) =>
    `Delen ${p.member} hör inte till formatet. Rätta namnet eller ta bort den.`,
  "mal/document-name": (p) =>
    `”${p.name}” duger inte som namn: bokstäver a–z, siffror och _, inte siffra först. Byt namn.`,
  "mal/document-number": (p) => `Talet ${p.number} är orimligt här. Rätta det.`,
  "mal/model-name-differs": (p) =>
    `Hänvisningen till ${p.asset} säger ”${p.found}”, men den heter ”${p.name}”. Rätta den ena.`,
  "mal/model-name-twice": (p) =>
    `Flera tillgångar heter ”${p.name}”. mal-toolbox döper om dem; ge dem helst egna namn.`,
  "mal/model-association": (p) =>
    `Sambandet ${p.association} ska ha ett namn och två fält. Rätta det.`,
  "mal/model-reference": (p) =>
    `Tillgången ${p.asset} finns inte i filen. Lägg till den eller ta bort hänvisningen.`,
  "mal/scad-no-model": () =>
    "Arkivet har ingen modell (.eom). Exportera det på nytt från securiCAD.",
  "mal/scad-distribution": (p) =>
    `Försvaret ${p.defence} har fördelningen ${p.found}, som inte är en sannolikhet. Rätta den.`,
  "mal/more-format-problems": (p) =>
    `Det finns fler fel än de ${numberSv(p.limit)} som visas. Rätta dem och försök igen.`,
};

/** English. */
export const malFormatEn: Phrases<FormatProblem> = {
  "mal/document-syntax": (p) =>
    p.found === ""
      ? "The file is broken here. Export it again from the program it comes from."
      : `The file is broken at “${p.found}”. Correct it or export it again.`,
  "mal/document-limit": (p) =>
    `The file has more than ${numberEn(p.limit)} ${wordFor(limitEn, p.what)}. Divide it.`,
  "mal/document-duplicate": (p) => `The member ${p.member} occurs several times. Keep one.`,
  "mal/document-expected": (p) =>
    `The member ${p.member} must be ${wordFor(expectedEn, p.expected)}. Correct the value.`,
  "mal/document-missing": (p) => `The member ${p.member} is missing. Add it.`,
  "mal/document-unknown": (p) =>
    `The member ${p.member} is no part of the format. Correct the name or remove it.`,
  "mal/document-name": (p) =>
    `“${p.name}” cannot be a name: letters a–z, digits and _, no digit first. Rename it.`,
  "mal/document-number": (p) => `The number ${p.number} is out of range here. Correct it.`,
  "mal/model-name-differs": (p) =>
    `The reference to ${p.asset} says “${p.found}”, but its name is “${p.name}”. Correct one.`,
  "mal/model-name-twice": (p) =>
    `Several assets are named “${p.name}”. mal-toolbox renames them; better give them their own.`,
  "mal/model-association": (p) =>
    `The association ${p.association} must have one name and two fields. Correct it.`,
  "mal/model-reference": (p) =>
    `The asset ${p.asset} is not in the file. Add it or remove the reference.`,
  "mal/scad-no-model": () => "The archive has no model (.eom). Export it again from securiCAD.",
  "mal/scad-distribution": (p) =>
    `The defence ${p.defence} has the distribution ${p.found}, which is no probability. Correct it.`,
  "mal/more-format-problems": (p) =>
    `There are more problems than the ${numberEn(p.limit)} shown. Correct those and try again.`,
};
