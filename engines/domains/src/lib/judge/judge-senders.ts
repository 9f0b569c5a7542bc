/** Judges keys of DKIM that were found, and what DMARC says of names below the domain. */
import type { MailFacts } from "../mail/mail-facts.ts";
import { isParked, spoofability } from "./judge-mail.ts";
import type { Answer } from "./judged.ts";

const unknown: Answer = { standing: "unknown", about: [] };
const passed: Answer = { standing: "passed", about: [] };
const notApplicable: Answer = { standing: "not-applicable", about: [] };

const worthless = new Set(["unreadable-key", "very-short-key", "several-records"]);

/**
 * Keys at selectors that are commonly used. Where none was found there may be others: nothing is
 * known of them.
 */
export function judgeKeys(facts: MailFacts): Answer {
  if (isParked(facts)) return notApplicable;
  const { keys } = facts;
  if (keys === null || keys.found.length === 0) return unknown;
  const bad = keys.found.filter(({ flaws }) => flaws.length > 0);
  if (bad.length === 0) return passed;
  const about = bad.map(({ selector, flaws }) => `${selector}: ${flaws.join(", ")}`);
  const isBroken = bad.some(({ flaws }) => flaws.some((flaw) => worthless.has(flaw)));
  return { standing: isBroken ? "failed" : "notice", about };
}

/** Mail in names below the domain, there or made up, is kept out as well (`sp`, `np`). */
export function judgeBelow(facts: MailFacts): Answer {
  const { domain, subdomains, missing } = spoofability(facts);
  if (domain !== "refused") return domain === "unknown" ? unknown : notApplicable;
  const open = [
    ...(subdomains === "possible" ? ["sp"] : []),
    ...(missing === "possible" ? ["np"] : []),
  ];
  return open.length === 0 ? passed : { standing: "failed", about: open };
}

/** Flaws that another check tells of. */
const toldElsewhere = new Set(["unknown-policy", "syntax"]);

/** The record of DMARC has nothing that receivers pass over, and reports reach somebody. */
export function judgeDmarcRecord({ dmarc }: MailFacts): Answer {
  if (dmarc.record === null) return dmarc.isIncomplete ? unknown : notApplicable;
  const flaws = dmarc.flaws.filter(({ flaw }) => !toldElsewhere.has(flaw));
  if (flaws.length === 0) return passed;
  const about = flaws.map(({ flaw, about: what }) =>
    flaw === "no-report-address" ? flaw : `${flaw}: ${what}`,
  );
  return { standing: "notice", about: [...new Set(about)] };
}
