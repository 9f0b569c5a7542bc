/** What the pages ask of the connection to Microsoft Graph. */
import type { GraphGiven, GraphView, Job } from "@vallgrav/platform/api";
import {
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { read, send } from "./client.ts";

const queryKey = ["watch-graph"];

/** What is collected takes seconds. */
const pollMs = 5_000;

/** The connection, and what the last collection came to. */
export function useGraph(): UseQueryResult<GraphView> {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => read<GraphView>("/watch/graph", signal),
    refetchInterval: pollMs,
  });
}

/** Keeps a connection. */
export function useConnectGraph(): UseMutationResult<GraphView, Error, GraphGiven> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given) => send<GraphView>("POST", "/watch/graph", given),
    onSuccess: (view) => client.setQueryData(queryKey, view),
  });
}

/** Forgets it. */
export function useDisconnectGraph(): UseMutationResult<void, Error, void> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => send<void>("DELETE", "/watch/graph"),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
}

/** Collects now. */
export function useCollectAlerts(): UseMutationResult<Job, Error, void> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => send<Job>("POST", "/watch/graph/collect"),
    onSuccess: () => client.invalidateQueries({ queryKey: ["jobs"] }),
  });
}
