/** The watch with its ways in, its folder of rules, and an eye on sources that fall silent. */
import { mkdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { type Instant, msFromInstant } from "@vallgrav/kernel";
import type { WatchSource, WatchState } from "../api/index.ts";
import { linesBefore } from "../keeping/index.ts";
import type { DataKey, Store, WatchSourceRecord } from "../storage/index.ts";
import { mergeHits } from "./alert-of.ts";
import type { Listener } from "./intake/intake.ts";
import { type IntakeSettings, openIntake } from "./intake/open-intake.ts";
import { ruleFilesOf } from "./rule-files.ts";
import type { ListedRule } from "./rule-list.ts";
import { silences, silentSince } from "./silence.ts";
import { defaultSpoolLimits } from "./spool.ts";
import { openWatch, type Watch } from "./watch.ts";

/** What watching needs. */
export type WatchingInput = {
  readonly store: Pick<Store, "watch">;
  /** The home: the buffer lies in `watch`, rules in `rules`. */
  readonly home: string;
  readonly settings: IntakeSettings;
  /** The home's keys: the first seals what waits, all open. */
  readonly keys?: readonly DataKey[];
  readonly now: () => Instant;
  readonly onFailure: (code: string, error: unknown) => void;
};

/** Watching, as the routes see it. */
export type Watching = {
  readonly state: () => Promise<Omit<WatchState, "isOn">>;
  /** The rules at work; none while they are read. */
  readonly rules: () => readonly ListedRule[];
  /** Reads rules and tuning anew: somebody changed them. */
  readonly reload: () => Promise<void>;
  readonly close: (graceMs?: number) => Promise<void>;
};

/** How often the folder of rules and silent sources are looked at. */
const lookEveryMs = 30_000;
const defaultGraceMs = 5_000;

/** A source as it is shown. */
export function sourceView(source: WatchSourceRecord, now: Instant): WatchSource {
  const { tokenHash: _, ...shown } = source;
  return { ...shown, isSilent: silentSince(source, now) !== null };
}

function signatureOf(paths: readonly string[]): string {
  return JSON.stringify(
    paths.map((path) => {
      const info = statSync(path, { throwIfNoEntry: false });
      return [path, info?.size, info?.mtimeMs];
    }),
  );
}

/** Looks at the rules and the sources now and then. @returns how to stop */
function lookRegularly(input: WatchingInput, watch: Watch, paths: () => readonly string[]) {
  const { store, now, onFailure } = input;
  let known = signatureOf(paths());
  const look = async (): Promise<void> => {
    const signature = signatureOf(paths());
    if (signature !== known) await watch.reload();
    known = signature;
    const silent = silences(await store.watch.sources(), now());
    if (silent.length > 0) await store.watch.addOnce(silent, mergeHits);
    await watch.dispose(linesBefore(now()));
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => onFailure("watch/look", error));
  }, lookEveryMs);
  timer.unref();
  return { look, stop: () => clearInterval(timer) };
}

/**
 * Opens the watch and every way in that is configured.
 * @throws {IntakeFailed} and nothing is open
 */
export async function openWatching(input: WatchingInput): Promise<Watching> {
  const { store, home, settings, keys = [], now, onFailure } = input;
  const [folder, rules] = [join(home, "watch"), join(home, "rules")];
  mkdirSync(rules, { recursive: true, mode: 0o700 });
  const rulePaths = (): readonly string[] => ruleFilesOf(rules);
  const watch = await openWatch({ store, folder, rulePaths, now, onFailure, keys });
  const nowMs = (): number => msFromInstant(now());
  let listeners: readonly Listener[];
  try {
    listeners = await openIntake(settings, { watch, store, folder, nowMs, onFailure });
  } catch (error) {
    await watch.close(0);
    throw error;
  }
  const looking = lookRegularly(input, watch, rulePaths);
  return {
    state: async () => {
      const { lines, bytes } = watch.waiting();
      const held = watch.rules();
      const files = (held?.files ?? []).map((path) => basename(path));
      return {
        listening: listeners.map(({ name }) => name),
        rules: {
          active: held?.active ?? 0,
          refused: held?.refused ?? 0,
          files: files.slice(0, 100),
        },
        waiting: lines,
        bufferBytes: bytes,
        bufferLimitBytes: defaultSpoolLimits.waitingBytes,
        sources: (await store.watch.sources()).map((source) => sourceView(source, now())),
      };
    },
    rules: () => watch.rules()?.list ?? [],
    reload: () => watch.reload(),
    close: async (graceMs = defaultGraceMs) => {
      looking.stop();
      // The ways in first: what they hand on is gone through before the watch closes.
      await Promise.all(listeners.map((one) => one.close(graceMs)));
      await watch.close(graceMs);
    },
  };
}
