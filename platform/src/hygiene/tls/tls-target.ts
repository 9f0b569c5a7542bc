/** Whom to probe, how gently, and what each probe leaves in the log. */

import type { PaceClock } from "../pace.ts";

/** A place to connect to. */
export type TlsTarget = {
  /** An address, not a name: what a name leads to is decided, and cleared, before. */
  readonly address: string;
  readonly port: number;
  /** The name to ask for; null for none. */
  readonly serverName: string | null;
  /** Mail servers are asked to start TLS first (RFC 3207); others begin with it. */
  readonly startTls: "smtp" | null;
};

/** How gently. */
export type ProbeLimits = {
  /** Until there is a connection. */
  readonly connectTimeoutMs: number;
  /** Until the answer is whole. */
  readonly answerTimeoutMs: number;
  /** For one target in all; what was not asked by then is not known. */
  readonly targetTimeoutMs: number;
  /** Most connections to one target at a time. */
  readonly atOnce: number;
  /** Most connections to one target in a second. */
  readonly perSecond: number;
  /** So many unanswered questions in a row end the asking. */
  readonly silencesMax: number;
};

/** Gentle enough for anybody's server. */
export const defaultProbeLimits: ProbeLimits = {
  connectTimeoutMs: 3_000,
  answerTimeoutMs: 5_000,
  targetTimeoutMs: 30_000,
  atOnce: 5,
  perSecond: 250,
  silencesMax: 4,
};

/** One connection, for the log of probes. */
export type ProbeEntry = {
  readonly address: string;
  readonly port: number;
  readonly purpose: string;
  /** How it ended, in a word. */
  readonly outcome: string;
  readonly tookMs: number;
};

/** The world that probing needs. */
export type ProbeSurroundings = {
  readonly clock: PaceClock;
  readonly random: (sizeBytes: number) => Uint8Array;
  /** Called once a connection, also for those that failed. */
  readonly log: (entry: ProbeEntry) => void;
};
