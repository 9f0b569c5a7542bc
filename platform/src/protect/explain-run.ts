/** One run of a kept plan laid open: which measures it had, and all its draws. */
import { explain, type Explanation, prepare } from "@vallgrav/mal";
import type { PlanReport } from "../api/index.ts";
import type { RunSize } from "./run-size.ts";
import { opened } from "./handed.ts";
import type { Prepared } from "./setting.ts";

/**
 * Draws and proof of sample k of the evaluation runs, before or after; null where there is none.
 */
export function explainRun(
  prepared: Prepared,
  size: RunSize,
  reports: readonly PlanReport[],
  asked: { readonly runId: string; readonly sample: number },
): Explanation | null {
  const { setting } = prepared;
  const samples = size.outer * size.inner;
  if (!Number.isInteger(asked.sample) || asked.sample < 0 || asked.sample >= samples) return null;
  const chosen = new Uint8Array(setting.measures.length);
  const report = reports.find(({ run, afterRun }) => [run.id, afterRun].includes(asked.runId));
  if (report === undefined) return null;
  if (report.run.id !== asked.runId)
    for (const { id } of report.measures)
      chosen[setting.measures.findIndex((measure) => measure.id === id)] = 1;
  const { scene, latent } = opened(setting.municipal);
  return explain(prepare(scene, latent), chosen, {
    outer: size.outer + Math.floor(asked.sample / size.inner),
    inner: asked.sample % size.inner,
  });
}
