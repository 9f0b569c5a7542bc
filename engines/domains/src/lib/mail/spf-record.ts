/** Reads an SPF record into its terms (RFC 7208 §4.6.1, §12). */
import { unreachable, own } from "@vallgrav/kernel";
import { isDomainSpec, isMacroString } from "./spf-macro.ts";
import { parseIp } from "./ip.ts";
import type { IpAddress } from "./ip.ts";

/** What a match means. */
export type SpfVerdict = "pass" | "fail" | "softfail" | "neutral";

/** A mechanism with what it says of a match. */
export type SpfDirective = {
  readonly verdict: SpfVerdict;
  readonly mechanism: "all" | "include" | "a" | "mx" | "ptr" | "ip4" | "ip6" | "exists";
  /** A domain with macros; null for the domain the record stands at. */
  readonly domain: string | null;
  readonly address: IpAddress | null;
  /** Bits of an IPv4 address, and of an IPv6 address, that must agree. */
  readonly bits4: number;
  readonly bits6: number;
  /** The term as it stands. */
  readonly term: string;
};

/** A record without faults. */
export type SpfRecord = {
  readonly directives: readonly SpfDirective[];
  readonly redirect: string | null;
  readonly explanation: string | null;
};

/** The first term that is no SPF. */
export type SpfFault = { readonly fault: string };

const verdicts: Readonly<Record<string, SpfVerdict>> = {
  "+": "pass",
  "-": "fail",
  "~": "softfail",
  "?": "neutral",
};

const mechanisms = ["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"] as const;

/** Whether a text is meant as SPF: `v=spf1` alone or before a space. */
export function isSpfText(text: string): boolean {
  return /^v=spf1(?: |$)/iu.test(text);
}

/** Bits behind a slash, without leading zeros and within the address; -1 where they are none. */
function bitsOf(text: string | undefined, most: number): number {
  if (text === undefined) return most;
  const bits = /^(?:0|[1-9]\d{0,2})$/u.test(text) ? Number(text) : -1;
  return bits <= most ? bits : -1;
}

type Parts = Pick<SpfDirective, "domain" | "address" | "bits4" | "bits6">;

const whole = { address: null, bits4: 32, bits6: 128 };

/** `:address` or `:address/bits` of ip4 and ip6. */
function readNetwork(rest: string, octets: 4 | 16): Parts | null {
  const found = /^:(?<address>[^/]+)(?:\/(?<bits>.*))?$/u.exec(rest)?.groups;
  const address = parseIp(found?.["address"] ?? "");
  const bits = bitsOf(found?.["bits"], octets * 8);
  if (address?.length !== octets || bits < 0) return null;
  return {
    domain: null,
    address,
    bits4: octets === 4 ? bits : 32,
    bits6: octets === 4 ? 128 : bits,
  };
}

/** `[:domain][/bits][//bits]` of a and mx. */
function readHosts(rest: string): Parts | null {
  const pattern = /^(?::(?<domain>.*?))?(?:\/(?<four>\d*))?(?:\/\/(?<six>\d*))?$/u;
  const found = pattern.exec(rest)?.groups;
  if (found === undefined) return null;
  const { domain = null, four, six } = found;
  const [bits4, bits6] = [bitsOf(four, 32), bitsOf(six, 128)];
  if (bits4 < 0 || bits6 < 0 || (domain !== null && !isDomainSpec(domain))) return null;
  return { domain, address: null, bits4, bits6 };
}

function readParts(mechanism: SpfDirective["mechanism"], rest: string): Parts | null {
  switch (mechanism) {
    case "all":
      return rest === "" ? { domain: null, ...whole } : null;
    case "ip4":
      return readNetwork(rest, 4);
    case "ip6":
      return readNetwork(rest, 16);
    case "a":
    case "mx":
      return readHosts(rest);
    case "ptr":
    case "include":
    case "exists": {
      if (rest === "" && mechanism === "ptr") return { domain: null, ...whole };
      const domain = rest.slice(1);
      return rest.startsWith(":") && isDomainSpec(domain) ? { domain, ...whole } : null;
    }
    default:
      return unreachable(mechanism);
  }
}

function readDirective(term: string): SpfDirective | null {
  const pattern = /^(?<sign>[-+~?])?(?<name>[a-z0-9]+)(?<rest>[:/].*)?$/iu;
  const { sign = "+", name = "", rest = "" } = pattern.exec(term)?.groups ?? {};
  const mechanism = mechanisms.find((one) => one === name.toLowerCase());
  const parts = mechanism === undefined ? null : readParts(mechanism, rest);
  const verdict = own(verdicts, sign);
  if (mechanism === undefined || parts === null || verdict === undefined) return null;
  return { verdict, mechanism, ...parts, term };
}

/** The record in a text that {@link isSpfText} takes, or its first fault. Linear. */
export function parseSpf(text: string): SpfRecord | SpfFault {
  const directives: SpfDirective[] = [];
  const modifiers = new Map<string, string>();
  if (!/^[ -~]*$/u.test(text)) return { fault: "" };
  for (const term of text.split(" ").slice(1)) {
    if (term === "") continue;
    const modifier = /^(?<name>[a-z][a-z0-9_.-]*)=(?<value>.*)$/iu.exec(term)?.groups;
    if (modifier === undefined) {
      const directive = readDirective(term);
      if (directive === null) return { fault: term };
      directives.push(directive);
      continue;
    }
    const { name = "", value = "" } = modifier;
    const known = name.toLowerCase();
    const isOurs = known === "redirect" || known === "exp";
    if (isOurs && (modifiers.has(known) || !isDomainSpec(value))) return { fault: term };
    if (!isMacroString(value)) return { fault: term };
    if (isOurs) modifiers.set(known, value);
  }
  return {
    directives,
    redirect: modifiers.get("redirect") ?? null,
    explanation: modifiers.get("exp") ?? null,
  };
}
