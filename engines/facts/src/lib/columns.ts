/**
 * Statements as columns: numbers in typed arrays beside the heap, each text and value but once.
 * Millions of statements fit, can be handed to another thread without a copy, and are made reports
 * and values again when asked.
 */
import { compareText } from "@vallgrav/kernel";
import type { EvidenceId, Observation, ObservationId, Value } from "@vallgrav/kernel";

/** What a statement says, as a number, so that passes over all of them touch few of them. */
export const form = {
  present: 0,
  absent: 1,
  property: 2,
  relation: 3,
  sameAs: 4,
  trust: 5,
} as const;

/** The form of a statement. */
export function formOf(says: Observation["says"]): number {
  if ("relation" in says) return form.relation;
  if ("property" in says) return form.property;
  if ("is" in says) return says.is === "present" ? form.present : form.absent;
  return "trust" in says ? form.trust : form.sameAs;
}

/** What many statements share: their times, and how they are known. */
export type Stamp = Pick<
  Observation,
  "validFrom" | "validUntil" | "recordedAt" | "standing" | "report"
>;

/** Statements by number. Arrays may be longer than `length`; what lies beyond means nothing. */
export type Columns = {
  readonly length: number;
  /** Number of the evidence in `evidences`. */
  readonly evidence: Uint32Array;
  /** The n of `<evidence>#<n>`; of ids of another form nothing, they stand in `odd`. */
  readonly ordinal: Uint32Array;
  readonly stamp: Uint32Array;
  /** A number of {@link form}. */
  readonly form: Uint8Array;
  /** Number in `words` of the property or the kind of relation. */
  readonly word: Uint32Array;
  /** Number in `values` of a property's value. */
  readonly value: Uint32Array;
  readonly evidences: readonly EvidenceId[];
  readonly stamps: readonly Stamp[];
  readonly words: readonly string[];
  readonly values: readonly Value[];
  readonly odd: ReadonlyMap<number, ObservationId>;
};

/** The id of a statement. */
export function idAt(
  {
    evidence,
    ordinal,
    evidences,
    odd,
  }: Pick<Columns, "evidence" | "ordinal" | "evidences" | "odd">,
  at: number,
): ObservationId {
  const strange = odd.size === 0 ? undefined : odd.get(at);
  return strange ?? (`${evidences[evidence[at] ?? 0]}#${ordinal[at]}` as ObservationId);
}

/** The order of two statements' ids as texts. */
export function compareIds(columns: Columns, a: number, b: number): number {
  const { evidence, ordinal, odd } = columns;
  if (odd.size === 0 && evidence[a] === evidence[b])
    return compareText(String(ordinal[a]), String(ordinal[b]));
  return compareText(idAt(columns, a), idAt(columns, b));
}

/** The n of `<evidence>#<n>`, or −1 where the id has another form or n more than eight digits. */
export function ordinalIn({ id, at: { evidence } }: Observation): number {
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

/** Numbers of distinct texts, in the order in which they first came. */
export type Numbering<T extends string> = {
  readonly list: T[];
  readonly numbers: Map<T, number>;
};

/** No texts yet. */
export function numbering<T extends string>(): Numbering<T> {
  return { list: [], numbers: new Map() };
}

/** The number of a text, given to it where it has none. */
export function numberOf<T extends string>({ list, numbers }: Numbering<T>, text: T): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  const number = list.push(text) - 1;
  numbers.set(text, number);
  return number;
}
