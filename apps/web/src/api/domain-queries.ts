/** What the pages ask about own domains, and what is changed of them. */
import type { DomainSchedule, DomainsView, DomainView, Job } from "@vallgrav/platform/api";
import {
  keepPreviousData,
  useMutation,
  type UseMutationResult,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import { read, send } from "./client.ts";
import { isActive, useForget } from "./queries.ts";

const pollMs = 1000;

/** All own domains, asked anew while they are looked at. */
export function useDomains(): UseQueryResult<DomainsView> {
  return useQuery({
    queryKey: ["domains"],
    queryFn: ({ signal }) => read<DomainsView>("/domains", signal),
    refetchInterval: ({ state: { data } }) => {
      const job = data?.job ?? null;
      return job !== null && isActive(job) ? pollMs : false;
    },
  });
}

/** One own domain. @param seen when it was last looked at; another time asks anew */
export function useDomain(domain: string, seen: string | null): UseQueryResult<DomainView> {
  return useQuery({
    queryKey: ["domains", domain, seen],
    queryFn: ({ signal }) => read<DomainView>(`/domains/${encodeURIComponent(domain)}`, signal),
    placeholderData: keepPreviousData,
  });
}

function useChange<Given, Answer>(
  change: (given: Given) => Promise<Answer>,
): UseMutationResult<Answer, Error, Given> {
  const forget = useForget();
  return useMutation({ mutationFn: change, onSuccess: forget });
}

/** Looks at domains now; at all where none are named. */
export function useCheckDomains(): UseMutationResult<Job, Error, readonly string[]> {
  return useChange((domains) => send<Job>("POST", "/domains/check", { domains }));
}

/** A domain as somebody names it. */
export type NamedDomain = {
  readonly domain: string;
  readonly until: string;
  readonly networks: readonly string[];
};

/** Names a domain as own. */
export function useClear(): UseMutationResult<unknown, Error, NamedDomain> {
  return useChange((named) => send("POST", "/clearances", named));
}

/** Ends it. */
export function useEndClearance(): UseMutationResult<void, Error, string> {
  return useChange((domain) => send("DELETE", `/clearances/${encodeURIComponent(domain)}`));
}

/** Says how often domains are looked at, and whom to ask. */
export function useSchedule(): UseMutationResult<DomainSchedule, Error, DomainSchedule> {
  return useChange((schedule) => send<DomainSchedule>("POST", "/domains/schedule", schedule));
}

/** Tells when a registration runs out; null where nobody knows. */
export function useTellExpiry(): UseMutationResult<
  unknown,
  Error,
  { readonly domain: string; readonly day: string | null }
> {
  return useChange(({ domain, day }) =>
    send("POST", `/domains/${encodeURIComponent(domain)}/expiry`, { day }),
  );
}
