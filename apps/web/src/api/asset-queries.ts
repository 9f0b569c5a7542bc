/** What the pages ask about things: search, one thing, what is near it. */
import type { AssetKind } from "@vallgrav/kernel";
import type { AssetsFound, AssetView, CoverageView, Neighbours } from "@vallgrav/platform/api";
import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { ApiError, read } from "./client.ts";

/** Things of a page of the search. */
export const foundPerPage = 50;

/** What fits, and whether everything was asked for: it may be the answer to what stood before. */
export type Found = AssetsFound & { readonly isAll: boolean };

/** A page of what fits; the page before stays while the next comes. */
export function useFound(text: string, kind: AssetKind | "", from: number): UseQueryResult<Found> {
  const query = new URLSearchParams({ text, from: String(from), limit: String(foundPerPage) });
  if (kind !== "") query.set("kind", kind);
  return useQuery({
    queryKey: ["assets", query.toString()],
    queryFn: async ({ signal }) => {
      const found = await read<AssetsFound>(`/assets?${query.toString()}`, signal);
      return { ...found, isAll: text === "" && kind === "" };
    },
    placeholderData: keepPreviousData,
  });
}

/** What is known of one thing; null where there is none. */
export function useAsset(id: string): UseQueryResult<AssetView | null> {
  return useQuery({
    queryKey: ["asset", id],
    queryFn: async ({ signal }) => {
      try {
        return await read<AssetView>(`/asset?${new URLSearchParams({ id }).toString()}`, signal);
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
  });
}

/** A page of what is one or two steps away. */
export function useNeighbours(
  id: string,
  direction: "out" | "in",
  steps: 1 | 2,
  from: number,
): UseQueryResult<Neighbours> {
  const query = new URLSearchParams({
    id,
    direction,
    steps: String(steps),
    from: String(from),
    limit: String(foundPerPage),
  });
  return useQuery({
    queryKey: ["neighbours", query.toString()],
    queryFn: ({ signal }) => read<Neighbours>(`/asset/neighbours?${query.toString()}`, signal),
    placeholderData: keepPreviousData,
  });
}

/** What each source sees of a kind of thing, and misses. */
export function useCoverage(kind: AssetKind): UseQueryResult<CoverageView> {
  return useQuery({
    queryKey: ["coverage", kind],
    queryFn: ({ signal }) => read<CoverageView>(`/coverage?kind=${kind}`, signal),
    placeholderData: keepPreviousData,
  });
}

/** A page of what a source misses of a kind. */
export function useUnseen(
  kind: AssetKind,
  source: string,
  from: number,
): UseQueryResult<AssetsFound> {
  const query = new URLSearchParams({
    kind,
    source,
    from: String(from),
    limit: String(foundPerPage),
  }).toString();
  return useQuery({
    queryKey: ["unseen", query],
    queryFn: ({ signal }) => read<AssetsFound>(`/coverage/unseen?${query}`, signal),
    placeholderData: keepPreviousData,
  });
}
