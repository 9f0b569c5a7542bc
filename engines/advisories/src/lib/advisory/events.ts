/** OSV's events on the line of versions, made into spans. */
import { versionKey, type VersionScheme } from "../versions/schemes.ts";
import type { Span } from "./advisory.ts";

/** One event of a range: from here affected, from here not, the last that is, or an end of all. */
export type RangeEvent = {
  readonly kind: "introduced" | "fixed" | "last_affected" | "limit";
  readonly version: string;
};

type Placed = RangeEvent & { readonly key: string };

/** At one version an introduction comes last, so that what is both fixed and introduced counts. */
const ranks = { fixed: 0, last_affected: 1, introduced: 2, limit: 3 } as const;

function place(event: RangeEvent, scheme: VersionScheme): Placed | null {
  if (event.kind === "introduced" && event.version === "0") return { ...event, key: "" };
  const key = versionKey(scheme, event.version);
  return key === null ? null : { ...event, key };
}

function byKey(a: Placed, b: Placed): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return ranks[a.kind] - ranks[b.kind];
}

/** The latest of the limits; a limit of `*` is none at all. */
function limitOf(placed: readonly Placed[]): Placed | null {
  const limits = placed.filter(({ kind }) => kind === "limit");
  return limits.toSorted(byKey).at(-1) ?? null;
}

function cutAt(span: Span, fromKey: string, toKey: string | null, limit: Placed): Span | null {
  if (fromKey >= limit.key) return null;
  if (toKey !== null && toKey < limit.key) return span;
  return { ...span, to: limit.version, includesTo: false };
}

/**
 * The spans in which a version is affected (OSV 1.7, evaluation): introduced sets, fixed clears,
 * last_affected clears after itself, and only what lies before some limit counts. Events that are
 * no versions of the scheme are left out and told by `isBroken`. Cost: n log n.
 */
export function spansOf(
  events: readonly RangeEvent[],
  scheme: VersionScheme,
): { readonly spans: readonly Span[]; readonly isBroken: boolean } {
  const isEndless = events.some(({ kind, version }) => kind === "limit" && version === "*");
  const told = events.filter(({ kind }) => kind !== "limit" || !isEndless);
  const placed = told.map((one) => place(one, scheme)).filter((one) => one !== null);
  const limit = limitOf(placed);
  const spans: Span[] = [];
  let from: Placed | null = null;
  const close = (to: Placed | null): void => {
    if (from === null) return;
    const span: Span = {
      from: from.key === "" ? null : from.version,
      includesFrom: true,
      to: to?.version ?? null,
      includesTo: to?.kind === "last_affected",
      status: "affected",
    };
    const kept = limit === null ? span : cutAt(span, from.key, to?.key ?? null, limit);
    if (kept !== null) spans.push(kept);
    from = null;
  };
  for (const event of placed.toSorted(byKey)) {
    if (event.kind === "introduced") from ??= event;
    else if (event.kind !== "limit") close(event);
  }
  close(null);
  return { spans, isBroken: placed.length < told.length };
}
