/**
 * The watch: lines are kept on disk, gone through by the rules, and what they came to is kept in
 * one commit with how far it went. A kill at any moment loses nothing that was acknowledged and
 * tells nothing twice.
 */
import { setTimeout as pause } from "node:timers/promises";
import { type Instant, instantFromMs, msFromInstant } from "@vallgrav/kernel";
import type { WatchCounts, WatchKind } from "../api/index.ts";
import { type DataKey, type Store, StoreConflict } from "../storage/index.ts";
import { mergeHits } from "./alert-of.ts";
import { openSpool, type Spool, type SpoolLimits } from "./spool.ts";
import type { ReceivedLine } from "./spool-format.ts";
import {
  type HeldRules,
  startWatchThread,
  type Stretch,
  type WatchThread,
} from "./watch-thread.ts";

/** What the watch is made of. */
export type WatchInput = {
  readonly store: Pick<Store, "watch">;
  /** Folder of the buffer; made where it is missing. */
  readonly folder: string;
  /** Files of rules now. */
  readonly rulePaths: () => readonly string[];
  readonly now: () => Instant;
  /** Told of what went wrong on our side. */
  readonly onFailure: (code: string, error: unknown) => void;
  readonly limits?: Partial<SpoolLimits>;
  /** The home's keys: the first seals what waits, all open. None: it lies in the open. */
  readonly keys?: readonly DataKey[];
};

/** The watch at work. */
export type Watch = {
  /** Takes lines; they are on the disk when it answers. @throws {SpoolRefused} none was taken */
  readonly take: (lines: readonly ReceivedLine[]) => Promise<void>;
  readonly isFull: () => boolean;
  readonly whenRoom: () => Promise<void>;
  /** Counts lines that were lost because nothing could be taken. */
  readonly drop: (source: string, lines: number) => void;
  /** Id of the source of that kind and name, which is added where it is missing. */
  readonly sourceFor: (kind: WatchKind, name: string) => Promise<string>;
  /** Reads rules and what tunes them anew. */
  readonly reload: () => Promise<void>;
  /** The rules at work; null while they are read. */
  readonly rules: () => HeldRules | null;
  /** Lines that wait, and bytes of files that hold such. */
  readonly waiting: () => { readonly lines: number; readonly bytes: number };
  /** Lines that were gone through before then, and that repeats are no more known by, go. */
  readonly dispose: (before: Instant) => Promise<void>;
  /** Answers when everything taken so far is in the alerts. */
  readonly settled: () => Promise<void>;
  /** Goes through what waits, for so long, and closes. */
  readonly close: (graceMs?: number) => Promise<void>;
};

/** Sources that make themselves known by address; the rest of a kind share one. */
export const mostSources = 1_000;
/** Pause before what the store refused is tried again. */
const againMs = 500;
const defaultGraceMs = 5_000;

const nothing: WatchCounts = { parsed: 0, refused: 0, repeated: 0, matched: 0, dropped: 0 };

type State = {
  readonly input: WatchInput;
  readonly spool: Spool;
  readonly sources: Map<string, Promise<string>>;
  readonly dropped: Map<string, number>;
  position: number;
  thread: WatchThread | null;
  rules: HeldRules | null;
  wanted: boolean;
  isClosing: boolean;
  wake: () => void;
  settledWanted: { readonly end: number; readonly go: () => void }[];
};

async function commit(state: State, { from, next, watched }: Stretch): Promise<void> {
  const { store, onFailure } = state.input;
  const sources = watched.sources.map(({ id, counts, lastMs }) => ({
    id,
    counts,
    lastAt: instantFromMs(lastMs),
  }));
  for (;;)
    try {
      await store.watch.commit({ from, next, sources, hits: watched.hits }, mergeHits);
      return;
    } catch (error) {
      // The commit may have come through and only its answer been lost.
      if (error instanceof StoreConflict && (await store.watch.position()) === next) return;
      if (error instanceof StoreConflict || state.isClosing) throw error;
      onFailure("watch/not-kept", error);
      await pause(againMs);
    }
}

async function flushDropped(state: State): Promise<void> {
  const lost = [...state.dropped];
  state.dropped.clear();
  if (lost.length === 0) return;
  try {
    await state.input.store.watch.addCounts(
      lost.map(([id, lines]) => ({ id, counts: { dropped: lines }, lastAt: null })),
    );
  } catch (error) {
    for (const [id, lines] of lost) state.dropped.set(id, (state.dropped.get(id) ?? 0) + lines);
    state.input.onFailure("watch/not-kept", error);
  }
}

async function openThread(state: State): Promise<WatchThread> {
  const { store, folder, rulePaths, keys = [] } = state.input;
  const thread = startWatchThread({
    folder,
    keys,
    from: state.position,
    rulePaths: rulePaths(),
    tunings: await store.watch.tunings(),
  });
  state.thread = thread;
  state.rules = await thread.ready;
  return thread;
}

function tellSettled(state: State): void {
  const due = state.settledWanted.filter(({ end }) => end <= state.position);
  state.settledWanted = state.settledWanted.filter(({ end }) => end > state.position);
  for (const { go } of due) go();
}

/** Waits until there are lines, or something else to do. */
async function nap(state: State): Promise<void> {
  await new Promise<void>((resolve) => {
    state.wake = resolve;
    // Lost lines are counted even where none come.
    setTimeout(resolve, 1_000).unref();
  });
  state.wake = () => undefined;
}

async function goThrough(state: State): Promise<void> {
  let thread = await openThread(state);
  let ahead: Promise<Stretch> | null = null;
  while (!state.isClosing) {
    if (state.wanted) {
      state.wanted = false;
      // What was gone through and not kept is gone through again by the new rules.
      ahead = null;
      await thread.close();
      thread = await openThread(state);
    }
    await flushDropped(state);
    if (state.position >= state.spool.end()) {
      await nap(state);
      continue;
    }
    const stretch: Stretch = await (ahead ?? thread.ask(state.spool.end()));
    ahead = null;
    if (stretch.next === stretch.from) {
      await pause(againMs);
      continue;
    }
    // The rules go on while this is kept; commits stay in order, and a kill loses neither.
    if (stretch.next < state.spool.end()) {
      ahead = thread.ask(state.spool.end());
      ahead.catch(() => undefined);
    }
    await commit(state, stretch);
    state.position = stretch.next;
    state.spool.release(state.position);
    tellSettled(state);
  }
}

/** Goes on whatever happens: a thread that broke is begun anew from the last commit. */
async function keepGoing(state: State): Promise<void> {
  while (!state.isClosing)
    try {
      await goThrough(state);
    } catch (error) {
      if (state.isClosing) break;
      state.input.onFailure("watch/thread-ended", error);
      await state.thread?.close();
      state.position = await state.input.store.watch.position().catch(() => state.position);
      await pause(againMs);
    }
  await state.thread?.close();
}

async function addSource(state: State, kind: WatchKind, name: string): Promise<string> {
  const { store, now } = state.input;
  const same = (await store.watch.sources()).find(
    (one) => one.kind === kind && one.name === name && one.endedAt === null,
  );
  if (same !== undefined) return same.id;
  const id = crypto.randomUUID();
  const source = {
    id,
    name,
    kind,
    tokenHash: null,
    silentAfterMinutes: null,
    createdAt: now(),
    endedAt: null,
    lastAt: null,
    counts: nothing,
  };
  return (await store.watch.addSource(source)) ? id : addSource(state, kind, `${name} (${kind})`);
}

function sourceFor(state: State, kind: WatchKind, name: string): Promise<string> {
  const known = state.sources.get(`${kind} ${name}`);
  if (known !== undefined) return known;
  // Whoever sends from ever new addresses must not fill the list of sources.
  const shown = state.sources.size >= mostSources ? kind : name;
  const made = state.sources.get(`${kind} ${shown}`) ?? addSource(state, kind, shown);
  state.sources.set(`${kind} ${shown}`, made);
  made.catch(() => state.sources.delete(`${kind} ${shown}`));
  return made;
}

async function waitClosed(state: State, graceMs: number, going: Promise<void>): Promise<void> {
  const untilMs = performance.now() + graceMs;
  while (state.position < state.spool.end() && performance.now() < untilMs) await pause(20);
  state.isClosing = true;
  state.wake();
  if (state.rules === null) await state.thread?.close();
  await going;
  await flushDropped(state);
  await state.spool.close();
}

/** Opens the watch and goes on where the last commit stopped. */
export async function openWatch(input: WatchInput): Promise<Watch> {
  const position = await input.store.watch.position();
  const spool = openSpool(input.folder, position, input.limits, input.keys);
  const state: State = {
    input,
    spool,
    sources: new Map(),
    dropped: new Map(),
    position,
    thread: null,
    rules: null,
    wanted: false,
    isClosing: false,
    wake: () => undefined,
    settledWanted: [],
  };
  spool.onEnd(() => state.wake());
  const going = keepGoing(state);
  return {
    take: (lines) => spool.add(lines),
    isFull: () => spool.isFull(),
    whenRoom: () => spool.whenRoom(),
    drop: (source, lines) => {
      state.dropped.set(source, (state.dropped.get(source) ?? 0) + lines);
    },
    sourceFor: (kind, name) => sourceFor(state, kind, name),
    reload: () => {
      state.wanted = true;
      state.wake();
      return Promise.resolve();
    },
    rules: () => state.rules,
    dispose: (before) => spool.dispose(msFromInstant(before)),
    waiting: () => ({ lines: spool.end() - state.position, bytes: spool.waitingBytes() }),
    settled: () =>
      state.position >= spool.end()
        ? Promise.resolve()
        : new Promise((go) => {
            state.settledWanted.push({ end: spool.end(), go });
          }),
    close: (graceMs = defaultGraceMs) => waitClosed(state, graceMs, going),
  };
}
