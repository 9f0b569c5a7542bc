/**
 * Lists that people keep, such as a register of systems. Such a list is whole as itself, but nobody
 * says of which part of the world: two offices may keep one each. So it leaves out only what an
 * earlier edition of the same list had, and which lists are editions of one is found out here.
 */
import { compareText, spend } from "@vallgrav/kernel";
import type { AssetKind, EvidenceId, Instant, ListWord } from "@vallgrav/kernel";
import { form } from "./columns.ts";
import type { Situation, Told } from "./situation.ts";

/**
 * Of all things that one of two lists has or both have, the share that both have under one name,
 * from which on the newer is an edition of the older. Our assumption [A]: a register changes by
 * less than half from one edition to the next, and two offices share less than half.
 */
export const leastShared = 0.5;

/** A list that people keep. Evidence and editions are called by their numbers. */
export type Edition = {
  readonly evidence: number;
  readonly kind: AssetKind;
  readonly time: Instant;
  readonly isComplete: boolean;
  /** How many things it has. */
  readonly things: number;
  /** What a person said of it; null where nobody said anything. */
  readonly said: ListWord["is"];
  /** The same for all editions of one list. */
  readonly series: number;
  /** The edition before it; null where it is the first of its list. */
  readonly follows: number | null;
  /** Of the lists there were before it the one most alike; null where there was none. */
  readonly near: Near | null;
};

/** How alike two lists are. */
export type Near = {
  readonly edition: number;
  /** Things that both have under one name. */
  readonly both: number;
  /** Things that both have under different names: perhaps two things of one number. */
  readonly otherNames: number;
};

/** All such lists, oldest first, and where each stands. */
export type Editions = {
  readonly all: readonly Edition[];
  /** By kind of thing and number of the evidence. */
  readonly at: ReadonlyMap<AssetKind, ReadonlyMap<number, Edition>>;
  /** By series the newest complete edition's time. */
  readonly whole: ReadonlyMap<number, Instant>;
};

/** What a list has: names by number of the asset, empty where it gives none. */
type Things = Map<number, string>;

type Found = Pick<Edition, "evidence" | "kind" | "time" | "isComplete"> & {
  readonly id: EvidenceId;
  readonly reader: string;
  readonly things: Things;
};

/** The newest edition of each list of one reader, and which of them has a thing. */
type Shelf = { readonly newest: Map<number, Found>; readonly holders: Map<number, Set<number>> };

/** Whether a person wrote a list that names no part of the world it would cover. */
function isKept({ kind, known }: Told, within: unknown): boolean {
  return kind === "person" && known !== undefined && within === null;
}

function foundIn({ table }: Situation): readonly Found[] {
  const found: Found[] = [];
  for (const [evidence, told] of table.entries())
    for (const { kind, within, complete: isComplete } of told.known?.scope ?? []) {
      if (told.known === undefined || told.time === null || !isKept(told, within)) continue;
      const { id, time } = told;
      const reader = told.known.reader.id;
      found.push({ evidence, kind, time, isComplete, id, reader, things: new Map() });
    }
  return found.sort((a, b) => compareText(a.time, b.time) || compareText(a.id, b.id));
}

function folded(name: unknown): string {
  return typeof name === "string" ? name.trim().replace(/\s+/gu, " ").toLowerCase() : "";
}

/** What a statement calls its thing; empty where it does not. */
function nameIn({ columns }: Situation, at: number): string {
  const { form: forms, word, words, value, values } = columns;
  const isName = forms[at] === form.property && words[word[at] ?? 0] === "name";
  return isName ? folded(values[value[at] ?? 0]) : "";
}

/** Notes what each list has. Linear in statements. */
function fill(situation: Situation, found: readonly Found[]): void {
  const { columns, subject, identity, work } = situation;
  const lists = new Map<number, Map<AssetKind, Things>>();
  for (const { evidence, kind, things } of found)
    lists.set(evidence, (lists.get(evidence) ?? new Map<AssetKind, Things>()).set(kind, things));
  if (lists.size === 0) return;
  const { length, form: forms, evidence: tellers } = columns;
  for (let at = 0; at < length; at += 1) {
    if (forms[at] !== form.property && forms[at] !== form.present) continue;
    const kinds = lists.get(tellers[at] ?? -1);
    if (kinds === undefined) continue;
    spend(work, 1);
    const asset = subject[at] ?? -1;
    const kind = identity.assets[asset]?.kind;
    const things = kind === undefined ? undefined : kinds.get(kind);
    if (things === undefined) continue;
    const name = nameIn(situation, at);
    const known = things.get(asset) ?? "";
    // Of a row told twice the same name, whatever the order.
    things.set(asset, known === "" || (name !== "" && name < known) ? name : known);
  }
}

/** The newest word on each list; of two at one moment that of the greater evidence. */
function wordsIn({ table }: Situation): ReadonlyMap<EvidenceId, ListWord["is"]> {
  const words = new Map<EvidenceId, ListWord["is"]>();
  const told = table
    .filter(({ known }) => known?.lists !== undefined)
    .sort((a, b) => compareText(a.time ?? "", b.time ?? "") || compareText(a.id, b.id));
  for (const { known } of told) for (const { list, is } of known?.lists ?? []) words.set(list, is);
  return words;
}

/** How alike a list is to each that there is, the most alike first, then the newest. */
function mostAlike(
  found: Found,
  { newest, holders }: Shelf,
): (Omit<Near, "edition"> & { readonly series: number; readonly share: number }) | null {
  const both = new Map<number, number>();
  const otherNames = new Map<number, number>();
  for (const [asset, name] of found.things)
    for (const series of holders.get(asset) ?? []) {
      const other = newest.get(series)?.things.get(asset) ?? "";
      const into = name === "" || other === "" || name === other ? both : otherNames;
      into.set(series, (into.get(series) ?? 0) + 1);
    }
  let best: ReturnType<typeof mostAlike> = null;
  for (const [series, { things }] of newest) {
    const shared = both.get(series) ?? 0;
    const all = found.things.size + things.size - shared;
    const share = all === 0 ? 0 : shared / all;
    // Later ones are newer: of several that are equally alike the newest.
    if (best === null || share >= best.share)
      best = { series, share, both: shared, otherNames: otherNames.get(series) ?? 0 };
  }
  return best;
}

/** Puts an edition in the place of the one before it. */
function shelve({ newest, holders }: Shelf, series: number, found: Found): void {
  for (const asset of newest.get(series)?.things.keys() ?? []) holders.get(asset)?.delete(series);
  // Taken out first, so that the order is that of the newest editions.
  newest.delete(series);
  newest.set(series, found);
  for (const asset of found.things.keys()) {
    const held = holders.get(asset);
    if (held === undefined) holders.set(asset, new Set([series]));
    else held.add(series);
  }
}

function orderedBy(found: readonly Found[], words: ReturnType<typeof wordsIn>): Edition[] {
  const shelves = new Map<string, Shelf>();
  const numbers = new Map<Found, number>();
  const all: Edition[] = [];
  let count = 0;
  for (const one of found) {
    const key = `${one.reader} ${one.kind}`;
    const shelf = shelves.get(key) ?? { newest: new Map(), holders: new Map() };
    shelves.set(key, shelf);
    const said = words.get(one.id) ?? null;
    const best = mostAlike(one, shelf);
    const before = best === null ? undefined : numbers.get(shelf.newest.get(best.series) ?? one);
    const isNext = said === null ? (best?.share ?? 0) >= leastShared : said === "next";
    const series = best !== null && isNext ? best.series : count;
    if (series === count) count += 1;
    const near =
      best === null || before === undefined
        ? null
        : { edition: before, both: best.both, otherNames: best.otherNames };
    const { evidence, kind, time, isComplete } = one;
    const follows = isNext && near !== null ? near.edition : null;
    const things = one.things.size;
    numbers.set(one, all.length);
    all.push({ evidence, kind, time, isComplete, things, said, series, follows, near });
    shelve(shelf, series, one);
  }
  return all;
}

/** Finds the lists that people keep, and which are editions of one. */
export function editionsOf(situation: Situation): Editions {
  const found = foundIn(situation);
  fill(situation, found);
  const all = orderedBy(found, wordsIn(situation));
  const at = new Map<AssetKind, Map<number, Edition>>();
  const whole = new Map<number, Instant>();
  for (const edition of all) {
    const { kind, evidence, series, time, isComplete } = edition;
    at.set(kind, (at.get(kind) ?? new Map<number, Edition>()).set(evidence, edition));
    if (isComplete) whole.set(series, time);
  }
  return { all, at, whole };
}

/**
 * Whether a list that does not have something leaves it out, by who told it: one that people keep
 * only where an edition of it had it, and no other such list has it still.
 * @param tellers numbers of the evidence
 */
export function mayLeaveOut(
  { at, whole }: Editions,
  { kind, number }: { readonly kind: AssetKind; readonly number: number },
  tellers: Iterable<number>,
): boolean {
  const known = at.get(kind);
  const own = known?.get(number);
  if (known === undefined || own === undefined) return true;
  let isOwn = false;
  for (const teller of tellers) {
    const edition = known.get(teller);
    if (edition === undefined) continue;
    if (edition.series === own.series) isOwn = true;
    else if (edition.time >= (whole.get(edition.series) ?? "")) return false;
  }
  return isOwn;
}

/** A list that people keep, with how it stands to those before it. */
export type KeptList = Pick<Edition, "kind" | "things" | "said"> & {
  readonly evidence: EvidenceId;
  /** Whether it is an edition of the list it is most alike, or one of its own. */
  readonly isNext: boolean;
  /** Of the lists there were before it the one most alike; null where there was none. */
  readonly near: (Omit<Near, "edition"> & KeptNear) | null;
};

/** The list that another is most alike. */
export type KeptNear = { readonly evidence: EvidenceId; readonly things: number };

/** What of a book tells of lists. */
export type ListBook = {
  readonly editions: readonly Edition[];
  readonly table: readonly Pick<Told, "id">[];
};

/** The lists that people keep, oldest first. */
export function keptLists({ editions, table }: ListBook): readonly KeptList[] {
  const idOf = ({ evidence }: Edition): EvidenceId => table[evidence]?.id ?? ("" as EvidenceId);
  return editions.map((edition) => {
    const { kind, things, said, follows, near } = edition;
    const before = near === null ? undefined : editions[near.edition];
    return {
      evidence: idOf(edition),
      kind,
      things,
      said,
      isNext: follows !== null,
      near:
        near === null || before === undefined
          ? null
          : {
              evidence: idOf(before),
              things: before.things,
              both: near.both,
              otherNames: near.otherNames,
            },
    };
  });
}
