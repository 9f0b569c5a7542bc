/** Words of calculations by hand in the terminal. */
import type { Kind } from "@vallgrav/platform/calculate";

/** What the terminal says of calculations. */
export type CalculateWords = { readonly kinds: Readonly<Record<Kind, string>> };

/** Swedish. */
export const calculateSv: CalculateWords = {
  kinds: {
    campaign: "ett angreppsförsök",
    plan: "åtgärder inom en budget",
    outage: "ett avbrott",
    persons: "personer vars uppgifter röjs",
    costs: "vad det kostar",
    losses: "skada över många försök",
    year: "skada under ett år",
    payback: "när det lönar sig",
    evidence: "vad uppgifter säger om ett skydd",
    learning: "vad erfarenhet ändrar",
    information: "vad det är värt att veta",
    widening: "hur mycket överraskningar vidgar",
    estimate: "skattning av körningar",
    ranks: "osäkerhet i en kvantil",
    share: "osäkerhet i en andel",
    score: "hur bra en förutsägelse var",
    tilted: "sällsynta händelser",
  },
};

/** English. */
export const calculateEn: CalculateWords = {
  kinds: {
    campaign: "one campaign",
    plan: "measures within a budget",
    outage: "an outage",
    persons: "persons whose data is exposed",
    costs: "what it costs",
    losses: "harm over many campaigns",
    year: "harm in a year",
    payback: "when it pays",
    evidence: "what reports say of a defence",
    learning: "what experience changes",
    information: "what it is worth to know",
    widening: "how much surprises widen",
    estimate: "an estimate from runs",
    ranks: "the uncertainty of a quantile",
    share: "the uncertainty of a share",
    score: "how good a forecast was",
    tilted: "rare events",
  },
};
