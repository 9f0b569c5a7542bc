/**
 * Statements in the order of their evidence: however pieces of evidence came, the way back to
 * statements is the same.
 */
import { type Intake, saidColumns } from "./intake.ts";
import { ranksBy, sortedByKeys } from "./runs.ts";

function moved<T>(from: Map<number, T>, places: Uint32Array): void {
  const all = [...from];
  from.clear();
  for (const [at, one] of all) from.set(places[at] ?? 0, one);
}

/** Puts statements in order of evidence; those of one stay as they came. Linear. */
export function orderByEvidence(into: Intake): void {
  const { length, evidence, evidences } = into;
  const ranks = ranksBy(evidences.list);
  const rankOf = (at: number): number => ranks[evidence[at] ?? 0] ?? 0;
  let sorted = 1;
  while (sorted < length && rankOf(sorted - 1) <= rankOf(sorted)) sorted += 1;
  if (sorted >= length) return;
  const order = sortedByKeys(
    Uint32Array.from({ length }, (_, at) => at),
    [{ count: evidences.list.length, of: rankOf }],
  );
  const places = new Uint32Array(length);
  for (const [place, at] of order.entries()) places[at] = place;
  for (const name of saidColumns) into[name] = order.map((at) => into[name][at] ?? 0);
  into.form = Uint8Array.from(order, (at) => into.form[at] ?? 0);
  moved(into.odd, places);
  moved(into.judgements, places);
}
