/** The detect room: sources of logs, alerts and what is within reach of them, tuning. */
import { randomUUID } from "node:crypto";
import { type Instant, instantFromMs, msFromInstant } from "@vallgrav/kernel";
import { detectionWords } from "@vallgrav/knowledge";
import { buildRuleSet } from "@vallgrav/sigma";
import { newToken, tokenHashOf } from "../accounts/tokens.ts";
import type {
  AlertBody,
  AlertReach,
  AlertRow,
  AlertState,
  AlertSubject,
  AlertView,
  AssetRef,
  ForeignReport,
  TuningView,
  WatchRules,
  WatchSource,
  WatchState,
} from "../api/index.ts";
import type { Sees } from "../govern/index.ts";
import type { Identify } from "../identify/door.ts";
import type { Protect } from "../protect/index.ts";
import type { AlertRecord, Store, TuningRecord } from "../storage/index.ts";
import { seenReach, seenRecord } from "./beyond-wall.ts";
import { ownRules } from "./own-rules.ts";
import { activeOf, type ListedRule, listRules, rulesView } from "./rule-list.ts";
import { takeForeign } from "./foreign.ts";
import type { ForeignInput } from "./foreign-read.ts";
import { defaultSpoolLimits } from "./spool.ts";
import { type SubjectFinder, subjectFinder } from "./subjects.ts";
import { sourceView, type Watching } from "./watching.ts";

/** What the room works with. */
export type DetectInput = {
  readonly store: Pick<Store, "watch">;
  readonly identify: Pick<Identify, "current">;
  readonly protect: Pick<Protect, "reach">;
  readonly now: () => Instant;
  /** The watch; null where nothing is received. */
  readonly watching: () => Watching | null;
};

/** A source that shows a token. */
export type NewSource = {
  readonly name: string;
  /** Minutes of silence after which there is an alert; null: never. */
  readonly silentAfterMinutes: number | null;
};

/** What is to be silenced. */
export type NewTuning = {
  readonly rule: string;
  /** Null: every event of the rule. */
  readonly field: string | null;
  readonly value: string | null;
  readonly reason: string;
  readonly owner: string;
  readonly days: number;
};

/** The room. */
export type Detect = {
  readonly state: () => Promise<WatchState>;
  /** Adds a source; its token is told this once. Null where the name is taken. */
  readonly addSource: (
    wanted: NewSource,
  ) => Promise<{ readonly source: WatchSource; readonly token: string } | null>;
  /** Takes back one that was just added. */
  readonly dropSource: (id: string) => Promise<void>;
  /** False where there is none that has not ended. */
  readonly endSource: (id: string) => Promise<boolean>;
  /** The newest alerts; only those nobody has found benign, unless all are asked for. */
  readonly alerts: (all: boolean, sees?: Sees) => Promise<readonly AlertRow[]>;
  readonly alert: (id: string, sees?: Sees) => Promise<AlertView | null>;
  /** What is within reach; null where the model knows nothing of whom it is about. */
  readonly reach: (id: string, sees?: Sees) => Promise<AlertReach | null>;
  /** False where there is no such alert. */
  readonly settle: (
    id: string,
    change: { readonly state: AlertState; readonly note: string },
    by: string,
  ) => Promise<boolean>;
  /** Takes alerts that other products have raised. */
  readonly importAlerts: (files: readonly ForeignInput[]) => Promise<ForeignReport>;
  /** The rules that are held: those of the product alone where nothing is received. */
  readonly rules: () => WatchRules;
  readonly tunings: () => Promise<readonly TuningView[]>;
  readonly tune: (wanted: NewTuning) => Promise<TuningView>;
  readonly untune: (id: string) => Promise<boolean>;
};

/** Alerts in a list, those gone through for what is one's own, and days that tuning holds. */
export const detectLimits = { alerts: 500, walledAlerts: 5_000, tuningDays: 365 } as const;

/** What a token of a source begins with, so that it is known where one was left lying about. */
const sourceTokenPrefix = "vgs_";

const dayMs = 86_400_000;
const unsettled: readonly AlertState[] = ["new", "seen", "case"];

/** Things of the model an alert is about, each once. */
function thingsOf({ subject, others = [] }: AlertBody, find: SubjectFinder): readonly AssetRef[] {
  const all = [subject, ...others].flatMap((one: AlertSubject) => find(one));
  return [...new Map(all.map((thing) => [thing.id, thing])).values()];
}

function rowOf(alert: AlertRecord, find: SubjectFinder): AlertRow {
  const { id, rule, title, level, techniques, state, firstAt, lastAt, count, body } = alert;
  const name = detectionWords.get(rule)?.title ?? null;
  const head = { id, rule, title, name, level, techniques, state, firstAt, lastAt, count };
  return { ...head, subject: body.subject, assets: thingsOf(body, find) };
}

/** What one of our own rules has to say. */
function ownWords(rule: string): AlertView["own"] {
  const found = detectionWords.get(rule);
  if (found === undefined) return null;
  const { means, falsePositives, firstAction } = found;
  return { means, falsePositives, firstAction };
}

function viewOf(alert: AlertRecord, find: SubjectFinder): AlertView {
  const { receivedAt, note, changedBy, changedAt, body } = alert;
  const { events, description, falsePositives } = body;
  const said = { receivedAt, note, changedBy, changedAt };
  const own = ownWords(alert.rule);
  return { ...rowOf(alert, find), ...said, own, events, description, falsePositives };
}

function tuningView(tuning: TuningRecord, now: Instant): TuningView {
  return { ...tuning, isOver: tuning.expiresAt <= now };
}

/** Finds things in the model of now; the finder is kept while the model stays. */
function finderBook({ identify }: DetectInput): () => Promise<SubjectFinder> {
  let known: { readonly hash: string; readonly find: SubjectFinder } | null = null;
  return async () => {
    const current = await identify.current();
    if (current === null) return () => [];
    if (known?.hash !== current.hash)
      known = { hash: current.hash, find: subjectFinder(current.model) };
    return known.find;
  };
}

async function addSource(
  { store, now }: DetectInput,
  { name, silentAfterMinutes }: NewSource,
): Promise<{ readonly source: WatchSource; readonly token: string } | null> {
  const token = sourceTokenPrefix + newToken();
  const source = {
    id: randomUUID(),
    name: name.trim(),
    kind: "http",
    tokenHash: tokenHashOf(token),
    silentAfterMinutes,
    createdAt: now(),
    endedAt: null,
    lastAt: null,
    counts: { parsed: 0, refused: 0, repeated: 0, matched: 0, dropped: 0 },
  } as const;
  const isAdded = await store.watch.addSource(source);
  return isAdded ? { source: sourceView(source, now()), token } : null;
}

async function tune(input: DetectInput, { days, ...wanted }: NewTuning): Promise<TuningView> {
  const { store, now, watching } = input;
  const at = now();
  const tuning: TuningRecord = {
    id: randomUUID(),
    ...wanted,
    createdAt: at,
    expiresAt: instantFromMs(msFromInstant(at) + days * dayMs) ?? at,
  };
  await store.watch.addTuning(tuning);
  await watching()?.reload();
  return tuningView(tuning, at);
}

async function stateOf(
  { store, now, watching }: DetectInput,
  own: () => readonly ListedRule[],
): Promise<WatchState> {
  const state = await watching()?.state();
  if (state !== undefined) return { isOn: true, ...state };
  return {
    isOn: false,
    listening: [],
    // The same that are listed: they lack logs, not readiness.
    rules: { active: activeOf(own()), refused: 0, files: [] },
    waiting: 0,
    bufferBytes: 0,
    bufferLimitBytes: defaultSpoolLimits.waitingBytes,
    sources: (await store.watch.sources()).map((source) => sourceView(source, now())),
  };
}

/** An alert, or a row of it, as it is seen; null where nothing it is about is one's own. */
function seenAlert<A extends AlertRow>(
  alert: AlertRecord,
  [find, sees]: readonly [SubjectFinder, Sees | undefined],
  make: (alert: AlertRecord, find: SubjectFinder) => A,
): A | null {
  if (sees === undefined) return make(alert, find);
  if (!thingsOf(alert.body, find).some(({ id }) => sees(id))) return null;
  const made = make(seenRecord(alert, find, sees), find);
  return { ...made, assets: made.assets.filter(({ id }) => sees(id)) };
}

/** What is asked of alerts. */
function alertsOf(
  { store, protect, now }: DetectInput,
  finder: () => Promise<SubjectFinder>,
): Pick<Detect, "alert" | "alerts" | "reach" | "settle"> {
  return {
    alerts: async (all, sees) => {
      const find = await finder();
      const filter = all ? {} : { states: unsettled };
      const { alerts: most, walledAlerts } = detectLimits;
      const found = await store.watch.alerts(filter, sees === undefined ? most : walledAlerts);
      return found.flatMap((one) => seenAlert(one, [find, sees], rowOf) ?? []).slice(0, most);
    },
    alert: async (id, sees) => {
      const alert = await store.watch.alert(id);
      return alert === null ? null : seenAlert(alert, [await finder(), sees], viewOf);
    },
    reach: async (id, sees) => {
      const alert = await store.watch.alert(id);
      if (alert === null) return null;
      const { techniques, body } = alert;
      const things = thingsOf(body, await finder()).filter(({ id: of }) => sees?.(of) !== false);
      const reached = await protect.reach(things.map((one) => ({ asset: one.id, techniques })));
      return reached === null || sees === undefined ? reached : seenReach(reached, sees);
    },
    settle: (id, change, by) =>
      store.watch.setState(id, { ...change, changedBy: by, changedAt: now() }),
  };
}

/** Opens the room. */
export function createDetect(input: DetectInput): Detect {
  const { store, now, watching } = input;
  let listed: readonly ListedRule[] | null = null;
  const own = (): readonly ListedRule[] => (listed ??= listRules(buildRuleSet(ownRules())));
  return {
    ...alertsOf(input, finderBook(input)),
    state: () => stateOf(input, own),
    addSource: (wanted) => addSource(input, wanted),
    dropSource: (id) => store.watch.removeSource(id),
    endSource: (id) => store.watch.endSource(id, now()),
    rules: () => rulesView(watching()?.rules() ?? own()),
    importAlerts: (files) => takeForeign(input, files),
    tunings: async () => (await store.watch.tunings()).map((tuning) => tuningView(tuning, now())),
    tune: (wanted) => tune(input, wanted),
    untune: async (id) => {
      const isGone = await store.watch.removeTuning(id);
      if (isGone) await watching()?.reload();
      return isGone;
    },
  };
}
