/** What the plan page asks the server. */
import type { Job, Switched, WhatIfState } from "@vallgrav/platform/api";
import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { read, send } from "./client.ts";
import { isActive } from "./queries.ts";

const pollMs = 1000;

/**
 * A plan changed by hand; asks how far the job is while it is at work. A job that ended without an
 * answer stays as it is until {@link useAskAgain}: nobody wants it back who has just cancelled it.
 * @param run the plan's runs; another model is another question
 * @param asked null: nothing is asked
 */
export function useWhatIf(run: string, asked: Switched | null): UseQueryResult<WhatIfState> {
  const client = useQueryClient();
  const key = keyOf(run, asked);
  return useQuery({
    queryKey: key,
    enabled: asked !== null,
    queryFn: async ({ signal }): Promise<WhatIfState> => {
      const known = client.getQueryData<WhatIfState>(key);
      if (known?.state === "ready") return known;
      if (known !== undefined) {
        const job = await read<Job>(`/jobs/${known.job.id}`, signal);
        if (job.state !== "done") return { state: "computing", job };
      }
      return send<WhatIfState>("POST", "/what-if", asked);
    },
    refetchInterval: ({ state }) =>
      state.data?.state === "computing" && isActive(state.data.job) ? pollMs : false,
    retry: false,
  });
}

function keyOf(run: string, asked: Switched | null): readonly unknown[] {
  return ["what-if", run, asked];
}

/** Forgets what became of a question, so that it is asked anew. */
export function useAskAgain(run: string, asked: Switched | null): () => void {
  const client = useQueryClient();
  return () => void client.resetQueries({ queryKey: keyOf(run, asked) });
}
