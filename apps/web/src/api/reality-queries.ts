/** What the page of reality asks and sends. */
import type { RealityChanged, RealityGiven, RealityView } from "@vallgrav/platform/api";
import {
  useMutation,
  type UseMutationResult,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import { read, send } from "./client.ts";
import { useForget } from "./queries.ts";

/** What was entered, what the model said of it, and published cases. */
export function useReality(): UseQueryResult<RealityView> {
  return useQuery({
    queryKey: ["reality"],
    queryFn: ({ signal }) => read<RealityView>("/reality", signal),
  });
}

/** Enters what happened; the server holds it against its runs before it answers. */
export function useRecordReality(): UseMutationResult<RealityChanged, Error, RealityGiven> {
  const forget = useForget();
  return useMutation({
    mutationFn: (given) => send<RealityChanged>("POST", "/reality", given),
    onSuccess: forget,
  });
}

/** Takes an entry away by its id. */
export function useWithdrawReality(): UseMutationResult<RealityChanged, Error, string> {
  const forget = useForget();
  return useMutation({
    mutationFn: (id) => send<RealityChanged>("POST", `/reality/${id}/withdraw`),
    onSuccess: forget,
  });
}
