/** What the pages ask the server, and how long an answer is good. */
import type {
  AuditPage,
  ImportView,
  Job,
  LadderView,
  MapView,
  PlanReport,
  Position,
  QuestionView,
  SessionState,
  Status,
  Ways,
} from "@vallgrav/platform/api";
import {
  keepPreviousData,
  type QueryClient,
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { ApiError, read, send } from "./client.ts";
import { isActive, positionAfter } from "./position-question.ts";
import type { Contradiction, Measure } from "./shapes.ts";

const pollMs = 1000;
/** How old an answer may be that pieces of one page share, ms; what was changed is asked anew. */
const sharedMs = 500;

export { isActive };

const sessionQuery = {
  queryKey: ["session"],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => read<SessionState>("/session", signal),
};

/** Who is signed in, or that nobody is, or that no account exists. */
export function useSession(): UseQueryResult<SessionState> {
  return useQuery(sessionQuery);
}

const jobsQuery = {
  queryKey: ["jobs"],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => read<readonly Job[]>("/jobs", signal),
};

async function fetchPosition(client: QueryClient, signal: AbortSignal): Promise<Position> {
  // What stands around every page has asked for the jobs a moment before: that answer is shared.
  const jobs = await client.fetchQuery({ ...jobsQuery, staleTime: sharedMs });
  return positionAfter(jobs, () => read<Position>("/position", signal));
}

/** The position; asks again while the server is computing or the answer is stale. */
export function usePosition(): UseQueryResult<Position> {
  return useQuery({
    queryKey: ["position"],
    queryFn: ({ client, signal }) => fetchPosition(client, signal),
    refetchInterval: (query) => {
      const data = query.state.data;
      if (data === undefined) return false;
      if (data.state === "computing") return isActive(data.job) ? pollMs : false;
      return data.state === "ready" && data.stale ? 5 * pollMs : false;
    },
  });
}

/** Calculates again after a calculation was cancelled or failed. */
export function useRecompute(): UseMutationResult<Position, Error, void> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => read<Position>("/position?again=1"),
    onSuccess: (position) => client.setQueryData(["position"], position),
  });
}

/** The plan of a stop of the curve; `initial` is the plan that came with the position. */
export function usePlan(budgetSek: number, initial: PlanReport): UseQueryResult<PlanReport> {
  const known = budgetSek === initial.budgetSek;
  return useQuery({
    queryKey: ["plan", initial.run.id, budgetSek],
    queryFn: ({ signal }) => read<PlanReport>(`/plan?budgetSek=${budgetSek}`, signal),
    ...(known ? { initialData: initial } : { placeholderData: keepPreviousData }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What the model holds and from which sources; asked only by those who may. */
export function useStatus(isAsked = true): UseQueryResult<Status> {
  return useQuery({
    queryKey: ["status"],
    enabled: isAsked,
    queryFn: ({ signal }) => read<Status>("/status", signal),
  });
}

/** Where sources disagree, the first of them; how many there are stands in the status. */
export function useContradictions(limit: number): UseQueryResult<readonly Contradiction[]> {
  return useQuery({
    queryKey: ["contradictions", limit],
    queryFn: ({ signal }) =>
      read<readonly Contradiction[]>(`/contradictions?limit=${limit}`, signal),
  });
}

/** The catalogue of measures; the same for as long as the page lives. */
export function useMeasures(): UseQueryResult<readonly Measure[]> {
  return useQuery({
    queryKey: ["measures"],
    queryFn: ({ signal }) => read<readonly Measure[]>("/measures", signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The ways in; null while none have been computed. */
export function useWays(): UseQueryResult<Ways | null> {
  return useQuery({
    queryKey: ["ways"],
    queryFn: async ({ signal }) => {
      try {
        return await read<Ways>("/ways", signal);
      } catch (error) {
        if (error instanceof ApiError && (error.status === 404 || error.status === 409))
          return null;
        throw error;
      }
    },
  });
}

/** Entries of the log that fit a search, newest first. */
export function useAudit(search: string): UseQueryResult<AuditPage> {
  return useQuery({
    queryKey: ["audit", search],
    queryFn: ({ signal }) => read<AuditPage>(`/audit${search}`, signal),
    placeholderData: keepPreviousData,
  });
}

/** All jobs, newest first; asks often while one is at work. */
export function useJobs(): UseQueryResult<readonly Job[]> {
  return useQuery({
    ...jobsQuery,
    refetchInterval: (query) => (query.state.data?.some(isActive) === true ? pollMs : 15 * pollMs),
  });
}

/** Fetches anew what a job has brought when it ends, whoever started it. */
export function useForgetEnded(jobs: readonly Job[] | undefined): void {
  const forget = useForget();
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (jobs === undefined) return;
    const ended = new Set(jobs.filter((job) => !isActive(job)).map((job) => job.id));
    const before = known.current;
    known.current = ended;
    if (before !== null && [...ended].some((id) => !before.has(id))) forget();
  }, [jobs, forget]);
}

/** The report of a finished import. */
export function useImportReport(jobId: string | null): UseQueryResult<ImportView> {
  return useQuery({
    queryKey: ["import", jobId],
    queryFn: ({ signal }) => read<ImportView>(`/imports/${jobId}`, signal),
    enabled: jobId !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/**
 * Forgets every answer that an import, a job or a sign-in may have changed. What is shown of a file
 * is of that file alone, which would be sent again.
 */
export function useForget(): () => void {
  const client = useQueryClient();
  return useCallback(() => {
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "tables" });
  }, [client]);
}

/** The ladder: what each source takes, and what it would add. */
export function useLadder(isAsked = true): UseQueryResult<readonly LadderView[]> {
  return useQuery({
    queryKey: ["ladder"],
    enabled: isAsked,
    queryFn: ({ signal }) => read<readonly LadderView[]>("/ladder", signal),
  });
}

/** The municipality with one folder open. */
export function useMap(open: string): UseQueryResult<MapView> {
  return useQuery({
    queryKey: ["map", open],
    queryFn: ({ signal }) => read<MapView>(`/map?open=${encodeURIComponent(open)}`, signal),
    placeholderData: keepPreviousData,
  });
}

/** The twelve questions with what was last answered. */
export function useQuestions(): UseQueryResult<readonly QuestionView[]> {
  return useQuery({
    queryKey: ["questions"],
    queryFn: ({ signal }) => read<readonly QuestionView[]>("/questions", signal),
    // What somebody is filling in must not be asked for anew under their hands.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Sends answers by question; null for "don't know". Answers with the job that reads them. */
export function useAnswer(): UseMutationResult<
  Job,
  Error,
  Readonly<Record<string, number | boolean | null>>
> {
  const forget = useForget();
  return useMutation({
    mutationFn: (answers) => send<Job>("POST", "/answers", { answers }),
    onSuccess: forget,
  });
}

/** Sends files to be read in; answers with the job. This browser keeps them in hand. */
export function useImport(): UseMutationResult<Job, Error, readonly File[]> {
  const forget = useForget();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (files) => {
      const form = new FormData();
      for (const file of files) form.append("files", file, file.name);
      return send<Job>("POST", "/imports", form);
    },
    onSuccess: (job, files) => {
      // Kept though nobody looks for a while: who goes to another page is asked when they are back.
      client.setQueryDefaults(["sent"], { gcTime: Number.POSITIVE_INFINITY });
      client.setQueryData(["sent", job.id], files);
      forget();
    },
  });
}

/** Loads the example municipality; answers with the job. */
export function useExample(): UseMutationResult<Job, Error, void> {
  const forget = useForget();
  return useMutation({ mutationFn: () => send<Job>("POST", "/example"), onSuccess: forget });
}

/** Takes an import back, by its id; answers with the job. */
export function useWithdraw(): UseMutationResult<Job, Error, string> {
  const forget = useForget();
  return useMutation({
    mutationFn: (importId) => send<Job>("POST", `/imports/${importId}/withdraw`),
    onSuccess: forget,
  });
}

/** Stops a job by its id. */
export function useCancel(): UseMutationResult<Job, Error, string> {
  const forget = useForget();
  return useMutation({
    mutationFn: (jobId) => send<Job>("POST", `/jobs/${jobId}/cancel`),
    onSuccess: forget,
  });
}

/** Name and password, for first run and sign-in; the code of a second factor where there is one. */
export type Credentials = {
  readonly name: string;
  readonly password: string;
  readonly code?: string;
};

/** Creates the first account or signs in; the gate opens by what is answered. */
export function useSignIn(
  path: "/session" | "/first-run",
): UseMutationResult<SessionState, Error, Credentials> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials) => send<SessionState>("POST", path, credentials),
    onSuccess: (session) => client.setQueryData(["session"], session),
  });
}

/** Signs out and forgets everything that was fetched. */
export function useSignOut(): UseMutationResult<void, Error, void> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => send<void>("DELETE", "/session"),
    onSuccess: () => {
      client.setQueryData<SessionState>(["session"], { state: "signed-out" });
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== "session" });
    },
  });
}
