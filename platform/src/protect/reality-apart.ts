/** Asks a thread of its own how long an attack takes. */
import { askApart } from "./apart.ts";
import type { RealityQuestion } from "./reality-runs.ts";

/** What the thread says. */
export type RealityTold = { readonly kind: "done"; readonly times: Float64Array };

/** @throws what the thread threw */
export async function realityApart(question: RealityQuestion): Promise<Float64Array> {
  const { signal } = new AbortController();
  const program = new URL("./reality-worker.ts", import.meta.url);
  const watch = { signal, progress: async () => {} };
  return (await askApart<RealityTold>(program, question, watch)).times;
}
