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

/** The observations that count, each id once, in the order in which their ids first came. */
export function admit(
  given: Iterable<Observation>,
  { asOf, faults, work }: { readonly asOf: AsOf; readonly faults: Faults; readonly work: Budget },
): readonly Observation[] {
  const admitted: Observation[] = [];
  const at = new Map<string, number>();
  for (const observation of given) {
    spend(work, 1);
    if (!counts(observation, asOf)) continue;
    if (!isJson(observation)) {
      fault(faults, "facts/bad-value", observation.id);
      continue;
    }
    const known = at.get(observation.id);
    if (known === undefined) {
      at.set(observation.id, admitted.push(observation) - 1);
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
