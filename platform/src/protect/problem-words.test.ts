/** Every problem the platform can report has words in the knowledge. */
import type { Problem } from "@vallgrav/kernel";
import { platformCodes, type PlatformProblem, problemText } from "@vallgrav/knowledge/words";
import { expect, test } from "vitest";
import type { AccountsProblem } from "../accounts/index.ts";
import type { CollectProblem } from "../collect/index.ts";
import type { AskProblem } from "../asking/index.ts";
import type { FindingsProblem } from "../findings/index.ts";
import type { RegistersProblem } from "../govern/index.ts";
import type { HygieneProblem } from "../hygiene/index.ts";
import type { IdentifyProblem } from "../identify/index.ts";
import type { JobsProblem } from "../jobs/index.ts";
import type { ProtectProblem } from "./index.ts";

type Reported =
  | AccountsProblem
  | AskProblem
  | CollectProblem
  | FindingsProblem
  | HygieneProblem
  | IdentifyProblem
  | JobsProblem
  | RegistersProblem
  | ProtectProblem;

/** Does not compile while a code, or an argument its words use, is unknown to the knowledge. */
function covered(problem: Reported): PlatformProblem {
  return problem;
}

/**
 * Arguments of every code that has some; a code left out here, or one too many, does not compile.
 */
const args: { readonly [C in Reported["code"]]: Extract<Reported, { readonly code: C }>["args"] } =
  {
    "protect/bad-measure": { id: "own-x" },
    "protect/too-many-added": {},
    "registers/needs-text": {},
    "registers/not-yet": {},
    "registers/too-many": { limit: 200 },
    "registers/unknown": {},
    "accounts/bad-link": {},
    "accounts/bad-name": { limit: 64 },
    "accounts/bad-passkey": {},
    "accounts/provider-weak": {},
    "accounts/provider-refused": {},
    "accounts/provider-away": {},
    "accounts/not-linked": {},
    "accounts/no-provider": {},
    "accounts/identity-taken": {},
    "accounts/factor-demanded": {},
    "accounts/has-factor": {},
    "accounts/incident": {},
    "accounts/last-administrator": {},
    "accounts/name-taken": { name: "anna" },
    "accounts/needs-code": {},
    "accounts/too-many-names": { limit: 40 },
    "accounts/too-many-tokens": { limit: 20 },
    "accounts/break-glass": {},
    "accounts/locked-by-other": {},
    "accounts/no-factor": {},
    "accounts/not-active": {},
    "accounts/not-first-run": {},
    "accounts/not-from-here": {},
    "accounts/own-account": {},
    "accounts/password-breached": {},
    "accounts/password-common": {},
    "accounts/password-contains-name": {},
    "accounts/password-too-long": { limit: 1_024 },
    "accounts/password-too-short": { length: 3, least: 12 },
    "accounts/unit-in-use": {},
    "accounts/unknown": {},
    "accounts/unknown-unit": {},
    "accounts/busy": { seconds: 5 },
    "accounts/wait": { seconds: 2 },
    "accounts/wrong": {},
    "accounts/wrong-code": {},
    "asking/bad-answer": {},
    "asking/bad-link": {},
    "asking/bad-person": { limit: 120 },
    "asking/not-open": {},
    "asking/too-many-kept": { limit: 1000 },
    "asking/too-many-month": { limit: 3 },
    "asking/too-many-open": { limit: 3 },
    "asking/unknown": {},
    "asking/unknown-question": {},
    "collect/bad-name": { limit: 255 },
    "collect/damaged": {},
    "collect/duplicate-name": { name: "a.json" },
    "collect/encrypted": {},
    "collect/nested-archive": {},
    "collect/not-a-zip": {},
    "collect/path-outside": { name: "../a" },
    "collect/special-file": {},
    "collect/too-large": { limit: 1_000 },
    "collect/too-many-entries": { limit: 10 },
    "collect/unsupported-method": { method: 9 },
    "collect/zip-bomb": { limit: 100 },
    "findings/bad-day": { days: 732 },
    "findings/bad-text": { limit: 300 },
    "findings/too-many-decisions": { limit: 20_000 },
    "findings/unknown": {},
    "hygiene/bad-anchor": { line: 2 },
    "hygiene/bad-days": { limit: 365 },
    "hygiene/bad-expiry": { years: 11 },
    "hygiene/bad-pace": { limit: 1_000 },
    "hygiene/bad-validator": { name: "http://rpki.example.se" },
    "hygiene/none-cleared": {},
    "hygiene/bad-network": { name: "x" },
    "hygiene/bad-person": { limit: 100 },
    "hygiene/bad-resolver": { name: "ns" },
    "hygiene/bad-until": { limit: 366 },
    "hygiene/no-resolver": {},
    "hygiene/not-cleared": { name: "example.se" },
    "hygiene/not-own": { name: "se" },
    "hygiene/too-many-cleared": { limit: 5_000 },
    "identify/out-of-memory": { limit: 2_147_483_648 },
    "identify/too-slow": { seconds: 300 },
    "identify/too-much": { found: 2_000_000, limit: 1_500_000 },
    "identify/not-a-pair": {},
    "identify/no-such-import": {},
    "identify/no-such-mapping": {},
    "identify/remembered-mapping": { by: "Testa Testsson", day: "2026-11-01" },
    "identify/nothing-read": {},
    "identify/numbers-alone": { count: 3 },
    "identify/next-list": { other: "skola.csv", both: 1, things: 3, otherThings: 4 },
    "identify/own-list": { other: "skola.csv", both: 1, things: 3, otherThings: 4 },
    "identify/same-numbers": { other: "skola.csv", count: 2 },
    "identify/gone": { kind: "system", count: 7, names: "Karta, Vatten", more: 5 },
    "identify/other-kind": { kind: "pdf" },
    "identify/unknown-format": {},
    "identify/unknown-thing": {},
    "jobs/failed": { job: "job-1" },
    "jobs/given-up": { attempts: 3 },
    "jobs/more-problems": { count: 5 },
    "jobs/unknown-kind": { kind: "plan" },
    "protect/free-objective": { count: 1, example: "system:deny" },
    "protect/measure-excludes": { id: "admin-keys", needed: "tiering" },
    "protect/measure-needs": { id: "known-devices", needed: "remote-second-factor" },
    "protect/unknown-measure": { id: "admin-key" },
    "protect/bad-frequency": {},
    "protect/no-model": {},
    "protect/too-many-worlds": {},
    "protect/no-vital-service": {},
    "protect/bad-fines": {},
    "protect/bad-price": { id: "hourSek" },
    "protect/bad-reality": { what: "days" },
    "protect/no-such-stop": {},
    "protect/nothing-to-approve": {},
    "protect/too-many-versions": {},
    "protect/unknown-factor": { id: "daySek" },
    "protect/no-way-in": {},
  };

test("[PR17] every problem of the platform's rooms has a sentence in both languages", () => {
  const known: readonly string[] = platformCodes;
  for (const [code, given] of Object.entries(args)) {
    const problem = covered({ code, severity: "error", at: null, args: given } as Reported);
    expect(known).toContain(problem.code);
    const said = (["sv", "en"] as const).map((language) =>
      problemText(problem as Problem, language),
    );
    for (const text of said) {
      expect(text).toMatch(/^[\p{Lu}“”].*\.$/u);
      expect(text).not.toContain("?");
    }
    expect(said[0]).not.toBe(said[1]);
  }
});
