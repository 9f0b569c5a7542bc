/**
 * The first thing that runs, before the rest of the program has come: asks who is signed in, and
 * then what the page of this address will need.
 */
import type { Job, Position, SessionState } from "@vallgrav/platform/api";
import { readAnew } from "../api/client.ts";
import { keepEarly } from "../api/early.ts";
import { isPlanned, positionAfter } from "../api/position-question.ts";
import { stockholm } from "../words/stockholm.ts";
import { type EarlyAsk, earlyAsksOf } from "./early-asks.ts";
import { pathHere } from "./path-here.ts";

type Asking = {
  readonly may: readonly string[];
  readonly jobs: Promise<readonly Job[]> | null;
  /** The paths that were asked. */
  readonly asked: Set<string>;
};

/** Asks it, and what follows from the answer. Whoever needs an answer hears that it failed. */
function askEarly(early: EarlyAsk, asking: Asking): void {
  const { jobs, asked } = asking;
  const { path, key, beside, next } = early;
  asked.add(path);
  const answer =
    path === "/position"
      ? positionAsked(jobs)
      : path === "/jobs" && jobs !== null
        ? jobs
        : readAnew(path);
  keepEarly(path, key, answer);
  if (beside !== undefined)
    jobs?.then(
      (said) => (isPlanned(said) ? askAll(beside, asking) : null),
      () => null,
    );
  if (next === undefined) return;
  answer.then(
    (said) => askAll(next(said), asking),
    () => null,
  );
}

async function positionAsked(jobs: Promise<readonly Job[]> | null): Promise<Position> {
  return positionAfter((await jobs) ?? [], () => readAnew<Position>("/position"));
}

function askAll(early: readonly EarlyAsk[], asking: Asking): void {
  for (const one of early)
    if (asking.may.includes(one.right) && !asking.asked.has(one.path)) askEarly(one, asking);
}

async function begin(): Promise<void> {
  const answer = readAnew<SessionState>("/session");
  keepEarly("/session", ["session"], answer);
  const session = await answer;
  if (session.state !== "signed-in") return;
  const { may, mustEnrol, isWalled } = session.user;
  // Another page is shown to the one, and less to the other.
  if (mustEnrol || isWalled) return;
  const jobs = may.includes("jobs/view") ? readAnew<readonly Job[]>("/jobs") : null;
  askAll(earlyAsksOf(pathHere()), { may, jobs, asked: new Set() });
  // Nothing is done here until the files and the answers come, once all is asked.
  const formTimes = (): void => void stockholm();
  if (jobs === null) formTimes();
  else jobs.then(formTimes, formTimes);
}

/** When it is known who is signed in, or cannot be known. */
export const begun: Promise<void> = begin().catch(() => undefined);
