/** Files given out to threads; what they find comes back in the order of the files. */
import { Worker } from "node:worker_threads";
import type { ActiveRule } from "@vallgrav/sigma";
import type { FileHunt, HuntOptions } from "./hunter.ts";
import { newHunter } from "./hunter.ts";
import type { LogFile } from "./log-bytes.ts";

/** What is to be done, and who hears how far it is. */
export type HuntWork = {
  readonly rules: readonly ActiveRule[];
  readonly options: HuntOptions;
  readonly files: readonly LogFile[];
  readonly threads: number;
  /** Called after each file with the bytes done, and what was found in it now. */
  readonly onFile: (doneBytes: number, file: LogFile, found: FileHunt) => void;
};

/** Where each file's find goes: by the file's place, whoever found it and when. */
type Found = (place: number, found: FileHunt) => void;

async function alone({ rules, options, files }: HuntWork, found: Found): Promise<void> {
  const hunter = newHunter(rules, options);
  for (const [place, { path }] of files.entries()) found(place, await hunter.hunt(path));
}

/** The largest files first, so that no thread is left with one at the end. */
async function together(work: HuntWork, found: Found): Promise<void> {
  const { rules, options, files, threads } = work;
  const order = [...files.keys()].sort(
    (a, b) => (files[b]?.sizeBytes ?? 0) - (files[a]?.sizeBytes ?? 0) || a - b,
  );
  const workers = Array.from(
    { length: threads },
    () =>
      new Worker(new URL("hunt-worker.ts", import.meta.url), {
        workerData: { rules, options },
      }),
  );
  let next = 0;
  try {
    await Promise.all(
      workers.map(
        async (worker) =>
          new Promise<void>((resolve, reject) => {
            let place = -1;
            const give = (): void => {
              place = order[next] ?? -1;
              next += 1;
              const file = files[place];
              if (file === undefined) resolve();
              else worker.postMessage(file.path, []);
            };
            worker.on("message", (answer: { readonly found: FileHunt }) => {
              found(place, answer.found);
              give();
            });
            worker.on("error", reject);
            give();
          }),
      ),
    );
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Hunts files; the answer is by file and the same for any number of threads. */
export async function huntFiles(work: HuntWork): Promise<readonly FileHunt[]> {
  const results: FileHunt[] = [];
  let done = 0;
  const found: Found = (place, result) => {
    results[place] = result;
    const file = work.files[place];
    done += file?.sizeBytes ?? 0;
    if (file !== undefined) work.onFile(done, file, result);
  };
  await (work.threads > 1 ? together(work, found) : alone(work, found));
  return results;
}
