/**
 * The identify room: from files to the model of the municipality. An import is a job; what it says
 * becomes visible by one commit; the model is computed from everything published and kept until
 * something new is.
 */
import { rm } from "node:fs/promises";
import type { Instant } from "@vallgrav/kernel";
import { tableChoices } from "@vallgrav/readers";
import type { ImportReport, Job, TablesView } from "../api/index.ts";
import { oneAtATime } from "../collect/ask-apart.ts";
import { JobRefused, type Jobs } from "../jobs/index.ts";
import type { Store } from "../storage/index.ts";
import type { Identify } from "./door.ts";
import type { ImportFile } from "./import-file.ts";
import { judgingOf } from "./judging.ts";
import { keptListsOf } from "./kept-lists.ts";
import { type ModelBook, modelBook } from "./known-model.ts";
import { lookingOf } from "./looking.ts";
import { lookApart } from "./look-apart.ts";
import { lookAtFile } from "./look-file.ts";
import { forgetMapping, knownMappings, rememberMappings, restoreMapping } from "./mappings.ts";
import type { ModelApart } from "./model-apart.ts";
import { rawKeptUntil } from "./raw-kept.ts";
import { readApart, type ApartLimits } from "./read-apart.ts";
import { readFiles, type ReadingContext } from "./read-files.ts";
import { statusOf } from "./views.ts";
import { registerWithdrawal } from "./withdraw.ts";

export { sweepKept } from "./kept-model.ts";
export { parseMapping, parseSubject } from "@vallgrav/readers";
export type { TableMapping } from "@vallgrav/readers";
export type { KnownMapping } from "./mappings.ts";
export { type ModelApart, modelHeapMebibytes } from "./model-apart.ts";
export { type ApartLimits, apartLimits } from "./read-apart.ts";
export { answersFile, areAnswers, type GivenAnswers } from "./questions.ts";
export type { Identify, IdentifyProblem, Judged, SamenessWord, TrustWord } from "./door.ts";
export type { ImportFile } from "./import-file.ts";
export type { CurrentModel } from "./current-model.ts";

type Payload = { readonly files: readonly ImportFile[]; readonly by: string };

export type IdentifyInput = {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly now: () => Instant;
  /** Statements that may be published in all; 4 000 000 unless said. */
  readonly limit?: number;
  /** Ceilings of the thread that reads files; null: they are read in this one. */
  readonly apart?: ApartLimits | null;
  /** Where a thread reads that makes the model; null: it is made in this one, out of `store`. */
  readonly model?: ModelApart | null;
};

async function removeTemporary(files: readonly ImportFile[]): Promise<void> {
  for (const { path, temporary } of files) if (temporary) await rm(path, { force: true });
}

/**
 * Statements that may be published in all: what was measured to fit in 1.5 GB beside the server.
 * The example of 15 000 employees, 25 000 pupils and 12 700 machines has 3 850 000, through every
 * reader there is.
 */
const observationLimit = 4_000_000;

/** Refuses an import that would make the whole larger than fits. */
async function refuseTooMuch(store: Store, report: ImportReport, limit: number): Promise<void> {
  const published = await store.evidence.list();
  const kept = new Set<string>(published.map((entry) => entry.evidence.id));
  let found = published.reduce((sum, entry) => sum + entry.observations, 0);
  for (const file of report.files) if (!kept.has(file.evidence)) found += file.observations;
  if (found > limit)
    throw new JobRefused([
      {
        code: "identify/too-much",
        severity: "error",
        at: null,
        args: { found, limit },
      },
    ]);
}

/** Registers the import job, which is over when the model has what was read. */
function registerImport(input: IdentifyInput, book: ModelBook): void {
  const { store, jobs, now, limit = observationLimit, apart = null } = input;
  jobs.register("import", async (context) => {
    const payload = context.payload as unknown as Payload;
    const at = now();
    const importId = context.job;
    // A job that is resumed after its import was published has nothing left to do.
    if ((await store.imports.loadReport(importId)) !== null) {
      await removeTemporary(payload.files);
      return { failed: false };
    }
    await store.imports.begin(importId, at);
    try {
      const reading: ReadingContext = {
        imports: store.imports,
        importId,
        by: payload.by,
        now: at,
        keepUntil: rawKeptUntil(at),
        mappings: await knownMappings(store.settings),
        signal: context.signal,
        progress: (files, observations) => context.progress(files, null, { files, observations }),
      };
      const { failed, report } =
        apart === null
          ? await readFiles(payload.files, reading)
          : await readApart(payload.files, reading, apart);
      if (failed) throw new JobRefused(report.problems);
      await refuseTooMuch(store, report, limit);
      // Who cancelled, or could not be audited, must not see it published after all.
      context.signal.throwIfAborted();
      for (const problem of report.problems) context.problem(problem);
      const { signal } = context;
      await book.change(() => store.imports.publish(importId, report, at), {
        isMore: true,
        signal,
      });
      const { files, by } = payload;
      await rememberMappings(store.settings, { files, report }, { by, at });
      await removeTemporary(payload.files);
      return { failed: false };
    } catch (error) {
      await store.imports.discard(importId);
      throw error;
    }
  });
}

/** What a file's tables show, in a thread where files are read in one. */
function lookingAtTables(apart: ApartLimits | null): Identify["lookAtTables"] {
  return oneAtATime(async (file: Pick<ImportFile, "name" | "path">): Promise<TablesView> => {
    const look = await (apart === null ? lookAtFile(file) : lookApart(file, apart));
    const [tables, problems] = look.ok ? [look.tables, []] : [[], look.problems];
    return { tables, choices: tableChoices, problems };
  });
}

/** Opens the room. */
export function createIdentify(input: IdentifyInput): Identify {
  const { store, jobs, now } = input;
  const book = modelBook(store, input.model ?? null);
  const known = book.current;
  registerImport(input, book);
  registerWithdrawal({ store, jobs, now, change: book.change });
  const judging = judgingOf({ store, known, change: book.change, now });
  return {
    current: known,
    importFiles: async (files, by): Promise<Job> =>
      jobs.submit({
        kind: "import",
        key: null,
        title: files.map(({ name }) => name).join(", "),
        payload: { files, by },
      }),
    withdraw: async (importId, by): Promise<Job | null> => {
      const report = (await store.imports.loadReport(importId)) as unknown as ImportReport | null;
      if (report === null) return null;
      return jobs.submit({
        kind: "withdraw",
        key: importId,
        title: report.files.map(({ name }) => name).join(", "),
        payload: { importId, by },
      });
    },
    report: async (jobId) =>
      (await store.imports.loadReport(jobId)) as unknown as ImportReport | null,
    status: async () => {
      const current = await known();
      // What the model was made of, not what came in since: counts and sources belong together.
      const evidence = [...(current?.evidence.values() ?? [])];
      return statusOf(current?.model ?? null, current?.hash ?? "", evidence);
    },
    mappings: async () => knownMappings(store.settings),
    forgetMapping: async (id) => forgetMapping(store.settings, id),
    restoreMapping: async (known) => restoreMapping(store.settings, known),
    lookAtTables: lookingAtTables(input.apart ?? null),
    ...lookingOf(store, known),
    ...keptListsOf({ store, known, change: book.change, now }),
    ...judging,
  };
}
