/** From the observations of an inventory to the components that advisories may speak of. */
import {
  cpeProduct,
  cpeVersion,
  type NamedProduct,
  type Package,
  packageOf,
  parseCpe,
  parsePurl,
  productName,
  vendorName,
} from "@vallgrav/advisories";
import type { Observation, Value } from "@vallgrav/kernel";

/** One installed thing, and how advisories would name it. */
export type Component = {
  /** Its package URL as the inventory gives it, or host, port and product. */
  readonly name: string;
  readonly version: string | null;
  /** Null where it is no package of an ecosystem that advisories know. */
  readonly package: Package | null;
  /** Names by supplier and product; only where there is no package, which would be surer. */
  readonly named: readonly NamedProduct[];
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

function textsOf(told: Told, property: string): readonly string[] {
  const value = told.properties.get(property);
  return Array.isArray(value) ? value.map(String) : [];
}

/** Names from CPE, else from the supplier's and the product's own. */
function namedIn(
  cpes: readonly string[],
  [vendor, name, version]: readonly [vendor: string, name: string, version: string | null],
): readonly NamedProduct[] {
  const found = cpes.flatMap((text): NamedProduct[] => {
    const cpe = parseCpe(text);
    if (cpe === null || cpe.vendor === "*" || cpe.product === "*") return [];
    return [{ ...cpeProduct(cpe), version: version ?? cpeVersion(cpe), cpe }];
  });
  if (found.length > 0) return found;
  const [by, product] = [vendorName(vendor), productName(vendor, name)];
  if (by === "" || product === "") return [];
  return [{ vendor: by, product, version, cpe: null }];
}

function softwareIn(purl: string, told: Told): Component {
  const found = packageIn(purl, told);
  const version = textOf(told, "version") || (found?.version ?? null);
  const names = [textOf(told, "vendor"), textOf(told, "name"), version] as const;
  const named = found === null ? namedIn(textsOf(told, "cpe"), names) : [];
  return { name: purl, version, package: found, named, place: told.place };
}

/** A service that answered with its product; what only has the usual name of its port is none. */
function serviceIn(host: string, port: string, told: Told): Component | null {
  const property = (part: string): string => textOf(told, `port/${port}/${part}`);
  const cpes = textsOf(told, `port/${port}/cpe`);
  const product = property("product");
  if (product === "" && cpes.length === 0) return null;
  const version = property("version") || null;
  const named = namedIn(cpes, ["", "", version]);
  const name = `${host} ${port} ${product}`.trimEnd();
  return { name, version, package: null, named, place: told.place };
}

const portForm = /^port\/(\w+\/\d+)\//;

/** Software of an inventory, and services that answered, each once, in order. */
export function componentsOf(observations: readonly Observation[]): readonly Component[] {
  const software = new Map<string, Told>();
  const hosts = new Map<string, Told>();
  for (const { subject, says, at } of observations) {
    const [claim] = subject.claims;
    const into = subject.kind === "software" ? software : hosts;
    const told = into.get(claim.value) ?? { properties: new Map(), place: at.place };
    into.set(claim.value, told);
    if ("property" in says) told.properties.set(says.property, says.value);
  }
  const services = [...hosts].flatMap(([host, told]) => {
    const ports = [...told.properties.keys()].map((name) => portForm.exec(name)?.[1] ?? "");
    return [...new Set(ports)].flatMap((port) =>
      port === "" ? [] : (serviceIn(host, port, told) ?? []),
    );
  });
  return [...[...software].map(([purl, told]) => softwareIn(purl, told)), ...services];
}
