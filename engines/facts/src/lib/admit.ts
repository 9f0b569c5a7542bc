/** Which observations and evidence count as of a date, each once, and what was wrong with them. */
import { canonicalJson, compareText, spend } from "@vallgrav/kernel";
import type { Budget, Evidence, EvidenceId, Instant, Observation } from "@vallgrav/kernel";
import type { Concerned, FactsProblem, Model } from "./model.ts";

/** What a model is as of. */
export type AsOf = Model["asOf"];

/** Observation ids by what was wrong with them; counts of distinct ids, whatever the order. */
export type Faults = Map<FactsProblem["code"], Set<string>>;

/** Notes that something is wrong with an observation. */
export function fault(faults: Faults, code: FactsProblem["code"], id: string): void {
  const ids = faults.get(code);
  if (ids === undefined) faults.set(code, new Set([id]));
  else ids.add(id);
}

/** The faults as problems, by code. */
export function problemsOf(faults: Faults): readonly FactsProblem[] {
  return [...faults]
    .sort(([a], [b]) => compareText(a, b))
    .map(([code, ids]) => {
      let first: string | null = null;
      for (const id of ids) if (first === null || id < first) first = id;
      const args: Concerned = { count: ids.size, first: first ?? "" };
      return { code, severity: "warning", at: null, args };
    });
}

/** The later recorded of two contents under one id; by their texts where that is the same. */
function laterOf(a: Observation, b: Observation): Observation {
  const order = compareText(a.recordedAt, b.recordedAt);
  if (order !== 0) return order > 0 ? a : b;
  return canonicalText(a) >= canonicalText(b) ? a : b;
}

function canonicalText(observation: Observation): string {
  return isJson(observation) ? canonicalJson(observation) : "";
}

/** Whether JSON can hold what is said; readers promise it, a stranger's code may not. */
function isJson({ says }: Observation): boolean {
  return !("property" in says) || typeof says.value !== "number" || Number.isFinite(says.value);
}

function counts({ recordedAt, validFrom, validUntil }: Observation, asOf: AsOf): boolean {
  return (
    recordedAt <= asOf.recorded &&
    validFrom <= asOf.valid &&
    (validUntil === null || asOf.valid < validUntil)
  );
}

/**
 * Where ids were admitted. Ids of the usual form that come in about their order cost four bytes
 * each, all others a text.
 */
type Places = {
  /** By evidence, one higher than the place; zero is nothing yet. */
  readonly usual: Map<string, Int32Array>;
  readonly others: Map<string, number>;
};

/** Ordinals for which there is room from the beginning. */
const firstOrdinals = 64;

/** The n of `<evidence>#<n>`, or −1 where the id has another form or n more than eight digits. */
function ordinalIn({ id, at: { evidence } }: Observation): number {
  const start = evidence.length + 1;
  if (id.charCodeAt(evidence.length) !== 0x23 || !id.startsWith(evidence)) return -1;
  const first = id.charCodeAt(start);
  if (id.length === start || id.length > start + 8 || (first === 0x30 && id.length > start + 1))
    return -1;
  let ordinal = 0;
  for (let at = start; at < id.length; at += 1) {
    const digit = id.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    ordinal = ordinal * 10 + digit;
  }
  return ordinal;
}

/** Room for an ordinal, made where it lies just beyond; null where it lies far beyond. */
function rowFor({ usual }: Places, evidence: string, ordinal: number): Int32Array | null {
  const row = usual.get(evidence) ?? new Int32Array(firstOrdinals);
  if (ordinal >= 2 * row.length) return null;
  const longer = ordinal < row.length ? row : new Int32Array(2 * row.length);
  if (longer !== row) longer.set(row);
  usual.set(evidence, longer);
  return longer;
}

/** Remembers where an id is admitted, unless it was before: then where that was. */
function claimPlace(places: Places, observation: Observation, place: number): number | null {
  const { others } = places;
  const known = others.size === 0 ? undefined : others.get(observation.id);
  if (known !== undefined) return known;
  const ordinal = ordinalIn(observation);
  const row = ordinal < 0 ? null : rowFor(places, observation.at.evidence, ordinal);
  const there = row?.[ordinal] ?? 0;
  if (there > 0) return there - 1;
  if (row === null) others.set(observation.id, place);
  else row[ordinal] = place + 1;
  return null;
}

/** The observations that count, each id once, in the order in which their ids first came. */
export function admit(
  given: Iterable<Observation>,
  { asOf, faults, work }: { readonly asOf: AsOf; readonly faults: Faults; readonly work: Budget },
): readonly Observation[] {
  const admitted: Observation[] = [];
  const places: Places = { usual: new Map(), others: new Map() };
  for (const observation of given) {
    spend(work, 1);
    if (!counts(observation, asOf)) continue;
    if (!isJson(observation)) {
      fault(faults, "facts/bad-value", observation.id);
      continue;
    }
    const known = claimPlace(places, observation, admitted.length);
    if (known === null) {
      admitted.push(observation);
      continue;
    }
    const other = admitted[known] ?? observation;
    if (other === observation || canonicalText(other) === canonicalText(observation)) continue;
    fault(faults, "facts/repeated-id", observation.id);
    admitted[known] = laterOf(other, observation);
  }
  return admitted;
}

/** When a piece of evidence was true: when it was made, else when it came. */
export function timeOf({ producedAt, receivedAt }: Evidence): Instant {
  return producedAt ?? receivedAt;
}

/** The evidence that counts, by id; of two with one id the newer reader's. */
export function admitEvidence(
  given: readonly Evidence[],
  asOf: AsOf,
): ReadonlyMap<EvidenceId, Evidence> {
  const admitted = new Map<EvidenceId, Evidence>();
  for (const evidence of given) {
    if (evidence.receivedAt > asOf.recorded || timeOf(evidence) > asOf.valid) continue;
    const other = admitted.get(evidence.id);
    const isNewer =
      other === undefined ||
      evidence.reader.version > other.reader.version ||
      (evidence.reader.version === other.reader.version &&
        canonicalJson(evidence) > canonicalJson(other));
    if (isNewer) admitted.set(evidence.id, evidence);
  }
  return admitted;
}
