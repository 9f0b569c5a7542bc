/** Plays a choice made by hand in a thread of its own. */
import type { PlanReport, WhatIf } from "../api/index.ts";
import { askApart, type Progressed } from "./apart.ts";
import type { Watch } from "./watch.ts";
import type { RunSize } from "./run-size.ts";
import type { Prepared } from "./setting.ts";

/** What the thread is given. Structured clone keeps all of it. */
export type WhatIfQuestion = {
  readonly prepared: Prepared;
  readonly size: RunSize;
  readonly plan: PlanReport;
  readonly choice: Uint8Array;
};

type Done = { readonly kind: "done"; readonly whatIf: WhatIf };

/** What the thread says. */
export type WhatIfSaid = Progressed | Done;

/** @throws what the thread threw, or the reason of the abort */
export async function whatIfApart(question: WhatIfQuestion, watch: Watch): Promise<WhatIf> {
  const program = new URL("./what-if-worker.ts", import.meta.url);
  return (await askApart<Done>(program, question, watch)).whatIf;
}
