/** Words for what is wrong with advisories, inventories and the names in them. */
import type { AdvisoriesProblem } from "@vallgrav/advisories";
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

/** Swedish. */
export const advisoriesSv: Phrases<AdvisoriesProblem> = {
  "advisories/not-a-purl": (p) =>
    `Texten är ingen paketadress (purl). Det som inte stämmer är ${wordFor(partsSv, p.what)}.`,
};

/** English. */
export const advisoriesEn: Phrases<AdvisoriesProblem> = {
  "advisories/not-a-purl": (p) =>
    `The text is no package address (purl). What is wrong is ${wordFor(partsEn, p.what)}.`,
};
