/** What the pages ask of the watch: alerts, one alert, what is within reach of it. */
import type {
  AlertReach,
  AlertRow,
  AlertState,
  AlertView,
  ForeignReport,
  TuningView,
  WatchRules,
  WatchSource,
  WatchState,
} from "@vallgrav/platform/api";
import {
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { ApiError, read, send } from "./client.ts";

/** Alerts come while one looks. */
const pollMs = 5_000;

/** The newest alerts; those found benign too where all are asked for. */
export function useWatchAlerts(all: boolean): UseQueryResult<readonly AlertRow[]> {
  return useQuery({
    queryKey: ["watch-alerts", all],
    queryFn: ({ signal }) =>
      read<readonly AlertRow[]>(`/watch/alerts?all=${all ? "1" : "0"}`, signal),
    refetchInterval: pollMs,
  });
}

/** Sources, rules and the buffer. */
export function useWatch(): UseQueryResult<WatchState> {
  return useQuery({
    queryKey: ["watch"],
    queryFn: ({ signal }) => read<WatchState>("/watch", signal),
    refetchInterval: pollMs,
  });
}

/** One alert; null where there is none. */
export function useWatchAlert(id: string): UseQueryResult<AlertView | null> {
  return useQuery({
    queryKey: ["watch-alert", id],
    queryFn: async ({ signal }) => {
      try {
        return await read<AlertView>(`/watch/alerts/${encodeURIComponent(id)}`, signal);
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
  });
}

/** What is within reach of an alert; null where the model knows nothing of whom it is about. */
export function useAlertReach(id: string): UseQueryResult<AlertReach | null> {
  return useQuery({
    queryKey: ["watch-reach", id],
    queryFn: async ({ signal }) => {
      const path = `/watch/alerts/${encodeURIComponent(id)}/reach`;
      return (await read<{ reach: AlertReach | null }>(path, signal)).reach;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Settles an alert. */
export function useSettle(
  id: string,
): UseMutationResult<AlertView, Error, { readonly state: AlertState; readonly note: string }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change) =>
      send<AlertView>("POST", `/watch/alerts/${encodeURIComponent(id)}`, change),
    onSuccess: (view) => {
      client.setQueryData(["watch-alert", id], view);
      void client.invalidateQueries({ queryKey: ["watch-alerts"] });
    },
  });
}

/** Sends alerts of other products; answers what came of them. */
export function useImportAlerts(): UseMutationResult<ForeignReport, Error, readonly File[]> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (files) => {
      const form = new FormData();
      for (const file of files) form.append("files", file, file.name);
      return send<ForeignReport>("POST", "/watch/imports", form);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["watch-alerts"] }),
  });
}

/** Every rule that is held. */
export function useWatchRules(): UseQueryResult<WatchRules> {
  return useQuery({
    queryKey: ["watch-rules"],
    queryFn: ({ signal }) => read<WatchRules>("/watch/rules", signal),
  });
}

/** What silences rules, over or not. */
export function useTunings(): UseQueryResult<readonly TuningView[]> {
  return useQuery({
    queryKey: ["watch-tunings"],
    queryFn: ({ signal }) => read<readonly TuningView[]>("/watch/tunings", signal),
  });
}

/** What is to be silenced. */
export type WantedTuning = Pick<TuningView, "field" | "owner" | "reason" | "rule" | "value"> & {
  readonly days: number;
};

/** Silences a rule. */
export function useTune(): UseMutationResult<TuningView, Error, WantedTuning> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted) => send<TuningView>("POST", "/watch/tunings", wanted),
    onSuccess: () => client.invalidateQueries({ queryKey: ["watch-tunings"] }),
  });
}

/** Lets a rule speak again, by the id of what silences it. */
export function useUntune(): UseMutationResult<void, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id) => send<void>("DELETE", `/watch/tunings/${encodeURIComponent(id)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["watch-tunings"] }),
  });
}

/** A source with the token that is told this once. */
export type MadeSource = WatchSource & { readonly token: string };

/** Adds a source. */
export function useAddSource(): UseMutationResult<
  MadeSource,
  Error,
  Pick<WatchSource, "name" | "silentAfterMinutes">
> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted) => send<MadeSource>("POST", "/watch/sources", wanted),
    onSuccess: () => client.invalidateQueries({ queryKey: ["watch"] }),
  });
}

/** Ends a source, by its id. */
export function useEndSource(): UseMutationResult<void, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id) => send<void>("DELETE", `/watch/sources/${encodeURIComponent(id)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["watch"] }),
  });
}
