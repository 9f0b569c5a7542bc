/** The files of the example municipality, and rooms over a store to import them into. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Instant } from "@vallgrav/kernel";
import { type ManualClock, manualClock, type Worker, workerOn } from "../../jobs/test/worker.ts";
import type { Store } from "../../storage/index.ts";
import {
  type ApartLimits,
  createIdentify,
  type Identify,
  type ImportFile,
  type ModelApart,
} from "../index.ts";

/** Folder of the example municipality. */
export const exampleFolder: string = fileURLToPath(
  new URL("../../../../examples/municipality/", import.meta.url),
);

/** When the files were last changed, whenever they are imported. */
export const modifiedAt = "2026-11-20T08:00:00.000Z" as Instant;

/** A file that lies somewhere, under the name the user knows. */
export function fileAt(path: string, name: string, temporary = false): ImportFile {
  return { path, name, modifiedAt, temporary };
}

/** The example's files, by name. */
export function exampleFiles(): readonly ImportFile[] {
  return readdirSync(exampleFolder)
    .sort()
    .map((name) => fileAt(`${exampleFolder}${name}`, name));
}

/** Identify over a store, with a clock that stands still, `later` ms after the files were made. */
export type Home = Worker & { readonly identify: Identify; readonly store: Store };

/** Opens it; jobs begin at once. */
export function homeOn(
  store: Store,
  later = 0,
  limit = 1_500_000,
  apart: ApartLimits | null = null,
  model: ModelApart | null = null,
): Home {
  const clock: ManualClock = manualClock();
  clock.ms = Date.UTC(2026, 11, 1) + later;
  const worker = workerOn(store, {}, { clock });
  const identify = createIdentify({
    store,
    jobs: worker.jobs,
    now: () => clock.now(),
    limit,
    apart,
    model,
  });
  worker.jobs.start();
  return { ...worker, identify, store };
}

/** Imports files and waits until that has ended. */
export async function importInto(home: Home, files: readonly ImportFile[]) {
  const { id } = await home.identify.importFiles(files, "Testa Testsson");
  const job = await home.jobs.wait(id);
  if (job === null) throw new Error("the import has a job");
  return job;
}
