/**
 * Judges a content security policy as Internet.nl 1.11.2 does: what is dangerous anywhere, and what
 * must not be missing. A framing source counts as named where `child-src` or `default-src` stands
 * for it.
 */
import { headerValues } from "./headers.ts";
import type { Headers } from "./headers.ts";

/** What is wrong with a policy. */
export type PolicyFlaw =
  | "unsafe-inline"
  | "unsafe-eval"
  | "unsafe-hashes"
  | "any-scheme"
  | "any-host"
  | "plain-http"
  | "whole-https"
  | "data-script"
  | "loopback"
  | "default-src"
  | "frame-src"
  | "frame-ancestors"
  | "base-uri"
  | "form-action";

/** A directive's sources, by its name. */
type Directives = ReadonlyMap<string, readonly string[]>;

/** Most octets of policies that are read. */
const longestPolicies = 65_536;

/** The directives of all policies together; of one that stands twice the first counts. */
function readDirectives(headers: Headers): Directives {
  const text = headerValues(headers, "content-security-policy").join(",").slice(0, longestPolicies);
  const directives = new Map<string, readonly string[]>();
  for (const part of text.split(/[;,]/u)) {
    const [name = "", ...sources] = part.trim().toLowerCase().split(/\s+/u);
    if (name !== "" && !directives.has(name)) directives.set(name, sources);
  }
  return directives;
}

/** What is dangerous in one source, wherever it stands. */
function flawOf(source: string): PolicyFlaw | null {
  switch (source) {
    case "'unsafe-inline'":
      return "unsafe-inline";
    case "'unsafe-eval'":
      return "unsafe-eval";
    case "'unsafe-hashes'":
      return "unsafe-hashes";
    case "*":
      return "any-host";
    case "https:":
      return "whole-https";
    default:
      if (source.startsWith("http:")) return "plain-http";
      if (/^[a-z]+:\/\/\*$/u.test(source)) return "any-host";
      if (source.startsWith("*:")) return "any-scheme";
      return /^(?:[a-z]+:\/\/)?127\.0\.0\.1(?:[:/]|$)/u.test(source) ? "loopback" : null;
  }
}

const scripted = ["default-src", "script-src", "object-src"];

/** Whether a source of `default-src` stays at home: nothing, the page itself, or its own domain. */
function isOwn(source: string, domain: string): boolean {
  if (["'none'", "'self'", "'report-sample'"].includes(source)) return true;
  const host = source.replace(/^https:\/\//u, "").replace(/[:/].*$/u, "");
  return host === domain || host.endsWith(`.${domain}`);
}

/** What is wrong with the page's policy; null where it has none. */
export function judgeContentPolicy(headers: Headers, domain: string): readonly PolicyFlaw[] | null {
  const directives = readDirectives(headers);
  if (directives.size === 0) return null;
  const flaws = new Set<PolicyFlaw>();
  for (const [name, sources] of directives) {
    if (name === "report-uri" || name === "report-to") continue;
    for (const source of sources) {
      const flaw = flawOf(source);
      if (flaw !== null) flaws.add(flaw);
      if (source === "data:" && scripted.includes(name)) flaws.add("data-script");
    }
  }
  const byDefault = directives.get("default-src") ?? [];
  const staysHome = byDefault.includes("'none'") || byDefault.includes("'self'");
  if (!staysHome || !byDefault.every((one) => isOwn(one, domain))) flaws.add("default-src");
  const framing = ["frame-src", "child-src", "default-src"].some((name) => directives.has(name));
  if (!framing) flaws.add("frame-src");
  for (const name of ["frame-ancestors", "base-uri", "form-action"] as const)
    if (!directives.has(name)) flaws.add(name);
  return [...flaws];
}
