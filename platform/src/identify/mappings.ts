/**
 * What people said that columns mean, remembered by the headings it was said of: a table with the
 * same headings is understood the same way next time, until it is forgotten.
 */
import { createHash } from "node:crypto";
import type { Instant, Json } from "@vallgrav/kernel";
import { parseMapping, type TableMapping } from "@vallgrav/readers";
import type { ImportReport } from "../api/index.ts";
import { type SettingStore, StoreConflict } from "../storage/index.ts";
import type { ImportFile } from "./import-file.ts";

/** A remembered mapping. */
export type KnownMapping = {
  /** Hash of the headings. */
  readonly id: string;
  /** Every heading of the table, with its field. */
  readonly mapping: TableMapping;
  readonly by: string;
  readonly at: Instant;
};

const settingKey = "identify/mappings";

/** Most mappings remembered; the oldest goes. */
const mostKnown = 50;

/** The same for the same headings, in whatever order the columns stand. */
export function headingsId({ fields }: TableMapping): string {
  const headings = fields.map(({ heading }) => heading.trim().toLowerCase());
  return createHash("sha256").update(JSON.stringify(headings.sort())).digest("hex").slice(0, 16);
}

function mappingIn(value: Json): readonly KnownMapping[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const { id, mapping, by, at } = value as Readonly<Record<string, Json | undefined>>;
  const parsed = mapping === undefined ? null : parseMapping(mapping);
  const areTexts = typeof id === "string" && typeof by === "string" && typeof at === "string";
  return parsed === null || !areTexts ? [] : [{ id, mapping: parsed, by, at: at as Instant }];
}

type Kept = { readonly known: readonly KnownMapping[]; readonly version: number };

async function load(settings: SettingStore): Promise<Kept> {
  const setting = await settings.load(settingKey);
  const list = Array.isArray(setting?.value) ? (setting.value as readonly Json[]) : [];
  return { known: list.flatMap(mappingIn), version: setting?.version ?? 0 };
}

/** All that are remembered, oldest first. */
export async function knownMappings(settings: SettingStore): Promise<readonly KnownMapping[]> {
  return (await load(settings)).known;
}

/** Somebody else may change the setting between our reading and our writing. */
const attempts = 8;

/** Changes the list. @throws {StoreConflict} where others keep changing it at the same moment */
async function change(
  settings: SettingStore,
  make: (known: readonly KnownMapping[]) => readonly KnownMapping[],
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { known, version } = await load(settings);
    try {
      await settings.save(settingKey, make(known), version);
      return;
    } catch (error) {
      if (!(error instanceof StoreConflict) || attempt === attempts) throw error;
    }
  }
}

/** Remembers the mappings that were given with the files of an import, as they were understood. */
export async function rememberMappings(
  settings: SettingStore,
  { files, report }: { readonly files: readonly ImportFile[]; readonly report: ImportReport },
  { by, at }: Pick<KnownMapping, "by" | "at">,
): Promise<void> {
  const given = new Map(files.flatMap(({ name, mapping }) => (mapping ? [[name, mapping]] : [])));
  const said = report.files.flatMap(({ name, tables = [] }) =>
    tables.flatMap(({ mapping }): readonly KnownMapping[] =>
      given.get(name)?.shape === mapping.shape
        ? [{ id: headingsId(mapping), mapping, by, at }]
        : [],
    ),
  );
  if (said.length === 0) return;
  const ids = new Set(said.map(({ id }) => id));
  await change(settings, (known) =>
    [...known.filter(({ id }) => !ids.has(id)), ...said].slice(-mostKnown),
  );
}

/** Puts one back, as the newest. */
export async function restoreMapping(settings: SettingStore, one: KnownMapping): Promise<void> {
  await change(settings, (known) =>
    [...known.filter(({ id }) => id !== one.id), one].slice(-mostKnown),
  );
}

/** Forgets one; false where it is not remembered. */
export async function forgetMapping(settings: SettingStore, id: string): Promise<boolean> {
  const { known } = await load(settings);
  if (!known.some((one) => one.id === id)) return false;
  await change(settings, (all) => all.filter((one) => one.id !== id));
  return true;
}
