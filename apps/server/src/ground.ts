/**
 * The ground floor of the rooms: a home's store and keys, its jobs, what files become, and the log.
 * Whoever only brings in or takes back facts needs no more, and does not wait for the rest to load.
 */
import { join } from "node:path";
import type { Instant } from "@vallgrav/kernel";
import { type Audit, type AuditKey, auditOf } from "@vallgrav/platform/audit";
import type { GraphPolicy } from "@vallgrav/platform/detect";
import {
  type ApartLimits,
  apartLimits,
  createIdentify,
  type Identify,
  type ModelApart,
  modelHeapMebibytes,
  sweepKept,
} from "@vallgrav/platform/identify";
import { type Jobs, jobsOf, systemClock } from "@vallgrav/platform/jobs";
import { type Opinions, opinionsOf } from "@vallgrav/platform/opinions";
import type { ProviderSettings } from "@vallgrav/platform/accounts";
import type { RunSize } from "@vallgrav/platform/protect";
import { openStore, type Store } from "@vallgrav/platform/storage";
import { hooksOf, outboxOf, type WebhookPolicy } from "@vallgrav/platform/webhooks";
import type { WebhookRooms } from "./govern/webhook-routes.ts";
import { type Home, openHome } from "./home.ts";
import { type HomeKeys, openKeys } from "./home-keys.ts";
import { disposeRegularly } from "./identify/disposal.ts";
import { sweepIncoming } from "./identify/incoming.ts";
import { keepCheckpoint } from "./kept-checkpoint.ts";
import { type Log, logFailure } from "./log.ts";
import type { TlsSettings } from "./own-tls.ts";

/** Where the data lies, and how to work with it. */
export type RoomsOptions = {
  /** Folder of the data; made where it is missing. */
  readonly home: string;
  /** A PostgreSQL address instead of the SQLite file in the folder. */
  readonly database?: string | undefined;
  /** Folder of the keys, where it is not `keys` in the home. */
  readonly keys?: string | undefined;
  /** Where people may sign in besides; left out: nowhere else. */
  readonly provider?: ProviderSettings | undefined;
  /** File of passwords that have leaked, by SHA-1 in order; left out: none is known to have. */
  readonly breached?: string | undefined;
  /** Which machines may be told what has happened; left out: none. */
  readonly webhooks?: WebhookPolicy | undefined;
  /** Which machines may be asked for alerts besides Microsoft's; left out: none. */
  readonly graph?: GraphPolicy | undefined;
  /** Where the certificate comes from: an authority is connected to. */
  readonly tls?: TlsSettings | undefined;
  /** Sizes of runs. */
  readonly size: RunSize;
  /** Whether to do the jobs that wait; false only looks, beside whoever works. */
  readonly work: boolean;
  /** Whether pages are served meanwhile: then all heavy work is done in threads of its own. */
  readonly isServing?: boolean;
  readonly log: Log;
};

/** What every command works on, whatever it is about. */
export type Ground = {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly identify: Identify;
  readonly opinions: Opinions;
  readonly webhooks: WebhookRooms;
  readonly audit: Audit;
  readonly auditKey: AuditKey;
  /** The home, and the folder of its keys. */
  readonly home: string;
  readonly keyFolder: string;
  readonly now: () => Instant;
  /** Folder for uploads. */
  readonly incoming: string;
  /** Whether this process owns the folder. */
  readonly isOwner: boolean;
  readonly log: Log;
  /** Interrupts jobs, which are resumed at the next start, and closes the store. */
  readonly close: () => Promise<void>;
};

const noWebhooks: WebhookPolicy = { hosts: [], mayBePrivate: false, authorities: null };

/** Webhooks over a store. */
export function webhooksOf(
  { settings, deliveries }: Pick<Store, "settings" | "deliveries">,
  policy: WebhookPolicy,
  now: () => Instant,
): WebhookRooms {
  const hooks = hooksOf(settings, policy, now);
  return { policy, hooks, outbox: outboxOf({ deliveries, hooks: hooks.list, policy, now }) };
}

/**
 * Where nobody is served meanwhile, threads of their own are for what is large: bytes of files, and
 * statements of a model. They take longer to begin than small ones to be done.
 */
const smallHere = { bytes: 8_388_608, statements: 300_000 };

/** Which work of the identify room is done in threads of its own. */
function threadsOf(
  { isServing = false }: Pick<RoomsOptions, "isServing">,
  address: string,
  folder: string,
): { readonly apart: ApartLimits; readonly model: ModelApart } {
  const { bytes, statements } = isServing ? { bytes: 0, statements: 0 } : smallHere;
  return {
    apart: { ...apartLimits, hereBelowBytes: bytes },
    model: {
      address,
      heapMebibytes: modelHeapMebibytes,
      hereBelow: statements,
      kept: { file: join(folder, "model.kept") },
    },
  };
}

/** Keys and store of a home, which is let go where they do not open. */
async function openKept(
  home: Home,
  database: string | undefined,
  { keyFolder, isAlone }: { readonly keyFolder: string; readonly isAlone: boolean },
): Promise<{ readonly store: Store; readonly keys: HomeKeys }> {
  try {
    const keys = openKeys(keyFolder);
    const address = database ?? home.database;
    return { keys, store: await openStore(address, { recover: isAlone, keys: keys.data }) };
  } catch (error) {
    home.release();
    throw error;
  }
}

/**
 * Opens the ground floor, but begins no job yet.
 * @param fetchKind asked for kinds of job that only the other rooms know; see `JobsOptions`
 * @throws {StoreError} when the database does not open
 */
export async function openGround(
  options: Omit<RoomsOptions, "work">,
  wantsToOwn: boolean,
  fetchKind?: (ground: Ground) => Promise<unknown>,
): Promise<Ground> {
  const { database, log } = options;
  const home = openHome(options.home, wantsToOwn);
  // Others may work on a database on the network without owning this folder.
  const isAlone = home.isOwner && database === undefined;
  const keyFolder = options.keys ?? join(home.folder, "keys");
  const { store, keys } = await openKept(home, database, { keyFolder, isAlone });
  const now = (): Instant => systemClock.now();
  const webhooks = webhooksOf(store, options.webhooks ?? noWebhooks, now);
  const jobs = jobsOf({
    store: store.jobs,
    isAlone,
    fetchKind: async () => {
      if (fetchKind !== undefined) await fetchKind(ground);
    },
    ended: async ({ id, state }) => {
      if (state === "done" || state === "failed")
        await webhooks.outbox.happened({ event: `job/${state}`, object: id });
    },
    log: (about, error) => logFailure(log, about, error),
  });
  const threads = threadsOf(options, database ?? home.database, home.folder);
  const identify = createIdentify({ store, jobs, now, ...threads });
  const rooms = { store, jobs, log };
  if (home.isOwner) {
    await sweepIncoming(rooms, home.incoming);
    if (threads.model.kept !== undefined) await sweepKept(threads.model.kept);
  }
  const audit = auditOf(store.audit);
  const checkpoint = async (): Promise<void> => {
    try {
      await keepCheckpoint(audit, keys.audit, home.folder);
    } catch (error) {
      logFailure(log, "audit/no-checkpoint", error);
    }
  };
  const endDisposal = home.isOwner
    ? await disposeRegularly({
        ...rooms,
        home: home.folder,
        clock: systemClock,
        afterwards: checkpoint,
      })
    : null;
  const ground: Ground = {
    ...rooms,
    identify,
    opinions: opinionsOf({ settings: store.settings, now }),
    webhooks,
    audit,
    auditKey: keys.audit,
    home: home.folder,
    keyFolder,
    now,
    incoming: home.incoming,
    isOwner: home.isOwner,
    close: async () => {
      endDisposal?.();
      await jobs.stop();
      if (home.isOwner) await checkpoint();
      await store.close();
      home.release();
    },
  };
  return ground;
}

/**
 * Opens the ground floor and begins to work. Jobs that only the other rooms can do wait in no home
 * for somebody else: those rooms are loaded when the first of them comes.
 * @throws {StoreError} when the database does not open
 */
export async function openFacts(options: RoomsOptions): Promise<Ground> {
  const ground = await openGround(options, options.work, async (opened) => {
    const { furnish } = await import("./compose.ts");
    return furnish(opened, options);
  });
  if (options.work) ground.jobs.start();
  return ground;
}
