/** Who acts outside office hours, as the pages ask it. */
import type { WatchDuty } from "@vallgrav/platform/api";
import {
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { read, send } from "./client.ts";

/** Null: nobody has answered. */
export type DutyAnswer = { readonly duty: WatchDuty | null };

/** Nobody acts where `who` is null. */
export type DutySaid = { readonly who: string | null; readonly reach: string };

const queryKey = ["watch-duty"];

/** Who acts; asked only by those who may. */
export function useDuty(isAsked = true): UseQueryResult<DutyAnswer> {
  return useQuery({
    queryKey,
    enabled: isAsked,
    queryFn: ({ signal }) => read<DutyAnswer>("/watch/duty", signal),
  });
}

/** Says who acts. */
export function useSayDuty(): UseMutationResult<DutyAnswer, Error, DutySaid> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given) => send<DutyAnswer>("POST", "/watch/duty", given),
    onSuccess: (answer) => client.setQueryData(queryKey, answer),
  });
}
