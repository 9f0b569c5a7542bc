/**
 * The composition root: opens the store and puts the rooms together, for the server and the command
 * line alike. Nothing else in the product decides who is handed what.
 */
import { join } from "node:path";
import type { Instant } from "@vallgrav/kernel";
import {
  type Accounts,
  accountsOf,
  type Administration,
  administrationOf,
  type ApiTokens,
  apiTokensOf,
  breachedIn,
  hashQueue,
  type Passkeys,
  passkeysOf,
  type Provisioning,
  provisioningOf,
  type IdentityProvider,
  identityProviderOf,
  isProvider,
  type ProviderSettings,
  type SecondFactors,
  secondFactorsOf,
  type SignOn,
  signOnOf,
  type Units,
  unitsOf,
} from "@vallgrav/platform/accounts";
import { type Audit, type AuditKey, auditOf } from "@vallgrav/platform/audit";
import { type Asking, createAsking } from "@vallgrav/platform/asking";
import { advisoryBook } from "@vallgrav/platform/advisories";
import { type Graph, graphOf, type GraphPolicy, microsoftAlone } from "@vallgrav/platform/detect";
import { createFindings, type Findings } from "@vallgrav/platform/findings";
import { type OwnPlace, ownPlaceOf, type Releases, releasesOf } from "@vallgrav/platform/govern";
import { createHygiene, type Hygiene } from "@vallgrav/platform/hygiene";
import {
  type ApartLimits,
  apartLimits,
  createIdentify,
  type Identify,
  type ModelApart,
  modelHeapMebibytes,
} from "@vallgrav/platform/identify";
import { type Jobs, jobsOf, systemClock } from "@vallgrav/platform/jobs";
import { type Opinions, opinionsOf } from "@vallgrav/platform/opinions";
import { createProtect, type Protect, type RunSize } from "@vallgrav/platform/protect";
import {
  openStore,
  type RepeatStore,
  type SettingStore,
  type Store,
} from "@vallgrav/platform/storage";
import { hooksOf, outboxOf, type WebhookPolicy } from "@vallgrav/platform/webhooks";
import type { WebhookRooms } from "./govern/webhook-routes.ts";
import { type Home, openHome } from "./home.ts";
import { type HomeKeys, openKeys } from "./home-keys.ts";
import { ownMachine } from "./domain-joined.ts";
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

/** The rooms of one organisation. */
export type Rooms = {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly accounts: Accounts;
  readonly administration: Administration;
  readonly factors: SecondFactors;
  readonly passkeys: Passkeys;
  readonly signOn: SignOn;
  readonly tokens: ApiTokens;
  readonly provisioning: Provisioning;
  readonly settings: SettingStore;
  readonly repeats: RepeatStore;
  readonly webhooks: WebhookRooms;
  readonly place: OwnPlace;
  readonly releases: Releases;
  readonly opinions: Opinions;
  readonly units: Units;
  readonly audit: Audit;
  readonly auditKey: AuditKey;
  /** The home, and the folder of its keys. */
  readonly home: string;
  readonly keyFolder: string;
  readonly identify: Identify;
  readonly asking: Asking;
  readonly findings: Findings;
  readonly hygiene: Hygiene;
  readonly graph: Graph;
  readonly protect: Protect;
  readonly now: () => Instant;
  /** Folder for uploads. */
  readonly incoming: string;
  /** Whether this process owns the folder. */
  readonly isOwner: boolean;
  readonly log: Log;
  /** Interrupts jobs, which are resumed at the next start, and closes the store. */
  readonly close: () => Promise<void>;
};

/** The configured provider; who looks after accounts from the terminal needs none. */
function providerOf(
  { provider }: Pick<RoomsOptions, "provider">,
  now: () => Instant,
): IdentityProvider | null {
  return provider !== undefined && isProvider(provider)
    ? identityProviderOf({ settings: provider, now })
    : null;
}

/** Opens everything. @throws {StoreError} when the database does not open */
export async function openRooms(options: RoomsOptions): Promise<Rooms> {
  const rooms = await openIdleRooms(options, options.work);
  if (options.work) rooms.jobs.start();
  return rooms;
}

/** Everything that knows who somebody is, and what belongs to them. */
function peopleOf(
  store: Store,
  {
    provider,
    breached,
  }: Pick<RoomsOptions, "breached"> & {
    readonly provider: IdentityProvider | null;
  },
  now: () => Instant,
): Pick<
  Rooms,
  | "accounts"
  | "administration"
  | "factors"
  | "passkeys"
  | "provisioning"
  | "signOn"
  | "tokens"
  | "units"
> {
  const chosen = breached === undefined ? {} : { isBreached: breachedIn(breached) };
  // One for all: what one room hashes is as dear to the machine as what another does.
  const queue = hashQueue();
  const accounts = accountsOf({ store, now, queue, ...chosen });
  const administration = administrationOf({ store, now, queue, ...chosen });
  return {
    accounts,
    administration,
    signOn: signOnOf({ store, accounts, provider, now }),
    tokens: apiTokensOf({ store, accounts, now }),
    provisioning: provisioningOf({ store, administration, now }),
    factors: secondFactorsOf({ store, now }),
    passkeys: passkeysOf({ store, now }),
    units: unitsOf({ store, now }),
  };
}

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

/** Whom this installation may connect to by itself, as it is set. */
export function connectionsOf({
  database,
  provider,
  webhooks,
  tls,
}: Pick<RoomsOptions, "database" | "provider" | "webhooks" | "tls">): readonly string[] {
  return [
    database === undefined ? [] : "PostgreSQL",
    provider === undefined ? [] : `OpenID Connect (${provider.issuer})`,
    webhooks === undefined ? [] : `webhooks (${webhooks.hosts.join(" ")})`,
    typeof tls === "object" && "acme" in tls ? `ACME (${tls.acme.directory})` : [],
  ].flat();
}

/** What follows from what is known: dials and plans, questions to people, what is wrong where. */
function followUpOf(
  rooms: Pick<Rooms, "identify" | "jobs" | "now" | "store" | "units"> & { readonly size: RunSize },
  home: string,
): Pick<Rooms, "asking" | "findings" | "hygiene" | "protect"> {
  const advisories = advisoryBook(join(home, "advisories"));
  const protect = createProtect({ ...rooms, advisories });
  return {
    protect,
    asking: createAsking({ ...rooms, protect }),
    hygiene: createHygiene({ ...rooms, home }),
    findings: createFindings({ ...rooms, protect, advisories }),
  };
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

/** Opens everything, but begins no job yet. @throws {StoreError} when the database does not open */
export async function openIdleRooms(
  options: Omit<RoomsOptions, "work">,
  wantsToOwn: boolean,
): Promise<Rooms> {
  const { database, size, log } = options;
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
    ended: async ({ id, state }) => {
      if (state === "done" || state === "failed")
        await webhooks.outbox.happened({ event: `job/${state}`, object: id });
    },
    log: (about, error) => logFailure(log, about, error),
  });
  const place = { machine: ownMachine(process.env), connections: connectionsOf(options) };
  const threads = threadsOf(options, database ?? home.database, home.folder);
  const identify = createIdentify({ store, jobs, now, ...threads });
  const people = peopleOf(store, { ...options, provider: providerOf(options, now) }, now);
  const rooms = { store, jobs, log };
  if (home.isOwner) await sweepIncoming(rooms, home.incoming);
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
  return {
    ...rooms,
    identify,
    ...followUpOf({ store, jobs, identify, size, now, units: people.units }, home.folder),
    ...people,
    graph: graphOf({ store, jobs, policy: options.graph ?? microsoftAlone, now }),
    settings: store.settings,
    repeats: store.repeats,
    webhooks,
    place: ownPlaceOf({ ...place, store, identify, now }),
    releases: releasesOf({ releases: store.releases, units: store.units, now }),
    opinions: opinionsOf({ settings: store.settings, now }),
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
}
