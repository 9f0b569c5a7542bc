/** Fuzzes proofs: honest ones with hashes changed and moved, told of other leaves and trees. */
import { block, drawKey, seeded } from "@vallgrav/kernel";
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  rootOfLeaves,
  verifyConsistency,
  verifyInclusion,
} from "../src/index.ts";
import { hash } from "./ports.ts";

type Fuzzed = {
  readonly name: string;
  readonly cases: number;
  readonly failures: readonly string[];
};

type Next = (below: number) => number;
type Hashes = readonly Uint8Array[];

const mostLeaves = 70;
const leaves = Array.from({ length: mostLeaves }, (_, at) => leafHash(Uint8Array.of(at), hash));
/** Root of the tree of the first leaves, by how many. */
const roots = Array.from({ length: mostLeaves + 1 }, (_, size) =>
  rootOfLeaves(leaves.slice(0, size), hash),
);
const nothing = new Uint8Array();
const rootOf = (size: number): Uint8Array => roots[size] ?? nothing;

/** A hash with one octet changed. */
function otherHash(octets: Uint8Array, next: Next): Uint8Array {
  const other = Uint8Array.from(octets);
  const at = next(other.length);
  other[at] = (other[at] ?? 0) ^ (1 + next(255));
  // One in some is of another length too.
  return next(20) === 0 ? other.subarray(0, next(other.length)) : other;
}

/** A proof with hashes changed, put in, taken away or moved, once to four times. */
function otherProof(proof: Hashes, next: Next): Hashes {
  const list = [...proof];
  for (let edits = 1 + next(4); edits > 0; edits -= 1) {
    const at = next(list.length + 1);
    const way = next(5);
    const held = list[at] ?? leaves[next(mostLeaves)] ?? nothing;
    if (way === 0) list.splice(at, 1);
    else if (way === 1) list.splice(at, 0, next(2) === 0 ? held : rootOf(next(mostLeaves + 1)));
    else if (way === 2) list.push(...list.splice(at, 1));
    else list.splice(at, 1, otherHash(held, next));
  }
  return list;
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
const isSameList = (some: Hashes, others: Hashes): boolean =>
  some.length === others.length && some.every((one, at) => isSame(one, others[at] ?? nothing));

/** What is taken of a claim that a leaf is in a tree, though it is not so proved; else null. */
function triedInclusion(next: Next): string | null {
  const size = 1 + next(mostLeaves);
  const index = next(size);
  const honest = inclusionProofs(size, index);
  const [leaf, root] = [leaves[index] ?? nothing, rootOf(size)];
  const changes = next(8);
  const told = {
    // Sizes stay: a checkpoint signs them with their roots.
    size,
    index: changes === 0 ? next(size + 2) : index,
    leaf: changes === 1 ? otherHash(leaf, next) : leaf,
    root: changes === 2 ? otherHash(root, next) : root,
  };
  const proof = changes < 3 && next(2) === 0 ? honest : otherProof(honest, next);
  const isTrue =
    told.index === index &&
    isSame(told.leaf, leaf) &&
    isSame(told.root, root) &&
    isSameList(proof, honest);
  const isTaken = verifyInclusion(told, proof, hash).ok;
  return isTaken === isTrue ? null : `leaf ${told.index} of ${size}: ${isTaken}`;
}

/** The same of a claim that one tree is the beginning of another. */
function triedConsistency(next: Next): string | null {
  const second = 1 + next(mostLeaves);
  const first = next(second + 1);
  const honest = consistencyProofs(second, first);
  const changes = next(6);
  const told = {
    first,
    second,
    firstRoot: changes === 0 ? otherHash(rootOf(first), next) : rootOf(first),
    secondRoot: changes === 1 ? otherHash(rootOf(second), next) : rootOf(second),
  };
  const proof = changes < 2 && next(2) === 0 ? honest : otherProof(honest, next);
  const isTrue =
    isSame(told.firstRoot, rootOf(first)) &&
    // Of no leaves every tree is the grown one: nothing is said of it.
    (isSame(told.secondRoot, rootOf(second)) || first === 0) &&
    isSameList(proof, honest);
  const isTaken = verifyConsistency(told, proof, hash).ok;
  return isTaken === isTrue ? null : `${first} of ${second}: ${isTaken}`;
}

/** Remembers what is made of two numbers. */
function remembered(make: (a: number, b: number) => Hashes): (a: number, b: number) => Hashes {
  const known = new Map<number, Hashes>();
  return (a, b) => {
    const name = a * (mostLeaves + 1) + b;
    const found = known.get(name) ?? make(a, b);
    known.set(name, found);
    return found;
  };
}

const inclusionProofs = remembered((size, index) =>
  inclusionProof(leaves.slice(0, size), index, hash),
);
const consistencyProofs = remembered((second, first) =>
  consistencyProof(leaves.slice(0, second), first, hash),
);

/** Verifies for so many seconds; fails where a proof is taken that is not the honest one. */
export function fuzz(seconds: number, seed: number): Fuzzed {
  const key = seeded(drawKey("proofs"), String(seed));
  let count = 0;
  const next: Next = (below) => block(key, (count += 1), 0).high % below;
  const failures: string[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  let cases = 0;
  for (; performance.now() < untilMs && failures.length < 5; cases += 1)
    try {
      const fault = next(2) === 0 ? triedInclusion(next) : triedConsistency(next);
      if (fault !== null) failures.push(`case ${cases} of seed ${seed}: ${fault}`);
    } catch (error) {
      failures.push(`case ${cases} of seed ${seed}: ${String(error)}`);
    }
  return { name: "proofs of the log", cases, failures };
}
