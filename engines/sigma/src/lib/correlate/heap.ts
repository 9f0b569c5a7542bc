/** A binary heap: the least of what it holds comes out first. */

/** Things in the order of `before`. */
export type Heap<T> = {
  readonly items: T[];
  /** Whether the first comes before the second; a strict total order. */
  readonly before: (one: T, two: T) => boolean;
};

function swap(items: unknown[], one: number, two: number): void {
  const [first, second] = [items[one], items[two]];
  if (first === undefined || second === undefined) return;
  items[one] = second;
  items[two] = first;
}

function isBefore<T>({ items, before }: Heap<T>, one: number, two: number): boolean {
  const [first, second] = [items[one], items[two]];
  return first !== undefined && second !== undefined && before(first, second);
}

/** Puts one in. Logarithmic. */
export function push<T>(heap: Heap<T>, item: T): void {
  let at = heap.items.push(item) - 1;
  for (let up = (at - 1) >> 1; at > 0 && isBefore(heap, at, up); up = (at - 1) >> 1) {
    swap(heap.items, at, up);
    at = up;
  }
}

/** Takes the first out; undefined when empty. Logarithmic. */
export function pop<T>(heap: Heap<T>): T | undefined {
  const { items } = heap;
  swap(items, 0, items.length - 1);
  const first = items.pop();
  for (let at = 0; ;) {
    const left = 2 * at + 1;
    const least = isBefore(heap, left + 1, left) ? left + 1 : left;
    if (!isBefore(heap, least, at)) return first;
    swap(items, at, least);
    at = least;
  }
}
