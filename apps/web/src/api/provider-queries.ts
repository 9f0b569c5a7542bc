/** What the pages ask and send when somebody signs in through the provider. */
import type { SessionState } from "@vallgrav/platform/api";
import { useMutation, type UseMutationResult, useQueryClient } from "@tanstack/react-query";
import { send } from "./client.ts";

/** Leaves for the provider; with the token of a link, to take the invitation up there. */
export function useSetOut(): UseMutationResult<void, Error, string | undefined> {
  return useMutation({
    mutationFn: async (invitation) => {
      const body = invitation === undefined ? {} : { invitation };
      const { url } = await send<{ readonly url: string }>("POST", "/session/provider/begin", body);
      location.assign(url);
    },
  });
}

/** What has come of it: a session, or an invitation taken up by somebody of a name. */
export type CameBack = SessionState | { readonly confirmed: string };

/** Comes back with what the provider put into the address. */
export function useComeBack(): UseMutationResult<CameBack, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (returned) => send<CameBack>("POST", "/session/provider", { returned }),
    onSuccess: (came) => {
      if (!("confirmed" in came)) client.setQueryData<SessionState>(["session"], came);
    },
  });
}
