/** The thread behind {@link computeApart}: one question, its progress, its answer. */
import { parentPort, workerData } from "node:worker_threads";
import { unreachable } from "@vallgrav/kernel";
import type { Given, Question, Said } from "./compute-apart.ts";
import { computePlans, type Watch } from "./compute.ts";
import { computeWays } from "./compute-ways.ts";
import { computeSurvey } from "./survey.ts";

const { prepared, size, ask } = workerData as Question;

function say(said: Said): void {
  // Copied, nothing handed over.
  parentPort?.postMessage(said, []);
}

// Whoever asked ends this thread when the answer is no longer wanted.
const { signal } = new AbortController();
const watch: Watch = {
  signal,
  progress: async (done, total, counts) => say({ kind: "progress", done, total, counts }),
};

async function answer(): Promise<Given> {
  switch (ask.kind) {
    case "plans": {
      const { budgets, terms, rivals } = ask;
      const computed = await computePlans(prepared, size, budgets, watch, terms, rivals);
      const { today } = computed;
      return { computed, ...(await computeWays(prepared, size, { today, signal })) };
    }
    case "survey":
      return computeSurvey(prepared, ask.rivals, size, ask.asked, watch);
    case "ways":
      return computeWays(prepared, size, { today: null, signal });
    default:
      return unreachable(ask);
  }
}

say({ kind: "done", given: await answer() });
