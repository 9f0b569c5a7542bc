/** One's own tokens for programs, and links of accounts to the municipality's own sign-in. */
import type { AccountView, TokenView } from "@vallgrav/platform/api";
import {
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { read, send } from "./client.ts";

/** One's own tokens. */
export function useTokens(): UseQueryResult<readonly TokenView[]> {
  return useQuery({
    queryKey: ["own-tokens"],
    queryFn: ({ signal }) => read<readonly TokenView[]>("/own/tokens", signal),
  });
}

/** What a new token is for, and proof that the account is one's own. */
export type NewToken = {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly days: number;
  readonly password: string;
  readonly code?: string;
};

/** Makes one; the answer tells it, this once. */
export function useMakeToken(): UseMutationResult<
  TokenView & { readonly token: string },
  Error,
  NewToken
> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted) => send("POST", "/own/tokens", wanted),
    onSuccess: () => client.invalidateQueries({ queryKey: ["own-tokens"] }),
  });
}

/** Ends one. */
export function useEndToken(): UseMutationResult<void, Error, string> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id) => send<void>("DELETE", `/own/tokens/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["own-tokens"] }),
  });
}

/** Links an account to a person at the provider of sign-in. */
export function useLinkIdentity(): UseMutationResult<
  AccountView,
  Error,
  { readonly id: string; readonly subject: string }
> {
  return useMutation({
    mutationFn: ({ id, subject }) =>
      send<AccountView>("POST", `/accounts/${id}/identity`, { subject }),
  });
}

/** Takes the link away. */
export function useUnlinkIdentity(): UseMutationResult<void, Error, string> {
  return useMutation({ mutationFn: (id) => send<void>("DELETE", `/accounts/${id}/identity`) });
}
