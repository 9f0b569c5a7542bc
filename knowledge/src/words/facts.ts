/** Words for what is left out when observations are put together to a model. */
import type { Concerned, FactsProblem } from "@vallgrav/facts";
import { countEn, countSv } from "./numbers.ts";
import type { Phrases } from "./phrases.ts";

function statementsSv({ count }: Concerned): string {
  return countSv(count, "uppgift", "uppgifter");
}

function statementsEn({ count }: Concerned): string {
  return countEn(count, "statement", "statements");
}

/** Swedish. */
export const factsSv: Phrases<FactsProblem> = {
  "facts/unnamed-subject": (p) =>
    `${statementsSv(p)} utelämnades: det går inte att se vad som avses. Den första är ${p.first}.`,
  "facts/bad-value": (p) =>
    `${statementsSv(p)} utelämnades: talet går inte att spara. Den första är ${p.first}.`,
  "facts/repeated-id": (p) =>
    `${statementsSv(p)} delar id med en annan men säger något annat. Det som lästes in sist ` +
    `gäller. Den första är ${p.first}.`,
  "facts/same-across-kinds": (p) =>
    `${statementsSv(p)} utelämnades: ting av olika slag kan inte vara samma. ` +
    `Den första är ${p.first}.`,
  "facts/cannot-keep-apart": (p) =>
    `${statementsSv(p)} om att två ting är olika utelämnades: samma SID, GUID eller ` +
    `registernummer binder ihop dem. Den första är ${p.first}.`,
};

/** English. */
export const factsEn: Phrases<FactsProblem> = {
  "facts/unnamed-subject": (p) =>
    `Left out, for nothing says what is meant: ${statementsEn(p)}. The first is ${p.first}.`,
  "facts/bad-value": (p) =>
    `Left out, for the number cannot be kept: ${statementsEn(p)}. The first is ${p.first}.`,
  "facts/repeated-id": (p) =>
    `The same id with different content: ${statementsEn(p)}. What was imported last holds. ` +
    `The first is ${p.first}.`,
  "facts/same-across-kinds": (p) =>
    "Left out, for things of different kinds cannot be the same: " +
    `${statementsEn(p)}. The first is ${p.first}.`,
  "facts/cannot-keep-apart": (p) =>
    "Left out though they say that two things differ, for one SID, GUID or register number holds " +
    `them together: ${statementsEn(p)}. The first is ${p.first}.`,
};
