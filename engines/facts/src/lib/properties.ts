/** Properties: which value rules, which are history, and which contradict each other. */
import { spend } from "@vallgrav/kernel";
import type { AssetId, PropertyName, Value } from "@vallgrav/kernel";
import { isContradicted } from "./agreement.ts";
import { form } from "./columns.ts";
import type { Contradiction, Fact } from "./model.ts";
import { compareReports, factOf, valueKey } from "./report.ts";
import type { Said, Trust } from "./report.ts";
import { ranksBy, runOf, runsOf } from "./runs.ts";
import type { Runs } from "./runs.ts";
import { progressing } from "./progressing.ts";
import { isStronger, reportAt } from "./situation.ts";
import type { Reported, Situation } from "./situation.ts";

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

/** Facts of one asset, by the order of their names. */
export type OwnFacts = readonly (readonly [PropertyName, Fact<Value>])[];

/** By number of asset and property: whom somebody chose to believe. */
export type Trusts = ReadonlyMap<number, ReadonlyMap<PropertyName, Trust>>;

/**
 * Statements about properties by asset, in order of the properties' names. Sorting those of each
 * asset, else linear.
 */
export function propertyRuns({ columns, subject, identity, work }: Situation): Runs {
  const { form: forms, word, words, length } = columns;
  const runs = runsOf(identity.assets.length, (take) => {
    for (let at = 0; at < length; at += 1)
      if (forms[at] === form.property) take(subject[at] ?? 0, at);
  });
  const ranks = ranksBy(words);
  const rankAt = (at: number): number => ranks[word[at] ?? 0] ?? 0;
  for (let asset = 0; asset < identity.assets.length; asset += 1) {
    const run = runOf(runs, asset);
    spend(work, run.length);
    if (run.length > 1) run.sort((a, b) => rankAt(a) - rankAt(b) || a - b);
  }
  return runs;
}

/** What facts of properties are made of. */
export type Described = Reported & { readonly properties: Runs; readonly trusts: Trusts };

/**
 * Walks the properties of an asset in order of their names, with the statements of each.
 * @param wants which at all, by name and number of statements; of others no view is made
 */
export function eachProperty(
  { columns, properties }: Described,
  asset: number,
  each: (name: PropertyName, statements: Uint32Array) => void,
  wants: (name: PropertyName, statements: number) => boolean = () => true,
): void {
  const run = runOf(properties, asset);
  for (let start = 0; start < run.length;) {
    const word = columns.word[run[start] ?? 0] ?? 0;
    let end = start + 1;
    while (end < run.length && columns.word[run[end] ?? 0] === word) end += 1;
    const name = columns.words[word] ?? "";
    if (wants(name, end - start)) each(name, run.subarray(start, end));
    start = end;
  }
}

/** Whether statements surely say one value; several numbers may still be of equal values. */
export function isOneValue({ value }: Reported["columns"], statements: Uint32Array): boolean {
  const first = value[statements[0] ?? 0];
  for (const at of statements) if (value[at] !== first) return false;
  return true;
}

/** The fact that statements about one property of an asset make; null where they make none. */
export function factOfStatements(
  from: Described,
  asset: number,
  { name, statements }: { readonly name: PropertyName; readonly statements: Uint32Array },
): Fact<Value> | null {
  const { columns, trusts } = from;
  const said: Said<Value>[] = [];
  for (const at of statements) {
    const report = reportAt(from, at);
    const value = columns.values[columns.value[at] ?? 0];
    if (report !== null && value !== undefined) said.push({ value, report });
  }
  return propertyFact(name, said, trusts.get(asset)?.get(name));
}

/**
 * The statements about one property of an asset; null where there are none. Those about others are
 * passed over without a view of them being made: this is asked by the million.
 */
function statementsAbout(
  { columns, properties }: Described,
  asset: number,
  name: PropertyName,
): Uint32Array | null {
  const { offsets, items } = properties;
  const until = offsets[asset + 1] ?? 0;
  for (let start = offsets[asset] ?? until; start < until;) {
    const word = columns.word[items[start] ?? 0] ?? 0;
    let end = start + 1;
    while (end < until && columns.word[items[end] ?? 0] === word) end += 1;
    if (columns.words[word] === name) return items.subarray(start, end);
    start = end;
  }
  return null;
}

/** One fact of an asset, made of its statements; null where they make none. */
export function ownFact(from: Described, asset: number, name: PropertyName): Fact<Value> | null {
  const statements = statementsAbout(from, asset, name);
  return statements === null ? null : factOfStatements(from, asset, { name, statements });
}

/** What a fact says, without who says it. */
export type Gist = Pick<Fact<Value>, "standing" | "value">;

/**
 * The value and standing of {@link ownFact}, without who says so being made: where nobody chose
 * whom to believe, what the strongest of the statements says, which no history leaves out.
 */
export function ownGist(from: Described, asset: number, name: PropertyName): Gist | null {
  const statements = statementsAbout(from, asset, name);
  if (statements === null) return null;
  if (from.trusts.get(asset)?.get(name) !== undefined)
    return factOfStatements(from, asset, { name, statements });
  const { columns, table } = from;
  let ruling = -1;
  for (const at of statements) {
    const isTold = table[columns.evidence[at] ?? 0] !== undefined;
    if (isTold && (ruling < 0 || isStronger(from, at, ruling))) ruling = at;
  }
  const stamp = columns.stamps[columns.stamp[ruling] ?? -1];
  const value = columns.values[columns.value[ruling] ?? -1];
  return stamp === undefined || value === undefined ? null : { value, standing: stamp.standing };
}

/**
 * The facts of one asset, made of its statements.
 * @param wants which are made at all, by name and number of statements; those left out cost little
 */
export function ownFacts(
  from: Described,
  asset: number,
  wants: (name: PropertyName, statements: number) => boolean = () => true,
): OwnFacts {
  const facts: (readonly [PropertyName, Fact<Value>])[] = [];
  const add = (name: PropertyName, statements: Uint32Array): void => {
    const fact = factOfStatements(from, asset, { name, statements });
    if (fact !== null) facts.push([name, fact]);
  };
  eachProperty(from, asset, add, wants);
  return facts;
}

/** The properties of an asset whose sources contradict each other; see `isContradicted`. */
export function contradictionsOf(
  asset: AssetId,
  facts: readonly (readonly [PropertyName, Fact<Value>])[],
): readonly Contradiction[] {
  return facts
    .filter(([property, fact]) => isContradicted(property, fact))
    .map(([property, { value, against }]) => {
      return { asset, property, values: [value, ...against.map((other) => other.value)] };
    });
}
