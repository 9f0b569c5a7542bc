/** Words of the cost sheet in the terminal. */
import type { Words } from "./words.ts";

/** Swedish. */
export const costsSv: Words["costs"] = {
  start: "Startvärden, som ingen har godkänt.",
  inForce: (number, by, day) => `Version ${number}, godkänd av ${by} ${day}, gäller för planen.`,
  draft: (by) => `Ett utkast av ${by} väntar på godkännande.`,
  of: "à",
  measures: ["summa", "åtgärd", "så räknas priset", "källa"],
  factors: ["värde", "faktor", "vad"],
  effects: ["verkan", "startvärde", "nyckel", "källa"],
  like: (id) => `Egen åtgärd, som verkar som ${id}.`,
  changes: ["vad", "fält", "före", "efter"],
  noSuchVersion: "Versionen finns inte. vallgrav costs --json visar dem; 0 är startvärdena.",
};

/** English. */
export const costsEn: Words["costs"] = {
  start: "Starting values, which nobody has approved.",
  inForce: (number, by, day) => `Version ${number}, approved by ${by} ${day}, is in force.`,
  draft: (by) => `A draft by ${by} waits to be approved.`,
  of: "at",
  measures: ["sum", "measure", "made up of", "source"],
  factors: ["value", "factor", "what"],
  effects: ["effect", "starting value", "key", "source"],
  like: (id) => `A measure of your own, which works as ${id}.`,
  changes: ["what", "field", "before", "after"],
  noSuchVersion:
    "There is no such version. vallgrav costs --json shows them; 0 is the starting values.",
};
