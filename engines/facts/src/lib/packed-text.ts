/**
 * Canonical JSON of the assets and relations of a book, written from its columns: the text that
 * `canonicalJson` gives of the plain ones, in a fraction of the time. Most facts nothing speaks
 * against, and most reports differ in nothing but the number of their statement.
 */
import { canonicalJson, compareText } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";
import { nameOf, plainRelation } from "./book.ts";
import type { Book } from "./book.ts";
import { compareIds } from "./columns.ts";
import type { Report } from "./model.ts";
import { presenceAt, seenAt, undoubtedAt } from "./presence.ts";
import { eachProperty, factOfStatements, isOneValue } from "./properties.ts";
import { relationSeenAt } from "./relations.ts";
import { standings } from "./report.ts";
import { runOf } from "./runs.ts";
import { reportAt } from "./situation.ts";

/** What is the same in the texts of reports of one piece of evidence and one stamp. */
type ReportFrame = {
  /** Up to the number of the statement. */
  readonly before: string;
  readonly after: string;
  readonly since: Instant;
  readonly standing: string;
};

/** By stamp its place in the order of reports; the same for those that differ in nothing there. */
function stampRanks({ columns: { stamps } }: Book): Int32Array {
  const order = stamps.map((stamp, number) => ({ ...stamp, number }));
  const compare = (a: (typeof order)[number], b: (typeof order)[number]): number =>
    standings[a.standing] - standings[b.standing] || compareText(b.validFrom, a.validFrom);
  order.sort(compare);
  const ranks = new Int32Array(stamps.length);
  let rank = 0;
  for (const [at, stamp] of order.entries()) {
    const before = order[at - 1];
    if (before !== undefined && compare(before, stamp) !== 0) rank += 1;
    ranks[stamp.number] = rank;
  }
  return ranks;
}

/** Writes reports; what they share is made once. */
class Reports {
  readonly #book: Book;
  readonly #ranks: Int32Array;
  readonly #frames = new Map<number, ReportFrame | null>();

  constructor(book: Book) {
    this.#book = book;
    this.#ranks = stampRanks(book);
  }

  #frame(at: number): ReportFrame | null {
    const { columns } = this.#book;
    const key = (columns.evidence[at] ?? 0) * columns.stamps.length + (columns.stamp[at] ?? 0);
    const known = this.#frames.get(key);
    if (known !== undefined) return known;
    const report = reportAt(this.#book, at);
    const made = report === null ? null : frameOf(report);
    this.#frames.set(key, made);
    return made;
  }

  /** The order of `compareReports`; evidence is numbered in the order of its ids. */
  #sorted(statements: Uint32Array): Uint32Array {
    if (statements.length === 1) return statements;
    const { columns } = this.#book;
    const { evidence, stamp } = columns;
    const rank = (at: number): number => this.#ranks[stamp[at] ?? 0] ?? 0;
    return statements
      .slice()
      .sort(
        (a, b) =>
          rank(a) - rank(b) || (evidence[a] ?? 0) - (evidence[b] ?? 0) || compareIds(columns, a, b),
      );
  }

  /** The fact that statements make which all say the same value; null where they make none. */
  fact(statements: Uint32Array, value: string): string | null {
    const { columns } = this.#book;
    let by = "";
    let oldest: Instant | null = null;
    let standing: string | null = null;
    for (const at of this.#sorted(statements)) {
      const frame = this.#frame(at);
      if (frame === null) return null;
      const { before, after, since } = frame;
      const isOdd = columns.odd.size > 0 && columns.odd.has(at);
      const report = isOdd
        ? canonicalJson(reportAt(this.#book, at))
        : `${before}${columns.ordinal[at]}${after}`;
      by = by === "" ? report : `${by},${report}`;
      standing ??= frame.standing;
      if (oldest === null || since < oldest) oldest = since;
    }
    if (standing === null) return null;
    return (
      `{"against":[],"by":[${by}],"since":${JSON.stringify(oldest)},` +
      `"standing":${standing},"value":${value}}`
    );
  }
}

function frameOf({ evidence, kind, source, standing, validFrom }: Report): ReportFrame {
  const quoted = JSON.stringify(evidence);
  return {
    // The number stands in the text of the id, before its closing mark.
    before:
      `{"evidence":${quoted},"kind":${JSON.stringify(kind)},` +
      `"observation":${quoted.slice(0, -1)}#`,
    after:
      `","source":${JSON.stringify(source)},"standing":${JSON.stringify(standing)},` +
      `"validFrom":${JSON.stringify(validFrom)}}`,
    since: validFrom,
    standing: JSON.stringify(standing),
  };
}

/** The facts of an asset as a text. */
function factsText(book: Book, reports: Reports, asset: number): string {
  const { columns, trusts } = book;
  const members: string[] = [];
  eachProperty(book, asset, (name, statements) => {
    const at = statements[0] ?? 0;
    const value = columns.values[columns.value[at] ?? 0];
    const isAgreed = value !== undefined && !trusts.has(asset) && isOneValue(columns, statements);
    const fact = isAgreed
      ? reports.fact(statements, canonicalJson(value))
      : canonicalJson(factOfStatements(book, asset, { name, statements }));
    if (fact !== null && fact !== "null") members.push(`${JSON.stringify(name)}:${fact}`);
  });
  return `{${members.join()}}`;
}

/** The presence of an asset as a text; null where nothing speaks of it. */
function presenceText(
  book: Book,
  reports: Reports,
  asset: number,
): { readonly lastSeen: Instant; readonly listed: boolean; readonly present: string } | null {
  const told = undoubtedAt(book.sightings, asset);
  const [seen, fact] = [seenAt(book, asset), told === null ? null : reports.fact(told, "true")];
  if (seen !== null && fact !== null) return { ...seen, present: fact };
  const presence = presenceAt(book, asset);
  return presence === null ? null : { ...presence, present: canonicalJson(presence.present) };
}

/**
 * The assets of the model, in order.
 * @yields the canonical JSON of each
 */
export function* assetTexts(book: Book): Generator<string> {
  const reports = new Reports(book);
  for (let at = 0; at < book.assets.length; at += 1) {
    const named = book.assets[at];
    const presence = presenceText(book, reports, at);
    if (named === undefined || presence === null) continue;
    const { id, kind, claims } = named;
    const { present, listed, lastSeen } = presence;
    const name = nameOf(book, at, claims);
    yield (
      `{"claims":${canonicalJson(claims)},"facts":${factsText(book, reports, at)},` +
      `"id":${JSON.stringify(id)},"kind":${JSON.stringify(kind)},` +
      `"lastSeen":${JSON.stringify(lastSeen)},"listed":${String(listed)},` +
      `"name":${JSON.stringify(name)},"present":${present}}`
    );
  }
}

/**
 * The relations of the model, in order.
 * @yields the canonical JSON of each
 */
export function* relationTexts(book: Book): Generator<string> {
  const { columns, relations } = book;
  const reports = new Reports(book);
  const words = columns.words.map((word) => JSON.stringify(word));
  const ids = book.assets.map(({ id }) => JSON.stringify(id));
  for (let at = 0; at < relations.kinds.length; at += 1) {
    const isSilent = relations.silent.offsets[at] !== relations.silent.offsets[at + 1];
    const present = isSilent ? null : reports.fact(runOf(relations.statements, at), "true");
    if (present === null) {
      const plain = plainRelation(book, at);
      if (plain !== null) yield canonicalJson(plain);
      continue;
    }
    const kind = words[relations.kinds[at] ?? 0] ?? '""';
    const from = ids[relations.from[at] ?? 0] ?? '""';
    const to = ids[relations.to[at] ?? 0] ?? '""';
    const id = `${kind.slice(0, -1)}|${from.slice(1, -1)}|${to.slice(1)}`;
    yield (
      `{"from":${from},"id":${id},"kind":${kind},` +
      `"lastSeen":${JSON.stringify(relationSeenAt(book, at))},"present":${present},"to":${to}}`
    );
  }
}
