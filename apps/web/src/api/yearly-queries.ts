/** What the year asks and sends. */
import type { FrequencyChanged, FrequencyEntered, YearlyView } from "@vallgrav/platform/api";
import {
  keepPreviousData,
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { read, send } from "./client.ts";

/** The year beside the plan of a stop. */
export function useYearly(budgetSek: number): UseQueryResult<YearlyView> {
  return useQuery({
    queryKey: ["yearly", budgetSek],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read<YearlyView>(`/yearly?budgetSek=${String(budgetSek)}`, signal),
  });
}

/** Nothing else is computed with it, so nothing else is asked anew. */
function useForgetYear(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["yearly"] });
}

/** Enters how often attackers come. */
export function useEnterFrequency(): UseMutationResult<FrequencyChanged, Error, FrequencyEntered> {
  const forget = useForgetYear();
  return useMutation({
    mutationFn: (entered) => send<FrequencyChanged>("POST", "/yearly", entered),
    onSuccess: forget,
  });
}

/** Withdraws it, by the revision that was seen. */
export function useWithdrawFrequency(): UseMutationResult<FrequencyChanged, Error, number> {
  const forget = useForgetYear();
  return useMutation({
    mutationFn: (revision) => send<FrequencyChanged>("POST", "/yearly/withdraw", { revision }),
    onSuccess: forget,
  });
}
