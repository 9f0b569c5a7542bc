/** Words for what is wrong with advisories, inventories and the names in them. */
import type { AdvisoriesProblem } from "@vallgrav/advisories";
import { numberEn, numberSv } from "./numbers.ts";
import { type Phrases, wordFor } from "./phrases.ts";

const partsSv: Readonly<Record<string, string>> = {
  length: "längden",
  name: "namnet",
  namespace: "namnrymden",
  qualifiers: "tilläggen efter frågetecknet",
  scheme: "början, som ska vara pkg",
  subpath: "sökvägen efter nummertecknet",
  type: "typen",
  version: "versionen",
};

const partsEn: Readonly<Record<string, string>> = {
  length: "the length",
  name: "the name",
  namespace: "the namespace",
  qualifiers: "the qualifiers after the question mark",
  scheme: "the beginning, which must be pkg",
  subpath: "the subpath after the number sign",
  type: "the type",
  version: "the version",
};

const limitsSv: Readonly<Record<string, string>> = {
  aliases: "andra namn på sårbarheten",
  characters: "tecken",
  statements: "berörda produkter",
  versions: "versioner",
};

const limitsEn: Readonly<Record<string, string>> = {
  aliases: "other names of the weakness",
  characters: "characters",
  statements: "affected products",
  versions: "versions",
};

/** Swedish. */
export const advisoriesSv: Phrases<AdvisoriesProblem> = {
  "advisories/not-a-purl": (p) =>
    `Texten är ingen paketadress (purl). Det som inte stämmer är ${wordFor(partsSv, p.what)}.`,
  "advisories/not-json": () => "Texten är inte JSON. Hämta filen på nytt och försök igen.",
  "advisories/not-an-advisory": (p) =>
    `Det här är inget säkerhetsråd: ”${p.what}” saknas eller går inte att läsa.`,
  "advisories/limit": (p) =>
    `Säkerhetsrådet har fler än ${numberSv(p.max)} ${wordFor(limitsSv, p.limit)} och lästes inte.`,
};

/** English. */
export const advisoriesEn: Phrases<AdvisoriesProblem> = {
  "advisories/not-a-purl": (p) =>
    `The text is no package address (purl). What is wrong is ${wordFor(partsEn, p.what)}.`,
  "advisories/not-json": () => "The text is no JSON. Fetch the file again and try once more.",
  "advisories/not-an-advisory": (p) =>
    `This is no advisory: “${p.what}” is missing or cannot be read.`,
  "advisories/limit": (p) =>
    `The advisory has more than ${numberEn(p.max)} ${wordFor(limitsEn, p.limit)} and was not read.`,
};
