/** Long work and how far it is, as it travels. */
import type { Problem } from "@vallgrav/kernel";

export type JobState = "waiting" | "running" | "done" | "failed" | "cancelled";
export type Job = {
  readonly id: string;
  readonly kind:
    | "import"
    | "withdraw"
    | "dials"
    | "plan"
    | "survey"
    | "what-if"
    | "domains"
    | "alerts"
    | "example";
  readonly title: string;
  readonly state: JobState;
  readonly done: number;
  /** Null while unknown. */
  readonly total: number | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly Problem[];
  readonly attempt: number;
  readonly createdAt: string;
  readonly endedAt: string | null;
};
