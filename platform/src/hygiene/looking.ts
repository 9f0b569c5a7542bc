/** The work of looking at own domains as a job. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type DomainName, parseDomainName, type TrustAnchor } from "@vallgrav/domains";
import { type Instant, type Json, msFromInstant } from "@vallgrav/kernel";
import { fail, type Result, succeed } from "@vallgrav/kernel";
import { type JobContext, JobRefused, type Jobs } from "../jobs/index.ts";
import type { Store } from "../storage/index.ts";
import { type CheckedDomain, checkDomains, type ServerSetting } from "./check-domains.ts";
import { clearancesOf, hygieneProblem } from "./clearance.ts";
import { type DnsServer, dnsServerText, parseDnsServer } from "./dns-server.ts";
import { serverLimits } from "./ask-servers.ts";
import { openResolver, resolverLimits } from "./open-resolver.ts";
import { machineClock } from "./pace.ts";
import { connectionProbe, openProbeLog } from "./probe-log.ts";
import { type RoaSetting, routingFrom } from "./fetch-roas.ts";
import { routingOf } from "./read-routing.ts";
import type { DnsProbe } from "./resolver.ts";
import { selectorsOf } from "./selectors.ts";
import { schedulesOf } from "./schedule.ts";

/** The world that domains are looked at in; tests have one of their own. */
export type HygieneWorld = Pick<
  ServerSetting,
  "ports" | "probeLimits" | "roots" | "serverLimits"
> & {
  readonly anchors: readonly TrustAnchor[];
  readonly systemServer: () => DnsServer | null;
  /** Asks the validator of routes, where one is named; left out: by HTTPS. */
  readonly askValidator?: RoaSetting["ask"];
};

/** What the room works with. */
export type HygieneRooms = {
  readonly store: Pick<Store, "domainChecks" | "settings">;
  readonly jobs: Jobs;
  /** The folder of the home: probes are logged there. */
  readonly home: string;
  readonly now: () => Instant;
  readonly world?: HygieneWorld;
};

/** Names as they are kept, each once; the problems of those that are none. */
export function namesOf(
  texts: readonly string[],
): Result<readonly DomainName[], readonly string[]> {
  const parsed = [...new Set(texts)].map((text) => ({ text, name: parseDomainName(text) }));
  const bad = parsed.flatMap(({ text, name }) => (name.ok ? [] : [text]));
  if (bad.length > 0) return fail(bad);
  return succeed(parsed.flatMap(({ name }) => (name.ok ? [name.value] : [])));
}

/** Domains in a job's payload. */
function payloadOf(payload: Json): readonly string[] {
  const named: unknown = Reflect.get(Object(payload), "domains");
  return (Array.isArray(named) ? named : []).filter((one) => typeof one === "string");
}

/** The work of the job: looks at the domains and keeps what came of it, all or nothing. */
export function lookingOf(
  rooms: HygieneRooms,
  world: HygieneWorld,
  keep: (checked: readonly CheckedDomain[], at: Instant, resolver: string) => Promise<void>,
): (context: JobContext) => Promise<Json> {
  const { store, home, now } = rooms;
  return async ({ payload, signal, progress }) => {
    const names = namesOf(payloadOf(payload));
    const scheduled = await schedulesOf({ settings: store.settings, now }).load();
    const { resolver: named, validator } = scheduled;
    const server = named === null ? world.systemServer() : parseDnsServer(named);
    if (server === null || !names.ok)
      throw new JobRefused([hygieneProblem("hygiene/no-resolver", {})]);
    const at = now();
    const log = openProbeLog(join(home, "probes"), at.slice(0, 10));
    const paced = scheduled.perSecond === null ? {} : { perSecond: scheduled.perSecond };
    const onProbe = (probe: DnsProbe): void => log.write(probe);
    const resolver = openResolver({ server, limits: { ...resolverLimits, ...paced }, onProbe });
    const total = names.value.length;
    const tell = async (done: number): Promise<void> =>
      progress(done, total, { probes: log.count() });
    await tell(0);
    try {
      const nowSeconds = Math.floor(msFromInstant(at) / 1_000);
      const checked = await checkDomains(names.value, {
        resolver,
        clearances: clearancesOf({ settings: store.settings, now }),
        anchors: world.anchors,
        nowSeconds,
        signal,
        onDone: tell,
        servers: {
          ...world,
          profile: "vallgrav",
          routing:
            validator === null
              ? await routingOf(home, nowSeconds)
              : await routingFrom(validator, {
                  home,
                  now: at,
                  signal,
                  onProbe,
                  ...(world.askValidator === undefined ? {} : { ask: world.askValidator }),
                }),
          onProbe,
          selectors: await selectorsOf({ settings: store.settings, now }).load(),
          serverLimits: { ...(world.serverLimits ?? serverLimits), ...paced },
          now: at,
          surroundings: {
            clock: machineClock,
            random: (sizeBytes) => randomBytes(sizeBytes),
            log: (entry) => log.write(connectionProbe(entry, now())),
          },
        },
      });
      if (!checked.ok) throw new JobRefused(checked.problem);
      signal.throwIfAborted();
      await keep(checked.value, at, dnsServerText(server));
      return { domains: total, probes: log.count() };
    } finally {
      log.flush();
    }
  };
}
