/** What the pages ask and send about accounts, units and one's own sessions. */
import type {
  AccessPolicy,
  AccountView,
  Alert,
  FactorView,
  Invitation,
  Role,
  SessionState,
  SessionView,
  Unit,
} from "@vallgrav/platform/api";
import {
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { read, send } from "./client.ts";
import { useForget } from "./queries.ts";

/** Accounts within reach. */
export function useAccounts(): UseQueryResult<readonly AccountView[]> {
  return useQuery({
    queryKey: ["accounts"],
    queryFn: ({ signal }) => read<readonly AccountView[]>("/accounts", signal),
  });
}

/** Units within reach, each after the one it lies under. */
export function useUnits(): UseQueryResult<readonly Unit[]> {
  return useQuery({
    queryKey: ["units"],
    queryFn: ({ signal }) => read<readonly Unit[]>("/units", signal),
  });
}

/** Who is invited, and as what. */
export type NewAccount = {
  readonly name: string;
  readonly role: Role;
  readonly unit: string | null;
};

/** Invites somebody; the answer holds the link's token, this once. */
export function useInvite(): UseMutationResult<Invitation, Error, NewAccount> {
  const forget = useForget();
  return useMutation({
    mutationFn: (account) => send<Invitation>("POST", "/accounts", account),
    onSuccess: forget,
  });
}

/** Gives an account a new link in place of its password. */
export function useReset(): UseMutationResult<Invitation, Error, string> {
  const forget = useForget();
  return useMutation({
    mutationFn: (id) => send<Invitation>("POST", `/accounts/${id}/reset`),
    onSuccess: forget,
  });
}

/** A step of an account's way. */
export type Step = {
  readonly id: string;
  readonly step: "activate" | "lock" | "unlock" | "close";
};

/** Takes a step. */
export function useStep(): UseMutationResult<AccountView, Error, Step> {
  const forget = useForget();
  return useMutation({
    mutationFn: ({ id, step }) => send<AccountView>("POST", `/accounts/${id}/${step}`),
    onSuccess: forget,
  });
}

/** Gives an account another role and unit. */
export function useAssign(): UseMutationResult<
  AccountView,
  Error,
  Omit<NewAccount, "name"> & { readonly id: string }
> {
  const forget = useForget();
  return useMutation({
    mutationFn: ({ id, ...wanted }) => send<AccountView>("POST", `/accounts/${id}/assign`, wanted),
    onSuccess: forget,
  });
}

/** Makes a unit. */
export function useAddUnit(): UseMutationResult<Unit, Error, Pick<Unit, "name" | "parent">> {
  const forget = useForget();
  return useMutation({
    mutationFn: (unit) => send<Unit>("POST", "/units", unit),
    onSuccess: forget,
  });
}

/** Removes an empty unit. */
export function useRemoveUnit(): UseMutationResult<void, Error, string> {
  const forget = useForget();
  return useMutation({
    mutationFn: (id) => send<void>("DELETE", `/units/${id}`),
    onSuccess: forget,
  });
}

/** One's own sessions. */
export function useOwnSessions(): UseQueryResult<readonly SessionView[]> {
  return useQuery({
    queryKey: ["own-sessions"],
    queryFn: ({ signal }) => read<readonly SessionView[]>("/own/sessions", signal),
  });
}

/** Ends one of one's own sessions. */
export function useEndSession(): UseMutationResult<void, Error, string> {
  const forget = useForget();
  return useMutation({
    mutationFn: (id) => send<void>("DELETE", `/own/sessions/${id}`),
    onSuccess: forget,
  });
}

/** The old password and the new one. */
export type PasswordChange = { readonly password: string; readonly newPassword: string };

/** Changes one's own password; every other session ends. */
export function useChangePassword(): UseMutationResult<void, Error, PasswordChange> {
  const forget = useForget();
  return useMutation({
    mutationFn: (change) => send<void>("POST", "/own/password", change),
    onSuccess: forget,
  });
}

/** Whom a link invites; never asked again, for the link is used once. */
export function useInvitation(token: string): UseQueryResult<{ readonly name: string }> {
  return useQuery({
    queryKey: ["invitation", token],
    queryFn: () => send<{ readonly name: string }>("POST", "/invitation", { token }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Chooses the password of an invited account. */
export function useConfirm(): UseMutationResult<
  void,
  Error,
  { readonly token: string; readonly password: string }
> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (choice) => send<void>("POST", "/invitation/confirm", choice),
    onSuccess: () => client.setQueryData<SessionState>(["session"], { state: "signed-out" }),
  });
}

/** One's own second factor. */
export function useOwnFactor(): UseQueryResult<FactorView> {
  return useQuery({
    queryKey: ["own-factor"],
    queryFn: ({ signal }) => read<FactorView>("/own/second-factor", signal),
  });
}

/** A secret to type into an app, and the address that apps on the same device understand. */
export type BegunFactor = { readonly secret: string; readonly address: string };

/** Begins a second factor, knowing the password. */
export function useBeginFactor(): UseMutationResult<BegunFactor, Error, string> {
  return useMutation({
    mutationFn: (password) => send<BegunFactor>("POST", "/own/second-factor", { password }),
  });
}

/** Puts it in force by its first code; the answer holds the recovery codes, this once. */
export function useConfirmFactor(): UseMutationResult<
  { readonly recoveryCodes: readonly string[] },
  Error,
  string
> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (code) => send("POST", "/own/second-factor/confirm", { code }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["own-factor"] }),
  });
}

/** Removes it, with password and code. */
export function useRemoveFactor(): UseMutationResult<
  void,
  Error,
  { readonly password: string; readonly code: string }
> {
  const forget = useForget();
  return useMutation({
    mutationFn: (given) => send<void>("POST", "/own/second-factor/remove", given),
    onSuccess: forget,
  });
}

/** Removes another's, when the phone and the codes are lost. */
export function useRemoveOthersFactor(): UseMutationResult<void, Error, string> {
  const forget = useForget();
  return useMutation({
    mutationFn: (id) => send<void>("DELETE", `/accounts/${id}/second-factor`),
    onSuccess: forget,
  });
}

/** What is demanded of those who sign in. */
export function useAccess(): UseQueryResult<AccessPolicy> {
  return useQuery({
    queryKey: ["access"],
    queryFn: ({ signal }) => read<AccessPolicy>("/access", signal),
  });
}

/** Changes which roles must have a second factor. */
export function useChangeAccess(): UseMutationResult<AccessPolicy, Error, readonly Role[]> {
  const forget = useForget();
  return useMutation({
    mutationFn: (secondFactor) => send<AccessPolicy>("POST", "/access", { secondFactor }),
    onSuccess: forget,
  });
}

/** Begins an incident in which those with the given ids are let in; null ends it. */
export function useIncident(): UseMutationResult<AccessPolicy, Error, readonly string[] | null> {
  const forget = useForget();
  return useMutation({
    mutationFn: (admitted) =>
      admitted === null
        ? send<AccessPolicy>("DELETE", "/access/incident")
        : send<AccessPolicy>("POST", "/access/incident", { admitted }),
    onSuccess: forget,
  });
}

const alertsMs = 60_000;

/** What somebody has to look at; asked only by those who may. */
export function useAlerts(isAsked: boolean): UseQueryResult<readonly Alert[]> {
  return useQuery({
    queryKey: ["alerts"],
    enabled: isAsked,
    queryFn: ({ signal }) => read<readonly Alert[]>("/alerts", signal),
    refetchInterval: alertsMs,
  });
}

/** Says that the alerts up to one have been seen: what came since they were shown has not. */
export function useSeen(): UseMutationResult<void, Error, number> {
  const forget = useForget();
  return useMutation({
    mutationFn: (upTo: number) => send<void>("POST", "/alerts/seen", { upTo }),
    onSuccess: forget,
  });
}
