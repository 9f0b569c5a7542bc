/** What the pages ask about single things: who is the same, whom to believe. */
import type { ContradictionView, IdentityPairs, ListSaid, PairSide } from "@vallgrav/platform/api";
import {
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  type InfiniteData,
  useMutation,
  type UseMutationResult,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import { read, send } from "./client.ts";
import { useForget } from "./queries.ts";

const pairsPerPage = 20;

/** Pairs that nobody has judged, or those somebody has; page by page. */
export function usePairs(
  state: "suggested" | "judged",
): UseInfiniteQueryResult<InfiniteData<IdentityPairs>> {
  return useInfiniteQuery({
    queryKey: ["identities", state],
    queryFn: ({ pageParam, signal }) =>
      read<IdentityPairs>(
        `/identities?state=${state}&from=${pageParam}&limit=${pairsPerPage}`,
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next,
  });
}

/** What nobody has settled, or what somebody has. */
export function useDisputes(
  state: "open" | "settled",
): UseQueryResult<readonly ContradictionView[]> {
  return useQuery({
    queryKey: ["contradictions", state],
    queryFn: ({ signal }) =>
      read<readonly ContradictionView[]>(`/contradictions?state=${state}`, signal),
  });
}

/** Says whether two are the same; null takes back what was said. */
export function useJudge(): UseMutationResult<
  unknown,
  Error,
  {
    readonly left: PairSide["subject"];
    readonly right: PairSide["subject"];
    readonly holds: boolean | null;
  }
> {
  const forget = useForget();
  return useMutation({
    mutationFn: (word) => send("POST", "/identities", word),
    onSuccess: forget,
  });
}

/** Says whether a list is the next edition of another; null takes back what was said. */
export function useSayList(): UseMutationResult<unknown, Error, ListSaid> {
  const forget = useForget();
  return useMutation({
    mutationFn: (word) => send("POST", "/lists", word),
    onSuccess: forget,
  });
}

/** Says whom to believe on a property of an asset; null takes the choice back. */
export function useTrust(): UseMutationResult<
  unknown,
  Error,
  { readonly asset: string; readonly property: string; readonly source: string | null }
> {
  const forget = useForget();
  return useMutation({
    mutationFn: (word) => send("POST", "/contradictions", word),
    onSuccess: forget,
  });
}
