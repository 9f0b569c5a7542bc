/**
 * Both dials by what each rung of the ladder alone has brought, beside everything together: what
 * climbing is worth, on the municipality's own files.
 */
import { ladder } from "@vallgrav/knowledge";
import type { RungView } from "../api/index.ts";
import { makeModel } from "../identify/make-model.ts";
import type { EvidenceEntry, Store } from "../storage/index.ts";
import { computePlans } from "./compute.ts";
import type { Watch } from "./watch.ts";
import type { KeptVersion } from "./cost-sheet.ts";
import type { RunSize } from "./run-size.ts";
import type { SettingBook } from "./setting-book.ts";

/** What is needed. */
export type RungsInput = {
  readonly store: Pick<Store, "evidence">;
  readonly size: RunSize;
  readonly settingOf: SettingBook;
  /** The cost sheet in force; null: the starting values. */
  readonly sheet: KeptVersion | null;
};

/** The lowest rung by which a reader's files come; null: they belong to no rung. */
function rungOf(reader: string): RungView["rung"] {
  const rungs = ladder.filter(({ readers }) => readers.some((one) => one === reader));
  return rungs.reduce<RungView["rung"]>(
    (least, { rung }) => (least === null || rung < least ? rung : least),
    null,
  );
}

/** The store as if nothing but some of its evidence had been published. */
function partOf(
  { evidence }: RungsInput["store"],
  entries: readonly EvidenceEntry[],
): RungsInput["store"] {
  const ids = new Set(entries.map((entry) => entry.evidence.id));
  return {
    evidence: {
      ...evidence,
      list: () => Promise.resolve(entries),
      observations: async function* observations(filter) {
        for await (const batch of evidence.observations(filter))
          yield batch.filter(({ at }) => ids.has(at.evidence));
      },
    },
  };
}

/** Which files are asked about. */
type Part = Pick<RungView, "rung" | "withBelow"> & { readonly entries: readonly EvidenceEntry[] };

async function viewOf(
  input: RungsInput,
  { rung, withBelow, entries }: Part,
  watch: Watch,
): Promise<RungView> {
  const about = { rung, withBelow, files: entries.length };
  const current = await makeModel(partOf(input.store, entries));
  if (current === null) return { ...about, dials: null, typicalParts: [], problems: [] };
  const made = await input.settingOf({ ...current, sheet: input.sheet });
  if (!made.ok) return { ...about, dials: null, typicalParts: [], problems: made.problems };
  const { reports } = await computePlans(made.prepared, input.size, [0], watch);
  const [report] = reports;
  if (report === undefined) throw new Error("a budget has its report");
  return { ...about, dials: report.before, typicalParts: report.typicalParts, problems: [] };
}

/** The parts that are asked about: see {@link computeRungs}. */
function partsOf(entries: readonly EvidenceEntry[]): readonly Part[] {
  const alone: Part[] = [];
  const climbed: Part[] = [];
  let below: readonly EvidenceEntry[] = [];
  const byRung = Map.groupBy(entries, ({ evidence }) => rungOf(evidence.reader.id));
  for (const rung of [0, 1, 2, 3] as const) {
    const some = byRung.get(rung) ?? [];
    if (some.length === 0) continue;
    alone.push({ rung, withBelow: false, entries: some });
    const together = [...below, ...some];
    if (below.length > 0 && together.length < entries.length)
      climbed.push({ rung, withBelow: true, entries: together });
    below = together;
  }
  return [...alone, ...climbed, { rung: null, withBelow: false, entries }];
}

/**
 * Each rung alone that has brought something, lowest first; then each with those below it, where
 * that is neither one rung nor everything; then everything (`rung` null). Files of no rung count in
 * everything alone. As long as so many plans of no money take; nothing is kept.
 */
export async function computeRungs(input: RungsInput, watch: Watch): Promise<readonly RungView[]> {
  const entries = await input.store.evidence.list();
  if (entries.length === 0) return [];
  const views: RungView[] = [];
  for (const part of partsOf(entries)) views.push(await viewOf(input, part, watch));
  return views;
}
