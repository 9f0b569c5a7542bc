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
  type SecondFactors,
  secondFactorsOf,
  type SignOn,
  signOnOf,
  type Units,
  unitsOf,
} from "@vallgrav/platform/accounts";
import { type Asking, createAsking } from "@vallgrav/platform/asking";
import { advisoryBook } from "@vallgrav/platform/advisories";
import { type Graph, graphOf, microsoftAlone } from "@vallgrav/platform/detect";
import { createFindings, type Findings } from "@vallgrav/platform/findings";
import { type OwnPlace, ownPlaceOf, type Releases, releasesOf } from "@vallgrav/platform/govern";
import { createHygiene, type Hygiene } from "@vallgrav/platform/hygiene";
import { createProtect, type Protect, type RunSize } from "@vallgrav/platform/protect";
import type { RepeatStore, SettingStore, Store } from "@vallgrav/platform/storage";
import { ownMachine } from "./domain-joined.ts";
import { type Ground, openGround, type RoomsOptions } from "./ground.ts";

/** The rooms of one organisation. */
export type Rooms = Ground & {
  readonly accounts: Accounts;
  readonly administration: Administration;
  readonly factors: SecondFactors;
  readonly passkeys: Passkeys;
  readonly signOn: SignOn;
  readonly tokens: ApiTokens;
  readonly provisioning: Provisioning;
  readonly settings: SettingStore;
  readonly repeats: RepeatStore;
  readonly place: OwnPlace;
  readonly releases: Releases;
  readonly units: Units;
  readonly asking: Asking;
  readonly findings: Findings;
  readonly hygiene: Hygiene;
  readonly graph: Graph;
  readonly protect: Protect;
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

/** Puts the other rooms on the ground floor. */
export function furnish(ground: Ground, options: Omit<RoomsOptions, "work">): Rooms {
  const { store, jobs, identify, now, home } = ground;
  const people = peopleOf(store, { ...options, provider: providerOf(options, now) }, now);
  const place = { machine: ownMachine(process.env), connections: connectionsOf(options) };
  const { size } = options;
  return {
    ...ground,
    ...followUpOf({ store, jobs, identify, size, now, units: people.units }, home),
    ...people,
    graph: graphOf({ store, jobs, policy: options.graph ?? microsoftAlone, now }),
    settings: store.settings,
    repeats: store.repeats,
    place: ownPlaceOf({ ...place, store, identify, now }),
    releases: releasesOf({ releases: store.releases, units: store.units, now }),
  };
}

/** Opens everything, but begins no job yet. @throws {StoreError} when the database does not open */
export async function openIdleRooms(
  options: Omit<RoomsOptions, "work">,
  wantsToOwn: boolean,
): Promise<Rooms> {
  return furnish(await openGround(options, wantsToOwn), options);
}
