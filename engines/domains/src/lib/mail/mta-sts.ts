/**
 * MTA-STS: the record, the policy, and which mail servers it covers (RFC 8461). TLS-RPT (RFC 8460).
 */
import { parseTags, tagValue } from "./tag-list.ts";

/** A policy. */
export type StsPolicy = {
  readonly mode: "enforce" | "testing" | "none";
  readonly maxAgeSeconds: number;
  /** Patterns of mail servers, lower case; a star stands for one label at the front. */
  readonly hosts: readonly string[];
};

/** Why a text is no policy. */
export type StsFault = "version" | "mode" | "max-age" | "hosts" | "line" | "too-long";

/** Octets of a policy that are read (RFC 8461 §3.3 advises a bound). */
export const longestPolicy = 65_536;

/** Longest age a policy may have: a year (§3.2). */
const longestAgeSeconds = 31_557_600;

/** Most patterns of a policy. */
const mostHosts = 1_000;

/** The id of a record, or null where it is none: `v=STSv1; id=…` of 1 to 32 letters and figures. */
export function stsRecordId(text: string): string | null {
  const tags = parseTags(text);
  if (tags?.[0]?.[0] !== "v" || tags[0][1] !== "STSv1") return null;
  const id = tagValue(tags, "id");
  return id !== null && /^[A-Za-z0-9]{1,32}$/u.test(id) ? id : null;
}

/** Where reports go, or null where the record is none: `v=TLSRPTv1; rua=mailto:…` or `https:…`. */
export function reportAddresses(text: string): readonly string[] | null {
  const tags = parseTags(text);
  if (tags?.[0]?.[0] !== "v" || tags[0][1] !== "TLSRPTv1") return null;
  const addresses = (tagValue(tags, "rua") ?? "").split(",").map((one) => one.trim());
  const isAddress = (one: string): boolean => /^(?:mailto:[^@\s]+@\S+|https:\/\/\S+)$/iu.test(one);
  return addresses.every(isAddress) ? addresses : null;
}

function readMode(value: string | undefined): StsPolicy["mode"] | null {
  return value === "enforce" || value === "testing" || value === "none" ? value : null;
}

/** Reads a policy's text: lines of `key: value`, ended by LF or CRLF (§3.2). */
export function parseStsPolicy(text: string): StsPolicy | StsFault {
  if (text.length > longestPolicy) return "too-long";
  const values = new Map<string, string>();
  const hosts: string[] = [];
  const lines = text.split(/\r?\n/u);
  if (lines.at(-1) === "") lines.pop();
  for (const line of lines) {
    const found = /^(?<key>[A-Za-z0-9_-]+):[ \t]*(?<value>[ -~]*?)[ \t]*$/u.exec(line)?.groups;
    if (found === undefined) return "line";
    const { key = "", value = "" } = found;
    if (key === "mx") hosts.push(value.toLowerCase());
    // Of what stands twice the first counts (§3.2).
    else if (!values.has(key)) values.set(key, value);
  }
  if (values.get("version") !== "STSv1") return "version";
  const mode = readMode(values.get("mode"));
  if (mode === null) return "mode";
  const age = values.get("max_age") ?? "";
  if (!/^\d{1,10}$/u.test(age) || Number(age) > longestAgeSeconds) return "max-age";
  const isHost = (one: string): boolean => /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.?$/u.test(one);
  const isBad = hosts.length > mostHosts || !hosts.every(isHost);
  if (isBad || (hosts.length === 0 && mode !== "none")) return "hosts";
  return { mode, maxAgeSeconds: Number(age), hosts };
}

/**
 * Whether a pattern covers a mail server: the same name, or a star for exactly the leftmost label
 * (§4.1).
 */
export function coversHost(pattern: string, host: string): boolean {
  const [wanted, name] = [pattern, host].map((one) => one.toLowerCase().replace(/\.$/u, ""));
  if (wanted === undefined || name === undefined) return false;
  if (!wanted.startsWith("*.")) return wanted === name;
  const dot = name.indexOf(".");
  return dot > 0 && name.slice(dot) === wanted.slice(1);
}
