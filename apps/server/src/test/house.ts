/** The server over a store in a temporary folder, with rooms that answer what a test wants. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Instant } from "@vallgrav/kernel";
import {
  type Accounts,
  accountsOf,
  type Administration,
  administrationOf,
  type ApiTokens,
  apiTokensOf,
  type Passkeys,
  passkeysOf,
  type Provisioning,
  provisioningOf,
  type SecondFactors,
  secondFactorsOf,
  type IdentityProvider,
  type SignOn,
  signOnOf,
  type Units,
  unitsOf,
} from "@vallgrav/platform/accounts";
import type { ImportView, Role } from "@vallgrav/platform/api";
import { type Audit, auditOf } from "@vallgrav/platform/audit";
import { type Asking, createAsking } from "@vallgrav/platform/asking";
import { createFindings, type Findings } from "@vallgrav/platform/findings";
import { createHygiene, type Hygiene } from "@vallgrav/platform/hygiene";
import type { Identify, ImportFile, Judged } from "@vallgrav/platform/identify";
import { createDetect, dutyOf, graphOf, microsoftAlone } from "@vallgrav/platform/detect";
import { type JobHandler, type Jobs, jobsOf } from "@vallgrav/platform/jobs";
import { ownPlaceOf, releasesOf } from "@vallgrav/platform/govern";
import { opinionsOf } from "@vallgrav/platform/opinions";
import type { Protect } from "@vallgrav/platform/protect";
import { openStore, type Store } from "@vallgrav/platform/storage";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { afterEach } from "vitest";
import { buildApp } from "../app.ts";
import { webhooksOf } from "../ground.ts";
import type { Log } from "../log.ts";
import type { RightsTable } from "../rights.ts";
import type { Route } from "../route.ts";
import { allRoutes, type RouteRooms } from "../routes.ts";
import type { BodyPace } from "../slow-body.ts";
import type { UploadLimits } from "../uploads.ts";
import { holdAgainst } from "./described.ts";
import { fakeProtect, nothingMoves, somePlan } from "./fake-protect.ts";

export { somePlan } from "./fake-protect.ts";

/** What a test may choose. */
export type HouseChoices = {
  /** Routes beside the usual ones. */
  readonly extra?: readonly Route[];
  readonly limits?: UploadLimits;
  /** How slowly bodies may come. */
  readonly pace?: BodyPace;
  readonly webFolder?: string;
  readonly isBehindProxy?: boolean;
  readonly rights?: RightsTable;
  readonly provider?: IdentityProvider;
  readonly protect?: Partial<RouteRooms["protect"]>;
  readonly identify?: Partial<Identify>;
  readonly asking?: Partial<Asking>;
  readonly findings?: Partial<Findings>;
  readonly hygiene?: Partial<Hygiene>;
  /** What is within reach of an alert. */
  readonly reach?: Protect["reach"];
  readonly reports?: Readonly<Record<string, ImportView>>;
  /** How imports go; by default they are done at once. */
  readonly importing?: JobHandler;
};

/** The server and what lies behind it. */
export type House = {
  readonly app: FastifyInstance;
  readonly routes: readonly Route[];
  readonly store: Store;
  readonly accounts: Accounts;
  readonly administration: Administration;
  readonly factors: SecondFactors;
  readonly passkeys: Passkeys;
  readonly signOn: SignOn;
  readonly tokens: ApiTokens;
  readonly provisioning: Provisioning;
  readonly units: Units;
  readonly jobs: Jobs;
  readonly folder: string;
  readonly incoming: string;
  readonly imported: (readonly ImportFile[])[];
  /** What was logged, as text. */
  readonly logged: string[];
  /** Faults a test can switch on. */
  readonly faults: { audit: boolean; stopping: boolean };
  readonly clock: { ms: number };
  /** Outcomes in the audit: `action outcome` with the object. */
  audited(): Promise<readonly string[]>;
};

/** A request, from this machine unless it says otherwise. */
export type Ask = {
  readonly method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";
  readonly url: string;
  readonly body?: unknown;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Network address; this machine's where none is given. */
  readonly from?: string;
};

/** A password that the rules take. */
export const password = "korrekt häst batteri 7";

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

/** A temporary folder, gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-server-"));
  opened.push(async () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const someRefusal: Judged = {
  ok: false,
  problem: { code: "identify/unknown-thing", severity: "error", at: null, args: {} },
};

function fakeIdentify(
  jobs: Jobs,
  imported: (readonly ImportFile[])[],
  reports: HouseChoices["reports"] = {},
): Identify {
  return {
    mappings: () => Promise.resolve([]),
    forgetMapping: () => Promise.resolve(false),
    restoreMapping: () => Promise.resolve(),
    lookAtTables: () => Promise.resolve({ tables: [], choices: [], problems: [] }),
    importFiles: (files) => {
      imported.push(files);
      return jobs.submit({
        kind: "import",
        key: null,
        title: files.map(({ name }) => name).join(", "),
        payload: { files: files.map(({ path }) => path) },
      });
    },
    withdraw: (id) =>
      reports[id] === undefined
        ? Promise.resolve(null)
        : jobs.submit({ kind: "withdraw", key: id, title: id, payload: { importId: id } }),
    report: (id) => Promise.resolve(reports[id] ?? null),
    outcome: (id) => Promise.resolve(reports[id] ?? null),
    sayList: () => Promise.resolve(someRefusal),
    status: () =>
      Promise.resolve({
        assets: [{ kind: "computer", count: 3, listed: 3 }],
        relations: 0,
        evidence: [],
        contradictions: 0,
        vitalServices: 0,
        model: "the model's hash",
      }),
    questions: () => Promise.resolve([]),
    contradictions: () => Promise.resolve([]),
    map: () => Promise.resolve({ open: [], things: 0, nodes: [], links: [] }),
    pairs: () => Promise.resolve({ pairs: [], total: 0, next: null }),
    find: () => Promise.resolve({ assets: [], total: 0, next: null }),
    asset: () => Promise.resolve(null),
    coverage: (kind) => Promise.resolve({ kind, listed: 0, sources: [] }),
    unseen: () => Promise.resolve({ assets: [], total: 0, next: null }),
    neighbours: () => Promise.resolve({ neighbours: [], total: 0, isCut: false, next: null }),
    subjectOf: () => Promise.resolve(null),
    judge: () => Promise.resolve(someRefusal),
    trust: () => Promise.resolve(someRefusal),
    current: () => Promise.resolve(null),
  };
}

function auditWithFaults(store: Store, faults: House["faults"]): Audit {
  return auditOf({
    ...store.audit,
    append: (make) =>
      faults.audit ? Promise.reject(new Error("disk full")) : store.audit.append(make),
  });
}

/** Nothing is asked of anybody outside: there is no server of names. */
function quietHygiene(rooms: Omit<Parameters<typeof createHygiene>[0], "world">): Hygiene {
  const ports = { http: 1, https: 1, smtp: 1, dns: 1 };
  const world = { anchors: [], ports, roots: [], systemServer: () => null };
  return createHygiene({ ...rooms, world });
}

/** A machine that may be told. Nothing is sent by a house: nobody looks after its outbox. */
const hookPolicy = { hosts: ["hook.example.se"], mayBePrivate: false, authorities: null };

/** Opens it. Everything is closed and removed after the test. */
export async function openHouse(choices: HouseChoices = {}): Promise<House> {
  const folder = temporaryFolder();
  const incoming = join(folder, "incoming");
  mkdirSync(incoming);
  const store = await openStore(join(folder, "vallgrav.db"));
  const logged: string[] = [];
  const log: Log = (...line) => logged.push(JSON.stringify(line));
  const clock = { ms: Date.UTC(2026, 10, 24) };
  const now = (): Instant => new Date(clock.ms).toISOString() as Instant;
  const faults = { audit: false, stopping: false };
  const jobs = jobsOf({ store: store.jobs, log: (about) => log("error", about) });
  jobs.register("import", choices.importing ?? (() => Promise.resolve(null)));
  const accounts = accountsOf({ store, now });
  const units = unitsOf({ store, now });
  const factors = secondFactorsOf({ store, now });
  const passkeys = passkeysOf({ store, now });
  const tokens = apiTokensOf({ store, accounts, now });
  const administration = administrationOf({ store, now });
  const signOn = signOnOf({ store, accounts, provider: choices.provider ?? null, now });
  const provisioning = provisioningOf({ store, administration, now });
  const imported: (readonly ImportFile[])[] = [];
  const nothing = { movers: () => Promise.resolve(null), storedPlan: () => Promise.resolve(null) };
  const identify = { ...fakeIdentify(jobs, imported, choices.reports), ...choices.identify };
  const realAsking = createAsking({ store, identify, protect: nothing, now });
  const reach = choices.reach ?? (() => Promise.resolve(null));
  const audit = auditWithFaults(store, faults);
  const protect = fakeProtect(choices.protect);
  const rooms = {
    accounts,
    administration,
    factors,
    passkeys,
    signOn,
    tokens,
    provisioning,
    settings: store.settings,
    repeats: store.repeats,
    webhooks: webhooksOf(store, hookPolicy, now),
    place: ownPlaceOf({
      store,
      identify,
      machine: { host: "srv-vallgrav", joined: null },
      connections: [],
      now,
    }),
    releases: releasesOf({ releases: store.releases, units, now }),
    opinions: opinionsOf({ settings: store.settings, now }),
    now,
    units,
    audit,
    home: folder,
    identify,
    asking: { ...realAsking, ...choices.asking },
    findings: {
      ...createFindings({ store, jobs, identify, protect: nothingMoves, units, now }),
      ...choices.findings,
    },
    hygiene: { ...quietHygiene({ store, jobs, now, home: folder }), ...choices.hygiene },
    duty: dutyOf({ settings: store.settings, now }),
    graph: graphOf({ store, jobs, policy: microsoftAlone, now }),
    detect: createDetect({ store, identify, protect: { reach }, now, watching: () => null }),
    jobs,
    protect,
    incoming,
    log,
  };
  const routes = [...allRoutes(rooms, choices.limits), ...(choices.extra ?? [])];
  const app = await buildApp({
    ...rooms,
    routes,
    ownNames: new Set(["localhost", "127.0.0.1"]),
    webFolder: choices.webFolder ?? join(folder, "no-web"),
    isBehindProxy: choices.isBehindProxy ?? false,
    pace: choices.pace,
    ...(choices.rights === undefined ? {} : { rights: choices.rights }),
    isStopping: () => faults.stopping,
  });
  jobs.start();
  opened.unshift(async () => {
    await app.close();
    await jobs.stop();
    await store.close();
  });
  return {
    app,
    routes,
    store,
    accounts,
    administration,
    factors,
    passkeys,
    signOn,
    tokens,
    provisioning,
    units,
    jobs,
    folder,
    incoming,
    imported,
    logged,
    faults,
    clock,
    audited: async () =>
      (await store.audit.rows(1, 1_000)).map(({ entry }) => {
        const { action, outcome, object } = JSON.parse(entry) as Record<string, string>;
        return `${action} ${outcome} ${object}`.trim();
      }),
  };
}

/**
 * Sends a request as our own pages would, unless it says otherwise. What is answered must be what
 * the description of the API says of the route.
 */
export async function ask(
  house: Pick<House, "app">,
  request: Ask,
): Promise<LightMyRequestResponse> {
  const answer = await askUndescribed(house, request);
  holdAgainst(request.method ?? "GET", request.url, { answer, madeUp: somePlan.run.id });
  return answer;
}

/** The same for rooms whose answers a test made up. */
export function askUndescribed(
  house: Pick<House, "app">,
  request: Ask,
): Promise<LightMyRequestResponse> {
  const { method = "GET", url, body, token, headers = {}, from } = request;
  const isChange = method !== "GET" && method !== "HEAD";
  return house.app.inject({
    method,
    url,
    ...(from === undefined ? {} : { remoteAddress: from }),
    headers: {
      host: "localhost:4600",
      ...(isChange ? { "x-vallgrav": "1", origin: "http://localhost:4600" } : {}),
      ...(typeof token === "string" ? { cookie: `vallgrav=${token}` } : {}),
      ...(body === undefined || body instanceof Uint8Array
        ? {}
        : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined
      ? {}
      : { payload: body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body) }),
  });
}

/** The session cookie of an answer: its token and what else it says. */
export function cookieOf(response: LightMyRequestResponse): string {
  const header = response.headers["set-cookie"];
  return Array.isArray(header) ? header.join("\n") : (header ?? "");
}

/** The token that an answer hands over; empty when there is none. */
export function tokenOf(response: LightMyRequestResponse): string {
  return /^vallgrav=([^;]*)/.exec(cookieOf(response))?.[1] ?? "";
}

/** Makes the first account. @returns its token */
export async function setUp(house: House): Promise<string> {
  const made = await ask(house, {
    method: "POST",
    url: "/api/first-run",
    body: { name: "Astrid Exempel", password },
  });
  return tokenOf(made);
}

/** A token of a fresh account with a role. */
export async function signInAs(
  house: House,
  role: Role,
  unit: string | null = null,
): Promise<string> {
  const name = `Prov ${role}`;
  const made = await house.accounts.create({ name, password, role, unit });
  if (!made.ok && made.problem.code !== "accounts/name-taken") throw new Error(made.problem.code);
  const session = await house.accounts.signIn({ name, password, address: "127.0.0.1" });
  if (!session.ok) throw new Error(session.problem.code);
  return session.value.token;
}

/** A multipart body with files, and the header that goes with it. */
export async function upload(
  files: readonly { readonly name: string; readonly bytes: Uint8Array | string }[],
  field = "files",
): Promise<{ readonly body: Uint8Array; readonly headers: Readonly<Record<string, string>> }> {
  const form = new FormData();
  for (const { name, bytes } of files)
    form.append(field, new Blob([typeof bytes === "string" ? bytes : Buffer.from(bytes)]), name);
  const packed = new Response(form);
  const type = packed.headers.get("content-type") ?? "";
  return {
    body: new Uint8Array(await packed.arrayBuffer()),
    headers: { "content-type": type },
  };
}
