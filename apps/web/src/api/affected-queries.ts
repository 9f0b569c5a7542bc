/** What the page asks that holds a warning against what is known. */
import type { Affected } from "@vallgrav/platform/api";
import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import { send } from "./client.ts";

/** Signs of a warning that the server takes. */
export const warningMost = 30_000;

/** Asks what a text concerns. It changes nothing, and is asked when somebody says so. */
export function useAffected(): UseMutationResult<Affected, Error, string> {
  return useMutation({ mutationFn: (text) => send<Affected>("POST", "/affected", { text }) });
}
