/** Links of an instance, taken in any number of times and told once each, in order. */
import { compareText } from "@vallgrav/kernel";
import type { InstanceLink } from "@vallgrav/mal";

/** Texts numbered as they first come. */
class Numbers {
  readonly texts: string[] = [];
  readonly #at = new Map<string, number>();

  of(text: string): number {
    const known = this.#at.get(text);
    if (known !== undefined) return known;
    const number = this.texts.push(text) - 1;
    this.#at.set(text, number);
    return number;
  }

  /** The place of each number in the order of the texts. */
  ranks(): Int32Array {
    const order = this.texts.map((_, number) => number);
    order.sort((a, b) => compareText(this.texts[a] ?? "", this.texts[b] ?? ""));
    const ranks = new Int32Array(order.length);
    for (const [rank, number] of order.entries()) ranks[number] = rank;
    return ranks;
  }
}

/**
 * Takes links in. A municipality has half a million: they are held and sorted as numbers, for a
 * text of each to sort by took longer than all that is made of them.
 */
export class LinkBook {
  readonly #ids = new Numbers();
  readonly #fields = new Numbers();
  readonly #from: number[] = [];
  readonly #field: number[] = [];
  readonly #to: number[] = [];

  /** One end's field leads to the other; a link to itself is none. */
  add(from: string, field: string, to: string): void {
    if (from === to) return;
    this.#from.push(this.#ids.of(from));
    this.#field.push(this.#fields.of(field));
    this.#to.push(this.#ids.of(to));
  }

  /** Every link once, by where it begins, then by field, then by where it leads. */
  all(): readonly InstanceLink[] {
    const [ids, fields] = [this.#ids.ranks(), this.#fields.ranks()];
    const count = ids.length;
    const keys = new Float64Array(this.#from.length);
    for (const [at, from] of this.#from.entries()) {
      const [field, to] = [this.#field[at] ?? 0, this.#to[at] ?? 0];
      const begins = (ids[from] ?? 0) * fields.length + (fields[field] ?? 0);
      keys[at] = begins * count + (ids[to] ?? 0);
    }
    keys.sort();
    const sorted = (texts: readonly string[], ranks: Int32Array): readonly string[] => {
      const inOrder: string[] = [];
      for (const [number, text] of texts.entries()) inOrder[ranks[number] ?? 0] = text;
      return inOrder;
    };
    const byId = sorted(this.#ids.texts, ids);
    const byField = sorted(this.#fields.texts, fields);
    const links: InstanceLink[] = [];
    let last = -1;
    for (const key of keys) {
      if (key === last) continue;
      last = key;
      const begins = Math.floor(key / count);
      links.push({
        from: byId[Math.floor(begins / fields.length)] ?? "",
        field: byField[begins % fields.length] ?? "",
        to: byId[key - begins * count] ?? "",
      });
    }
    return links;
  }
}
