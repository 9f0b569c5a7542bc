/** What the pages ask and send about questions to people. */
import type { AskBoard, AskChannel, AskForm, AskMade, AskOpened } from "@vallgrav/platform/api";
import {
  useMutation,
  type UseMutationResult,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import { read, send } from "./client.ts";
import { useForget } from "./queries.ts";

/** What could be asked and what has been; asked for only by those who may. */
export function useAskBoard(isAsked = true): UseQueryResult<AskBoard> {
  return useQuery({
    queryKey: ["asks"],
    enabled: isAsked,
    queryFn: ({ signal }) => read<AskBoard>("/asks", signal),
  });
}

/** Makes a form; its link is told this once. */
export function useMakeAsk(): UseMutationResult<
  AskMade,
  Error,
  {
    readonly person: string;
    readonly items: readonly { readonly asset: string; readonly question: string }[];
  }
> {
  const forget = useForget();
  return useMutation({
    mutationFn: (ask) => send<AskMade>("POST", "/asks", ask),
    onSuccess: forget,
  });
}

/** Enters what came by telephone or on paper. */
export function useEnterAnswer(): UseMutationResult<
  AskForm,
  Error,
  {
    readonly id: string;
    readonly answers: readonly string[];
    readonly note: string;
    readonly by: string;
    readonly channel: Exclude<AskChannel, "link">;
  }
> {
  const forget = useForget();
  return useMutation({
    mutationFn: ({ id, ...given }) => send<AskForm>("POST", `/asks/${id}/answer`, given),
    onSuccess: forget,
  });
}

/** Withdraws a form by its id. */
export function useWithdrawAsk(): UseMutationResult<AskForm, Error, string> {
  const forget = useForget();
  return useMutation({
    mutationFn: (id) => send<AskForm>("POST", `/asks/${id}/withdraw`),
    onSuccess: forget,
  });
}

/** What a link shows. Asked once; the token goes in the body, never in an address. */
export function useAskOpened(token: string): UseQueryResult<AskOpened> {
  return useQuery({
    queryKey: ["ask", token],
    queryFn: () => send<AskOpened>("POST", "/ask/open", { token }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** Answers by a link. */
export function useAnswerLink(): UseMutationResult<
  unknown,
  Error,
  { readonly token: string; readonly answers: readonly string[]; readonly note: string }
> {
  return useMutation({ mutationFn: (given) => send("POST", "/ask/answer", given) });
}
