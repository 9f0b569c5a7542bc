/**
 * Canonical JSON of the assets and relations of a book, written from its columns: the text that
 * `canonicalJson` gives of the plain ones, in a fraction of the time. Most facts have one report,
 * and most reports differ in nothing but the number of their statement.
 */
import { canonicalJson } from "@vallgrav/kernel";
import { nameOf, plainRelation } from "./book.ts";
import type { Book } from "./book.ts";
import type { Report } from "./model.ts";
import { presenceAt } from "./presence.ts";
import { eachProperty, factOfStatements } from "./properties.ts";
import { runOf } from "./runs.ts";
import { reportAt } from "./situation.ts";

/** What is the same in the texts of reports of one piece of evidence and one stamp. */
type ReportFrame = {
  /** Up to the number of the statement. */
  readonly before: string;
  readonly after: string;
  readonly since: string;
  readonly standing: string;
};

/** Writes reports; what they share is made once. */
class Reports {
  readonly #book: Book;
  readonly #frames = new Map<number, ReportFrame | null>();

  constructor(book: Book) {
    this.#book = book;
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

  /** The fact that one statement alone makes; null where it makes none. */
  fact(at: number, value: string): string | null {
    const frame = this.#frame(at);
    if (frame === null) return null;
    const { columns } = this.#book;
    const { before, after, since, standing } = frame;
    const odd = columns.odd.size > 0 && columns.odd.has(at);
    const report = odd
      ? canonicalJson(reportAt(this.#book, at))
      : `${before}${columns.ordinal[at]}${after}`;
    return (
      `{"against":[],"by":[${report}],"since":${since},` +
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
    since: JSON.stringify(validFrom),
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
    const alone = statements.length === 1 && value !== undefined && !trusts.has(asset);
    const fact = alone
      ? reports.fact(at, canonicalJson(value))
      : canonicalJson(factOfStatements(book, asset, { name, statements }));
    if (fact !== null && fact !== "null") members.push(`${JSON.stringify(name)}:${fact}`);
  });
  return `{${members.join()}}`;
}

/**
 * The assets of the model, in order.
 * @yields the canonical JSON of each
 */
export function* assetTexts(book: Book): Generator<string> {
  const reports = new Reports(book);
  for (let at = 0; at < book.assets.length; at += 1) {
    const named = book.assets[at];
    const presence = presenceAt(book, at);
    if (named === undefined || presence === null) continue;
    const { id, kind, claims } = named;
    const { present, listed, lastSeen } = presence;
    const name = nameOf(book, at, claims);
    yield (
      `{"claims":${canonicalJson(claims)},"facts":${factsText(book, reports, at)},` +
      `"id":${JSON.stringify(id)},"kind":${JSON.stringify(kind)},` +
      `"lastSeen":${JSON.stringify(lastSeen)},"listed":${String(listed)},` +
      `"name":${JSON.stringify(name)},"present":${canonicalJson(present)}}`
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
    const [one = 0, another] = runOf(relations.statements, at);
    const isSilent = relations.silent.offsets[at] !== relations.silent.offsets[at + 1];
    const isTold = relations.statements.offsets[at] !== relations.statements.offsets[at + 1];
    const present = isTold && another === undefined && !isSilent ? reports.fact(one, "true") : null;
    if (present === null) {
      const plain = plainRelation(book, at);
      if (plain !== null) yield canonicalJson(plain);
      continue;
    }
    const kind = words[relations.kinds[at] ?? 0] ?? '""';
    const from = ids[relations.from[at] ?? 0] ?? '""';
    const to = ids[relations.to[at] ?? 0] ?? '""';
    const id = `${kind.slice(0, -1)}|${from.slice(1, -1)}|${to.slice(1)}`;
    const lastSeen = columns.stamps[columns.stamp[one] ?? 0]?.validFrom ?? "";
    yield (
      `{"from":${from},"id":${id},"kind":${kind},"lastSeen":${JSON.stringify(lastSeen)},` +
      `"present":${present},"to":${to}}`
    );
  }
}
