/** Proofs that an entry is in a log, and that a log has only grown: RFC 6962 §2.1.1–2.1.2. */
import { invariant } from "@vallgrav/kernel";
import { refuse, type TransparencyProblem } from "./transparency-problem.ts";
import { equalBytes, type Hash, nodeHash, rootOfLeaves, splitOf } from "./tree.ts";

type Verdict =
  | { readonly ok: true; readonly value: null }
  | { readonly ok: false; readonly problem: TransparencyProblem };

const holds: Verdict = { ok: true, value: null };

function path(leaves: readonly Uint8Array[], index: number, hash: Hash): readonly Uint8Array[] {
  if (leaves.length <= 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...path(left, index, hash), rootOfLeaves(right, hash)]
    : [...path(right, index - split, hash), rootOfLeaves(left, hash)];
}

/**
 * The audit path of a leaf, from the bottom.
 * @param leaves hashes of all leaves of the tree
 * @param index 0 … leaves.length − 1
 * Cost: O(n) hashes.
 */
export function inclusionProof(
  leaves: readonly Uint8Array[],
  index: number,
  hash: Hash,
): readonly Uint8Array[] {
  invariant(Number.isInteger(index) && index >= 0 && index < leaves.length, "a leaf of the tree");
  return path(leaves, index, hash);
}

function subProof(
  leaves: readonly Uint8Array[],
  first: number,
  isWhole: boolean,
  hash: Hash,
): readonly Uint8Array[] {
  if (first === leaves.length) return isWhole ? [] : [rootOfLeaves(leaves, hash)];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return first <= split
    ? [...subProof(left, first, isWhole, hash), rootOfLeaves(right, hash)]
    : [...subProof(right, first - split, false, hash), rootOfLeaves(left, hash)];
}

/**
 * The proof that the tree of the first leaves is the beginning of the whole.
 * @param leaves hashes of all leaves of the larger tree
 * @param first size of the smaller tree, 0 … leaves.length; empty for 0 and for the whole
 * Cost: O(n) hashes.
 */
export function consistencyProof(
  leaves: readonly Uint8Array[],
  first: number,
  hash: Hash,
): readonly Uint8Array[] {
  invariant(Number.isInteger(first) && first >= 0 && first <= leaves.length, "a part of the tree");
  return first === 0 ? [] : subProof(leaves, first, true, hash);
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** Root of a path, or null where the path has another length than the tree asks for. */
function climb(
  {
    leaf,
    index,
    size,
  }: { readonly leaf: Uint8Array; readonly index: number; readonly size: number },
  proof: readonly Uint8Array[],
  hash: Hash,
): Uint8Array | null {
  let [node, last, root] = [index, size - 1, leaf];
  for (const beside of proof) {
    if (last === 0) return null;
    if (node % 2 === 1 || node === last) {
      root = nodeHash(beside, root, hash);
      // At the right edge the levels without a sibling are passed over.
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else root = nodeHash(root, beside, hash);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : null;
}

/** Verifies that a leaf, by its hash, stands at an index of the tree of that size and root. */
export function verifyInclusion(
  claim: {
    readonly leaf: Uint8Array;
    readonly index: number;
    readonly size: number;
    readonly root: Uint8Array;
  },
  proof: readonly Uint8Array[],
  hash: Hash,
): Verdict {
  const { index, size, root } = claim;
  const isPossible = isSize(index) && isSize(size) && index < size;
  const found = isPossible ? climb(claim, proof, hash) : null;
  if (found !== null && equalBytes(found, root)) return holds;
  return refuse("transparency/not-included", { index, size });
}

/** Both roots that a proof leads to, or null where it has another length than the sizes ask for. */
function climbBoth(
  { first, second }: { readonly first: number; readonly second: number },
  proof: readonly Uint8Array[],
  hash: Hash,
): { readonly old: Uint8Array; readonly grown: Uint8Array } | null {
  let [node, last] = [first - 1, second - 1];
  while (node % 2 === 1) [node, last] = [(node - 1) / 2, Math.floor(last / 2)];
  const [start, ...rest] = proof;
  if (start === undefined) return null;
  let [old, grown] = [start, start];
  for (const beside of rest) {
    if (last === 0) return null;
    if (node % 2 === 1 || node === last) {
      old = nodeHash(beside, old, hash);
      grown = nodeHash(beside, grown, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else grown = nodeHash(grown, beside, hash);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 ? { old, grown } : null;
}

function isPowerOfTwo(size: number): boolean {
  let rest = size;
  while (rest > 1 && rest % 2 === 0) rest /= 2;
  return rest === 1;
}

/** Verifies that the tree of the first size and root is the beginning of the second. */
export function verifyConsistency(
  claim: {
    readonly first: number;
    readonly firstRoot: Uint8Array;
    readonly second: number;
    readonly secondRoot: Uint8Array;
  },
  proof: readonly Uint8Array[],
  hash: Hash,
): Verdict {
  const { first, firstRoot, second, secondRoot } = claim;
  const refused = refuse("transparency/not-consistent", { first, second });
  if (!isSize(first) || !isSize(second) || first > second) return refused;
  if (first === 0) {
    const isEmpty = equalBytes(firstRoot, hash(new Uint8Array()));
    const isSame = second > 0 || equalBytes(firstRoot, secondRoot);
    return isEmpty && isSame && proof.length === 0 ? holds : refused;
  }
  if (first === second)
    return proof.length === 0 && equalBytes(firstRoot, secondRoot) ? holds : refused;
  // A whole subtree is its own root, and the proof leaves it out.
  const found = climbBoth(claim, isPowerOfTwo(first) ? [firstRoot, ...proof] : proof, hash);
  const isProved =
    found !== null && equalBytes(found.old, firstRoot) && equalBytes(found.grown, secondRoot);
  return isProved ? holds : refused;
}
