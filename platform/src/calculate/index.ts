/**
 * Calculations by hand: small cases that somebody can also work out on paper, through the same
 * engines as the dials and the plans. A file of them is read whole before anything is calculated.
 */
import { type Problem, unreachable } from "@vallgrav/kernel";
import type { CalculateProblem } from "@vallgrav/knowledge/words";
import { answerCampaign } from "./answer-campaign.ts";
import {
  answerEstimate,
  answerEvidence,
  answerInformation,
  answerLearning,
  answerRanks,
  answerScore,
  answerShare,
  answerTilted,
  answerWidening,
} from "./answer-figures.ts";
import {
  answerCosts,
  answerLosses,
  answerPayback,
  answerPersons,
  answerYear,
} from "./answer-losses.ts";
import { answerOutage } from "./answer-outage.ts";
import { answerPlan } from "./answer-plan.ts";
import { type Kind, type Question, question } from "./questions.ts";
import { below, list, object, Unfit, unique } from "./shapes.ts";

export type { Kind } from "./questions.ts";

/** Most of a file, characters, and of calculations in it. */
export const calculationLimits = { characters: 4_000_000, calculations: 100 } as const;

/** A calculation as it was read, with its place in the file. */
export type Calculation = { readonly asked: Question; readonly path: string };

/** The calculations of a file, or why there are none. */
export type ReadCalculations =
  | { readonly ok: true; readonly calculations: readonly Calculation[] }
  | { readonly ok: false; readonly problems: readonly Problem<string, object>[] };

/** What a calculation came to, or why it cannot be. */
export type Calculated =
  | {
      readonly ok: true;
      readonly name: string;
      readonly kind: Kind;
      readonly answer: object;
    }
  | { readonly ok: false; readonly problems: readonly Problem<string, object>[] };

function unfit({ path, expected }: Unfit): CalculateProblem {
  return { code: "calculate/bad-field", severity: "error", at: null, args: { path, expected } };
}

const file = object({ calculations: list(question, calculationLimits.calculations, 1) });

function parsed(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

/** Reads a file of calculations; what is wrong with it is told by its place. Linear in its size. */
export function readCalculations(text: string): ReadCalculations {
  const { characters } = calculationLimits;
  if (text.length > characters) {
    const args = { limit: characters };
    return {
      ok: false,
      problems: [{ code: "calculate/too-large", severity: "error", at: null, args }],
    };
  }
  const found = parsed(text);
  if (found === null)
    return {
      ok: false,
      problems: [{ code: "calculate/not-json", severity: "error", at: null, args: {} }],
    };
  try {
    const { calculations } = file(found.value, "");
    const names = calculations.map(({ name }) => name);
    unique(names, "/calculations");
    return {
      ok: true,
      calculations: calculations.map((asked, at) => ({
        asked,
        path: below("/calculations", at),
      })),
    };
  } catch (error) {
    if (error instanceof Unfit) return { ok: false, problems: [unfit(error)] };
    throw error;
  }
}

async function answerOf({ asked, path }: Calculation): Promise<object> {
  switch (asked.kind) {
    case "campaign":
      return answerCampaign(asked, path);
    case "plan":
      return answerPlan(asked, path);
    case "outage":
      return answerOutage(asked, path);
    case "persons":
      return answerPersons(asked, path);
    case "costs":
      return answerCosts(asked);
    case "losses":
      return answerLosses(asked, path);
    case "year":
      return answerYear(asked, path);
    case "payback":
      return answerPayback(asked);
    case "evidence":
      return answerEvidence(asked);
    case "learning":
      return answerLearning(asked);
    case "information":
      return answerInformation(asked, path);
    case "widening":
      return answerWidening(asked);
    case "estimate":
      return answerEstimate(asked, path);
    case "ranks":
      return answerRanks(asked);
    case "share":
      return answerShare(asked, path);
    case "score":
      return answerScore(asked);
    case "tilted":
      return answerTilted(asked);
    default:
      return unreachable(asked);
  }
}

/**
 * Works out one calculation; the same question gives the same answer, bit for bit. Cost: bounded,
 * by runs times size, and told as a problem where it would be more.
 */
export async function calculate(calculation: Calculation): Promise<Calculated> {
  try {
    const { name, kind } = calculation.asked;
    const answer = await answerOf(calculation);
    return "problems" in answer
      ? { ok: false, problems: answer.problems as readonly Problem<string, object>[] }
      : { ok: true, name, kind, answer };
  } catch (error) {
    if (error instanceof Unfit) return { ok: false, problems: [unfit(error)] };
    throw error;
  }
}
