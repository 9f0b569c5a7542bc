/**
 * What makers and systems leave where a name should stand. Such a value is shared by thousands of
 * machines and names none of them.
 */
import type { Claim, ClaimSpace } from "@vallgrav/kernel";

/** Serial numbers as firmware carries them when nobody wrote one, without signs, in lower case. */
const emptySerials: ReadonlySet<string> = new Set([
  "chassisserialnumber",
  "defaultstring",
  "empty",
  "invalid",
  "na",
  "nil",
  "none",
  "notapplicable",
  "notavailable",
  "notspecified",
  "null",
  "oem",
  "okänd",
  "saknas",
  "serialnumber",
  "systemserialnumber",
  "tobefilledbyoem",
  "unknown",
]);

/** The system id that firmware of several makers ships unchanged. */
const shippedGuid = "03000200-0400-0500-0006-000700080009";

function isEmptySerial(value: string): boolean {
  const bare = value.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  if (/^0*$/.test(bare) || emptySerials.has(bare)) return true;
  // One sign repeated, or counted up: XXXXXXX, 1234567, 0123456789.
  return /^(.)\1{3,}$/u.test(bare) || (bare.length > 5 && "0123456789012345".includes(bare));
}

function isEmptyMac(value: string): boolean {
  if (!/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(value)) return false;
  // The lowest bit of the first byte marks a group of machines (IEEE 802), ff:… among them.
  return value === "00:00:00:00:00:00" || Number.parseInt(value.slice(0, 2), 16) % 2 === 1;
}

/** Loopback, unspecified, broadcast and link-local addresses (RFC 6890). */
function isNobodysAddress(value: string): boolean {
  return /^(0\.0\.0\.0|255\.255\.255\.255|127\.\d.*|169\.254\..*|::1?|fe[89ab][0-9a-f]:.*)$/.test(
    value,
  );
}

function isEmptyGuid(value: string): boolean {
  return value === shippedGuid || /^(0{8}[0-]*|F{8}[F-]*)$/.test(value);
}

const isThisMachine = (value: string): boolean =>
  value === "localhost" || value.startsWith("localhost.");

const tests: Partial<Record<ClaimSpace, (value: string) => boolean>> = {
  serial: isEmptySerial,
  mac: isEmptyMac,
  ip: isNobodysAddress,
  guid: isEmptyGuid,
  host: isThisMachine,
  fqdn: isThisMachine,
};

/** Whether a normalised claim names nothing. */
export function isPlaceholder({ space, value }: Claim): boolean {
  return tests[space]?.(value) ?? false;
}
