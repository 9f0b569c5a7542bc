/** What the pages ask of the watch: alerts, one alert, what is within reach of it. */
import type {
  AlertReach,
  AlertRow,
  AlertState,
  AlertView,
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
