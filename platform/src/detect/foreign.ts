/**
 * Alerts that other products have raised, as alerts of ours: on the same graph, with what is within
 * reach. Each is taken once. Nothing is ever said back to the product: there is no way to it here.
 */
import { createHash } from "node:crypto";
import { type Instant, instantFromMs, type Problem } from "@vallgrav/kernel";
import type { ForeignAlert } from "@vallgrav/readers";
import type { AlertSubject, ForeignReport } from "../api/index.ts";
import type { AlertHit, MergeHits, Store } from "../storage/index.ts";
import { instantOr, mergeHits } from "./alert-of.ts";
import { readForeignApart } from "./foreign-apart.ts";
import type { ForeignInput, ForeignRead } from "./foreign-read.ts";
import { isTuned } from "./tuned.ts";

/** Longest name of a rule that can be tuned. */
const longestRule = 200;
/** Ids of this length are of one alert in the world; shorter ones are numbers of one product. */
const worldwide = 16;

function hashOf(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

/** What makes an alert the same one when it is handed over again, or by another way. */
function keyOf(alert: ForeignAlert): string {
  const { id, product, title, firstMs, hosts, accounts, addresses } = alert;
  const what =
    id.length >= worldwide
      ? [id]
      : id === ""
        ? [hashOf([product, title, firstMs, hosts, accounts, addresses])]
        : [product, id, title];
  return JSON.stringify(["foreign", ...what]);
}

/** Whom it is about: the first of each kind together, then the rest of each alone. */
function subjectsOf({ hosts, accounts, addresses }: ForeignAlert): readonly AlertSubject[] {
  const nobody: AlertSubject = { host: null, account: null, address: null };
  return [
    { host: hosts[0] ?? null, account: accounts[0] ?? null, address: addresses[0] ?? null },
    ...hosts.slice(1).map((host) => ({ ...nobody, host })),
    ...accounts.slice(1).map((account) => ({ ...nobody, account })),
    ...addresses.slice(1).map((address) => ({ ...nobody, address })),
  ];
}

function fieldsOf(alert: ForeignAlert): Readonly<Record<string, string>> {
  const { product, id, incident, status, detector, hosts, accounts, addresses, fields } = alert;
  const said = Object.entries({
    product,
    id,
    incident,
    status,
    detector,
    hosts: hosts.join("; "),
    accounts: accounts.join("; "),
    addresses: addresses.join("; "),
  }).filter(([, value]) => value !== "");
  return { ...fields, ...Object.fromEntries(said) };
}

function hitOf(alert: ForeignAlert, file: string, now: Instant): AlertHit {
  const { product, detector, title, level, techniques, description } = alert;
  const at = instantOr(alert.lastMs, now);
  const [subject, ...others] = subjectsOf(alert);
  return {
    key: keyOf(alert),
    rule: `${product}: ${detector === "" ? title : detector}`.slice(0, longestRule),
    title,
    level,
    techniques,
    at,
    receivedAt: now,
    subject: subject ?? { host: null, account: null, address: null },
    ...(others.length === 0 ? {} : { others }),
    description,
    falsePositives: [],
    event: {
      at: instantOr(alert.firstMs, at),
      source: file,
      line: null,
      matched: [],
      fields: fieldsOf(alert),
      text: null,
    },
  };
}

/** As our own, but that what is over there begins as seen, and when it began is kept. */
function mergerOf(closed: ReadonlySet<string>): MergeHits {
  return (before, hits) => {
    const [hit] = hits;
    const made = mergeHits(before, hits);
    const began = hit.event.at as Instant;
    const firstAt = began < made.firstAt ? began : made.firstAt;
    const state = before === null && closed.has(hit.key) ? "seen" : made.state;
    return { ...made, firstAt, state };
  };
}

type Sorted = {
  readonly hits: readonly AlertHit[];
  /** Keys of those that are over in their product. */
  readonly closed: ReadonlySet<string>;
  /** Alerts that a tuning silences. */
  readonly tuned: number;
};

/** Alerts as hits, each once, those that a tuning silences left out. */
async function sorted(
  { store, now }: Taking,
  alerts: ForeignRead["alerts"],
  isFirst: boolean,
): Promise<Sorted> {
  const at = now();
  const tunings = await store.watch.tunings();
  const hits = new Map<string, AlertHit>();
  const closed = new Set<string>();
  let tuned = 0;
  for (const [alert, file] of alerts) {
    const hit = hitOf(alert, file, at);
    if (isTuned(tunings, hit)) tuned += 1;
    else if (!hits.has(hit.key) || !isFirst) {
      hits.set(hit.key, hit);
      if (alert.isClosed) closed.add(hit.key);
      else closed.delete(hit.key);
    }
  }
  return { hits: [...hits.values()], closed, tuned };
}

/** What taking alerts works with. */
export type Taking = { readonly store: Pick<Store, "watch">; readonly now: () => Instant };

/**
 * Takes alerts of other products. Those that are known already are left as they are, whatever has
 * been decided of them; those that a tuning silences are left out.
 */
export async function takeForeign(
  taking: Taking,
  inputs: readonly ForeignInput[],
): Promise<ForeignReport> {
  const { files, alerts } = await readForeignApart(inputs);
  const { hits, closed, tuned } = await sorted(taking, alerts, true);
  const added = await taking.store.watch.addOnce(hits, mergerOf(closed));
  return { files, added, known: alerts.length - tuned - added, tuned };
}

/** What one answer of a product came to. */
export type Renewed = {
  readonly added: number;
  /** Alerts that were known and had changed there. */
  readonly renewed: number;
  readonly tuned: number;
  readonly problems: readonly Problem<string, object>[];
};

/**
 * Takes alerts as their product has them now: new ones are added, known ones brought up to date.
 * What has been decided of them here stays, but that one nobody has looked at is seen when it is
 * over there, and new when it is not any more.
 */
export async function renewForeign(
  taking: Taking,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Renewed> {
  const { files, alerts } = await readForeignApart([{ name, source: bytes }]);
  const problems = files.flatMap((file) => file.problems);
  // The last one said of an alert is the newest: the same one may stand in two incidents.
  const { hits, closed, tuned } = await sorted(taking, alerts, false);
  const kept = await taking.store.watch.addOrRenew(hits, renewerOf(closed));
  return { ...kept, tuned, problems };
}

/** As it is there now, with what was decided here. */
function renewerOf(closed: ReadonlySet<string>): MergeHits {
  const begin = mergerOf(closed);
  return (before, hits) => {
    const now = begin(null, hits);
    if (before === null) return now;
    const { id, state, note, changedBy, changedAt, receivedAt, firstAt, count } = before;
    const decided = { id, note, changedBy, changedAt, receivedAt, count };
    return {
      ...now,
      ...decided,
      firstAt: firstAt < now.firstAt ? firstAt : now.firstAt,
      state: changedBy === null ? now.state : state,
    };
  };
}

/** Counts of a source that handed over alerts by itself. */
export async function countForeign(
  store: Pick<Store, "watch">,
  source: string,
  given: ForeignReport & { readonly atMs: number },
): Promise<void> {
  const read = given.files.reduce((sum, { alerts }) => sum + alerts, 0);
  const skipped = given.files.reduce((sum, one) => sum + one.skipped, 0);
  const counts = { parsed: read, refused: skipped, matched: given.added };
  await store.watch.addCounts([{ id: source, counts, lastAt: instantFromMs(given.atMs) }]);
}
