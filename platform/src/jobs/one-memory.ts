/**
 * Data with its columns in one piece of memory that all threads share. Shared, no thread copies
 * them. In one piece, for the process's allocator keeps pieces of some megabytes in the rooms of
 * threads, where a single one that is still used keeps the whole room of a thread that has ended:
 * at full size that took a third of the server's memory. A large piece comes from the system and
 * goes back to it.
 */

type Column = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array;

/** Every column begins at a multiple of the bytes of the widest number. */
const alignment = 8;

function isColumn(value: object): value is Column {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function isPlain(value: unknown): value is object {
  return (
    typeof value === "object" && value !== null && !(value instanceof Map || value instanceof Set)
  );
}

/** Whether a list holds columns; such lists are short, and those of anything else hold none. */
function holdsColumns(list: readonly unknown[]): boolean {
  return list.some((one) => ArrayBuffer.isView(one));
}

/** Where columns lie that were put into one memory before: several scenes have one graph. */
const places = new WeakMap<Column, Column>();

/** Columns that lie in no shared memory yet, each once. */
function loose(value: unknown, into: Set<Column>): Set<Column> {
  if (!isPlain(value)) return into;
  if (isColumn(value)) {
    if (!(value.buffer instanceof SharedArrayBuffer) && !places.has(value)) into.add(value);
  } else if (!Array.isArray(value) || holdsColumns(value))
    for (const one of Object.values(value)) loose(one, into);
  return into;
}

function withPlaces<T>(value: T): T {
  if (!isPlain(value)) return value;
  if (isColumn(value)) return (places.get(value) as T | undefined) ?? value;
  if (Array.isArray(value)) return holdsColumns(value) ? (value.map(withPlaces) as T) : value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, withPlaces(one)]),
  ) as T;
}

/**
 * The same data with every column in shared memory, those that were not there yet in one piece;
 * maps, sets and lists of anything but columns are left as they are.
 * @param value plain data. Cost: linear in columns that are not shared yet
 */
export function inOneMemory<T>(value: T): T {
  const columns = loose(value, new Set());
  const roomOf = ({ byteLength }: Column): number => Math.ceil(byteLength / alignment) * alignment;
  let room = 0;
  for (const column of columns) room += roomOf(column);
  if (room > 0) {
    const memory = new SharedArrayBuffer(room);
    let from = 0;
    for (const column of columns) {
      const make = column.constructor as new (
        buffer: SharedArrayBuffer,
        from: number,
        length: number,
      ) => Column;
      const place = new make(memory, from, column.length);
      place.set(column);
      places.set(column, place);
      from += roomOf(column);
    }
  }
  return withPlaces(value);
}
