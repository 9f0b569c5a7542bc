/** The thread behind `readApart`: reads, and has the other side keep what it read. */
import { parentPort, workerData } from "node:worker_threads";
import type { ReadingHeard, ReadingSaid, ReadingTask } from "./read-apart.ts";
import { readFiles } from "./read-files.ts";

/** Statements told at once: the other side takes them between two requests. */
const toldAtOnce = 2_000;

const { files, by, now, keepUntil, mappings } = workerData as ReadingTask;

function say(said: ReadingSaid): void {
  // Copied, nothing handed over.
  parentPort?.postMessage(said, []);
}

/** Says something and waits until the other side has done it. One call at a time. */
async function ask(said: ReadingSaid): Promise<ReadingHeard> {
  const { promise, resolve } = Promise.withResolvers<ReadingHeard>();
  parentPort?.once("message", resolve);
  say(said);
  return promise;
}

// Whoever asked ends this thread when the answer is no longer wanted.
const { signal } = new AbortController();
const answer = await readFiles(files, {
  importId: "",
  by,
  now,
  keepUntil,
  mappings,
  signal,
  begin: (file) => say({ kind: "begin", file }),
  progress: async (read, observations) => {
    await ask({ kind: "progress", files: read, observations });
  },
  imports: {
    stageEvidence: async (_, evidence, raw) =>
      (await ask({ kind: "evidence", evidence, raw })).staged ?? "staged",
    stageObservations: async (_, observations) => {
      for (let at = 0; at < observations.length; at += toldAtOnce)
        await ask({ kind: "observations", observations: observations.slice(at, at + toldAtOnce) });
    },
  },
});
say({ kind: "done", ...answer });
