/**
 * Takes an import back, as if its files had never been read. What another import brought as well
 * stays, under that one: without this import it would have been the other's.
 */
import type { EvidenceId, Instant } from "@vallgrav/kernel";
import type { ImportReport } from "../api/index.ts";
import { JobRefused, type Jobs } from "../jobs/index.ts";
import type { ModelBook } from "./known-model.ts";
import type { ImportStore, PassedEvidence, Store } from "../storage/index.ts";

/** What the job is given. */
export type WithdrawPayload = { readonly importId: string; readonly by: string };

async function reportOf(imports: ImportStore, id: string): Promise<ImportReport | null> {
  return (await imports.loadReport(id)) as unknown as ImportReport | null;
}

/**
 * Which evidence of an import passes to which other import: the oldest that brought it too. What
 * lists of people say only together stays where all of them pass to the same import.
 */
async function passedOf(
  imports: ImportStore,
  importId: string,
  report: ImportReport,
): Promise<readonly PassedEvidence[]> {
  const own = new Map(report.files.map(({ evidence, observations }) => [evidence, observations]));
  const heirs = new Map<string, string>();
  for (const { id } of await imports.list()) {
    if (id === importId || heirs.size === own.size) continue;
    for (const { evidence } of (await reportOf(imports, id))?.files ?? [])
      if (own.has(evidence) && !heirs.has(evidence)) heirs.set(evidence, id);
  }
  const isWhole = heirs.size === own.size && new Set(heirs.values()).size === 1;
  return [...heirs].map(([evidence, to]) => ({
    evidence: evidence as EvidenceId,
    to,
    own: isWhole ? null : (own.get(evidence) ?? null),
  }));
}

/** What the job works with. */
export type WithdrawalInput = {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly now: () => Instant;
  /** See `ModelBook`. */
  readonly change: ModelBook["change"];
};

/** Registers the job. Jobs run one at a time, so that no import is under way meanwhile. */
export function registerWithdrawal({ store, jobs, now, change }: WithdrawalInput): void {
  jobs.register("withdraw", async (context) => {
    const { importId } = context.payload as unknown as WithdrawPayload;
    const report = await reportOf(store.imports, importId);
    const passed = report === null ? [] : await passedOf(store.imports, importId, report);
    // Who cancelled, or could not be audited, must not see it gone after all.
    context.signal.throwIfAborted();
    const take = async (): Promise<boolean> =>
      report !== null && (await store.imports.withdraw(importId, { at: now(), passed }));
    // A job that is resumed after its import was withdrawn died before what is kept on disk went.
    const isResumed = context.attempt > 1;
    const isDone =
      (report !== null || isResumed) &&
      (await change(take, { isMore: false, signal: context.signal }));
    if (!isDone && !isResumed)
      throw new JobRefused([
        { code: "identify/no-such-import", severity: "error", at: null, args: {} },
      ]);
    return null;
  });
}
