/** Properties: which value rules, which are history, and which contradict each other. */
import { compareText, spend } from "@vallgrav/kernel";
import type { AssetId, Budget, PropertyName, Value } from "@vallgrav/kernel";
import type { Contradiction, Fact } from "./model.ts";
import { compareReports, factOf, valueKey } from "./report.ts";
import type { Said, Trust } from "./report.ts";

/**
 * Properties that move on by themselves (times, counters): a newer report replaces an older one of
 * the same kind whoever made it, so that two of them at different times are no contradiction.
 */
export const progressing: ReadonlySet<PropertyName> = new Set([
  "badpwdcount",
  "lastlogon",
  "lastlogontimestamp",
  "last-seen",
  "lastseen",
  "lastsync",
  "logoncount",
  "pwdlastset",
  "uptime",
  "whenchanged",
]);

/** What replaces what: reports with one key succeed each other. */
function lineage({ report }: Said<Value>, isProgressing: boolean): string {
  return `${report.standing} ${isProgressing ? report.kind : report.source}`;
}

/** What newer reports of a lineage say: one value, or several. */
type Newer = { time: string; here: Set<string>; after: Set<string> };

/**
 * Leaves out the reports that a newer one of the same source with another value has replaced.
 * What rules is never left out: it is the newest of its source.
 */
export function withoutHistory(
  said: readonly Said<Value>[],
  isProgressing: boolean,
): readonly Said<Value>[] {
  if (said.length < 2) return said;
  const newest = [...said].sort((a, b) => compareReports(a.report, b.report));
  const lines = new Map<string, Newer>();
  return newest.filter((one) => {
    const key = lineage(one, isProgressing);
    const value = valueKey(one.value);
    const time = one.report.validFrom;
    let line = lines.get(key);
    if (line === undefined) {
      line = { time, here: new Set(), after: new Set() };
      lines.set(key, line);
    } else if (line.time !== time) {
      for (const other of line.here) line.after.add(other);
      line.here = new Set();
      line.time = time;
    }
    line.here.add(value);
    return line.after.size === 0 || (line.after.size === 1 && line.after.has(value));
  });
}

/** The fact of one property of one asset. @param said not empty */
export function propertyFact(
  name: PropertyName,
  said: readonly Said<Value>[],
  trust?: Trust,
): Fact<Value> | null {
  return factOf(withoutHistory(said, progressing.has(name)), trust);
}

/** Statements about properties by number of asset and of property, before they are facts. */
export type PropertyStatements = {
  readonly assets: readonly number[];
  readonly names: readonly PropertyName[];
  readonly said: readonly Said<Value>[];
  /** By number of asset and property: whom somebody chose to believe. */
  readonly trusts: ReadonlyMap<number, ReadonlyMap<PropertyName, Trust>>;
};

/** Facts of one asset, by the order of their names. */
export type OwnFacts = readonly (readonly [PropertyName, Fact<Value>])[];

/** Facts by asset; assets without any are not in the map. */
export type PropertyFacts = ReadonlyMap<number, OwnFacts>;

/** Makes the facts of all assets. One sort of the statements, else linear. */
export function propertyFacts(
  { assets, names, said, trusts }: PropertyStatements,
  work: Budget,
): Map<number, OwnFacts> {
  const sortedNames = [...new Set(names)].sort(compareText);
  const rank = new Map(sortedNames.map((name, index) => [name, index]));
  const keys = Float64Array.from(
    assets,
    (asset, index) => asset * sortedNames.length + (rank.get(names[index] ?? "") ?? 0),
  );
  const order = Uint32Array.from(keys, (_key, index) => index);
  order.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
  const facts = new Map<number, [PropertyName, Fact<Value>][]>();
  for (let start = 0; start < order.length;) {
    const first = order[start] ?? 0;
    const run: Said<Value>[] = [];
    let end = start;
    for (; end < order.length && keys[order[end] ?? 0] === keys[first]; end += 1) {
      const one = said[order[end] ?? 0];
      if (one !== undefined) run.push(one);
    }
    spend(work, end - start);
    start = end;
    const name = names[first] ?? "";
    const asset = assets[first] ?? 0;
    const fact = propertyFact(name, run, trusts.get(asset)?.get(name));
    const known = facts.get(asset);
    if (fact === null) continue;
    if (known === undefined) facts.set(asset, [[name, fact]]);
    else known.push([name, fact]);
  }
  return facts;
}

/** The properties of an asset whose sources disagree, and nobody has said whom to believe. */
export function contradictionsOf(
  asset: AssetId,
  facts: readonly (readonly [PropertyName, Fact<Value>])[],
): readonly Contradiction[] {
  return facts
    .filter(([, { against, trusted }]) => against.length > 0 && trusted === undefined)
    .map(([property, { value, against }]) => {
      return { asset, property, values: [value, ...against.map((other) => other.value)] };
    });
}
