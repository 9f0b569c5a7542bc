/** The thread behind {@link whatIfApart}: one choice, its progress, its dials. */
import { parentPort, workerData } from "node:worker_threads";
import { computeWhatIf } from "./what-if.ts";
import type { WhatIfQuestion, WhatIfSaid } from "./what-if-apart.ts";

const { prepared, size, plan, choice } = workerData as WhatIfQuestion;

function say(said: WhatIfSaid): void {
  // Copied, nothing handed over.
  parentPort?.postMessage(said, []);
}

// Whoever asked ends this thread when the answer is no longer wanted.
const { signal } = new AbortController();
const whatIf = await computeWhatIf(
  prepared,
  size,
  { plan, choice },
  {
    signal,
    progress: async (done, total, counts) => say({ kind: "progress", done, total, counts }),
  },
);
say({ kind: "done", whatIf });
