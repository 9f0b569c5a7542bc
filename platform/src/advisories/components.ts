/** From the observations of an inventory to the components that advisories may speak of. */
import { type Package, packageOf, parsePurl } from "@vallgrav/advisories";
import type { Observation, Value } from "@vallgrav/kernel";

/** One installed thing, and how advisories would name it. */
export type Component = {
  /** Its package URL as the inventory gives it, or host and port. */
  readonly name: string;
  readonly version: string | null;
  /** Null where no advisory of a package could speak of it. */
  readonly package: Package | null;
  /** Where it stands in the inventory. */
  readonly place: string;
};

type Told = { readonly properties: Map<string, Value>; readonly place: string };

function textOf(told: Told, property: string): string {
  const value = told.properties.get(property);
  return typeof value === "string" ? value : "";
}

/** A system's package is known by its source; a list that has it says so in a property. */
function packageIn(purlText: string, told: Told): Package | null {
  const purl = parsePurl(purlText);
  if (!purl.ok) return null;
  const source = textOf(told, "source-package");
  const isSystem = ["apk", "deb", "rpm"].includes(purl.value.type);
  const version = purl.value.version ?? (textOf(told, "version") || null);
  const qualifiers = { ...purl.value.qualifiers };
  if (isSystem && source !== "") qualifiers["upstream"] = source;
  const found = packageOf({ ...purl.value, version, qualifiers });
  if (found === null || told.properties.get("epoch-untold") !== true) return found;
  return { ...found, isEpochTold: false };
}

/** Software of an inventory, and services that answered, each once, in order. */
export function componentsOf(observations: readonly Observation[]): readonly Component[] {
  const software = new Map<string, Told>();
  const services: Component[] = [];
  for (const { subject, says, at } of observations) {
    const [claim] = subject.claims;
    if (subject.kind === "software") {
      const told = software.get(claim.value) ?? { properties: new Map(), place: at.place };
      software.set(claim.value, told);
      if ("property" in says) told.properties.set(says.property, says.value);
    } else if ("property" in says && /^port\/\w+\/\d+\/product$/.test(says.property)) {
      const port = says.property.replace(/^port\/(\w+)\/(\d+)\/product$/, "$2/$1");
      const name = `${claim.value} ${port} ${String(says.value)}`;
      services.push({ name, version: null, package: null, place: at.place });
    }
  }
  const listed = [...software].map(([purl, told]): Component => {
    const found = packageIn(purl, told);
    const version = textOf(told, "version") || (found?.version ?? null);
    return { name: purl, version, package: found, place: told.place };
  });
  return [...listed, ...services];
}
