/**
 * From where a computer is reached, by the zones and the rules of filters that were read. One step:
 * whom a rule lets in straight from outside; what somebody inside reaches next is the attack
 * graph's matter.
 */
import { isSpecialAddress, parsePrefix, type Prefix, prefixTable } from "@vallgrav/domains";
import { type Asset, isThere, type Model } from "@vallgrav/facts";
import { type AssetId, compareText } from "@vallgrav/kernel";

/** From where a computer is reached. */
export type Exposure = {
  /**
   * `internet`: a rule lets anybody in. `named`: one lets addresses out there in that it names.
   * `inside`: rules at the border were read, and none does. `unknown`: no such rules were read, it
   * is not known where the computer stands, or a rule leads to an address that nobody knows.
   */
  readonly from: "internet" | "named" | "inside" | "unknown";
  /** Services of those rules: `tcp/443`, names, or `any` alone; sorted. */
  readonly services: readonly string[];
  /** Names of the zones it stands in, sorted; empty: not known. */
  readonly zones: readonly string[];
};

/** The zone that stands for everything (readers N2). */
const everything = "zone/any";

const registerNames = ({ claims }: Asset): readonly string[] =>
  claims.flatMap(({ space, value }) => (space === "register" ? [value] : []));

/** Networks by which a zone is known. */
function networksOf(zone: Asset): readonly string[] {
  return registerNames(zone).flatMap((name) =>
    name.startsWith("network/") ? [name.slice("network/".length)] : [],
  );
}

/** Addresses by which a computer is known. */
function addressesOf({ claims }: Asset): readonly string[] {
  return claims.flatMap(({ space, value }) => (space === "ip" ? [value] : []));
}

function rangeOf(address: string): Prefix | null {
  return parsePrefix(`${address}/${address.includes(":") ? 128 : 32}`);
}

type Zones = {
  readonly byId: ReadonlyMap<AssetId, Asset>;
  readonly zones: readonly Asset[];
  /** Zones by place in the list, by the networks they hold. */
  readonly table: ReturnType<typeof prefixTable>;
  /** Zones that somebody has put a thing in. */
  readonly put: ReadonlyMap<AssetId, readonly AssetId[]>;
};

function zonesOf({ assets, relations }: Model): Zones {
  const there = assets.filter(({ present }) => present.value);
  const byId = new Map(there.map((asset) => [asset.id, asset]));
  const zones = there.filter(({ kind }) => kind === "zone");
  const table = prefixTable();
  for (const [at, zone] of zones.entries())
    for (const network of networksOf(zone)) {
      const range = parsePrefix(network);
      if (range !== null) table.add(range, at, range.bits);
    }
  const put = new Map<AssetId, AssetId[]>();
  for (const relation of relations) {
    if (relation.kind !== "in-zone" || !isThere(relation)) continue;
    const known = put.get(relation.from);
    if (known === undefined) put.set(relation.from, [relation.to]);
    else known.push(relation.to);
  }
  return { byId, zones, table, put };
}

/** The zones that a computer stands in: those that hold its addresses, and those it was put in. */
function standsIn({ zones, table, put, byId }: Zones, computer: Asset): readonly Asset[] {
  const found = new Set<Asset>();
  for (const id of put.get(computer.id) ?? []) {
    const zone = byId.get(id);
    if (zone !== undefined) found.add(zone);
  }
  for (const address of addressesOf(computer)) {
    const range = rangeOf(address);
    if (range === null) continue;
    for (const { asn: at } of table.covering(range)) {
      const zone = zones[at];
      if (zone !== undefined) found.add(zone);
    }
  }
  return [...found];
}

const isInternet = (zone: Asset): boolean => zone.facts["purpose"]?.value === "internet";
const isEverything = (zone: Asset): boolean => registerNames(zone).includes(everything);

/** Whom an end of a rule is out there: anybody, some that it names, or nobody. */
function outsideOf(zones: Zones, end: Asset): "anybody" | "some" | null {
  if (end.kind === "zone" && (isInternet(end) || isEverything(end))) return "anybody";
  // What is ours has a name; a bare network or address out in the open is somebody else's.
  const isBare = end.claims.every(
    ({ space, value }) => space === "ip" || (space === "register" && value.startsWith("network/")),
  );
  const ranges = end.kind === "zone" ? networksOf(end) : addressesOf(end);
  if (!isBare || ranges.length === 0) return null;
  const named = end.kind === "zone" ? [] : standsIn(zones, end);
  if (named.some((zone) => !isInternet(zone) && !isEverything(zone))) return null;
  const isOpen = ranges.every((range) => {
    const [first = ""] = range.split("/");
    return rangeOf(first) !== null && !isSpecialAddress(first);
  });
  return isOpen ? "some" : null;
}

/** Services by which rules let one thing reach another, as the readers tell them (N2). */
function servicesTo(from: Asset, to: Asset): readonly string[] {
  return to.claims.flatMap(({ value }) => {
    const told = from.facts[`reach/${value}`]?.value;
    return Array.isArray(told) ? (told as readonly string[]) : [];
  });
}

/** What is let in to a thing from out there. */
type Let = { readonly from: "anybody" | "some"; readonly services: readonly string[] };

type Border = {
  readonly zones: Zones;
  /** By the thing that rules let somebody in to. */
  readonly lets: ReadonlyMap<AssetId, readonly Let[]>;
  /** Whether rules at the border were read. */
  readonly isRead: boolean;
  /** Whether a rule leads to an address that no source knows: translated, it may be anybody's. */
  readonly isTranslated: boolean;
};

function borderOf(model: Model): Border {
  const zones = zonesOf(model);
  const lets = new Map<AssetId, Let[]>();
  let [isRead, isTranslated] = [false, false];
  for (const relation of model.relations) {
    if (relation.kind !== "may-reach" || !isThere(relation)) continue;
    const [from, to] = [zones.byId.get(relation.from), zones.byId.get(relation.to)];
    if (from === undefined || to === undefined) continue;
    const outside = outsideOf(zones, from);
    // Rules that let others out tell as well that the border's were read.
    isRead ||= outside !== null || (to.kind === "zone" && isInternet(to));
    if (outside === null) continue;
    if (to.kind === "computer" && !to.listed) isTranslated = true;
    const one = { from: outside, services: servicesTo(from, to) };
    const known = lets.get(to.id);
    if (known === undefined) lets.set(to.id, [one]);
    else known.push(one);
  }
  return { zones, lets, isRead, isTranslated };
}

function servicesOf(lets: readonly Let[]): readonly string[] {
  const all = new Set(lets.flatMap(({ services }) => services));
  return all.has("any") ? ["any"] : [...all].sort(compareText);
}

function exposureIn(border: Border, computer: Asset): Exposure {
  const { zones, lets, isRead, isTranslated } = border;
  const stands = standsIn(zones, computer);
  const named = stands.filter(({ facts }) => facts["name"] !== undefined).map(({ name }) => name);
  const at = { zones: [...new Set(named)].sort(compareText) };
  if (stands.some(isInternet)) return { from: "internet", services: ["any"], ...at };
  const everywhere = zones.zones.filter(isEverything);
  const into = [computer, ...stands, ...everywhere].flatMap(({ id }) => lets.get(id) ?? []);
  const open = into.filter(({ from }) => from === "anybody");
  if (open.length > 0) return { from: "internet", services: servicesOf(open), ...at };
  if (into.length > 0) return { from: "named", services: servicesOf(into), ...at };
  const isSure = isRead && !isTranslated && stands.length > 0;
  return { from: isSure ? "inside" : "unknown", services: [], ...at };
}

/**
 * From where the computers of a model are reached; null for what is no computer. The borders are
 * made once, linear in the model; each computer costs its addresses and the rules that lead to it.
 */
export function exposuresOf(model: Model): (id: string) => Exposure | null {
  const border = borderOf(model);
  return (id) => {
    const asset = border.zones.byId.get(id as AssetId);
    return asset?.kind === "computer" ? exposureIn(border, asset) : null;
  };
}
