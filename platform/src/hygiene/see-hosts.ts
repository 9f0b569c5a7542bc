/** Meets the hosts that a domain's names lead to, as far as they are cleared. */
import {
  curveNumber,
  type DnsReply,
  type DomainName,
  type HttpReply,
  type SeenTls,
  dataOf,
  questionOf,
  rcodes,
  suiteRank,
} from "@vallgrav/domains";
import { type Reached, reach } from "./reach.ts";
import type { SeeingSetting } from "./seeing.ts";
import { renegotiate } from "./tls/renegotiate.ts";
import { scanTls } from "./tls/scan-tls.ts";
import { shakeHands } from "./tls/shake-hands.ts";
import { defaultProbeLimits, type ProbeLimits } from "./tls/tls-target.ts";
import { fetchPage, openPageConnection, pageLimits } from "./web/fetch-page.ts";

/** Where a host stands in one family of addresses. */
export type Place = {
  /** Whether it has an address of the family; null where no answer came. */
  readonly exists: boolean | null;
  /** The first that may be met; servers behind one name are alike, mostly. */
  readonly address: string | null;
};

/** Where a host stands. */
export type Places = { readonly four: Place; readonly six: Place };

async function placeOf(
  host: string,
  reply: DnsReply,
  type: "A" | "AAAA",
  setting: SeeingSetting,
): Promise<Place> {
  if (reply.kind === "silence") return { exists: null, address: null };
  const { rcode, answers } = reply.message;
  if (rcode !== rcodes.noError && rcode !== rcodes.nxDomain) return { exists: null, address: null };
  const found = dataOf<"A" | "AAAA">(answers, type).map(({ address }) => address);
  for (const address of found)
    // One after another: the first that may be met is enough.
    // oxlint-disable-next-line no-await-in-loop
    if (await setting.isCleared(host, address)) return { exists: true, address };
  return { exists: found.length > 0, address: null };
}

/** Where a host stands: two questions, each put once. */
export async function placesOf(host: string, setting: SeeingSetting): Promise<Places> {
  setting.signal?.throwIfAborted();
  const name: DomainName = host.split(".");
  const [four, six] = await Promise.all(
    (["A", "AAAA"] as const).map(async (type) =>
      placeOf(host, await setting.resolver.ask(questionOf(name, type)), type, setting),
    ),
  );
  const nowhere: Place = { exists: null, address: null };
  return { four: four ?? nowhere, six: six ?? nowhere };
}

/** The addresses that may be met, IPv4 first. */
export function addressesIn({ four, six }: Places): readonly string[] {
  return [four.address, six.address].filter((one) => one !== null);
}

/**
 * Mail servers count those who knock at once, and some let them wait before they greet: one
 * connection at a time, and longer in all.
 */
function limitsOf(
  { probeLimits = defaultProbeLimits }: SeeingSetting,
  startTls: "smtp" | null,
): ProbeLimits {
  if (startTls === null) return probeLimits;
  return { ...probeLimits, atOnce: 1, targetTimeoutMs: 4 * probeLimits.targetTimeoutMs };
}

/**
 * A server's TLS: one handshake, then hellos. Seen once in a run, however many lead there; another
 * name at the same address and port is asked whether it is alike, and in full where it is not.
 */
export async function seeTls(
  place: { readonly host: string; readonly address: string; readonly startTls: "smtp" | null },
  setting: SeeingSetting,
): Promise<SeenTls> {
  const { host, address, startTls } = place;
  const { visits, ports, surroundings, roots } = setting;
  const port = startTls === null ? ports.https : ports.smtp;
  const target = { address, port, serverName: host, startTls };
  const limits = limitsOf(setting, startTls);
  const see = async (): Promise<SeenTls> => {
    setting.signal?.throwIfAborted();
    const shaken = await shakeHands(target, limits, surroundings, roots);
    const where = `${address} ${port}`;
    const known = visits.lastTls.get(where);
    const own = shaken?.chain[0];
    const beside =
      known === undefined || own === undefined
        ? null
        : { facts: known, curve: curveNumber(own.key.curve) };
    const facts = await scanTls(target, suiteRank, limits, surroundings, beside);
    const hasTls = facts.versions.some(({ isOffered }) => isOffered === true);
    if (hasTls) visits.lastTls.set(where, facts);
    if (shaken === null) return { host, address, facts, shaken };
    const isAsked = facts.versions.some(({ version, isOffered }) => {
      return version === "tls1.2" && isOffered === true;
    });
    const renegotiates = isAsked ? await renegotiate(target, limits, surroundings) : null;
    return { host, address, facts, shaken: { ...shaken, renegotiates } };
  };
  return visits.once(`tls ${address} ${port} ${host}`, () => visits.at(address, see));
}

const silent: HttpReply = { kind: "silent" };

/** Where pages are asked for. */
type PagePlace = { readonly scheme: "http" | "https"; readonly host: string };

/**
 * Pages of a host at an address, in their order, on one connection where the server keeps it;
 * silence where there is no address to ask.
 */
export async function fetchAllAt(
  { scheme, host }: PagePlace,
  paths: readonly string[],
  address: string | null,
  setting: SeeingSetting,
): Promise<readonly HttpReply[]> {
  if (address === null) return paths.map(() => silent);
  setting.signal?.throwIfAborted();
  const { visits, surroundings, ports } = setting;
  const port = ports[scheme];
  const limits = setting.pageLimits ?? pageLimits;
  return visits.at(address, async () => {
    using connection = openPageConnection(scheme);
    const replies: HttpReply[] = [];
    for (const path of paths) {
      const target = { scheme, host, path, address, port, mayCompress: path === "/" };
      // One after another, on the same connection.
      // oxlint-disable-next-line no-await-in-loop
      replies.push(await fetchPage(target, limits, surroundings, connection));
    }
    return replies;
  });
}

/** A page at an address; silence where there is none to ask. */
export async function fetchAt(
  place: PagePlace & { readonly path: string },
  address: string | null,
  setting: SeeingSetting,
): Promise<HttpReply> {
  const [reply] = await fetchAllAt(place, [place.path], address, setting);
  return reply ?? silent;
}

/** Whether a mail server takes connections at an address. */
export async function reachMail(
  host: string,
  address: string | null,
  setting: SeeingSetting,
): Promise<Reached> {
  if (address === null) return "unknown";
  setting.signal?.throwIfAborted();
  const { visits, surroundings, ports } = setting;
  const target = { address, port: ports.smtp, purpose: `reach ${host}` };
  const limits = setting.probeLimits ?? defaultProbeLimits;
  return visits.once(`reach ${address}`, () =>
    visits.at(address, () => reach(target, limits.connectTimeoutMs, surroundings)),
  );
}
