/** Figures of jobs, in one place. */

/** Times in milliseconds; problems and attempts are counts. */
export const jobLimits = {
  /** How often a lease is renewed, and other processes' wishes are looked for. */
  heartbeatMs: 1_000,
  /** How long a job whose worker has gone silent is left alone. */
  leaseMs: 15_000,
  /** Progress is written at most this often. */
  progressMs: 200,
  /** A job that ended its worker this often is given up. */
  attempts: 3,
  /** Problems kept per job; beyond, only their number. */
  problems: 1_000,
  /** Jobs in a list. */
  listed: 200,
} as const;
