/** What a domain's pages show, from the answers to a few requests. */
import type { Instant } from "@vallgrav/kernel";
import { judgeContentPolicy } from "./content-policy.ts";
import type { PolicyFlaw } from "./content-policy.ts";
import { forbidsFraming, forbidsGuessing, headerValues } from "./headers.ts";
import { readCookies, readHsts, readReferrerPolicy } from "./headers.ts";
import type { CookieFacts, Headers, Hsts, ReferrerPolicy } from "./headers.ts";
import { type PageSources, readSources } from "./page-sources.ts";
import { checkSecurityTxt } from "./security-txt.ts";
import type { SecurityTxtFlaw } from "./security-txt.ts";

/** What came of one request; the body as text, cut where it was too long. */
export type HttpReply =
  | {
      readonly kind: "reply";
      readonly status: number;
      readonly headers: Headers;
      readonly body: string;
    }
  /** Nobody listens there. */
  | { readonly kind: "closed" }
  /** Nothing that could be read came in time. */
  | { readonly kind: "silent" };

/** The requests a domain is judged by. */
export type WebReplies = {
  readonly host: string;
  readonly http: HttpReply;
  readonly https: HttpReply;
  /** `/.well-known/security.txt` over HTTPS, redirects followed. */
  readonly securityTxt: HttpReply;
  /** It was found at its old place, `/security.txt`, alone; left out: not so. */
  readonly isSecurityTxtOld?: boolean;
};

/** Where the first answer over plain HTTP leads. */
export type Redirect = "to-https" | "elsewhere" | "stays" | "closed" | "unknown";

/** What is known; null where no answer came. */
export type WebFacts = {
  readonly host: string;
  readonly hasHttps: boolean | null;
  readonly redirect: Redirect;
  /** What the page says over HTTPS; null where it did not answer. */
  readonly page: {
    readonly hsts: Hsts | "invalid" | null;
    readonly policy: readonly PolicyFlaw[] | null;
    readonly forbidsFraming: boolean;
    readonly forbidsGuessing: boolean;
    readonly referrer: ReferrerPolicy;
    readonly cookies: readonly CookieFacts[];
    readonly isCompressed: boolean;
    /** What it fetches from others; null where it only leads on to another page. */
    readonly sources: PageSources | null;
  } | null;
  readonly securityTxt: readonly SecurityTxtFlaw[] | "missing" | "wrong-type" | null;
};

/** The scheme and host of an absolute address; null where it is relative. */
function originOf(location: string): { readonly scheme: string; readonly host: string } | null {
  const pattern = /^(?<scheme>[a-z]+):\/\/(?:[^/?#@]*@)?(?<host>[^/?#:]+)/iu;
  const found = pattern.exec(location.trim())?.groups;
  if (found === undefined) return null;
  const { scheme = "", host = "" } = found;
  return { scheme: scheme.toLowerCase(), host: host.toLowerCase() };
}

/**
 * The host of an answer's redirect, for whoever decides whether to follow; null where there is
 * none.
 */
export function redirectHost(reply: HttpReply): string | null {
  if (reply.kind !== "reply" || reply.status < 300 || reply.status > 399) return null;
  return originOf(headerValues(reply.headers, "location")[0] ?? "")?.host ?? null;
}

function redirectOf(reply: HttpReply, host: string): Redirect {
  if (reply.kind === "closed") return "closed";
  if (reply.kind === "silent") return "unknown";
  if (reply.status < 300 || reply.status > 399) return "stays";
  const origin = originOf(headerValues(reply.headers, "location")[0] ?? "");
  if (origin === null || (origin.host === host && origin.scheme !== "https")) return "stays";
  return origin.host === host ? "to-https" : "elsewhere";
}

function securityOf(reply: HttpReply, isOld: boolean, now: Instant): WebFacts["securityTxt"] {
  if (reply.kind !== "reply") return reply.kind === "closed" ? "missing" : null;
  if (reply.status !== 200) return "missing";
  const [type = ""] = headerValues(reply.headers, "content-type");
  if (!/^text\/plain(?:;\s*charset="?utf-8"?)?\s*$/iu.test(type)) return "wrong-type";
  return [...checkSecurityTxt(reply.body, now), ...(isOld ? ["old-place" as const] : [])];
}

function pageOf(reply: HttpReply, host: string): WebFacts["page"] {
  if (reply.kind !== "reply") return null;
  const { headers, status, body } = reply;
  const leadsOn = status >= 300 && status <= 399;
  return {
    hsts: readHsts(headers),
    policy: judgeContentPolicy(headers, host),
    forbidsFraming: forbidsFraming(headers),
    forbidsGuessing: forbidsGuessing(headers),
    referrer: readReferrerPolicy(headers),
    cookies: readCookies(headers),
    isCompressed: headerValues(headers, "content-encoding").some((one) => one !== "identity"),
    sources: leadsOn ? null : readSources(body, host),
  };
}

/** What the replies show at a moment. */
export function webFacts(replies: WebReplies, now: Instant): WebFacts {
  const { host, http, https, securityTxt, isSecurityTxtOld = false } = replies;
  return {
    host,
    hasHttps: https.kind === "silent" ? null : https.kind === "reply",
    redirect: redirectOf(http, host),
    page: pageOf(https, host),
    securityTxt: securityOf(securityTxt, isSecurityTxtOld, now),
  };
}
