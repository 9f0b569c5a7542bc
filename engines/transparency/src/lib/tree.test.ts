/** Trees and proofs, against the published test tree and by their laws. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { hash } from "../../test/ports.ts";
import {
  append,
  consistencyProof,
  emptyFrontier,
  inclusionProof,
  leafHash,
  rootOf,
  rootOfLeaves,
  verifyConsistency,
  verifyInclusion,
} from "../index.ts";
import { nodeHash, splitOf } from "./tree.ts";

/** Leaves of the test tree that implementations of RFC 6962 share. */
const leaves = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map((hex) => leafHash(Uint8Array.fromHex(hex), hash));

/** Its roots, of the first 0 to 8 leaves. */
const roots = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const root = (size: number): Uint8Array => Uint8Array.fromHex(roots[size] ?? "");

function someLeaves(count: number): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, at) => leafHash(Uint8Array.of(at, at >> 8), hash));
}

/** The definition of RFC 6962 as it stands, to compare with. */
function plainRoot(all: readonly Uint8Array[]): Uint8Array {
  const [only] = all;
  if (only === undefined) return hash(new Uint8Array());
  if (all.length === 1) return only;
  const split = splitOf(all.length);
  return nodeHash(plainRoot(all.slice(0, split)), plainRoot(all.slice(split)), hash);
}

function changed(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at % bytes.length ? byte ^ 1 : byte));
}

test("[T1] the published test tree has its published roots", () => {
  const found = roots.map((_, size) => rootOfLeaves(leaves.slice(0, size), hash).toHex());
  expect(found).toEqual(roots);
});

test("[T2] a frontier gives the root of all leaves and holds one hash per bit", () => {
  const all = someLeaves(130);
  let frontier = emptyFrontier;
  for (const [at, leaf] of all.entries()) {
    frontier = append(frontier, leaf, hash);
    const size = at + 1;
    expect(rootOf(frontier, hash)).toEqual(plainRoot(all.slice(0, size)));
    const bits = size.toString(2).replaceAll("0", "").length;
    expect([frontier.size, frontier.hashes.length]).toEqual([size, bits]);
  }
});

test("[T3, T4] the published proofs of the test tree", () => {
  const inclusion = inclusionProof(leaves, 0, hash).map((one) => one.toHex());
  expect(inclusion).toEqual([
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
  ]);
  const consistency = consistencyProof(leaves, 6, hash).map((one) => one.toHex());
  expect(consistency).toEqual([
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  ]);
  const claim = { first: 6, firstRoot: root(6), second: 8, secondRoot: root(8) };
  expect(verifyConsistency(claim, consistencyProof(leaves, 6, hash), hash).ok).toBe(true);
});

test("[T3] every leaf of every small tree is proved, and only at its place", () => {
  const all = someLeaves(33);
  for (let size = 1; size <= all.length; size += 1) {
    const part = all.slice(0, size);
    const whole = rootOfLeaves(part, hash);
    for (const [index, leaf] of part.entries()) {
      const proof = inclusionProof(part, index, hash);
      expect(verifyInclusion({ leaf, index, size, root: whole }, proof, hash).ok).toBe(true);
      const beside = { leaf, index: (index + 1) % size, size, root: whole };
      expect(verifyInclusion(beside, proof, hash).ok).toBe(size === 1);
    }
  }
});

test("[T4] every small tree is proved to begin every larger one", () => {
  const all = someLeaves(33);
  const rootAt = (size: number): Uint8Array => rootOfLeaves(all.slice(0, size), hash);
  for (let second = 0; second <= all.length; second += 1)
    for (let first = 0; first <= second; first += 1) {
      const proof = consistencyProof(all.slice(0, second), first, hash);
      const claim = { first, firstRoot: rootAt(first), second, secondRoot: rootAt(second) };
      expect(verifyConsistency(claim, proof, hash)).toEqual({ ok: true, value: null });
    }
});

const place = fc.record({
  size: fc.integer({ min: 2, max: 70 }),
  part: fc.integer({ min: 0, max: 1_000 }),
  byte: fc.nat({ max: 31 }),
  step: fc.nat({ max: 20 }),
});

test("[T5] any change of an inclusion refuses it", () => {
  fc.assert(
    fc.property(place, ({ size, part, byte, step }) => {
      const all = someLeaves(size);
      const index = part % size;
      const leaf = all[index] ?? new Uint8Array();
      const proof = inclusionProof(all, index, hash);
      const claim = { leaf, index, size, root: rootOfLeaves(all, hash) };
      const at = step % proof.length;
      const bent = proof.map((one, index) => (index === at ? changed(one, byte) : one));
      const wrong = [
        verifyInclusion(claim, bent, hash),
        verifyInclusion(claim, proof.slice(1), hash),
        verifyInclusion(claim, [...proof, leaf], hash),
        verifyInclusion({ ...claim, leaf: changed(leaf, byte) }, proof, hash),
        verifyInclusion({ ...claim, root: changed(claim.root, byte) }, proof, hash),
        verifyInclusion({ ...claim, index: index + size }, proof, hash),
      ];
      const codes = wrong.map((one) => (one.ok ? "holds" : one.problem.code));
      expect(new Set(codes)).toEqual(new Set(["transparency/not-included"]));
    }),
  );
});

test("[T5] any change of a consistency refuses it", () => {
  fc.assert(
    fc.property(place, ({ size, part, byte, step }) => {
      const all = someLeaves(size);
      const first = 1 + (part % (size - 1));
      const proof = consistencyProof(all, first, hash);
      const claim = {
        first,
        firstRoot: rootOfLeaves(all.slice(0, first), hash),
        second: size,
        secondRoot: rootOfLeaves(all, hash),
      };
      const at = step % proof.length;
      const bent = proof.map((one, index) => (index === at ? changed(one, byte) : one));
      const wrong = [
        verifyConsistency(claim, bent, hash),
        verifyConsistency(claim, proof.slice(0, -1), hash),
        verifyConsistency(claim, [...proof, claim.firstRoot], hash),
        verifyConsistency({ ...claim, firstRoot: changed(claim.firstRoot, byte) }, proof, hash),
        verifyConsistency({ ...claim, secondRoot: changed(claim.secondRoot, byte) }, proof, hash),
        verifyConsistency({ ...claim, first: size + 1 }, proof, hash),
      ];
      const codes = wrong.map((one) => (one.ok ? "holds" : one.problem.code));
      expect(new Set(codes)).toEqual(new Set(["transparency/not-consistent"]));
    }),
  );
});

test("[T5] no size or proof throws", () => {
  const bytes = fc.uint8Array({ maxLength: 40 });
  const size = fc.oneof(fc.double(), fc.integer(), fc.nat({ max: 9 }));
  fc.assert(
    fc.property(size, size, bytes, fc.array(bytes, { maxLength: 70 }), (a, b, one, proof) => {
      const inclusion = { leaf: one, index: a, size: b, root: one };
      const consistency = { first: a, firstRoot: one, second: b, secondRoot: one };
      expect(typeof verifyInclusion(inclusion, proof, hash).ok).toBe("boolean");
      expect(typeof verifyConsistency(consistency, proof, hash).ok).toBe("boolean");
    }),
  );
});
