/** `clear` and `check`: what may be looked at from outside, and what is seen there. */
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type CheckResult, type DomainName, domainNameText } from "@vallgrav/domains";
import { parseDomainName, type TrustAnchor } from "@vallgrav/domains";
import { msFromInstant, type Problem } from "@vallgrav/kernel";
import { rootAnchors } from "@vallgrav/knowledge";
import {
  checkResultWords,
  dnsCheckWords,
  dnssecWords,
  serverCheckWords,
} from "@vallgrav/knowledge/words";
import {
  type CheckedDomain,
  checkDomains,
  type Clearance,
  clearancesOf,
  connectionProbe,
  type DnsProbe,
  type DnsServer,
  dnsServerText,
  hygieneProblem,
  machineClock,
  openProbeLog,
  openResolver,
  parseAnchors,
  parseDnsServer,
  type ProbeLog,
  readRouting,
  resolverLimits,
  routingFrom,
  routingOf,
  type Scheduled,
  schedulesOf,
  selectorsOf,
  serverLimits,
  type ServerSetting,
  systemDnsServer,
  usualPorts,
} from "@vallgrav/platform/hygiene";
import type { Rooms } from "@vallgrav/server";
import { visible, whole } from "./format.ts";
import type { CheckCommand, ClearCommand } from "./hygiene-arguments.ts";
import { unreadable } from "./import-files.ts";
import { judgedDocument, judgedLines } from "./show-judged.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

type Problems = readonly Problem<string, object>[];
type Found<T> = { readonly value: T } | { readonly problems: Problems };

/** Names as people write them, each once; all problems where some are none. */
function namesOf(texts: readonly string[]): Found<readonly DomainName[]> {
  const names = new Map<string, DomainName>();
  const problems: Problem<string, object>[] = [];
  for (const text of texts) {
    const parsed = parseDomainName(text);
    if (parsed.ok) names.set(domainNameText(parsed.value), parsed.value);
    else problems.push(parsed.problem);
  }
  return problems.length > 0 ? { problems } : { value: [...names.values()] };
}

function clearanceLine(one: Clearance, today: string, { words }: Speaker): string {
  const [domain, by] = [visible(one.domain), visible(one.by)];
  const said = words.hygiene;
  return one.until < today ? said.over(domain, one.until) : said.cleared(domain, by, one.until);
}

/** Records, lists and ends clearances. */
export async function showClearance(
  rooms: Rooms,
  command: ClearCommand,
  speaker: Speaker,
): Promise<Told> {
  const clearances = clearancesOf(rooms);
  const today = rooms.now().slice(0, 10);
  const told = (list: readonly Clearance[], object: string): Told => {
    const lines = list.map((one) => clearanceLine(one, today, speaker));
    return { exit: 0, document: { clearances: list, problems: [] }, lines, problems: [], object };
  };
  if (command.what === "list") {
    const list = await clearances.list();
    const shown = told(list, "");
    return list.length > 0 ? shown : { ...shown, lines: [speaker.words.hygiene.noneCleared] };
  }
  const names = namesOf(command.what === "end" ? [command.domain] : command.domains);
  if ("problems" in names) return refused(names.problems);
  const object = names.value.map(domainNameText).join(" ");
  if (command.what === "end") {
    const [domain = []] = names.value;
    const isEnded = await clearances.end(domain);
    const said = speaker.words.hygiene;
    const line = isEnded ? said.ended(object) : said.notEnded(object);
    const document = { domain: object, ended: isEnded, problems: [] };
    return { exit: isEnded ? 0 : 1, document, lines: [line], problems: [], object };
  }
  const made: Clearance[] = [];
  for (const domain of names.value) {
    const { by, until, networks } = command;
    const recorded = await clearances.record({ domain, by, until, networks });
    if (!recorded.ok) return { ...refused([recorded.problem]), object };
    made.push(recorded.value);
  }
  return told(made, object);
}

function serverOf({ resolver }: CheckCommand): Found<DnsServer> {
  const server = resolver === null ? systemDnsServer() : parseDnsServer(resolver);
  if (server !== null) return { value: server };
  const problem =
    resolver === null
      ? hygieneProblem("hygiene/no-resolver", {})
      : hygieneProblem("hygiene/bad-resolver", { name: resolver });
  return { problems: [problem] };
}

async function anchorsOf({ anchor }: CheckCommand): Promise<Found<readonly TrustAnchor[]>> {
  if (anchor === null) return { value: rootAnchors };
  try {
    const parsed = parseAnchors(await readFile(anchor, "utf8"));
    return parsed.ok ? { value: parsed.value } : { problems: [parsed.problem] };
  } catch (error) {
    return { problems: [unreadable(anchor, error)] };
  }
}

/**
 * What is known of routes: from the files named, else from the validator that is set, else from the
 * files of the home.
 */
async function routingFor(
  { home, now }: Rooms,
  { roas, routes, validator }: CheckCommand & Pick<Scheduled, "validator">,
  log: ProbeLog,
): Promise<Found<ServerSetting["routing"]>> {
  const nowSeconds = Math.floor(msFromInstant(now()) / 1_000);
  if (roas === null) {
    if (validator === null) return { value: await routingOf(home, nowSeconds) };
    const { signal } = new AbortController();
    const onProbe = (probe: DnsProbe): void => log.write(probe);
    return { value: await routingFrom(validator, { home, now: now(), signal, onProbe }) };
  }
  try {
    const read = await readRouting({ roas, routes }, nowSeconds);
    return read.ok ? { value: read.value } : { problems: [read.problem] };
  } catch (error) {
    const path: unknown = Reflect.get(Object(error), "path");
    return { problems: [unreadable(typeof path === "string" ? path : roas, error)] };
  }
}

/** Checks of the zone and of its servers alike. */
const zoneChecks = ({ checks, servers }: CheckedDomain) => [...checks, ...servers];

const zoneWords = { ...dnsCheckWords, ...serverCheckWords };

function countOf(checked: CheckedDomain, wanted: CheckResult): number {
  return zoneChecks(checked).filter(({ result }) => result === wanted).length;
}

function domainLines(checked: CheckedDomain, speaker: Speaker): readonly string[] {
  const { words, language } = speaker;
  const count = (wanted: CheckResult): string => whole(countOf(checked, wanted), language);
  const open = zoneChecks(checked).filter(({ result }) => result !== "passed" && result !== "none");
  const why = checked.facts.soa.reason;
  return [
    words.hygiene.lead({
      domain: visible(domainNameText(checked.domain)),
      passed: count("passed"),
      warning: count("warning"),
      failed: count("failed"),
      unknown: count("unknown"),
    }),
    ...open.flatMap(({ id, result, about }) => [
      `  ${checkResultWords[result][language]}  ${id}  ${zoneWords[id].asks[language]}`,
      ...(id === "SEC-01" && why !== null ? [`    ${dnssecWords[why][language]}`] : []),
      ...(about.length === 0 || id === "SEC-01" ? [] : [`    ${visible(about.join(", "))}`]),
      ...(result === "unknown" ? [] : [`    ${words.hygiene.fix(zoneWords[id].fix[language])}`]),
    ]),
    ...(open.length === 0 ? [`  ${words.hygiene.allPassed}`] : []),
  ];
}

function domainDocument(checked: CheckedDomain) {
  const { domain, clearance, facts } = checked;
  const { status, reason, at } = facts.soa;
  const zone = at === null ? null : domainNameText(at);
  return {
    domain: domainNameText(domain),
    clearance,
    dnssec: { status, reason, at: zone },
    checks: zoneChecks(checked).map(({ id, result, about }) => {
      return { id, result, about, ...zoneWords[id] };
    }),
    ...judgedDocument(checked),
  };
}

/** Checks that failed or could not be made: what nobody knows is not in order. */
function openCount(checked: CheckedDomain): number {
  const isOpen = (result: string): boolean => result === "failed" || result === "unknown";
  const judged = checked.judged.filter(({ standing }) => isOpen(standing));
  return zoneChecks(checked).filter(({ result }) => isOpen(result)).length + judged.length;
}

/** The servers that names lead to are spoken to at their usual ports, each connection logged. */
function serversOf(
  rooms: Rooms,
  { profile }: CheckCommand,
  log: ProbeLog,
  seen: Pick<ServerSetting, "routing" | "selectors" | "serverLimits">,
): ServerSetting {
  return {
    profile,
    ...seen,
    onProbe: (probe) => log.write(probe),
    now: rooms.now(),
    ports: usualPorts,
    roots: null,
    surroundings: {
      clock: machineClock,
      random: (sizeBytes) => randomBytes(sizeBytes),
      log: (entry) => log.write(connectionProbe(entry, rooms.now())),
    },
  };
}

/** Looks at domains. Nothing is asked before every one of them is cleared. */
export async function showCheck(
  rooms: Rooms,
  command: CheckCommand,
  speaker: Speaker,
): Promise<Told> {
  const names = namesOf(command.domains);
  const server = serverOf(command);
  const anchors = await anchorsOf(command);
  for (const one of [names, server, anchors]) if ("problems" in one) return refused(one.problems);
  if (!("value" in names) || !("value" in server) || !("value" in anchors)) return refused([]);
  const now = rooms.now();
  const nowSeconds = Math.floor(msFromInstant(now) / 1_000);
  const { perSecond, validator } = await schedulesOf(rooms).load();
  const log = openProbeLog(join(rooms.home, "probes"), now.slice(0, 10));
  const routing = await routingFor(rooms, { ...command, validator }, log);
  if ("problems" in routing) return refused(routing.problems);
  const paced = perSecond === null ? {} : { perSecond };
  const resolver = openResolver({
    server: server.value,
    limits: { ...resolverLimits, ...paced },
    onProbe: (probe) => log.write(probe),
  });
  const object = names.value.map(domainNameText).join(" ").slice(0, 1_000);
  try {
    const checked = await checkDomains(names.value, {
      resolver,
      clearances: clearancesOf(rooms),
      anchors: anchors.value,
      nowSeconds,
      servers: serversOf(rooms, command, log, {
        routing: routing.value ?? null,
        selectors: await selectorsOf(rooms).load(),
        serverLimits: { ...serverLimits, ...paced },
      }),
    });
    if (!checked.ok) return { ...refused(checked.problem), object };
    await rooms.hygiene.keep(checked.value, now, dnsServerText(server.value));
    return {
      exit: checked.value.every((one) => openCount(one) === 0) ? 0 : 1,
      document: {
        checkedAt: now,
        resolver: server.value,
        profile: command.profile,
        domains: checked.value.map(domainDocument),
        probes: { count: log.count(), file: log.file },
        problems: [],
      },
      lines: [
        ...checked.value.flatMap((one) => [
          ...domainLines(one, speaker),
          ...judgedLines(one, command.profile, speaker),
        ]),
        speaker.words.hygiene.log(whole(log.count(), speaker.language), visible(log.file)),
      ],
      problems: [],
      object,
    };
  } finally {
    log.flush();
  }
}
