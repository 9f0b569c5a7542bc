/**
 * Stretches of a text told apart by their characters and numbered in the order met, without making
 * strings of them.
 */

/** Stretch n is `text.slice(starts[n], ends[n])`. */
export type SpanTable = {
  readonly text: string;
  readonly starts: number[];
  readonly ends: number[];
  readonly hashes: number[];
  /** Numbers by hash, −1 where there is none; a power of two, at least half of them empty. */
  slots: Int32Array;
  /** Looks at places that held another stretch. */
  collisions: number;
};

/** A table without stretches. */
export function newSpanTable(text: string): SpanTable {
  const slots = new Int32Array(256).fill(-1);
  return { text, starts: [], ends: [], hashes: [], slots, collisions: 0 };
}

/** The hash of a stretch: 32 bits. Whoever knows it can write texts that collide. */
export function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
}

/** Whether two stretches of a text have the same characters. */
export function isSameSpan(text: string, [from, to]: Span, [otherFrom, otherTo]: Span): boolean {
  if (to - from !== otherTo - otherFrom) return false;
  for (let at = from; at < to; at += 1)
    if (text.charCodeAt(at) !== text.charCodeAt(otherFrom + at - from)) return false;
  return true;
}

/** From a place in a text up to another, which is not in it. */
export type Span = readonly [from: number, to: number];

/** The slot where a stretch is, or would be. */
function slotOf(table: SpanTable, hash: number, [from, to]: Span): number {
  const { text, starts, ends, hashes, slots } = table;
  let slot = hash & (slots.length - 1);
  for (;;) {
    const found = slots[slot] ?? -1;
    if (found < 0) return slot;
    const known: Span = [starts[found] ?? 0, ends[found] ?? 0];
    if (hashes[found] === hash && isSameSpan(text, [from, to], known)) return slot;
    table.collisions += 1;
    slot = (slot + 1) & (slots.length - 1);
  }
}

/** The number of a stretch, −1 where it is not there. */
export function findSpan(table: SpanTable, span: Span): number {
  return table.slots[slotOf(table, hashOf(table.text, span[0], span[1]), span)] ?? -1;
}

function grow(table: SpanTable): void {
  const { hashes } = table;
  const slots = new Int32Array(4 * table.slots.length).fill(-1);
  hashes.forEach((hash, number) => {
    let slot = hash & (slots.length - 1);
    while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = number;
  });
  table.slots = slots;
}

/** The number of a stretch, which is added where it is not there. */
export function addSpan(table: SpanTable, span: Span): number {
  const hash = hashOf(table.text, span[0], span[1]);
  const slot = slotOf(table, hash, span);
  const known = table.slots[slot] ?? -1;
  if (known >= 0) return known;
  const number = table.starts.length;
  table.starts.push(span[0]);
  table.ends.push(span[1]);
  table.hashes.push(hash);
  table.slots[slot] = number;
  if (2 * (number + 1) > table.slots.length) grow(table);
  return number;
}
