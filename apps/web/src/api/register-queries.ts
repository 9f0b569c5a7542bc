/** Registers of processing and clocks, and walls, per committee and company. */
import type { AuthorityKind, RegisterView, Unit } from "@vallgrav/platform/api";
import {
  useMutation,
  type UseMutationResult,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import { read, send } from "./client.ts";
import { useForget } from "./queries.ts";

/** Registers within reach; asked only by those who may. */
export function useRegisters(isAsked = true): UseQueryResult<readonly RegisterView[]> {
  return useQuery({
    queryKey: ["registers"],
    enabled: isAsked,
    queryFn: ({ signal }) => read<readonly RegisterView[]>("/registers", signal),
  });
}

/** A change of one register: what is sent, and to which of its paths. */
export type RegisterSent = {
  readonly unit: string;
  /** `entries`, `cases`, or `cases/` and the id of a case. */
  readonly path: string;
  readonly body: unknown;
};

/** Changes a register. */
export function useChangeRegister(): UseMutationResult<RegisterView, Error, RegisterSent> {
  const forget = useForget();
  return useMutation({
    mutationFn: ({ unit, path, body }) =>
      send<RegisterView>("POST", `/registers/${encodeURIComponent(unit)}/${path}`, body),
    onSuccess: forget,
  });
}

/** A wall that is raised or taken down. */
export type WallSent = {
  readonly unit: string;
  readonly authority: AuthorityKind | null;
  readonly also: readonly string[];
};

/** Raises a wall, or takes it down. */
export function useWall(): UseMutationResult<Unit, Error, WallSent> {
  const forget = useForget();
  return useMutation({
    mutationFn: ({ unit, authority, also }) =>
      send<Unit>("POST", `/units/${encodeURIComponent(unit)}/wall`, { authority, also }),
    onSuccess: forget,
  });
}
