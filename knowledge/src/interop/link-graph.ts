/** What other tools are given: assets, the links between them, and how often ways take them. */
import type { InstanceModel, Language } from "@vallgrav/mal";

/** A way in, as other tools are told of it. */
export type SharedWay = {
  /** Share of the runs that fell, 0–1. */
  readonly frequency: number;
  readonly steps: readonly {
    /** Asset id. */
    readonly asset: string;
    readonly step: string;
    readonly technique: string | null;
  }[];
};

/** Everything a form for other tools is made from. */
export type Shared = {
  readonly language: Language;
  readonly instance: InstanceModel;
  readonly ways: readonly SharedWay[];
  /** Names that others know an asset by: its SID or GUID; absent where there is none. */
  readonly directoryIds: ReadonlyMap<string, string>;
  /** Ids of assets that nobody reported. */
  readonly assumedAssets: ReadonlySet<string>;
  /** Pairs of assets, as {@link pairKey} writes them, whose links nobody reported. */
  readonly assumedPairs: ReadonlySet<string>;
};

/** A pair of assets, whichever comes first. */
export function pairKey(one: string, other: string): string {
  return one < other ? `${one}\u0000${other}` : `${other}\u0000${one}`;
}

/** A link read the way its association is named, from its left to its right. */
export type NamedLink = { readonly from: string; readonly kind: string; readonly to: string };

/** A pair of assets that ways pass between, with how often and by which steps. */
export type Passage = {
  readonly from: string;
  readonly to: string;
  /** Share of the runs that fell by the ways told of, 0–1. */
  readonly frequency: number;
  /** Steps of `to` that are taken, each once, in the order met. */
  readonly steps: readonly string[];
  /** ATT&CK ids of those steps, ascending. */
  readonly techniques: readonly string[];
};

/** Links by the names of their associations, in the instance's order, each once. Linear. */
export function namedLinks({ language, instance }: Shared): readonly NamedLink[] {
  const types = new Map(instance.assets.map(({ id, type }) => [id, type]));
  const fields = new Map<string, { readonly kind: string; readonly isForward: boolean }>();
  for (const { name, fields: own } of language.assets)
    for (const field of own) {
      const association = language.associations[field.association];
      if (association === undefined) continue;
      const isForward = association.right.field === field.name;
      fields.set(`${name} ${field.name}`, { kind: association.name, isForward });
    }
  const seen = new Set<string>();
  const found: NamedLink[] = [];
  for (const { from, field, to } of instance.links) {
    const end = fields.get(`${types.get(from) ?? ""} ${field}`);
    if (end === undefined) continue;
    const link = end.isForward
      ? { from, kind: end.kind, to }
      : { from: to, kind: end.kind, to: from };
    const key = `${link.from}\u0000${link.kind}\u0000${link.to}`;
    if (!seen.has(key)) found.push(link);
    seen.add(key);
  }
  return found;
}

/** Where ways pass from one asset to another, most frequent first. */
export function passagesOf(ways: readonly SharedWay[]): readonly Passage[] {
  type Draft = { from: string; to: string; frequency: number; steps: string[]; ids: Set<string> };
  const drafts = new Map<string, Draft>();
  for (const { frequency, steps } of ways) {
    const taken = new Set<string>();
    for (const [at, { asset, step, technique }] of steps.entries()) {
      const from = steps[at - 1]?.asset;
      if (from === undefined || from === asset) continue;
      const key = `${from}\u0000${asset}`;
      const draft: Draft = drafts.get(key) ?? {
        from,
        to: asset,
        frequency: 0,
        steps: [],
        ids: new Set(),
      };
      drafts.set(key, draft);
      if (!taken.has(key)) draft.frequency += frequency;
      taken.add(key);
      if (!draft.steps.includes(step)) draft.steps.push(step);
      if (technique !== null) draft.ids.add(technique);
    }
  }
  return [...drafts.values()]
    .map(({ ids, ...rest }): Passage => ({ ...rest, techniques: [...ids].sort() }))
    .sort((a, b) => b.frequency - a.frequency);
}
