/** Domain names as people write them, in the one form everything here compares by. */
import { type Result, succeed } from "@vallgrav/kernel";
import { type DomainsProblem, refuse } from "./domains-problem.ts";

/** Longest name in wire form, its root label included (RFC 1035 §3.1). */
const longestName = 255;

/** Longest label (RFC 1035 §3.1). */
const longestLabel = 63;

/**
 * Labels in lower case, the leftmost first; the root has none. A character is an octet: what came
 * off the wire may hold any of the 256.
 */
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

/**
 * The name as text without a closing dot; the root is `.`. Names that came off the wire may hold
 * any octets: a dot within a label, a backslash, and what is no visible sign are escaped as zone
 * files write them, so that different names never look alike. Source: RFC 1035 §5.1.
 */
export function domainNameText(name: DomainName): string {
  return name.length === 0 ? "." : name.map(escapeLabel).join(".");
}

/** Whether `name` is `above` or lies under it. */
export function isWithin(name: DomainName, above: DomainName): boolean {
  const from = name.length - above.length;
  return from >= 0 && above.every((label, index) => name[from + index] === label);
}

/** Whether both are the same name. */
export function isSameName(a: DomainName, b: DomainName): boolean {
  return a.length === b.length && isWithin(a, b);
}

/**
 * Order of names by their labels from the right, octet by octet; negative where `a` comes first.
 * Source: RFC 4034 §6.1.
 */
export function compareNames(a: DomainName, b: DomainName): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 1; index <= shared; index += 1) {
    const [left = "", right = ""] = [a.at(-index), b.at(-index)];
    if (left !== right) return left < right ? -1 : 1;
  }
  return a.length - b.length;
}

function escapeLabel(label: string): string {
  return label.replace(/[^!-~]|[.\\]/gu, (sign) => {
    const octet = sign.charCodeAt(0);
    const isVisible = octet > 0x20 && octet < 0x7f;
    return isVisible ? `\\${sign}` : `\\${String(octet).padStart(3, "0")}`;
  });
}

const isLabel = (label: string): boolean => /^_?[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?$/u.test(label);
