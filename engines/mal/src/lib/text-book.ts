/** Distinct texts as columns of units: how lists of a scene hold their names. */

/** Rows for which there is room from the beginning. */
export const firstRoom = 64;

/** UTF-16 units; in bytes where none is above 255, as in names of most of Europe. */
type Units = Uint8Array | Uint16Array;

/** Texts one after the other; text n begins where n − 1 ends. */
export type PackedTexts = { readonly units: Units; readonly ends: Uint32Array };

/** Twice the room. */
export function grown<T extends Int32Array | Uint32Array | Units>(column: T, used: number): T {
  if (used < column.length) return column;
  const wider = new (column.constructor as new (length: number) => T)(
    Math.max(firstRoom, column.length * 2),
  );
  wider.set(column);
  return wider;
}

/** FNV-1a over UTF-16 units: its offset and its prime. */
const hashStart = 0x811c9dc5;
const hashPrime = 0x01000193;

/**
 * Texts that may stand in the way of one: names come from foreign files, and can be made to share a
 * hash. Those beyond go into a map.
 */
const mostInTheWay = 32;

/**
 * Distinct texts, numbered as they come. They are held as units and found by a hash of those: a map
 * of a million texts keeps each of them alive, and took longer than all else rows are made of.
 */
export class TextBook {
  #units: Units = new Uint8Array(firstRoom);
  #ends = new Uint32Array(firstRoom);
  #hashes = new Int32Array(firstRoom);
  /** One more than the number of a text, by its hash; zero is nothing. Half empty at least. */
  #slots = new Int32Array(2 * firstRoom);
  readonly #crowded = new Map<string, number>();
  #count = 0;
  #used = 0;

  number(text: string): number {
    const hash = this.#write(text);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    let before = 0;
    for (; before < mostInTheWay; before += 1) {
      const known = (this.#slots[slot] ?? 0) - 1;
      if (known < 0) break;
      if (this.#hashes[known] === hash && this.#isAt(known, text.length)) return known;
      slot = (slot + 1) & mask;
    }
    const crowded = this.#crowded.size === 0 ? undefined : this.#crowded.get(text);
    if (crowded !== undefined) return crowded;
    const number = this.#add(text.length, hash);
    if (before === mostInTheWay) this.#crowded.set(text, number);
    else this.#slots[slot] = number + 1;
    if (2 * this.#count >= this.#slots.length) this.#spread();
    return number;
  }

  /** Keeps the text just written. */
  #add(length: number, hash: number): number {
    const number = this.#count;
    this.#count += 1;
    this.#used += length;
    this.#ends = grown(this.#ends, number);
    this.#hashes = grown(this.#hashes, number);
    this.#ends[number] = this.#used;
    this.#hashes[number] = hash;
    return number;
  }

  /** Writes a text behind all others, where it stays if it is new. @returns its hash */
  #write(text: string): number {
    while (this.#used + text.length > this.#units.length)
      this.#units = grown(this.#units, this.#units.length);
    let units = this.#units;
    const from = this.#used;
    let hash = hashStart;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit > 0xff && units instanceof Uint8Array) units = this.#widen();
      units[from + at] = unit;
      hash = Math.imul(hash ^ unit, hashPrime);
    }
    // The low bits find the place, and depend on the low bits of the units alone until here.
    return hash ^ (hash >>> 15);
  }

  /** Gives each unit two bytes. */
  #widen(): Units {
    this.#units = Uint16Array.from(this.#units);
    return this.#units;
  }

  /** Whether a known text is the one just written. */
  #isAt(number: number, length: number): boolean {
    const [from, to] = [number === 0 ? 0 : (this.#ends[number - 1] ?? 0), this.#ends[number] ?? 0];
    if (to - from !== length) return false;
    const [units, used] = [this.#units, this.#used];
    for (let at = 0; at < length; at += 1) if (units[from + at] !== units[used + at]) return false;
    return true;
  }

  /** Gives the texts twice the places; those in the map stay there. */
  #spread(): void {
    const slots = new Int32Array(2 * this.#slots.length);
    const mask = slots.length - 1;
    for (const one of this.#slots) {
      if (one === 0) continue;
      let slot = (this.#hashes[one - 1] ?? 0) & mask;
      while ((slots[slot] ?? 0) !== 0) slot = (slot + 1) & mask;
      slots[slot] = one;
    }
    this.#slots = slots;
  }

  pack(): PackedTexts {
    return { units: this.#units.slice(0, this.#used), ends: this.#ends.slice(0, this.#count) };
  }
}

/** More than that are not given to one call. */
const unitsAtOnce = 4_096;

/** A text by its number. */
export function textAt({ units, ends }: PackedTexts, number: number): string {
  const [from, to] = [number === 0 ? 0 : (ends[number - 1] ?? 0), ends[number] ?? 0];
  let text = "";
  // Not spread: that takes four times as long.
  for (let at = from; at < to; at += unitsAtOnce) {
    const part = units.subarray(at, Math.min(at + unitsAtOnce, to));
    text += Reflect.apply(String.fromCharCode, null, part) as string;
  }
  return text;
}
