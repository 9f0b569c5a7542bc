/** Opens the ways in that are configured: none unless somebody has said so. */
import { instantFromMs, invariant } from "@vallgrav/kernel";
import { tokenHashOf } from "../../accounts/tokens.ts";
import type { Store } from "../../storage/index.ts";
import { SpoolRefused } from "../spool.ts";
import { countForeign, takeForeign } from "../foreign.ts";
import { listenUdp } from "./datagrams.ts";
import { followFiles, marksOf } from "./files.ts";
import { listenHttp, type SourceOfToken, type TakeAlerts } from "./http.ts";
import { type Certificates, type IntakeRoom, isLoopback, type Listener } from "./intake.ts";
import type { Place } from "./place.ts";
import { toldSeldom } from "./seldom.ts";
import { listenRelp, listenSyslog } from "./streams.ts";

/** What is configured; null or empty: that way in is shut. */
export type IntakeSettings = {
  readonly http: Place | null;
  readonly udp: Place | null;
  readonly tcp: Place | null;
  readonly tls: Place | null;
  readonly relp: Place | null;
  readonly files: readonly string[];
  readonly certificates: Certificates | null;
};

/** Nothing is received. */
export const noIntake: IntakeSettings = {
  http: null,
  udp: null,
  tcp: null,
  tls: null,
  relp: null,
  files: [],
  certificates: null,
};

/** Why ways in do not open. */
export type IntakeCode =
  /** Tokens and acknowledged lines need TLS on an address that others reach. */
  | "watch/needs-tls"
  /** A place is none, its port is taken, or a file of certificates cannot be read. */
  | "watch/cannot-listen";

/** The ways in do not open. */
export class IntakeFailed extends Error {
  override readonly name: string = "IntakeFailed";
  readonly code: IntakeCode;
  constructor(code: IntakeCode, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/** Whether anything is configured. */
export function isConfigured({ http, udp, tcp, tls, relp, files }: IntakeSettings): boolean {
  return [http, udp, tcp, tls, relp].some((place) => place !== null) || files.length > 0;
}

/** How long a token that was looked up is known without asking again. */
const knownMs = 2_000;

/** Looks tokens up; one that was ended is refused within two seconds. */
export function tokensOf({ watch }: Pick<Store, "watch">, nowMs: () => number): SourceOfToken {
  let known: { readonly atMs: number; readonly byHash: ReadonlyMap<string, string> } | null = null;
  return async (token) => {
    if (known === null || Math.abs(nowMs() - known.atMs) > knownMs) {
      const sources = await watch.sources();
      const byHash = sources.flatMap(({ id, tokenHash, endedAt }) =>
        tokenHash === null || endedAt !== null ? [] : [[tokenHash, id] as const],
      );
      known = { atMs: nowMs(), byHash: new Map(byHash) };
    }
    return known.byHash.get(tokenHashOf(token)) ?? null;
  };
}

/** Requests with alerts that are read or wait for it at once; whoever comes then comes again. */
const mostTaken = 8;

/** Alerts of other products, told by whoever shows a source's token. */
function alertsTaker({
  store,
  nowMs,
}: Pick<IntakeRoom, "nowMs"> & { readonly store: Pick<Store, "watch"> }): TakeAlerts {
  let taken = 0;
  const take: TakeAlerts = async (source, body) => {
    const atMs = nowMs();
    const at = instantFromMs(atMs);
    invariant(at !== null, "the clock stands in years 0 to 9999");
    const report = await takeForeign({ store, now: () => at }, [{ name: "webhook", source: body }]);
    await countForeign(store, source, { ...report, atMs });
    const { added, known, files } = report;
    const problems = files.flatMap((one) => one.problems.map(({ code }) => code));
    return { added, known, problems };
  };
  return async (source, body) => {
    if (taken >= mostTaken) throw new SpoolRefused("too many alerts are being read");
    taken += 1;
    try {
      return await take(source, body);
    } finally {
      taken -= 1;
    }
  };
}

function check(settings: IntakeSettings): void {
  const { http, relp, tls, certificates } = settings;
  const open = [http, relp].some((place) => place !== null && !isLoopback(place.host));
  if (certificates === null && (open || tls !== null)) throw new IntakeFailed("watch/needs-tls");
}

/**
 * Opens every way in that is configured, or none.
 * @throws {IntakeFailed}
 */
export async function openIntake(
  settings: IntakeSettings,
  given: IntakeRoom & { readonly store: Pick<Store, "watch">; readonly folder: string },
): Promise<readonly Listener[]> {
  check(settings);
  const room = { ...given, onFailure: toldSeldom(given) };
  const { http, udp, tcp, tls, relp, files, certificates } = settings;
  const sourceOf = tokensOf(room.store, room.nowMs);
  const takeAlerts = alertsTaker(room);
  const ways: readonly (() => Promise<Listener>)[] = [
    http === null ? [] : () => listenHttp(http, certificates, { room, sourceOf, takeAlerts }),
    udp === null ? [] : () => listenUdp(udp, room),
    tcp === null ? [] : () => listenSyslog(tcp, null, room),
    tls === null ? [] : () => listenSyslog(tls, certificates, room),
    relp === null ? [] : () => listenRelp(relp, certificates, room),
    files.length === 0 ? [] : () => followFiles(files, marksOf(room.folder), room),
  ].flat();
  const opened: Listener[] = [];
  try {
    for (const way of ways) opened.push(await way());
    return opened;
  } catch (error) {
    for (const one of opened) await one.close(0);
    throw new IntakeFailed("watch/cannot-listen", error);
  }
}
