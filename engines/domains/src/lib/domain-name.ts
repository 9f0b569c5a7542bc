/** Domain names as people write them, in the one form everything here compares by. */
import { type Result, succeed } from "@vallgrav/kernel";
import { type DomainsProblem, refuse } from "./domains-problem.ts";

/** Longest name in wire form, its root label included (RFC 1035 §3.1). */
const longestName = 255;

/** Longest label (RFC 1035 §3.1). */
const longestLabel = 63;

/** Lower-case labels, the leftmost first; the root has none. */
export type DomainName = readonly string[];

/**
 * The name in `text`: surrounding space and one closing dot are passed over, case is folded. Host
 * names and names of services (`_25._tcp.mx.example.se`) are read. Refused: letters beyond ASCII
 * (convert them first), empty and overlong labels, other signs, more than 255 octets. Source: RFC
 * 1035 §2.3.1 and §3.1, RFC 8552 for underscores.
 */
export function parseDomainName(text: string): Result<DomainName, DomainsProblem> {
  const trimmed = text.trim();
  if (trimmed === "") return refuse("domains/no-name", {});
  if (trimmed === ".") return succeed([]);
  const shown = trimmed.slice(0, longestName);
  if (/[^ -~]/u.test(trimmed)) return refuse("domains/not-ascii", { name: shown });
  const bare = trimmed.endsWith(".") ? trimmed.slice(0, -1) : trimmed;
  const octets = bare.length + 2;
  if (octets > longestName) return refuse("domains/name-too-long", { octets, limit: longestName });
  const labels = bare.toLowerCase().split(".");
  const wrong = labels.find((label) => label.length > longestLabel || !isLabel(label));
  if (wrong !== undefined) return refuse("domains/bad-label", { name: shown, label: wrong });
  return succeed(labels);
}

/** The name as text without a closing dot; the root is `.`. */
export function domainNameText(name: DomainName): string {
  return name.length === 0 ? "." : name.join(".");
}

const isLabel = (label: string): boolean => /^_?[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?$/u.test(label);
