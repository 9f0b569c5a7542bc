/**
 * What stands before every route: the address bar must name this machine, changing requests must
 * come from our own pages, and nothing may be framed, sniffed or loaded from elsewhere.
 */
import { Refusal } from "./route.ts";

/** Names under which the server answers, without port. */
export type OwnNames = ReadonlySet<string>;

/** The name in a header `Host`, in small letters and without port; null where it is none. */
export function hostOf(header: string): string | null {
  const found = /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i.exec(header);
  return found?.[1]?.toLowerCase() ?? null;
}

/**
 * What a program shows in the header `Authorization` (RFC 6750 §2.1); empty where it is no
 * bearer's; null: there is no such header.
 */
export function bearerIn(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): string | null {
  const said = headers["authorization"];
  if (said === undefined) return null;
  const found = typeof said === "string" ? /^Bearer ([\w.~+/-]{1,512}=*)$/i.exec(said) : null;
  return found?.[1] ?? "";
}

/** A request as it came: its target, and names and values of headers in turn. */
type Came = { readonly url?: string | undefined; readonly rawHeaders: readonly string[] };

/**
 * Refuses requests that do not say once, and in `Host` alone, whom they are for. Two names, or
 * another in the target, are one for us and perhaps another for a proxy before us (RFC 9112 §3.2).
 */
function checkTarget({ url, rawHeaders }: Came): Refusal | null {
  const hosts = rawHeaders.filter((one, at) => at % 2 === 0 && one.toLowerCase() === "host");
  const isPlain = hosts.length <= 1 && url?.startsWith("/") === true;
  return isPlain ? null : new Refusal(400, "request/malformed");
}

/**
 * Refuses requests that reached us under another name (DNS rebinding) and changes that other sites
 * ask for. `x-vallgrav` cannot be set by a form or an image of another site; Origin is checked too
 * where the browser sends it.
 */
export function checkOrigin(
  request: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
    readonly raw: Came;
  },
  own: OwnNames,
): Refusal | null {
  const wrong = checkTarget(request.raw);
  if (wrong !== null) return wrong;
  const host = request.headers["host"];
  if (typeof host !== "string") return new Refusal(400, "request/no-host");
  const name = hostOf(host);
  if (name === null || !own.has(name)) return new Refusal(421, "request/unknown-host");
  if (request.method === "GET" || request.method === "HEAD") return null;
  // A page of another site cannot send this header, and with it no cookie is looked at.
  if (bearerIn(request.headers) !== null) return null;
  if (request.headers["x-vallgrav"] !== "1") return new Refusal(403, "request/not-from-page");
  const origin = request.headers["origin"];
  if (origin === undefined) return null;
  if (origin !== `http://${host}` && origin !== `https://${host}`)
    return new Refusal(403, "request/other-origin");
  return null;
}

/** Content security policy: only our own files, no inline script or style, no framing. */
export const contentSecurity = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    baseUri: ["'none'"],
    connectSrc: ["'self'"],
    fontSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    imgSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
  },
} as const;

const policy = Object.entries(contentSecurity.directives)
  .map(([name, [source]]) => `${name.replaceAll(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)} ${source}`)
  .join(";");

/** The protective headers of answers that no route or hook has seen: no request could be read. */
export const bareHeaders: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": policy,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};
