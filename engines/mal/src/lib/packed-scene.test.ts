/** Scenes in columns beside scenes as lists. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { openLatent, openScene, packLatent, packScene } from "./packed-scene.ts";
import type { RowShape, RowText } from "./packed-rows.ts";
import { RowBook } from "./row-book.ts";
import { nodesOf, openRows, packRows } from "./rows.ts";
import { checkScene } from "./simulation/check-scene.ts";
import { explain } from "./simulation/explain.ts";
import { prepare } from "./simulation/prepare.ts";
import { simulate } from "./simulation/simulate.ts";
import { sketchArbitrary } from "./simulation/test/arbitrary-scene.ts";
import { buildScene } from "./simulation/test/build-graph.ts";

const range = { outerFrom: 0, outerTo: 2, inner: 2 };

test("[Q3] [Q1281] a scene in columns is the scene: rows, problems, every bit of its runs", () => {
  fc.assert(
    fc.property(sketchArbitrary, ({ sketch, latent }) => {
      const scene = buildScene(sketch);
      const chosen = Uint8Array.from(latent, (_, at) => at % 2);
      // As another thread gets it.
      const packed = structuredClone(packScene(scene));
      const [again, effects] = [openScene(packed), openLatent(packLatent(latent))];
      for (const list of ["gates", "times", "detectors"] as const) {
        expect([...again[list]]).toEqual([...scene[list]]);
        expect([...nodesOf(again[list])]).toEqual([...nodesOf(scene[list])]);
        expect(packScene(again)[list]).toBe(packed[list]);
      }
      expect(effects.map((rows) => [...rows])).toEqual(latent.map((rows) => [...rows]));
      const once = packLatent(effects);
      expect([once, once.effects === packLatent(openLatent(once)).effects]).toEqual([
        packLatent(latent),
        true,
      ]);
      // Those that are not all of the columns, in their order, are packed anew.
      const other = effects.toReversed();
      expect(openLatent(packLatent(other)).map((rows) => [...rows])).toEqual(
        other.map((rows) => [...rows]),
      );
      expect(checkScene(again, effects)).toEqual(checkScene(scene, latent));
      const [here, there] = [prepare(scene, latent), prepare(again, effects)];
      expect(simulate(there, chosen, range)).toEqual(simulate(here, chosen, range));
      const run = { outer: 1, inner: 1 };
      expect(explain(there, chosen, run)).toEqual(explain(here, chosen, run));
    }),
    { numRuns: 200 },
  );
});

test("[Q3] rows come back as they went in, whatever numbers and texts they hold", () => {
  const shape: RowShape = { numbers: ["node", "other"], texts: ["name"] };
  const value = fc.oneof(
    fc.double(),
    fc.constantFrom("a", "", "a,b", null, -0, Number.NEGATIVE_INFINITY),
    fc.array(fc.nat(2), { maxLength: 2 }),
    fc.record({ kind: fc.constantFrom("x", "y"), of: fc.array(fc.double(), { maxLength: 2 }) }),
  );
  const whole = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
  const row = fc.oneof(
    fc.record({ node: whole, name: fc.string({ unit: "binary" }), value }),
    fc.record({ other: whole, name: fc.string(), value, more: fc.nat(3) }),
    fc.record({ name: fc.string(), value }),
  );
  fc.assert(
    fc.property(fc.array(row, { maxLength: 200 }), fc.nat(200), (rows, cut) => {
      const opened = openRows<object>(packRows<object>(rows, shape));
      expect([...opened]).toEqual(rows);
      expect(opened.map((one) => one)).toEqual(rows);
      expect([opened.length, opened.at(rows.length), opened.at(-1)]).toEqual([
        rows.length,
        undefined,
        undefined,
      ]);
      const from = Math.min(cut, rows.length);
      const part = openRows<object>(packRows<object>(rows, shape), from, rows.length);
      expect([...part]).toEqual(rows.slice(from));
      // A part is packed anew, not taken for the whole.
      expect([...openRows<object>(packRows(part, shape))]).toEqual(rows.slice(from));
    }),
  );
});

/** The hash of texts, from a state on. */
function hashed(text: string, from = 0x811c9dc5): number {
  let hash = from;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** Two texts with one hash, from a state on. */
function twins(from: number): readonly [string, string] {
  const seen = new Map<number, string>();
  for (let number = 0; ; number += 1) {
    const text = `${number.toString(36)}/`;
    const hash = hashed(text, from);
    const other = seen.get(hash);
    if (other !== undefined) return [other, text];
    seen.set(hash, text);
  }
}

test("[Q3] texts made to share a hash come back like any others, each kept once", () => {
  let texts = [""];
  let state = 0x811c9dc5;
  for (let more = 0; more < 7; more += 1) {
    const [one, other] = twins(state);
    texts = texts.flatMap((text) => [`${text}${one}`, `${text}${other}`]);
    state = hashed(one, state);
  }
  expect(new Set(texts.map((text) => hashed(text))).size).toBe(1);
  const usual = Array.from({ length: 5_000 }, (_, at) => `text ${at}`);
  const all = [...texts, ...usual, ...texts.toReversed(), ...usual];
  const rows = all.map((key, node) => ({ node, key }));
  const packed = packRows<object>(rows, { numbers: ["node"], texts: ["key"] });
  expect([...openRows<object>(packed)]).toEqual(rows);
  expect(packed.texts.ends.length).toBe(texts.length + usual.length);
});

test("[Q3] what rows have in common is kept once", () => {
  const book = new RowBook<object>({ numbers: ["node"], texts: ["key"] });
  for (let node = 0; node < 1_000; node += 1)
    book.push({ node, key: `step/${node % 10}`, time: { kind: "number", value: 2 }, scale: 1 });
  const { common, texts, kind } = book.pack();
  expect([common.length, texts.ends.length, kind.length]).toEqual([1, 10, 1_000]);
});

test("[Q1090] names of a byte a unit take a byte, until one comes that does not", () => {
  const shape = { numbers: ["node"], texts: ["key"] };
  const narrow = ["server/Växjö", "ÿ", "", "server/Växjö"];
  const wide = [...narrow, "x\u0100y", "ÿ", "\u{1F600}", "server/Växjö", "x\u0100y"];
  const rowsOf = (texts: readonly string[]) => texts.map((key, node) => ({ node, key }));
  for (const [texts, bytes, distinct] of [
    [narrow, 1, 3],
    [wide, 2, 5],
  ] as const) {
    const packed = packRows<object>(rowsOf(texts), shape);
    expect([...openRows<object>(packed)]).toEqual(rowsOf(texts));
    expect([packed.texts.units.BYTES_PER_ELEMENT, packed.texts.ends.length]).toEqual([
      bytes,
      distinct,
    ]);
  }
});

test("[Q1201] rows put together of what they share are those pushed one by one", () => {
  const shape: RowShape = { numbers: ["node"], texts: ["name", "key"] };
  const list = ["a", "", "å\u{1F600}", "b/c"];
  type Row = { node: number; name: string; key: string; value: readonly number[] };
  const text = fc.oneof(
    fc.constantFrom("x", "x/a", ""),
    fc.tuple(fc.constantFrom("x/", "y/", ""), fc.nat(list.length - 1)),
  );
  const values = [[], [1], [1, 2]] as const;
  const row = fc.record({
    node: fc.nat(3),
    texts: fc.option(fc.tuple(text, text)),
    value: fc.constantFrom(...values),
  });
  const whole = (one: RowText): string =>
    typeof one === "string" ? one : `${one[0]}${list[one[1]] ?? ""}`;
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
      const book = new RowBook<Row>(shape, list);
      const plain: Row[] = [];
      for (const { node, texts, value } of rows) {
        const before = plain.at(-1);
        const [name, key] = texts ?? ["", ""];
        if (before !== undefined && (texts === null || value === before.value)) {
          book.again(node, texts ?? undefined);
          const named = texts === null ? {} : { name: whole(name), key: whole(key) };
          plain.push({ ...before, ...named, node });
        } else {
          book.put({ node, value }, [name, key]);
          plain.push({ node, name: whole(name), key: whole(key), value });
        }
      }
      const packed = structuredClone(book.pack());
      expect([...openRows<Row>(packed)]).toEqual(plain);
      expect([...nodesOf(openRows<Row>(packed))]).toEqual(plain.map(({ node }) => node));
    }),
  );
});
