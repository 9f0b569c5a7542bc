/** Columns in one memory that threads share. */
import fc from "fast-check";
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import { expect, test } from "vitest";
import { inOneMemory } from "./one-memory.ts";

const column = fc.oneof(
  fc.int32Array({ maxLength: 9 }),
  fc.uint32Array({ maxLength: 9 }),
  fc.uint16Array({ maxLength: 9 }),
  fc.uint8Array({ maxLength: 9 }),
  fc.float64Array({ maxLength: 9 }),
);
const leaf = fc.oneof(
  column,
  fc.string(),
  fc.constant(null),
  fc.double(),
  fc.array(column, { maxLength: 4 }),
  fc.array(fc.string(), { maxLength: 4 }),
  fc.constant(new Map([["a", 1]])),
);
const data = fc.dictionary(
  fc.string({ maxLength: 4 }).filter((name) => name !== "__proto__"),
  fc.oneof(leaf, fc.dictionary(fc.constantFrom("x", "y"), leaf)),
  { maxKeys: 6 },
);

/** The memories of the columns of some data. */
function memoriesIn(value: unknown, into = new Set<ArrayBufferLike>()): Set<ArrayBufferLike> {
  if (ArrayBuffer.isView(value)) into.add(value.buffer);
  else if (typeof value === "object" && value !== null && !(value instanceof Map))
    for (const one of Object.values(value)) memoriesIn(one, into);
  return into;
}

/** The data as another thread gets it. */
function sent<T>(value: T): T {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(value, []);
  const got = receiveMessageOnPort(port2) as { readonly message: T };
  port1.close();
  return got.message;
}

test("[JB1090] data is the same in one memory, which whoever it is sent to has too", () => {
  let shared = 0;
  fc.assert(
    fc.property(data, (all) => {
      const one = inOneMemory(all);
      expect(one).toEqual(all);
      const memories = memoriesIn(one);
      expect([...memories].filter(({ byteLength }) => byteLength > 0).length).toBeLessThan(2);
      for (const memory of memories) if (memory.byteLength > 0) shared += 1;
      // What is there already stays there.
      expect(memoriesIn(inOneMemory(one))).toEqual(memories);
      expect(sent(one)).toEqual(all);
    }),
    { numRuns: 500 },
  );
  expect(shared).toBeGreaterThan(100);
});

test("[JB1090] what is written in one stands in what was sent: none is copied", () => {
  const one = inOneMemory({ column: new Int32Array(4), names: [new Uint8Array(3)] });
  const other = sent(one);
  one.column[2] = 7;
  one.names[0]?.fill(9);
  expect([other.column[2], other.names[0]?.[1]]).toEqual([7, 9]);
});

test("[JB1090] a column that several pieces of data have lies in one place", () => {
  const graph = new Int32Array([1, 2, 3]);
  const [one, other] = [{ graph, own: new Uint8Array(2) }, { graph }].map(inOneMemory);
  expect(other?.graph).toBe(one?.graph);
});
