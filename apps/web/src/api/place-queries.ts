/** Where Vallgrav itself lies. */
import type { OwnCopy, OwnPlaceView } from "@vallgrav/platform/api";
import {
  useMutation,
  type UseMutationResult,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import { read, send } from "./client.ts";
import { useForget } from "./queries.ts";

/** What is known of it. */
export function usePlace(): UseQueryResult<OwnPlaceView> {
  return useQuery({
    queryKey: ["place"],
    queryFn: ({ signal }) => read<OwnPlaceView>("/place", signal),
  });
}

/** Says where copies lie, all of them. */
export function useTellCopies(): UseMutationResult<OwnPlaceView, Error, readonly OwnCopy[]> {
  const forget = useForget();
  return useMutation({
    mutationFn: (copies) => send<OwnPlaceView>("POST", "/place", { copies }),
    onSuccess: forget,
  });
}
