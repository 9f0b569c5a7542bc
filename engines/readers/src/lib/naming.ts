/** From the names that scanners and inventories use to subjects with claims. */
import type { AssetKind, Claim, Subject } from "@vallgrav/kernel";
import { holdsPersonalNumber } from "./personal-number.ts";
import { assignsSecret } from "./secret.ts";

const ipv4Form = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const ipv6Form = /^[0-9a-f:]{2,39}$/;
const labelForm = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?$/u;
const macForm = /^[0-9a-f]{2}(?:[:-]?[0-9a-f]{2}){5}$/i;

/** Addresses that every machine has, or none. */
const nobodys = /^(?:127\.|0\.0\.0\.0$|::1?$|169\.254\.|fe80:)/;

/** The claim of a network address; null where it is none, or one that names nobody. */
export function addressClaim(text: string): Claim | null {
  const value = text
    .trim()
    .toLowerCase()
    .replace(/%.{0,32}$/, "");
  const isAddress =
    ipv4Form.test(value) || (ipv6Form.test(value) && value.includes(":") && value.length > 2);
  return isAddress && !nobodys.test(value) ? { space: "ip", value } : null;
}

/** The claim of a hardware address; null where it is none, or the empty one. */
export function macClaim(text: string): Claim | null {
  const value = text.trim().toLowerCase().replaceAll(/[:-]/g, "");
  if (!macForm.test(text.trim()) || /^(?:0{12}|f{12})$/.test(value)) return null;
  return { space: "mac", value: value.replaceAll(/(..)(?!$)/g, "$1:") };
}

/** The claim of a host's name, fully qualified or not; null where it is none. */
export function nameClaim(text: string): Claim | null {
  const value = text.trim().toLowerCase().replace(/\.$/, "");
  if (value.length > 253 || holdsPersonalNumber(value)) return null;
  const labels = value.split(".");
  if (!labels.every((label) => labelForm.test(label))) return null;
  if (/^localhost(?:\.|$)/.test(value)) return null;
  const isNumber = labels.every((label) => /^\d+$/.test(label));
  return { space: labels.length > 1 && !isNumber ? "fqdn" : "host", value };
}

/** A claim by a number of its own in some register; null where nothing is left of it. */
export function registerClaim(register: string, text: string): Claim | null {
  const value = text.trim().slice(0, 512);
  if (value === "" || holdsPersonalNumber(value) || assignsSecret(value)) return null;
  return { space: "register", value: `${register}/${value}` };
}

/** Folders of the two policies that every domain begins with (MS-GPOD §1.1.3). */
const everyDomains = new Set([
  "31B2F340-016D-11D2-945F-00C04FB984F9",
  "6AC1786C-016F-11D2-945F-00C04FB984F9",
]);

/**
 * The claim of a group policy by the folder of its files. The two folders that every domain has
 * name a policy only together with the domain, where that is known.
 */
export function policyFolderClaim(guid: string, domain: string): Claim | null {
  const claim = registerClaim("policy-folder", guid.toUpperCase());
  if (claim === null || domain === "" || !everyDomains.has(guid.toUpperCase())) return claim;
  return { ...claim, within: domain.toLowerCase() };
}

/** The subject with those of the claims that there are, each once; null where there is none. */
export function subjectNamed(kind: AssetKind, claims: readonly (Claim | null)[]): Subject | null {
  const kept = new Map<string, Claim>();
  for (const claim of claims)
    if (claim !== null) kept.set(`${claim.space}:${claim.value}:${claim.within ?? ""}`, claim);
  const [first, ...rest] = kept.values();
  return first === undefined ? null : { kind, claims: [first, ...rest] };
}

/** A computer by names and addresses, strongest first. */
export function computerNamed(
  names: readonly string[],
  addresses: readonly string[],
  others: readonly (Claim | null)[] = [],
): Subject | null {
  const named = names.map((name) => addressClaim(name) ?? nameClaim(name));
  const fqdns = named.filter((claim) => claim?.space === "fqdn");
  const hosts = named.filter((claim) => claim?.space === "host");
  const ips = [...named.filter((claim) => claim?.space === "ip"), ...addresses.map(addressClaim)];
  return subjectNamed("computer", [...others, ...fqdns, ...hosts, ...ips]);
}
