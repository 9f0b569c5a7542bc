/** The thread behind {@link computeApart}: one question, its progress, its answer. */
import { parentPort, workerData } from "node:worker_threads";
import { unreachable } from "@vallgrav/kernel";
import type { Given, Question, Said } from "./compute-apart.ts";
import { computePlans } from "./compute.ts";
import type { Watch } from "./watch.ts";
import { computeWays } from "./compute-ways.ts";
import { modelFrom, type ModelSource } from "./model-source.ts";
import { makeRivals, type Rival } from "./setting.ts";
import { computeSurvey, computeWorlds } from "./survey.ts";

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
  first: (first) => say({ kind: "first", first }),
  early: (early) => say({ kind: "early", early }),
  payOff: (payOff) => say({ kind: "pay-off", payOff }),
};

/** Every attacker with a way in. Made here, for of a large model it takes seconds. */
function rivalsOf(source: ModelSource): Promise<readonly Rival[]> {
  return makeRivals(modelFrom(source), size);
}

async function answer(): Promise<Given> {
  switch (ask.kind) {
    case "plans": {
      const { budgets, terms } = ask;
      const rivals = ask.rivals === null ? [] : await rivalsOf(ask.rivals);
      const computed = await computePlans(prepared, size, budgets, watch, terms, rivals);
      const { today } = computed;
      return { computed, ...(await computeWays(prepared, size, { today, signal })) };
    }
    case "survey": {
      const { asked, rivals } = ask;
      return computeSurvey(prepared, () => rivalsOf(rivals), size, asked, watch);
    }
    case "worlds":
      return computeWorlds(prepared, size, ask.asked, ask.measures, watch);
    case "ways":
      return computeWays(prepared, size, { today: null, signal });
    default:
      return unreachable(ask);
  }
}

say({ kind: "done", given: await answer() });
