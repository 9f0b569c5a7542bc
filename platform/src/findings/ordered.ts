/**
 * Impacts as they are kept, and findings in their order: read and put in order once for a state of
 * what they are made of, as a page of fifty asks for the order of all.
 */
import type { PlainDate } from "@vallgrav/kernel";
import type { FindingView, Impact, ImpactDials, OrderSaid } from "../api/index.ts";
import type { Store } from "../storage/index.ts";
import type { Decisions } from "./decisions.ts";
import type { KnownFindings } from "./known.ts";
import { type OrderedPlace, orderSaid } from "./order.ts";
import { touchKey } from "./view.ts";

/** Impacts as they are kept. */
export type KeptImpacts = {
  readonly today: ImpactDials;
  readonly runs: number;
  readonly impacts: readonly (readonly [key: string, impact: Impact | null])[];
  readonly halves: readonly (readonly [number, number] | null)[];
};

/** Impacts that were read, by what is touched, and what they say of the order. */
export type ReadImpacts = Pick<KeptImpacts, "today" | "runs"> & {
  readonly byKey: ReadonlyMap<string, Impact | null>;
  readonly order: OrderSaid;
};

/** Places that tools have scored and whose mending moves what is told. */
function placesIn(kept: KeptImpacts, { gathered }: KnownFindings): readonly OrderedPlace[] {
  const scores = new Map<string, number>();
  for (const { score, goneSince, ...one } of gathered) {
    if (score === null || goneSince !== null || one.touches.length === 0) continue;
    const key = touchKey(one);
    scores.set(key, Math.max(score, scores.get(key) ?? 0));
  }
  return kept.impacts.flatMap(([key, impact], at) => {
    const [score, halves] = [scores.get(key), kept.halves[at] ?? null];
    if (score === undefined || impact === null || halves === null) return [];
    return [{ score, loss: impact.loss.value, halves }];
  });
}

/** Reads impacts: the same ones for as long as the same run is asked for of the same findings. */
export function impactBook(
  runs: Pick<Store["runs"], "load">,
): (id: string, known: KnownFindings) => Promise<ReadImpacts | null> {
  let before: {
    readonly id: string;
    readonly known: KnownFindings;
    readonly read: ReadImpacts;
  } | null = null;
  return async (id, known) => {
    if (before?.id === id && before.known === known) return before.read;
    const run = await runs.load(id);
    if (run === null) return null;
    const kept = JSON.parse(run.result) as KeptImpacts;
    const { today, runs: played, impacts } = kept;
    const order = orderSaid(placesIn(kept, known));
    const read = { today, runs: played, byKey: new Map(impacts), order };
    before = { id, known, read };
    return read;
  };
}

/** What findings in order are made of; each of them is another one when it has changed. */
export type OrderOf = {
  readonly known: KnownFindings;
  readonly impacts: ReadImpacts | null;
  readonly decisions: Decisions;
  readonly day: PlainDate;
};

/** All findings in order, with the owners and units among them. */
export type Ordered = {
  readonly findings: readonly FindingView[];
  readonly owners: readonly string[];
  readonly units: readonly string[];
};

function distinct(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values.filter((one) => one !== null))].sort();
}

/** Findings, with the owners and units among them. */
export function withWhose(findings: readonly FindingView[]): Ordered {
  return {
    findings,
    owners: distinct(findings.map(({ owner }) => owner)),
    units: distinct(findings.map(({ unit }) => unit)),
  };
}

/** Keeps the newest order. */
export function orderBook(): (of: OrderOf, make: () => readonly FindingView[]) => Ordered {
  let before: { readonly of: OrderOf; readonly ordered: Ordered } | null = null;
  return (of, make) => {
    const isSame =
      before?.of.known === of.known &&
      before.of.impacts === of.impacts &&
      before.of.decisions === of.decisions &&
      before.of.day === of.day;
    if (before !== null && isSame) return before.ordered;
    before = { of, ordered: withWhose(make()) };
    return before.ordered;
  };
}
