/** What the plan page asks the server. */
import type {
  AttackerDials,
  AttackersKept,
  Job,
  PlanReport,
  PlanState,
  PlanTerms,
  SurveyAsked,
  SurveyState,
  Switched,
  WhatIfState,
} from "@vallgrav/platform/api";
import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { read, send } from "./client.ts";
import { isActive } from "./queries.ts";

const pollMs = 1000;

/** A budget and terms of one's own. */
export type PlanAsked = { readonly budgetSek: number; readonly terms: PlanTerms };

/** A question about plans: what is asked at which path, of which runs. */
export type PlanQuestion =
  | { readonly path: "/plan"; readonly run: string; readonly asked: PlanAsked | null }
  | { readonly path: "/survey"; readonly run: string; readonly asked: SurveyAsked | null }
  | { readonly path: "/what-if"; readonly run: string; readonly asked: Switched | null };

type Computing = Extract<SurveyState, { readonly state: "computing" }>;

/**
 * An answer that a job computes; asks how far the job is while it is at work. A job that ended
 * without an answer stays as it is until {@link useAskAgain}: nobody wants it back who has just
 * cancelled it.
 */
function useAnswer<State extends Computing | { readonly state: "ready" }>(
  question: PlanQuestion,
): UseQueryResult<State | Computing> {
  const client = useQueryClient();
  const { path, asked } = question;
  const key = keyOf(question);
  return useQuery({
    queryKey: key,
    enabled: asked !== null,
    queryFn: async ({ signal }): Promise<State | Computing> => {
      const known = client.getQueryData<State | Computing>(key);
      if (known?.state === "ready") return known;
      if (known?.state === "computing" && "job" in known) {
        const job = await read<Job>(`/jobs/${known.job.id}`, signal);
        // What is known of a survey so far comes before its first step.
        const mayKnowMore =
          path === "/survey" && known.payOff === undefined && known.job.done < 1 && job.done > 0;
        if (job.state !== "done" && !mayKnowMore) return { ...known, job };
      }
      return send<State>("POST", path, asked);
    },
    refetchInterval: ({ state }) =>
      state.data?.state === "computing" && "job" in state.data && isActive(state.data.job)
        ? pollMs
        : false,
    retry: false,
  });
}

/**
 * A plan changed by hand.
 * @param run the plan's runs; another model is another question
 * @param asked null: nothing is asked
 */
export function useWhatIf(run: string, asked: Switched | null): UseQueryResult<WhatIfState> {
  return useAnswer<WhatIfState>({ path: "/what-if", run, asked });
}

/** A plan on terms of one's own. */
export function usePlanOn(run: string, asked: PlanAsked | null): UseQueryResult<PlanState> {
  return useAnswer<PlanState>({ path: "/plan", run, asked });
}

/** A plan from all sides. */
export function useSurvey(run: string, asked: SurveyAsked | null): UseQueryResult<SurveyState> {
  return useAnswer<SurveyState>({ path: "/survey", run, asked });
}

/** Both dials against every attacker, with a plan: what is kept of them, or the job at work. */
export type AttackersAnswer = {
  /** Null while there are none. */
  readonly attackers: readonly AttackerDials[] | null;
  /** The last job that was to compute them; null where nobody has asked. */
  readonly job: Job | null;
  readonly isPending: boolean;
  readonly error: Error | null;
  /** Has them computed, or tries again. */
  readonly ask: () => void;
};

/** Runs whose attackers were last asked for, so that a look at another page does not lose it. */
let lastAsked: string | null = null;

/**
 * Both dials against every attacker: what is kept is there at once, else it is computed when asked
 * for.
 * @param plan that of a stop of the curve
 */
export function useAttackers(plan: PlanReport): AttackersAnswer {
  const client = useQueryClient();
  const { run, budgetSek } = plan;
  const keptKey = ["attackers", run.id, budgetSek];
  const kept = useQuery({
    queryKey: keptKey,
    queryFn: ({ signal }) => read<AttackersKept>(`/attackers?budgetSek=${budgetSek}`, signal),
  });
  const key = `${run.id} ${budgetSek}`;
  const [asked, setAsked] = useState(lastAsked);
  const { yearlyPayer: _payer, ...terms } = plan.terms;
  const question: PlanQuestion = {
    path: "/survey",
    run: run.id,
    asked: asked === key ? { budgetSek, terms, worlds: 0, frequency: null } : null,
  };
  const answer = useSurvey(run.id, question.asked);
  const again = useAskAgain(question);
  const { data } = answer;
  const computed = question.asked !== null && data?.state === "ready" ? data.survey : null;
  return {
    attackers: computed?.attackers ?? kept.data?.attackers ?? null,
    job: question.asked !== null && data?.state === "computing" ? data.job : null,
    isPending: kept.isPending || (question.asked !== null && answer.isPending),
    error: answer.error ?? kept.error,
    ask: () => {
      if (question.asked !== null) return again();
      lastAsked = key;
      setAsked(key);
      if (kept.isError) void client.resetQueries({ queryKey: keptKey });
    },
  };
}

function keyOf({ path, run, asked }: PlanQuestion): readonly unknown[] {
  return [path, run, asked];
}

/** Forgets what became of a question, so that it is asked anew. */
export function useAskAgain(question: PlanQuestion): () => void {
  const client = useQueryClient();
  return () => void client.resetQueries({ queryKey: keyOf(question) });
}
