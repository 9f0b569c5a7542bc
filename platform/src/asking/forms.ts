/** Forms as they are kept: one sealed setting, changed by whoever read its newest version. */
import type { Instant, Json, Subject } from "@vallgrav/kernel";
import { isAhead } from "../accounts/ahead.ts";
import type { AskForm, AssetRef, Moved } from "../api/index.ts";
import { type SettingStore, StoreConflict } from "../storage/index.ts";

/** A form as kept. */
export type KeptForm = {
  readonly id: string;
  readonly code: string;
  readonly person: string;
  readonly state: "open" | "answered" | "withdrawn";
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly by: string;
  /** SHA-256 of the link's token; null once it opens nothing. */
  readonly tokenHash: string | null;
  readonly items: readonly KeptItem[];
  readonly note: string | null;
  readonly answered: AskForm["answered"];
  /** Evidence that the answers became; null where they were no facts. */
  readonly evidence: string | null;
  readonly moved: Moved | null;
};

/** A question of a form, with the names by which its thing is known. */
export type KeptItem = {
  readonly asset: AssetRef;
  readonly subject: Subject;
  readonly question: string;
  readonly answer: string | null;
};

/** Forms kept at most; those that are over and older than this go first. */
export const keptMost = 1_000;
const keepMs = 400 * 86_400_000;
const key = "asks";
/** Somebody else may change the setting between our reading and our writing. */
const attempts = 8;

/** The forms, newest first. */
export async function loadForms(settings: SettingStore): Promise<readonly KeptForm[]> {
  const kept = await settings.load(key);
  return kept === null ? [] : (kept.value as unknown as { forms: readonly KeptForm[] }).forms;
}

/** Whether a form is open at a moment. */
export function isOpen({ state, createdAt, expiresAt }: KeptForm, now: Instant): boolean {
  return state === "open" && expiresAt > now && !isAhead(createdAt, now);
}

function isOld(form: KeptForm, now: Instant): boolean {
  return !isOpen(form, now) && Date.parse(now) - Date.parse(form.createdAt) > keepMs;
}

/**
 * Changes the forms. What `change` returns is kept; null keeps all as it was.
 * @returns whether something was kept
 * @throws {StoreConflict} where others keep changing them at the same moment
 */
export async function changeForms(
  settings: SettingStore,
  now: Instant,
  change: (forms: readonly KeptForm[]) => readonly KeptForm[] | null,
): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const kept = await settings.load(key);
    const forms = kept === null ? [] : (kept.value as unknown as { forms: KeptForm[] }).forms;
    const changed = change(forms);
    if (changed === null) return false;
    const value = { forms: changed.filter((form) => !isOld(form, now)) } as unknown as Json;
    try {
      await settings.save(key, value, kept?.version ?? 0);
      return true;
    } catch (error) {
      if (!(error instanceof StoreConflict) || attempt === attempts) throw error;
    }
  }
}
