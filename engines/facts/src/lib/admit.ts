/** Which observations and evidence count as of a date, each once, and what was wrong with them. */
import { canonicalJson, compareText } from "@vallgrav/kernel";
import type { Evidence, EvidenceId, Instant, Observation } from "@vallgrav/kernel";
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
export function laterOf(a: Observation, b: Observation): Observation {
  const order = compareText(a.recordedAt, b.recordedAt);
  if (order !== 0) return order > 0 ? a : b;
  return canonicalText(a) >= canonicalText(b) ? a : b;
}

/** All of an observation as text; nothing where JSON cannot hold it. */
export function canonicalText(observation: Observation): string {
  return isJson(observation) ? canonicalJson(observation) : "";
}

/** Whether JSON can hold what is said; readers promise it, a stranger's code may not. */
export function isJson({ says }: Observation): boolean {
  return !("property" in says) || typeof says.value !== "number" || Number.isFinite(says.value);
}

/** Whether what is said at such times counts as of a date. */
export function counts(
  {
    recordedAt,
    validFrom,
    validUntil,
  }: Pick<Observation, "recordedAt" | "validFrom" | "validUntil">,
  asOf: AsOf,
): boolean {
  return (
    recordedAt <= asOf.recorded &&
    validFrom <= asOf.valid &&
    (validUntil === null || asOf.valid < validUntil)
  );
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
