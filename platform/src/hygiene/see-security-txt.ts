/**
 * Looks for security.txt: where the standard puts it, else at its old place. Redirects are followed
 * over HTTPS alone, at most eight, and only to hosts that are cleared.
 */
import type { HttpReply } from "@vallgrav/domains";
import { addressesIn, fetchAt, placesOf } from "./see-hosts.ts";
import type { SeeingSetting } from "./seeing.ts";

/** Where the file belongs (RFC 9116 §3), and where it once lay. */
export const securityPaths = { own: "/.well-known/security.txt", old: "/security.txt" } as const;

const mostRedirects = 8;

/** What came in the end, and whether it lay at the old place. */
export type FoundSecurityTxt = { readonly reply: HttpReply; readonly isOld: boolean };

const isRedirect = (reply: HttpReply): boolean =>
  reply.kind === "reply" && [301, 302, 303, 307, 308].includes(reply.status);

/** The page that a redirect leads to; null where it leads to no page of HTTPS on its own port. */
function targetOf(reply: HttpReply, from: URL): URL | null {
  if (reply.kind !== "reply") return null;
  const [, location = ""] = reply.headers.find(([name]) => name === "location") ?? [];
  const target = location.length > 2_000 ? null : URL.parse(location, from);
  return target?.protocol === "https:" && target.port === "" ? target : null;
}

/** A reply that leads in circles, or elsewhere than to HTTPS, stays what it is: no file. */
async function follow(
  first: HttpReply,
  from: URL,
  address: string,
  setting: SeeingSetting,
): Promise<HttpReply> {
  let [reply, at, where]: [HttpReply, URL, string | undefined] = [first, from, address];
  const been = new Set([at.href]);
  for (let hop = 0; hop < mostRedirects && isRedirect(reply); hop += 1) {
    const target = targetOf(reply, at);
    if (target === null || been.has(target.href)) return reply;
    been.add(target.href);
    // One after another: each depends on the one before.
    if (target.hostname !== at.hostname)
      // oxlint-disable-next-line no-await-in-loop
      [where] = addressesIn(await placesOf(target.hostname, setting));
    const { hostname: host, pathname: path } = target;
    // oxlint-disable-next-line no-await-in-loop
    reply = await fetchAt({ scheme: "https", host, path }, where ?? null, setting);
    at = target;
  }
  return reply;
}

/**
 * The file of a host.
 * @param first what its own place answered
 */
export async function seeSecurityTxt(
  host: string,
  address: string | null,
  first: HttpReply,
  setting: SeeingSetting,
): Promise<FoundSecurityTxt> {
  if (address === null) return { reply: first, isOld: false };
  const urlOf = (path: string): URL => new URL(`https://${host}${path}`);
  const reply = await follow(first, urlOf(securityPaths.own), address, setting);
  if (reply.kind !== "reply" || reply.status === 200) return { reply, isOld: false };
  const place = { scheme: "https", host, path: securityPaths.old } as const;
  const old = await fetchAt(place, address, setting);
  const found = await follow(old, urlOf(securityPaths.old), address, setting);
  const isThere = found.kind === "reply" && found.status === 200;
  return isThere ? { reply: found, isOld: true } : { reply, isOld: false };
}
