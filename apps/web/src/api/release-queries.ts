/** Harm tests: what was asked for, and what was decided. */
import type { ReleasesView, ReleaseView } from "@vallgrav/platform/api";
import {
  useMutation,
  type UseMutationResult,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import { read, send } from "./client.ts";
import { useForget } from "./queries.ts";

/** Requests within reach. */
export function useReleases(): UseQueryResult<ReleasesView> {
  return useQuery({
    queryKey: ["releases"],
    queryFn: ({ signal }) => read<ReleasesView>("/releases", signal),
  });
}

/** What is entered: a request, or a decision of one. */
export type ReleaseSent = {
  /** Id of an authority, or the word for the municipality as a whole. */
  readonly unit: string;
  /** Id of the request that is decided; null where one is entered. */
  readonly request: string | null;
  readonly body: unknown;
};

/** Enters a request or a decision. */
export function useSendRelease(): UseMutationResult<ReleaseView, Error, ReleaseSent> {
  const forget = useForget();
  return useMutation({
    mutationFn: ({ unit, request, body }) => {
      const path = request === null ? "" : `/${encodeURIComponent(request)}`;
      return send<ReleaseView>("POST", `/releases/${encodeURIComponent(unit)}${path}`, body);
    },
    onSuccess: forget,
  });
}
