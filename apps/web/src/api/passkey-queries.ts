/** What the pages ask and send about passkeys; the device stands in between. */
import type { PasskeyView, SessionState } from "@vallgrav/platform/api";
import {
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { makePasskey, showPasskey } from "../account/passkey-device.ts";
import { read, send } from "./client.ts";

/** One's own passkeys. */
export function usePasskeys(): UseQueryResult<readonly PasskeyView[]> {
  return useQuery({
    queryKey: ["own-passkeys"],
    queryFn: ({ signal }) => read<readonly PasskeyView[]>("/own/passkeys", signal),
  });
}

/** What a new passkey is called, and proof that the account is one's own. */
export type NewPasskey = {
  readonly name: string;
  readonly password: string;
  readonly code?: string;
};

/** Makes a passkey on this device and keeps its public half. */
export function useAddPasskey(): UseMutationResult<PasskeyView, Error, NewPasskey> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, ...proof }) => {
      const options = await send<PublicKeyCredentialCreationOptionsJSON>(
        "POST",
        "/own/passkeys/options",
        proof,
      );
      const credential = await makePasskey(options);
      return send<PasskeyView>("POST", "/own/passkeys", { name, credential });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["own-passkeys"] }),
  });
}

/** Removes one. */
export function useRemovePasskey(): UseMutationResult<void, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id) => send<void>("DELETE", `/own/passkeys/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["own-passkeys"] }),
  });
}

/** Signs in by a passkey, without name or password. */
export function usePasskeySignIn(): UseMutationResult<SessionState, Error, void> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const options = await send<PublicKeyCredentialRequestOptionsJSON>(
        "POST",
        "/session/passkey/options",
      );
      return send<SessionState>("POST", "/session/passkey", await showPasskey(options));
    },
    onSuccess: (session) => client.setQueryData(["session"], session),
  });
}
