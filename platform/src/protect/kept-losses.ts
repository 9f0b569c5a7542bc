/**
 * What the runs of a computation cost, kept beside it: a year is drawn from them when somebody has
 * entered how often attackers come, without playing anything anew. Apart from the plans, which
 * every page reads.
 */
import { canonicalJson } from "@vallgrav/kernel";
import type { Store } from "../storage/index.ts";
import { hashOf } from "./language.ts";
import type { RunColumns } from "./tasks.ts";

/** What the runs of a choice of measures cost. */
export type LossesOfRuns = {
  readonly runs: number;
  /** Whole kronor of those that cost anything, in their order. */
  readonly sek: readonly number[];
};

/** By the name of the runs. */
export type KeptLosses = Readonly<Record<string, LossesOfRuns>>;

/** The losses of runs. */
export function lossesOfRuns({ sek }: Pick<RunColumns, "sek">): LossesOfRuns {
  return { runs: sek.length, sek: [...sek].map(Math.round).filter((loss) => loss > 0) };
}

/** One loss per run, those that cost nothing last: order means nothing to a year. */
export function streamOf({ runs, sek }: LossesOfRuns): Float64Array {
  const losses = new Float64Array(runs);
  losses.set(sek);
  return losses;
}

function nameOf(computation: string): string {
  return hashOf(canonicalJson({ computation, only: "losses" }));
}

/** Keeps them under the computation's name. */
export async function saveLosses(
  {
    runs,
    at,
  }: { readonly runs: Store["runs"]; readonly at: Parameters<Store["runs"]["save"]>[0]["at"] },
  computation: string,
  losses: KeptLosses,
): Promise<void> {
  const result = canonicalJson(losses);
  await runs.save({
    id: nameOf(computation),
    kind: "losses",
    identity: { computation },
    result,
    at,
  });
}

/** Those of a computation; null where it was made before they were kept. */
export async function loadLosses(
  runs: Pick<Store["runs"], "load">,
  computation: string,
): Promise<KeptLosses | null> {
  const found = await runs.load(nameOf(computation));
  return found === null ? null : (JSON.parse(found.result) as KeptLosses);
}
