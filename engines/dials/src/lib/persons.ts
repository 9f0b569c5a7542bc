/**
 * Persons whose information was exposed, each once: shares of a group are put together as a union,
 * and a person counts at the most sensitive level only (dials.md §1.7).
 */
import type { DialsProblem } from "./problems.ts";
import { sumOf } from "./sums.ts";

/** People of one kind; groups have no member in common. */
export type PopulationGroup = { readonly id: string; readonly size: number };

/** An information set about some share of a group. */
export type ExposedSet = {
  readonly id: string;
  /** Id of the group. */
  readonly group: string;
  /** Share of the group whose information it holds, 0–1. */
  readonly share: number;
  /** K: how sensitive it is; higher counts first. */
  readonly level: number;
  /** Id of a set of the same group that holds everybody in this one. */
  readonly within?: string;
};

/** Persons of a group, or of all: expected number under independence, and what it cannot leave. */
export type PersonCount = {
  readonly persons: number;
  /** If every set held the same people as far as possible. */
  readonly low: number;
  /** If no two sets shared anybody, up to everybody. */
  readonly high: number;
};

/** All of it. */
export type PersonsExposed = PersonCount & {
  readonly perGroup: readonly (PersonCount & { readonly group: string })[];
  /** Persons by the highest level exposed of them, highest first. Sums to `persons`. */
  readonly perLevel: readonly { readonly level: number; readonly persons: number }[];
};

type Node = { readonly set: ExposedSet; readonly isExposed: boolean; readonly inside: Node[] };

/** Id of the container, unless it is missing, of another group, or leads back to the set itself. */
function containerOf(set: ExposedSet, byId: ReadonlyMap<string, ExposedSet>): string | null {
  const seen = new Set([set.id]);
  for (let at: ExposedSet | undefined = set; at?.within !== undefined;) {
    if (seen.has(at.within)) return null;
    seen.add(at.within);
    at = byId.get(at.within);
    if (at !== undefined && at.group !== set.group) return null;
  }
  return set.within !== undefined && byId.has(set.within) ? set.within : null;
}

/** Sets that lie in no other, with the others inside them. */
function forestOf(sets: readonly ExposedSet[], exposed: ArrayLike<number> | null): readonly Node[] {
  const byId = new Map(sets.map((set) => [set.id, set]));
  const nodes = new Map<string, Node>();
  for (const [index, set] of sets.entries())
    nodes.set(set.id, { set, isExposed: exposed === null || exposed[index] === 1, inside: [] });
  const roots: Node[] = [];
  for (const node of nodes.values()) {
    const container = containerOf(node.set, byId);
    (container === null ? roots : (nodes.get(container)?.inside ?? roots)).push(node);
  }
  return roots;
}

type Shares = { readonly union: number; readonly low: number; readonly high: number };

/** Sets that may overlap in any way. */
function union(parts: readonly Shares[]): Shares {
  let rest = 1;
  let low = 0;
  for (const part of parts) {
    rest *= 1 - part.union;
    low = Math.max(low, part.low);
  }
  const high = Math.min(1, sumOf(parts.map((part) => part.high)));
  return { union: parts.length === 1 ? (parts[0]?.union ?? 0) : 1 - rest, low, high };
}

/** Share exposed at `level` or above in a set and all inside it: the larger of the two. */
function shareOf({ set, isExposed, inside }: Node, level: number): Shares {
  const parts = union(inside.map((node) => shareOf(node, level)).filter(({ high }) => high > 0));
  const own = isExposed && set.level >= level ? set.share : 0;
  // People inside an exposed container are its people: bounds shrink to it as well.
  return own === 0
    ? parts
    : {
        union: Math.max(own, parts.union),
        low: Math.max(own, parts.low),
        high: Math.max(own, parts.union),
      };
}

/**
 * Persons exposed by `sets`; where `exposed` is given, only by those with a 1 at their place, while
 * the others still say what lies within what. Exposing more never lowers the count. Sets of unknown
 * groups count for nobody; see {@link checkExposures}.
 */
export function personsExposed(
  groups: readonly PopulationGroup[],
  sets: readonly ExposedSet[],
  exposed: ArrayLike<number> | null = null,
): PersonsExposed {
  const roots = forestOf(sets, exposed);
  const levels = [...new Set(sets.map(({ level }) => level))].sort((a, b) => b - a);
  const perLevel = levels.map((level) => ({ level, persons: [] as number[] }));
  const perGroup = groups.map(({ id, size }) => {
    const own = roots.filter(({ set }) => set.group === id);
    let above = 0;
    let shares: Shares = { union: 0, low: 0, high: 0 };
    for (const { level, persons } of perLevel) {
      const parts = own.map((node) => shareOf(node, level)).filter(({ high }) => high > 0);
      shares = union(parts);
      persons.push(size * Math.max(0, shares.union - above));
      above = Math.max(above, shares.union);
    }
    return {
      group: id,
      persons: size * shares.union,
      low: size * shares.low,
      high: size * Math.max(shares.union, shares.high),
    };
  });
  return {
    persons: sumOf(perGroup.map(({ persons }) => persons)),
    low: sumOf(perGroup.map(({ low }) => low)),
    high: sumOf(perGroup.map(({ high }) => high)),
    perGroup,
    perLevel: perLevel.map(({ level, persons }) => ({ level, persons: sumOf(persons) })),
  };
}

/** All that is wrong with groups and sets. */
export function checkExposures(
  groups: readonly PopulationGroup[],
  sets: readonly ExposedSet[],
): readonly DialsProblem[] {
  const problems: DialsProblem[] = [];
  const error = { severity: "error", at: null } as const;
  const known = new Set<string>();
  for (const { id, size } of groups) {
    if (known.has(id))
      problems.push({ code: "dials/duplicate-group", ...error, args: { group: id } });
    known.add(id);
    if (!(size >= 0 && size < Infinity))
      problems.push({ code: "dials/bad-size", ...error, args: { group: id, value: size } });
  }
  const byId = new Map(sets.map((set) => [set.id, set]));
  const seen = new Set<string>();
  for (const set of sets) {
    const { id, group, share, within } = set;
    if (seen.has(id)) problems.push({ code: "dials/duplicate-set", ...error, args: { set: id } });
    seen.add(id);
    if (!known.has(group))
      problems.push({ code: "dials/unknown-group", ...error, args: { set: id, group } });
    if (!(share >= 0 && share <= 1))
      problems.push({ code: "dials/bad-share", ...error, args: { id, value: share } });
    if (within === undefined) continue;
    if (byId.get(within)?.group !== group)
      problems.push({ code: "dials/unknown-set", ...error, args: { set: id, within } });
    else if (containerOf(set, byId) === null)
      problems.push({ code: "dials/containment-cycle", ...error, args: { set: id } });
  }
  return problems;
}
