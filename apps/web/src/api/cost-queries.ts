/** What the page of the cost sheet asks and sends. */
import type { CostSheet, SheetChange } from "@vallgrav/platform/api";
import {
  useMutation,
  type UseMutationResult,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import { read, send } from "./client.ts";
import { useForget } from "./queries.ts";

/** The sheet as it stands. */
export function useCostSheet(): UseQueryResult<CostSheet> {
  return useQuery({
    queryKey: ["costs"],
    queryFn: ({ signal }) => read<CostSheet>("/cost-sheet", signal),
  });
}

/** Changes the draft of the sheet that was seen with this revision. */
export function useChangeCosts(revision: number): UseMutationResult<unknown, Error, SheetChange> {
  const forget = useForget();
  return useMutation({
    mutationFn: (change) => send("POST", "/cost-sheet", { revision, change }),
    onSuccess: forget,
  });
}

/** Approves the draft of that revision, with a remark. */
export function useApproveCosts(revision: number): UseMutationResult<unknown, Error, string> {
  const forget = useForget();
  return useMutation({
    mutationFn: (note) => send("POST", "/cost-sheet/approve", { revision, note }),
    onSuccess: forget,
  });
}
