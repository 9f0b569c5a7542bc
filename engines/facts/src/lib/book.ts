/**
 * The book behind a model: all that its facts are made of, in columns. Facts are made of it when
 * they are asked for, so that a model of millions of statements is held once and lightly. It holds
 * nothing but data, so that another thread can be given it.
 */
import type { AssetId, Claim, ClaimSpace, PropertyName, Value } from "@vallgrav/kernel";
import type { NamedAsset } from "./ambiguity.ts";
import { completeLists } from "./complete-lists.ts";
import type { Edition } from "./editions.ts";
import type { Asset, Fact, Relation } from "./model.ts";
import { isSpokenOf, presenceAt, seenAt, sightingsOf } from "./presence.ts";
import type { Presence, Sighted } from "./presence.ts";
import {
  eachProperty,
  factOfStatements,
  isOneValue,
  ownFact,
  ownFacts,
  propertyRuns,
} from "./properties.ts";
import type { Described, OwnFacts, Trusts } from "./properties.ts";
import { relationNameAt, relationPresenceAt, relationSeenAt, relationsIn } from "./relations.ts";
import type { Related } from "./relations.ts";
import { rulingTrust } from "./report.ts";
import type { Trust } from "./report.ts";
import { reportAt } from "./situation.ts";
import type { Situation } from "./situation.ts";

/** All that facts are made of. Assets are all that were named, also those not in the model. */
export type Book = Described &
  Sighted &
  Related & {
    readonly assets: readonly NamedAsset[];
    /** Lists that people keep, oldest first. */
    readonly editions: readonly Edition[];
  };

/** By asset and property the newest word on whom to believe. */
function trustsOf(situation: Situation): Trusts {
  const found = new Map<number, Map<PropertyName, Trust>>();
  for (const [at, { trust, source }] of situation.trusts) {
    const report = reportAt(situation, at);
    if (report === null) continue;
    const asset = situation.subject[at] ?? -1;
    const known = found.get(asset) ?? new Map<PropertyName, Trust>();
    known.set(trust, rulingTrust(known.get(trust), { source, report }));
    found.set(asset, known);
  }
  return found;
}

/** What the facts say of each asset's directory domain. */
function domainsOf(from: Described, assets: number): ReadonlyMap<number, string> {
  const domains = new Map<number, string>();
  for (let asset = 0; asset < assets; asset += 1) {
    const domain = ownFact(from, asset, "domain")?.value;
    if (typeof domain === "string") domains.set(asset, domain.trim().toLowerCase());
  }
  return domains;
}

/** Makes the book of what is known. Sorts properties and relations; else linear. */
export function bookOf(situation: Situation): Book {
  const { columns, table, identity } = situation;
  const properties = propertyRuns(situation);
  const described = { columns, table, properties, trusts: trustsOf(situation) };
  const lists = completeLists(situation, domainsOf(described, identity.assets.length));
  return {
    ...described,
    assets: identity.assets,
    lists: lists.all.map(({ number, scope }) => ({ evidence: number, scope })),
    sightings: sightingsOf(situation, lists),
    relations: relationsIn(situation, lists),
    editions: lists.editions.all,
  };
}

/** What people call a thing by, best first, where no source gives it a name. */
const callingSpaces: readonly ClaimSpace[] = [
  "upn",
  "fqdn",
  "host",
  "serial",
  "register",
  "purl",
  "mac",
  "ip",
  "sid",
  "guid",
];

/** A name for people: the property `name`, else the claim that reads best. */
function nameFrom(facts: OwnFacts, claims: readonly Claim[]): string {
  const said = facts.find(([name]) => name === "name")?.[1].value;
  if (typeof said === "string" && said.trim() !== "") return said;
  for (const space of callingSpaces) {
    const claim = claims.find((one) => one.space === space);
    if (claim !== undefined) return claim.value;
  }
  return "";
}

/** The name of an asset for people. */
export function nameOf(book: Described, asset: number, claims: readonly Claim[]): string {
  const fact = ownFact(book, asset, "name");
  return nameFrom(fact === null ? [] : [["name", fact]], claims);
}

/** What of an asset is held ready, with its number among the assets of the book. */
export type Head = Pick<Asset, "name" | "listed" | "lastSeen"> & { readonly at: number };

/** An asset of the book as it is when made whole. */
export type Made = {
  readonly head: Head;
  readonly named: NamedAsset;
  readonly own: OwnFacts;
  readonly presence: Presence;
};

/** Makes an asset; null where the model does not have it. */
export function makeAsset(book: Book, at: number): Made | null {
  const named = book.assets[at];
  const presence = presenceAt(book, at);
  if (named === undefined || presence === null) return null;
  const own = ownFacts(book, at);
  const { listed, lastSeen } = presence;
  const name = nameFrom(own, named.claims);
  return { head: { at, name, listed, lastSeen }, named, own, presence };
}

/** The name, and facts of which several statements say several things: all a head is made of. */
function factsOfHead(book: Book, asset: number): OwnFacts {
  const facts: (readonly [PropertyName, Fact<Value>])[] = [];
  const add = (name: PropertyName, statements: Uint32Array): void => {
    if (name !== "name" && isOneValue(book.columns, statements)) return;
    const fact = factOfStatements(book, asset, { name, statements });
    if (fact !== null) facts.push([name, fact]);
  };
  eachProperty(book, asset, add, (name, statements) => statements > 1 || name === "name");
  return facts;
}

/**
 * The assets of the model without what nothing speaks against, in order: their names, and every
 * fact that could be contradicted.
 * @yields each once, made anew
 */
export function* madeHeads(book: Book): Generator<Omit<Made, "presence">> {
  for (let at = 0; at < book.assets.length; at += 1) {
    const named = book.assets[at];
    const seen = seenAt(book, at) ?? presenceAt(book, at);
    if (named === undefined || seen === null) continue;
    const own = factsOfHead(book, at);
    const { listed, lastSeen } = seen;
    yield { head: { at, name: nameFrom(own, named.claims), listed, lastSeen }, named, own };
  }
}

/** Facts as they stand in an asset. */
export function factRecord(own: OwnFacts): Readonly<Record<PropertyName, Fact<Value>>> {
  return Object.fromEntries(own);
}

/** An asset as plain data. */
export function plainAsset({ head: { name }, named, own, presence }: Made): Asset {
  const { id, kind, claims } = named;
  return { id, kind, name, claims, facts: factRecord(own), ...presence };
}

/**
 * The assets of the model, in order.
 * @yields each once, made anew
 */
export function* madeAssets(book: Book): Generator<Made> {
  for (let at = 0; at < book.assets.length; at += 1) {
    const made = makeAsset(book, at);
    if (made !== null) yield made;
  }
}

/** Ids of the assets of the model. */
export function idsInModel({ assets, sightings }: Book): ReadonlySet<AssetId> {
  return new Set(assets.flatMap(({ id }, at) => (isSpokenOf(sightings, at) ? [id] : [])));
}

/** A relation as plain data. */
export function plainRelation(book: Book, at: number): Relation | null {
  const present = relationPresenceAt(book, at);
  if (present === null) return null;
  return { ...relationNameAt(book, at), present, lastSeen: relationSeenAt(book, at) };
}

/**
 * The relations of the model as plain data, in order.
 * @yields each once, made anew
 */
export function* plainRelations(book: Book): Generator<Relation> {
  for (let at = 0; at < book.relations.kinds.length; at += 1) {
    const relation = plainRelation(book, at);
    if (relation !== null) yield relation;
  }
}
