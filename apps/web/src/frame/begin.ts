/**
 * The first thing that runs, before the rest of the program has come: asks who is signed in, and
 * then what the page of this address will need.
 */
import type { Job, Position, SessionState } from "@vallgrav/platform/api";
import { read } from "../api/client.ts";
import { keepEarly } from "../api/early.ts";
import { positionAfter } from "../api/position-question.ts";
import { type EarlyAsk, earlyAsksOf } from "./early-asks.ts";
import { pathHere } from "./path-here.ts";

type Asking = { readonly may: readonly string[]; readonly jobs: Promise<readonly Job[]> | null };

/** Asks it and what follows from the answer. Whoever needs an answer hears that it failed. */
async function askEarly(early: EarlyAsk, asking: Asking): Promise<void> {
  const { jobs } = asking;
  const answer =
    early.path === "/position"
      ? positionAsked(jobs)
      : early.path === "/jobs" && jobs !== null
        ? jobs
        : read(early.path);
  keepEarly(early.path, early.key, answer);
  try {
    await askAll(early.next?.(await answer) ?? [], asking);
  } catch {
    // As above.
  }
}

async function positionAsked(jobs: Promise<readonly Job[]> | null): Promise<Position> {
  return positionAfter((await jobs) ?? [], () => read<Position>("/position"));
}

async function askAll(early: readonly EarlyAsk[], asking: Asking): Promise<void> {
  const allowed = early.filter(({ right }) => asking.may.includes(right));
  await Promise.all(allowed.map((one) => askEarly(one, asking)));
}

async function begin(): Promise<void> {
  const answer = read<SessionState>("/session");
  keepEarly("/session", ["session"], answer);
  const session = await answer;
  if (session.state !== "signed-in") return;
  const { may, mustEnrol, isWalled } = session.user;
  // Another page is shown to the one, and less to the other.
  if (mustEnrol || isWalled) return;
  const jobs = may.includes("jobs/view") ? read<readonly Job[]>("/jobs") : null;
  await askAll(earlyAsksOf(pathHere()), { may, jobs });
}

/** When it is known who is signed in and whatever decides what else is asked has been answered. */
export const begun: Promise<void> = begin().catch(() => undefined);
