/**
 * Own domains: what they looked like from outside each time, what breaks next, and looking anew,
 * as a job, when somebody asks or the time has come.
 */
import { createHash, randomUUID } from "node:crypto";
import { domainNameText, parseDomainName } from "@vallgrav/domains";
import { type Instant, msFromInstant, type PlainDate } from "@vallgrav/kernel";
import { fail, type Result, succeed } from "@vallgrav/kernel";
import { rootAnchors } from "@vallgrav/knowledge";
import type { DomainBreak, DomainsView, DomainView, Job, OwnDomain } from "../api/index.ts";
import type { DomainCheckSummary } from "../storage/index.ts";
import type { CheckedDomain } from "./check-domains.ts";
import { nextBreakOf, recordOf, shortlyOf, wholeOf } from "./check-record.ts";
import { type Clearance, type Clearances, clearancesOf } from "./clearance.ts";
import { type HygieneProblem, hygieneProblem } from "./clearance.ts";
import { systemDnsServer } from "./dns-server.ts";
import { type HygieneRooms, type HygieneWorld, lookingOf, namesOf } from "./looking.ts";
import { type Scheduled, type Schedules, schedulesOf, type Undoable } from "./schedule.ts";
import { usualPorts } from "./seeing.ts";

/** The room. */
export type Hygiene = {
  /** All own domains, those that may no longer be looked at among them. */
  list(): Promise<DomainsView>;
  /** One of them, or a name below one; null where it is neither. */
  one(domain: string): Promise<DomainView | null>;
  /** Looks at domains, as a job; at all that may be looked at where none are named. */
  check(domains: readonly string[]): Promise<Result<Job, readonly HygieneProblem[]>>;
  /** Looks at those whose time has come; null where there are none. */
  checkDue(): Promise<Job | null>;
  /** Keeps what a check came to that was made elsewhere, as at the terminal. */
  keep(checked: readonly CheckedDomain[], at: Instant, resolver: string): Promise<void>;
  readonly schedule: Schedules["change"];
  /** Tells when an own domain's registration runs out. */
  tellExpiry(domain: string, day: string | null): Promise<Result<Undoable, HygieneProblem>>;
};

const historyShown = 60;
const dayMs = 86_400_000;
const dueKey = "hygiene/last-due";

const usualWorld: HygieneWorld = {
  anchors: rootAnchors,
  ports: usualPorts,
  roots: null,
  systemServer: systemDnsServer,
};

/** Earlier checks first. */
const byTime = (a: { readonly at: string }, b: { readonly at: string }): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : 0;

function registrationBreak(domain: string, expires: PlainDate | null): readonly DomainBreak[] {
  if (expires === null) return [];
  const at = `${expires}T00:00:00.000Z` as Instant;
  return [{ what: "registration", where: "dns", host: domain, at }];
}

function ownOf(
  { domain, by, until, networks }: Clearance,
  today: string,
  scheduled: Scheduled,
  checks: readonly DomainCheckSummary[],
): OwnDomain {
  const expires = scheduled.expiries.get(domain) ?? null;
  const [latest, before] = checks;
  const seen = latest === undefined ? null : nextBreakOf(latest);
  const breaks = [...registrationBreak(domain, expires), ...(seen === null ? [] : [seen])];
  return {
    domain,
    by,
    until,
    networks,
    isOver: until < today,
    expires,
    latest: latest === undefined ? null : shortlyOf(latest),
    before: before === undefined ? null : shortlyOf(before).scores,
    nextBreak: breaks.toSorted(byTime)[0] ?? null,
  };
}

/** Whether the latest check of a domain is so old that it is looked at anew. */
function isDue(latest: DomainCheckSummary | undefined, everyDays: number, nowMs: number): boolean {
  // An hour of grace: a weekly look must not drift by the time that looking takes.
  const oldest = nowMs - everyDays * dayMs + 3_600_000;
  return latest === undefined || msFromInstant(latest.at) <= oldest;
}

type Parts = {
  readonly rooms: HygieneRooms;
  readonly clearances: Clearances;
  readonly schedules: Schedules;
};

const todayOf = ({ now }: HygieneRooms): string => now().slice(0, 10);

async function latestJob({ jobs }: HygieneRooms): Promise<Job | null> {
  const newest = (await jobs.list()).find(({ kind }) => kind === "domains");
  return newest === undefined || newest.state === "done" ? null : newest;
}

async function listOf({ rooms, clearances, schedules }: Parts): Promise<DomainsView> {
  const checks = rooms.store.domainChecks;
  const [all, scheduled, job] = await Promise.all([
    clearances.list(),
    schedules.load(),
    latestJob(rooms),
  ]);
  const domains = await Promise.all(
    all.map(async (one) =>
      ownOf(one, todayOf(rooms), scheduled, await checks.history(one.domain, 2)),
    ),
  );
  const { everyDays, resolver, perSecond, validator } = scheduled;
  return { domains, schedule: { everyDays, resolver, perSecond, validator }, job };
}

async function oneOf({ rooms, clearances, schedules }: Parts, text: string) {
  const checks = rooms.store.domainChecks;
  const name = parseDomainName(text);
  if (!name.ok) return null;
  const domain = domainNameText(name.value);
  // A name below an own one is looked at by the same clearance, and has its history too.
  const exact = (await clearances.list()).find((one) => one.domain === domain);
  const covered = await clearances.covering(name.value);
  const found = exact ?? (covered.ok ? { ...covered.value, domain } : undefined);
  if (found === undefined) return null;
  const history = await checks.history(domain, historyShown);
  const own = ownOf(found, todayOf(rooms), await schedules.load(), history);
  const [latest] = history;
  const report = latest === undefined ? null : await checks.report(latest.id);
  if (latest === undefined || report === null) return { own, report: null, history: [] };
  const whole = wholeOf(latest, report);
  const breaks = [...registrationBreak(domain, own.expires), ...whole.breaks].toSorted(byTime);
  return { own, report: { ...whole, breaks }, history: history.map(shortlyOf) };
}

function submitTo({ jobs }: HygieneRooms, domains: readonly string[]): Promise<Job> {
  return jobs.submit({
    kind: "domains",
    // All at once is one job, however often it is asked for.
    key: createHash("sha256").update(domains.toSorted().join(" ")).digest("hex"),
    title: domains.length === 1 ? (domains[0] ?? "") : `${domains.length}`,
    payload: { domains },
  });
}

async function holdingOf({ rooms, clearances }: Parts): Promise<readonly string[]> {
  const all = await clearances.list();
  return all.filter(({ until }) => until >= todayOf(rooms)).map(({ domain }) => domain);
}

/** Submits a look at what is named, or at all that may be looked at. */
async function askFor(
  parts: Parts,
  texts: readonly string[],
): Promise<Result<Job, readonly HygieneProblem[]>> {
  const names = namesOf(texts.length === 0 ? await holdingOf(parts) : texts);
  if (!names.ok)
    return fail(names.problem.map((name) => hygieneProblem("hygiene/not-cleared", { name })));
  if (names.value.length === 0) return fail([hygieneProblem("hygiene/none-cleared", {})]);
  const covered = await Promise.all(
    names.value.map(async (name) => parts.clearances.covering(name)),
  );
  const problems = covered.flatMap((one) => (one.ok ? [] : [one.problem]));
  if (problems.length > 0) return fail(problems);
  return succeed(await submitTo(parts.rooms, names.value.map(domainNameText)));
}

/** Submits a look at what is due; what came to nothing is not tried twice in a day. */
async function askForDue(parts: Parts): Promise<Job | null> {
  const { now, store } = parts.rooms;
  const { everyDays } = await parts.schedules.load();
  if (everyDays === null) return null;
  const [nowMs, today] = [msFromInstant(now()), todayOf(parts.rooms)];
  const latest = await store.domainChecks.latest();
  const known = new Map(latest.map((one) => [one.domain, one]));
  const holding = await holdingOf(parts);
  const due = holding.filter((domain) => isDue(known.get(domain), everyDays, nowMs));
  const last = await store.settings.load(dueKey);
  const tried = triedIn(last?.value, today);
  const fresh = due.filter((domain) => !tried.includes(domain));
  if (fresh.length === 0) return null;
  const next = { day: today, domains: [...tried, ...fresh] };
  await store.settings.save(dueKey, next, last?.version ?? 0);
  return submitTo(parts.rooms, fresh);
}

/** Domains that a schedule has looked at today. */
function triedIn(value: unknown, today: string): readonly string[] {
  const [day, domains]: readonly unknown[] = ["day", "domains"].map((name): unknown =>
    Reflect.get(Object(value), name),
  );
  if (day !== today || !Array.isArray(domains)) return [];
  return domains.filter((one) => typeof one === "string");
}

/** Opens the room and says how its jobs are done. */
export function createHygiene(rooms: HygieneRooms): Hygiene {
  const { store, jobs, now, world = usualWorld } = rooms;
  const kept = { settings: store.settings, now };
  const parts: Parts = { rooms, clearances: clearancesOf(kept), schedules: schedulesOf(kept) };
  const { clearances, schedules } = parts;
  const keep: Hygiene["keep"] = async (checked, at, resolver) =>
    store.domainChecks.add(
      checked.flatMap((one) => recordOf(one, { id: randomUUID(), at, resolver }) ?? []),
    );
  jobs.register("domains", lookingOf(rooms, world, keep));
  return {
    list: () => listOf(parts),
    one: (text) => oneOf(parts, text),
    check: (texts) => askFor(parts, texts),
    checkDue: () => askForDue(parts),
    keep,
    schedule: (asked) => schedules.change(asked),
    tellExpiry: async (domain, day) => {
      const isOwn = (await clearances.list()).some((one) => one.domain === domain);
      if (!isOwn) return fail(hygieneProblem("hygiene/not-cleared", { name: domain }));
      return schedules.tellExpiry(domain, day);
    },
  };
}
