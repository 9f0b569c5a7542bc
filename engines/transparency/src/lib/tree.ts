/** The Merkle tree of RFC 6962 §2.1: leaves, nodes, roots, and the edge that appending needs. */
import { invariant } from "@vallgrav/kernel";

/** SHA-256, handed in: bytes → 32 bytes. */
export type Hash = (bytes: Uint8Array) => Uint8Array;

/** The right edge of a tree: roots of whole subtrees, largest first, one per bit of the size. */
export type Frontier = { readonly size: number; readonly hashes: readonly Uint8Array[] };

/** The edge of the empty tree. */
export const emptyFrontier: Frontier = { size: 0, hashes: [] };

/** Hash of a leaf: of 0x00 and its bytes. */
export function leafHash(bytes: Uint8Array, hash: Hash): Uint8Array {
  const whole = new Uint8Array(1 + bytes.length);
  whole.set(bytes, 1);
  return hash(whole);
}

/** Hash of a node: of 0x01, its left and its right. */
export function nodeHash(left: Uint8Array, right: Uint8Array, hash: Hash): Uint8Array {
  const whole = new Uint8Array(1 + left.length + right.length);
  whole[0] = 1;
  whole.set(left, 1);
  whole.set(right, 1 + left.length);
  return hash(whole);
}

/** The edge after one more leaf, by its hash. Cost: O(log n) hashes at worst, 1 on average. */
export function append(frontier: Frontier, leaf: Uint8Array, hash: Hash): Frontier {
  const hashes = [...frontier.hashes];
  let whole = leaf;
  // One join per trailing bit of the size: there two whole subtrees of one height meet.
  for (let size = frontier.size; size % 2 === 1; size = (size - 1) / 2) {
    const left = hashes.pop();
    invariant(left !== undefined, "a frontier has one hash per bit of its size");
    whole = nodeHash(left, whole, hash);
  }
  hashes.push(whole);
  return { size: frontier.size + 1, hashes };
}

/** The root; of the empty tree the hash of nothing. Cost: O(log n) hashes. */
export function rootOf(frontier: Frontier, hash: Hash): Uint8Array {
  const last = frontier.hashes.at(-1);
  if (last === undefined) return hash(new Uint8Array());
  return frontier.hashes
    .slice(0, -1)
    .reduceRight((right, left) => nodeHash(left, right, hash), last);
}

/** The root of leaves given by their hashes. Cost: O(n) hashes. */
export function rootOfLeaves(leaves: readonly Uint8Array[], hash: Hash): Uint8Array {
  return rootOf(
    leaves.reduce((frontier, leaf) => append(frontier, leaf, hash), emptyFrontier),
    hash,
  );
}

/** The largest power of two below a size of at least 2. */
export function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** Whether two hashes are the same bytes. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
