/** Claims: the names by which things are recognised, in one spelling each, with their strength. */
import { compareText } from "@vallgrav/kernel";
import type { AssetKind, Claim, ClaimSpace } from "@vallgrav/kernel";
import { isPlaceholder } from "./placeholders.ts";

/** Spaces, strongest first: the order in which an asset's own name is chosen. */
export const claimSpaces: readonly ClaimSpace[] = [
  "sid",
  "guid",
  "serial",
  "register",
  "mac",
  "upn",
  "fqdn",
  "purl",
  "host",
  "ip",
];

const ranks: Readonly<Record<ClaimSpace, number>> = Object.fromEntries(
  claimSpaces.map((space, rank) => [space, rank]),
) as Record<ClaimSpace, number>;

/**
 * How a shared claim joins subjects. `hard`: always. `soft`: unless they are kept apart. `weak`:
 * only where the name can mean one asset alone.
 */
export type Bond = "hard" | "soft" | "weak";

/** The bond of a normalised claim. */
export function bondOf({ space, within }: Claim): Bond {
  if (space === "sid" || space === "guid" || space === "register") return "hard";
  return space === "ip" || (space === "host" && within === undefined) ? "weak" : "soft";
}

const upper: ReadonlySet<ClaimSpace> = new Set<ClaimSpace>(["sid", "guid"]);
const lower: ReadonlySet<ClaimSpace> = new Set<ClaimSpace>(["fqdn", "host", "upn", "mac", "ip"]);

function folded(space: ClaimSpace, text: string): string {
  const trimmed = text.trim();
  if (upper.has(space)) return trimmed.toUpperCase();
  return lower.has(space) ? trimmed.toLowerCase() : trimmed;
}

function macOf(value: string): string {
  const digits = value.replaceAll(/[:.-]/g, "");
  return /^[0-9a-f]{12}$/.test(digits) ? digits.replaceAll(/(..)(?!$)/g, "$1:") : value;
}

/** Takes signs off both ends. A loop, since a pattern would be quadratic in a hostile value. */
function without(text: string, before: string, after: string): string {
  let [start, end] = [0, text.length];
  while (start < end && before.includes(text.charAt(start))) start += 1;
  while (end > start && after.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end).trim();
}

/** One spelling per claim; null where nothing is left that names anything. Idempotent. */
export function normaliseClaim(claim: Claim): Claim | null {
  const { space } = claim;
  let value = folded(space, claim.value);
  if (space === "guid") value = without(value, "{ ", "} ");
  if (space === "fqdn") value = without(value, "", ". ");
  if (space === "mac") value = macOf(value);
  if (value === "" || isPlaceholder({ space, value })) return null;
  const within = folded(space, claim.within ?? "");
  return within === "" ? { space, value } : { space, value, within };
}

/** Strongest first, then by value, then by scope. */
export function compareClaims(a: Claim, b: Claim): number {
  return (
    ranks[a.space] - ranks[b.space] ||
    compareText(a.value, b.value) ||
    compareText(a.within ?? "", b.within ?? "")
  );
}

/** A text that two claims share only if they are the same claim of the same kind of thing. */
export function claimKey(kind: AssetKind, { space, value, within = "" }: Claim): string {
  return `${kind} ${space} ${value.length} ${value}${within}`;
}

/** The first label of a fully qualified name, or the scoped host itself; null for other claims. */
export function hostLabel({ space, value, within }: Claim): string | null {
  if (space === "host") return within === undefined ? null : value;
  if (space !== "fqdn") return null;
  const dot = value.indexOf(".");
  return dot < 0 ? value : value.slice(0, dot);
}

/** The domain of a domain account's SID (MS-DTYP §2.4.2.4); null for other SIDs and claims. */
export function sidDomain({ space, value }: Claim): string | null {
  if (space !== "sid" || !value.startsWith("S-1-5-21-")) return null;
  const cut = value.lastIndexOf("-");
  return value.split("-").length === 8 ? value.slice(0, cut) : null;
}

/**
 * What a thing has one of: two different claims with the same answer belong to two things. A domain
 * for its accounts' SIDs, `serial` for computers' serial numbers; null for other claims.
 */
export function onlyOneOf(kind: AssetKind, claim: Claim): string | null {
  if (claim.space === "serial") return kind === "computer" ? "serial" : null;
  return sidDomain(claim);
}

/**
 * Whether a claim shows that its holder lies directly in what `scope` names: the same name, a SID
 * of that domain, a name in that DNS or mail domain, or a claim scoped by it.
 */
export function isInside(claim: Claim, scope: Claim): boolean {
  if (claim.within !== undefined && claim.within.toLowerCase() === scope.value.toLowerCase())
    return true;
  if (claim.space === scope.space && claim.value === scope.value) return true;
  if (scope.space === "sid") return sidDomain(claim) === scope.value;
  if (scope.space !== "fqdn") return false;
  if (claim.space === "upn") return claim.value.endsWith(`@${scope.value}`);
  if (claim.space !== "fqdn") return false;
  return claim.value.slice(claim.value.indexOf(".") + 1) === scope.value;
}

function escaped(text: string): string {
  if (!/[%|~)]/.test(text)) return text;
  return text.replaceAll(/[%|~)]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * `<kind>/<space>:<value>`, with a scope `<kind>/<space>(<within>):<value>`. The signs `% | ~ )`
 * are written `%25 %7C %7E %29`, so that no two claims give the same text.
 */
export function claimName(kind: AssetKind, { space, value, within }: Claim): string {
  const scope = within === undefined ? "" : `(${escaped(within)})`;
  return `${kind}/${space}${scope}:${escaped(value)}`;
}
