/** Asks a thread of its own what is within reach. */
import type { AlertReach } from "../api/index.ts";
import { askApart } from "./apart.ts";
import type { ReachQuestion } from "./reach.ts";

/** What the thread says. */
export type ReachSaid = { readonly kind: "done"; readonly reach: AlertReach };

/** @throws what the thread threw */
export async function reachApart(question: ReachQuestion): Promise<AlertReach> {
  const { signal } = new AbortController();
  const program = new URL("./reach-worker.ts", import.meta.url);
  const watch = { signal, progress: async () => {} };
  return (await askApart<ReachSaid>(program, question, watch)).reach;
}
