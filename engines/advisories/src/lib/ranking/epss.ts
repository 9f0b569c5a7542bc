/** FIRST's scores of how likely a weakness is to be exploited within 30 days (EPSS, CSV). */
import { succeed, type Result } from "@vallgrav/kernel";
import { refuse, type AdvisoriesProblem } from "../advisories-problem.ts";

/** A score: a probability, and the share of all scored weaknesses at or below it; both 0–1. */
export type ExploitScore = {
  readonly cve: string;
  readonly probability: number;
  readonly percentile: number;
};

/** All scores of one day. */
export type ExploitScores = {
  readonly model: string;
  /** YYYY-MM-DD. */
  readonly scoredOn: string;
  readonly scores: readonly ExploitScore[];
  /** Lines that are no scores. */
  readonly leftOut: number;
};

const mostScores = 2_000_000;
const headForm = /^#model_version:([^,\s]{1,40}),score_date:(\d{4}-\d{2}-\d{2})T?[^\n]{0,40}$/;
const rowForm = /^(CVE-\d{4}-\d{4,10}),([01](?:\.\d{1,12})?(?:e-\d{1,2})?),([01](?:\.\d{1,12})?)$/;

/** Whether a text begins as the file does. */
export function looksLikeEpss(text: string): boolean {
  return text.startsWith("#model_version:");
}

/**
 * Reads the file of one day. Total. Linear in the text.
 * @returns `advisories/not-an-advisory` without the first line or the header
 */
export function readEpss(text: string): Result<ExploitScores, AdvisoriesProblem> {
  const first = text.slice(0, 200).split("\n")[0]?.trim() ?? "";
  const [, model, scoredOn] = headForm.exec(first) ?? [];
  if (model === undefined || scoredOn === undefined)
    return refuse("advisories/not-an-advisory", { what: "model_version" });
  const scores: ExploitScore[] = [];
  let leftOut = 0;
  let at = text.indexOf("\n") + 1;
  while (at > 0 && at < text.length) {
    const found = text.indexOf("\n", at);
    const end = found < 0 ? text.length : found;
    const line = text.slice(at, end).trim();
    at = end + 1;
    if (line === "" || line === "cve,epss,percentile") continue;
    const [, cve, probability, percentile] = rowForm.exec(line) ?? [];
    if (cve === undefined) leftOut += 1;
    else scores.push({ cve, probability: Number(probability), percentile: Number(percentile) });
    if (scores.length > mostScores)
      return refuse("advisories/limit", { limit: "statements", max: mostScores });
  }
  return succeed({ model, scoredOn, scores, leftOut });
}
