/** Opinions before the first real import. */
import type { OpinionAnswer, OpinionsView } from "@vallgrav/platform/api";
import {
  useMutation,
  type UseMutationResult,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import { useMay } from "../frame/session.tsx";
import { read, send } from "./client.ts";
import { useForget } from "./queries.ts";

/** What is asked for and what is recorded, for those who may look at what is known. */
export function useOpinions(): UseQueryResult<OpinionsView> {
  const isEnabled = useMay("model/view");
  return useQuery({
    queryKey: ["opinions"],
    enabled: isEnabled,
    queryFn: ({ signal }) => read<OpinionsView>("/opinions", signal),
  });
}

/** An answer that somebody enters. */
export type EnteredOpinion = {
  readonly kind: string;
  readonly answer: OpinionAnswer;
  readonly who: string;
  readonly reference: string;
  readonly text: string;
};

/** Records answers, one after the other. */
export function useRecordOpinions(): UseMutationResult<void, Error, readonly EnteredOpinion[]> {
  const forget = useForget();
  return useMutation({
    mutationFn: async (entered) => {
      for (const { kind, ...answer } of entered)
        await send<OpinionsView>("POST", `/opinions/${kind}`, answer);
    },
    onSettled: forget,
  });
}
