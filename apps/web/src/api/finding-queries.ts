/** What the pages ask about findings: a page of them, and what is decided. */
import type {
  FindingChange,
  FindingState,
  FindingsPage,
  FindingView,
} from "@vallgrav/platform/api";
import {
  keepPreviousData,
  useMutation,
  type UseMutationResult,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import { read, send } from "./client.ts";
import { isActive, useForget } from "./queries.ts";

/** Findings of a page. */
export const findingsPerPage = 50;
const pollMs = 1000;

/** Which findings are shown. */
export type FindingsShown = {
  readonly state: FindingState | "all";
  readonly owner: string;
  readonly unit: string;
  readonly text: string;
  readonly from: number;
};

/** A page of findings, asked anew while their impacts are computed. */
export function useFindings(shown: FindingsShown): UseQueryResult<FindingsPage> {
  const { state, owner, unit, text, from } = shown;
  const query = new URLSearchParams({
    state,
    text,
    from: String(from),
    limit: String(findingsPerPage),
  });
  if (owner !== "") query.set("owner", owner);
  if (unit !== "") query.set("unit", unit);
  return useQuery({
    queryKey: ["findings", query.toString()],
    queryFn: ({ signal }) => read<FindingsPage>(`/findings?${query.toString()}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      data?.impacts.state === "computing" && isActive(data.impacts.job) ? pollMs : false,
  });
}

/** Decides who sees to a finding, until when, or that it is lived with. */
export function useDecide(): UseMutationResult<
  FindingView,
  Error,
  FindingChange & { readonly id: string }
> {
  const forget = useForget();
  return useMutation({
    mutationFn: (change) => send<FindingView>("POST", "/finding", change),
    onSuccess: forget,
  });
}
