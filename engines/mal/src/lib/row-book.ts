/** Lists of a scene are made columns here: rows are taken in one after the other. */
import { invariant } from "@vallgrav/kernel";
import {
  type Common,
  firstJoined,
  type PackedRows,
  type RowShape,
  type RowText,
} from "./packed-rows.ts";
import { firstRoom, grown, TextBook } from "./text-book.ts";

/** A value as a text that only equal values share. */
function nameOf(value: unknown): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : `${value}`;
  if (Array.isArray(value)) return `[${value.map(nameOf).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const members = Object.entries(value).map(
    ([key, one]) => `${JSON.stringify(key)}:${nameOf(one)}`,
  );
  return `{${members.join()}}`;
}

function isSame(a: RowText, b: RowText): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  return a[0] === b[0] && a[1] === b[1];
}

/** Takes rows in one after the other, and keeps none of them. */
export class RowBook<T extends object> {
  readonly #shape: RowShape;
  readonly #differs: ReadonlySet<string>;
  readonly #texts = new TextBook();
  readonly #common: Common[] = [];
  readonly #kinds = new Map<string, number>();
  readonly #objects = new WeakMap<object, string>();
  #kind = new Uint32Array(firstRoom);
  #number = new Int32Array(firstRoom);
  #text: Uint32Array[];
  #length = 0;
  /** Per text column: its last text, and the number of that. */
  readonly #lastTexts: RowText[] = [];
  readonly #lastNumbers: number[] = [];
  readonly #list: readonly string[];
  readonly #begins = new Map<string, number>();
  #joined = new Uint32Array(firstRoom);
  #joinedCount = 0;
  /** The kind of the row before, and its members in their order. */
  #last: {
    readonly names: readonly string[];
    readonly values: readonly unknown[];
    readonly number: string | null;
    readonly kind: number;
  } | null = null;

  /** @param list texts that those of rows may end in */
  constructor(shape: RowShape, list: readonly string[] = []) {
    this.#shape = shape;
    this.#list = list;
    this.#differs = new Set([...shape.numbers, ...shape.texts]);
    this.#text = shape.texts.map(() => new Uint32Array(firstRoom));
  }

  get length(): number {
    return this.#length;
  }

  /** Members that are objects come again and again as the same object: its name is found once. */
  #nameOf(value: unknown): string {
    if (typeof value !== "object" || value === null) return nameOf(value);
    const known = this.#objects.get(value);
    if (known !== undefined) return known;
    const name = nameOf(value);
    this.#objects.set(value, name);
    return name;
  }

  /** The kind of the row before, where this one has the very same members. */
  #sameKind(row: Partial<T>, number: string | null): number | null {
    const last = this.#last;
    if (last === null || last.number !== number) return null;
    const { names, values } = last;
    let at = 0;
    for (const key in row) {
      if (this.#differs.has(key)) continue;
      if (names[at] !== key || !Object.is(values[at], Reflect.get(row, key))) return null;
      at += 1;
    }
    return at === names.length ? last.kind : null;
  }

  #kindOf(row: Partial<T>, number: string | null): number {
    const same = this.#sameKind(row, number);
    if (same !== null) return same;
    let name = number ?? "";
    const members: [string, unknown][] = [];
    for (const [key, value] of Object.entries(row)) {
      if (this.#differs.has(key)) continue;
      members.push([key, value]);
      name += `\u0000${key}\u0000${this.#nameOf(value)}`;
    }
    const kind = this.#kinds.get(name) ?? this.#common.length;
    if (kind === this.#common.length) {
      this.#kinds.set(name, kind);
      this.#common.push({ members: Object.fromEntries(members), number });
    }
    const names = members.map(([key]) => key);
    this.#last = { names, values: members.map(([, value]) => value), number, kind };
    return kind;
  }

  /** @param row every member as its type says; members that differ are numbers and texts */
  push(row: T): void {
    const members = row as Readonly<Record<string, unknown>>;
    this.put(
      row,
      this.#shape.texts.map((name) => members[name] as string),
    );
  }

  /**
   * Adds a row whose texts are given beside it.
   * @param texts in the order of the shape
   */
  put(row: Partial<T>, texts: readonly RowText[]): void {
    const at = this.#length;
    // Plain loops: rows come by the million, and a closure for each shows.
    let number: string | null = null;
    for (const name of this.#shape.numbers) if (number === null && name in row) number = name;
    if (at === this.#kind.length) this.#grow(at);
    this.#kind[at] = this.#kindOf(row, number);
    const members = row as Readonly<Record<string, unknown>>;
    this.#number[at] = number === null ? 0 : (members[number] as number);
    this.#write(texts);
  }

  /**
   * Adds the row before once more, with another number, and other texts where they are given. There
   * is a row before, and it has a number.
   */
  again(number: number, texts?: readonly RowText[]): void {
    const at = this.#length;
    invariant(at > 0 && this.#last?.number !== null, "a row with a number comes first");
    if (at === this.#kind.length) this.#grow(at);
    this.#kind[at] = this.#kind[at - 1] ?? 0;
    this.#number[at] = number;
    if (texts !== undefined) {
      this.#write(texts);
      return;
    }
    for (const column of this.#text) column[at] = column[at - 1] ?? 0;
    this.#length += 1;
  }

  /** Writes the texts of the row at the end, and keeps it. */
  #write(texts: readonly RowText[]): void {
    for (let place = 0; place < this.#text.length; place += 1) {
      const column = this.#text[place];
      const number = this.#numberOf(texts[place] ?? "");
      this.#lastTexts[place] = texts[place] ?? "";
      this.#lastNumbers[place] = number;
      if (column !== undefined) column[this.#length] = number;
    }
    this.#length += 1;
  }

  /**
   * What is drawn for a whole campaign has the text of the row before, and what is drawn for an
   * asset often one text in two places: such are found without reading them again.
   */
  #numberOf(text: RowText): number {
    const last = this.#lastTexts;
    for (let at = 0; at < last.length; at += 1)
      if (isSame(last[at] ?? "", text)) return this.#lastNumbers[at] ?? 0;
    return typeof text === "string" ? this.#texts.number(text) : this.#join(text);
  }

  #join([begin, place]: Exclude<RowText, string>): number {
    const known = this.#begins.get(begin) ?? this.#begins.size;
    if (known === this.#begins.size) this.#begins.set(begin, known);
    const number = this.#joinedCount;
    this.#joined = grown(this.#joined, 2 * number);
    this.#joined[2 * number] = known;
    this.#joined[2 * number + 1] = place;
    this.#joinedCount += 1;
    return firstJoined + number;
  }

  /** Makes room for more rows. */
  #grow(used: number): void {
    this.#kind = grown(this.#kind, used);
    this.#number = grown(this.#number, used);
    this.#text = this.#text.map((column) => grown(column, used));
  }

  pack(): PackedRows {
    const cut = (column: Uint32Array): Uint32Array => column.slice(0, this.#length);
    return {
      kind: cut(this.#kind),
      number: this.#number.slice(0, this.#length),
      text: this.#text.map(cut),
      names: this.#shape.texts,
      common: this.#common,
      texts: this.#texts.pack(),
      begins: [...this.#begins.keys()],
      list: this.#begins.size === 0 ? [] : this.#list,
      joined: this.#joined.slice(0, 2 * this.#joinedCount),
    };
  }
}
