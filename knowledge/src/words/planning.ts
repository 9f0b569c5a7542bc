/** Words for what is wrong with a question to the planner. */
import type { PlanningProblem } from "@vallgrav/planning";
import type { Phrases } from "./phrases.ts";

/** Swedish. */
export const planningSv: Phrases<PlanningProblem> = {
  "planning/duplicate-measure": (p) =>
    `Åtgärden ”${p.id}” finns flera gånger. Ge varje åtgärd ett eget id.`,
  "planning/unknown-measure": (p) =>
    `Åtgärden ”${p.id}” hänvisar till ”${p.named}”, som inte finns. Rätta eller ta bort ` +
    "hänvisningen.",
  "planning/bad-cost": (p) =>
    `Åtgärden ”${p.id}” har en kostnad eller tid som inte går att räkna med. ` +
    "Ange kronor och timmar, noll eller mer.",
  "planning/bad-discount": (p) =>
    `Mängdrabatten på ”${p.resource}” går inte att räkna med. Ange minst en åtgärd, var och en ` +
    "en gång, och en andel mellan noll och ett.",
  "planning/bad-limit": (p) =>
    `Gränsen för ”${p.resource}” går inte att räkna med. Ange noll eller mer.`,
};

/** English. */
export const planningEn: Phrases<PlanningProblem> = {
  "planning/duplicate-measure": (p) =>
    `The measure “${p.id}” occurs several times. Give every measure an id of its own.`,
  "planning/unknown-measure": (p) =>
    `The measure “${p.id}” refers to “${p.named}”, which does not exist. Correct or remove it.`,
  "planning/bad-cost": (p) =>
    `The measure “${p.id}” has a cost or time that cannot be reckoned with. ` +
    "Give kronor and hours, zero or more.",
  "planning/bad-discount": (p) =>
    `The volume discount on “${p.resource}” cannot be reckoned with. Give at least one measure, ` +
    "each once, and a share between zero and one.",
  "planning/bad-limit": (p) =>
    `The limit of “${p.resource}” cannot be reckoned with. Give zero or more.`,
};
