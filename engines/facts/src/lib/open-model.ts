/**
 * A packed model as a model: assets and relations look as ever, and their facts are made of the
 * book each time they are asked for.
 */
import type {
  AssetId,
  AssetKind,
  Claim,
  Instant,
  ObservationId,
  PropertyName,
  RelationId,
  RelationKind,
  Standing,
  Value,
} from "@vallgrav/kernel";
import { factRecord } from "./book.ts";
import type { Book, Head } from "./book.ts";
import { idAt } from "./columns.ts";
import type { Asset, Fact, Relation } from "./model.ts";
import { isDoubtedAt, isThereAt, presenceAt, seenStandingAt } from "./presence.ts";
import { ownFact, ownFacts, ownGist } from "./properties.ts";
import type { Gist, OwnFacts } from "./properties.ts";
import type { PackedModel, Traced } from "./reconcile.ts";
import { relationNameAt, relationPresenceAt, relationSeenAt } from "./relations.ts";
import { runOf } from "./runs.ts";
import { bestStanding } from "./situation.ts";
import { statementsOf } from "./statements-of.ts";

/** Assets whose facts are remembered at one time: who asks for one fact asks for the next. */
const mostRemembered = 1_024;

/** The book, with the facts that were asked for last: of asset n at n modulo the most. */
type Opened = {
  readonly book: Book;
  readonly asked: Int32Array;
  readonly facts: Asset["facts"][];
};

function factsAt({ book, asked, facts }: Opened, at: number): Asset["facts"] {
  const place = at % mostRemembered;
  const known = facts[place];
  if (asked[place] === at && known !== undefined) return known;
  const made = factRecord(ownFacts(book, at));
  asked[place] = at;
  facts[place] = made;
  return made;
}

/** What cannot be: the packed model has only what something speaks of. */
const unspoken: Fact<boolean> = {
  value: false,
  standing: "assumed",
  since: "" as Instant,
  by: [],
  against: [],
};

/**
 * An asset whose facts are made when asked for. What makes them is the asset's own, not its
 * class's: a spread asset takes its facts along, made at that moment, and so does a copy.
 */
class AssetOfBook implements Asset {
  readonly id: AssetId;
  readonly kind: AssetKind;
  readonly name: string;
  readonly claims: readonly Claim[];
  readonly listed: boolean;
  readonly lastSeen: Instant;
  declare readonly facts: Asset["facts"];
  declare readonly present: Fact<boolean>;
  readonly #from: Opened;
  readonly #at: number;
  /** Facts told beside its own; null: none. */
  readonly #more: Asset["facts"] | null;

  /** Shared by all, so that an asset costs no memory for them. */
  static readonly #asked: PropertyDescriptorMap = {
    facts: {
      enumerable: true,
      get(this: AssetOfBook): Asset["facts"] {
        const own = factsAt(this.#from, this.#at);
        return this.#more === null ? own : { ...own, ...this.#more };
      },
    },
    present: {
      enumerable: true,
      get(this: AssetOfBook): Fact<boolean> {
        return presenceAt(this.#from.book, this.#at)?.present ?? unspoken;
      },
    },
  };

  constructor(
    from: Opened,
    { at, name, listed, lastSeen }: Head,
    more: Asset["facts"] | null = null,
  ) {
    const named = from.book.assets[at];
    this.id = named?.id ?? ("" as AssetId);
    this.kind = named?.kind ?? "computer";
    this.name = name;
    this.claims = named?.claims ?? [];
    this.listed = listed;
    this.lastSeen = lastSeen;
    this.#from = from;
    this.#at = at;
    this.#more = more;
    Object.defineProperties(this, AssetOfBook.#asked);
  }

  /** One fact; the others are not made for it. */
  fact(name: PropertyName): Fact<Value> | undefined {
    const told = this.#more === null ? undefined : namedIn(this.#more, name);
    if (told !== undefined) return told;
    const { book, asked, facts } = this.#from;
    const place = this.#at % mostRemembered;
    const known = asked[place] === this.#at ? facts[place] : undefined;
    if (known !== undefined) return namedIn(known, name);
    return ownFact(book, this.#at, name) ?? undefined;
  }

  /** The same without who says it. */
  gist(name: PropertyName): Gist | undefined {
    const told = this.#more === null ? undefined : namedIn(this.#more, name);
    return told ?? ownGist(this.#from.book, this.#at, name) ?? undefined;
  }

  /** Some facts, in order of their names; the others are not made for them. */
  some(wants: (name: PropertyName) => boolean): OwnFacts {
    const more = this.#more;
    if (more === null) return ownFacts(this.#from.book, this.#at, wants);
    const own = ownFacts(
      this.#from.book,
      this.#at,
      (name) => wants(name) && !Object.hasOwn(more, name),
    );
    return [...own, ...Object.entries(more).filter(([name]) => wants(name))];
  }

  /** The same asset with more facts. */
  with(more: Asset["facts"]): AssetOfBook {
    const { name, listed, lastSeen } = this;
    const head: Head = { at: this.#at, name, listed, lastSeen };
    return new AssetOfBook(this.#from, head, { ...this.#more, ...more });
  }

  /** The standing of `present`, which costs more. */
  standing(): Standing {
    const { book } = this.#from;
    return isDoubtedAt(book, this.#at)
      ? this.present.standing
      : (seenStandingAt(book, this.#at) ?? this.present.standing);
  }

  /** The value of `present`, which costs more. */
  isThere(): boolean {
    return isThereAt(this.#from.book, this.#at);
  }
}

function namedIn(facts: Asset["facts"], name: PropertyName): Fact<Value> | undefined {
  return Object.hasOwn(facts, name) ? facts[name] : undefined;
}

/**
 * One fact of an asset. Of an opened model the others are not made for it, which matters to who
 * asks a few of every asset.
 */
export function factNamed(asset: Asset, name: PropertyName): Fact<Value> | undefined {
  return asset instanceof AssetOfBook ? asset.fact(name) : namedIn(asset.facts, name);
}

/**
 * What one fact of an asset says and how that is known. Of an opened model who says it is not made
 * for it, which matters to who asks every asset of a municipality, and of each a few.
 */
export function gistNamed(asset: Asset, name: PropertyName): Gist | undefined {
  return asset instanceof AssetOfBook ? asset.gist(name) : namedIn(asset.facts, name);
}

/** The value of one fact of an asset; likewise. */
export function valueNamed(asset: Asset, name: PropertyName): Value | undefined {
  return gistNamed(asset, name)?.value;
}

/** Some facts of an asset by name, in no order that means anything; likewise. */
export function factsNamed(asset: Asset, wants: (name: PropertyName) => boolean): OwnFacts {
  if (asset instanceof AssetOfBook) return asset.some(wants);
  return Object.entries(asset.facts).filter(([name]) => wants(name));
}

/**
 * The same asset with facts told beside its own, over which they rule. Its own are made when asked
 * for, as ever: those of all assets at once are most of the memory of a model.
 */
export function withFacts(asset: Asset, more: Asset["facts"]): Asset {
  return asset instanceof AssetOfBook
    ? asset.with(more)
    : { ...asset, facts: { ...asset.facts, ...more } };
}

/** Whether an asset is there: the value of its `present`, without who says so being made. */
export function isPresent(asset: Asset): boolean {
  return asset instanceof AssetOfBook ? asset.isThere() : asset.present.value;
}

/** How it is known whether an asset is there: the standing of its `present`; likewise. */
export function standingOfAsset(asset: Asset): Standing {
  return asset instanceof AssetOfBook ? asset.standing() : asset.present.standing;
}

/**
 * A relation of which everything is made when asked for. There are many: their class makes it, and
 * a spread relation is empty.
 */
class RelationOfBook implements Relation {
  readonly #book: Book;
  readonly #at: number;

  constructor(book: Book, at: number) {
    this.#book = book;
    this.#at = at;
  }

  get id(): RelationId {
    return relationNameAt(this.#book, this.#at).id;
  }

  get kind(): RelationKind {
    const { columns, relations } = this.#book;
    return columns.words[relations.kinds[this.#at] ?? 0] as RelationKind;
  }

  get from(): AssetId {
    const { assets, relations } = this.#book;
    return assets[relations.from[this.#at] ?? 0]?.id ?? ("" as AssetId);
  }

  get to(): AssetId {
    const { assets, relations } = this.#book;
    return assets[relations.to[this.#at] ?? 0]?.id ?? ("" as AssetId);
  }

  get present(): Fact<boolean> {
    return relationPresenceAt(this.#book, this.#at) ?? unspoken;
  }

  get lastSeen(): Instant {
    return relationSeenAt(this.#book, this.#at);
  }

  /** The same as the standing of `present`, which costs more: most relations no list leaves out. */
  standing(): Standing {
    const { statements, silent } = this.#book.relations;
    const isLeftOut = silent.offsets[this.#at] !== silent.offsets[this.#at + 1];
    const best = isLeftOut ? null : bestStanding(this.#book, runOf(statements, this.#at));
    return best ?? this.present.standing;
  }

  /** The same as the value of `present`, which costs more: most relations no list leaves out. */
  isThere(): boolean {
    const { silent, statements } = this.#book.relations;
    const isLeftOut = silent.offsets[this.#at] !== silent.offsets[this.#at + 1];
    return isLeftOut
      ? this.present.value
      : statements.offsets[this.#at] !== statements.offsets[this.#at + 1];
  }
}

/**
 * How it is known whether a relation is there: the standing of its `present`. Of an opened model
 * who says so is not made for it where no list leaves it out.
 */
export function standingOfRelation(relation: Relation): Standing {
  return relation instanceof RelationOfBook ? relation.standing() : relation.present.standing;
}

/**
 * Whether a relation is there: the value of its `present`. Of an opened model who says so is not
 * made for it, which matters to who walks all of them.
 */
export function isThere(relation: Relation): boolean {
  return relation instanceof RelationOfBook ? relation.isThere() : relation.present.value;
}

/**
 * Opens a packed model. Linear in assets and relations; the facts of one asset cost its statements
 * each time they are asked for anew.
 */
export function openModel({ book, heads, rest, index }: PackedModel): Traced {
  const from: Opened = { book, asked: new Int32Array(mostRemembered).fill(-1), facts: [] };
  const { asOf, ...others } = rest;
  const relations: Relation[] = [];
  for (let at = 0; at < book.relations.kinds.length; at += 1)
    relations.push(new RelationOfBook(book, at));
  return {
    model: { asOf, assets: heads.map((head) => new AssetOfBook(from, head)), relations, ...others },
    statementsOf: statementsOf(index, book.assets, (at): ObservationId => idAt(book.columns, at)),
  };
}
