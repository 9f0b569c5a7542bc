/** A second thread that takes in statements of the store while the first does. */
import { Worker } from "node:worker_threads";
import type { IntakePart } from "@vallgrav/facts";
import type { EvidenceEntry } from "../storage/index.ts";
import type { Helper } from "./kept-statements.ts";

/** What the thread is given. */
export type HelpQuestion = {
  /** Address of the store. */
  readonly address: string;
  readonly entries: readonly EvidenceEntry[];
};

/**
 * Ceiling of its memory in mebibytes: it holds half of what the first holds, and of that neither
 * models nor texts.
 */
const heapMebibytes = 256;

/**
 * A helper over a store. It gives nothing where its thread ends otherwise than well: whoever is
 * helped then does all of it.
 */
export function helperOf(address: string): Helper {
  const take: Helper["take"] = async (entries) => {
    const workerData: HelpQuestion = { address, entries };
    const worker = new Worker(new URL("./help-worker.ts", import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: heapMebibytes },
    });
    try {
      return await new Promise<IntakePart | null>((resolve) => {
        worker.on("message", (part: IntakePart | null) => resolve(part));
        worker.on("error", () => resolve(null));
        worker.on("exit", () => resolve(null));
      });
    } finally {
      await worker.terminate();
    }
  };
  return { take };
}
