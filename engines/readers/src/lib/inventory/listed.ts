/** What the readers of inventories share: one listed package becomes software with its names. */
import type { Subject } from "@vallgrav/kernel";
import { observe, report } from "../gathering.ts";
import { count, identifierOf, say, sayText } from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { holdsPersonalNumber } from "../personal-number.ts";
import { assignsSecret } from "../secret.ts";
import { packageClaim, purlClaim, softwareNamed } from "../software.ts";

/** A package as an inventory lists it; empty where it does not say. */
export type Listed = {
  readonly name: string;
  readonly version: string;
  /** Supplier, publisher or group. */
  readonly vendor: string;
  /** Its package URL; one of type `generic` is made where there is none. */
  readonly purl: string;
  readonly cpes: readonly string[];
  /** Name of the source it was built from, where that differs. */
  readonly source: string;
  readonly place: string;
};

/** Most CPE names kept of one package. */
const mostCpes = 16;

/** Signs of CPE names are more than those of other identifiers. */
function cpeOf(text: string): string {
  const trimmed = text.trim().slice(0, 500);
  const isCpe = /^cpe:(?:2\.3:[aho]:|\/[aho]:)[^\s"<>]{1,480}$/i.test(trimmed);
  // What may not be kept of any identifier may not be kept here.
  const isKept = identifierOf(trimmed) !== "-" && !holdsPersonalNumber(trimmed);
  return isCpe && isKept ? trimmed : "";
}

function upstreamOf(purl: string): string {
  const [, value = ""] = /[?&]upstream=([^&#]{1,300})/.exec(purl) ?? [];
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}

/**
 * Says a listed package, each once: `name`, `version`, `vendor`, `cpe`, `source-package`. One
 * without a name that may be kept is left out with a warning. The subject, or null.
 */
export function sayListed(file: MachineFile, listed: Listed): Subject | null {
  const { name, version, vendor, place } = listed;
  for (const field of ["name", "purl", "version"] as const)
    if (assignsSecret(listed[field].slice(0, 8_192)))
      report(file.into, "notice", ["readers/secret-in-field", { field, what: "secret" }, place]);
  const claim =
    purlClaim(listed.purl) ?? packageClaim({ type: "generic", namespace: vendor, name, version });
  const software = softwareNamed(claim);
  if (software === null) {
    report(file.into, "warning", ["readers/object-skipped", { reason: "no-identifier" }, place]);
    return null;
  }
  const key = software.claims[0].value;
  count(file, "packages", key);
  if (file.told.has(key)) return software;
  file.told.set(key, 1);
  observe(file.into, place, software, { is: "present" });
  sayText(file, [software, place], ["name", name]);
  sayText(file, [software, place], ["version", version]);
  sayText(file, [software, place], ["vendor", vendor]);
  const cpes = [...new Set(listed.cpes.map(cpeOf))].filter((one) => one !== "");
  if (cpes.length > 0) say(file, [software, place], ["cpe", cpes.slice(0, mostCpes)]);
  const source = listed.source === "" ? upstreamOf(listed.purl) : listed.source;
  if (source !== "" && source !== name)
    sayText(file, [software, place], ["source-package", source]);
  return software;
}
