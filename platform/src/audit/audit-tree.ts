/** The Merkle tree over audit entries, as text that a database can keep. */
import { createHash } from "node:crypto";
import { append, type Frontier, type Hash, leafHash, rootOf } from "@vallgrav/transparency";

/** SHA-256 for the log's engine. */
export const treeHash: Hash = (bytes) =>
  Uint8Array.from(createHash("sha256").update(bytes).digest());

/** The tree's edge as hexadecimal hashes, largest subtree first; empty for the empty tree. */
export type TreeEdge = readonly string[];

function frontierOf(size: number, edge: TreeEdge): Frontier {
  return { size, hashes: edge.map((hex) => Uint8Array.fromHex(hex)) };
}

/** The edge after one more entry. */
export function edgeAfter(size: number, edge: TreeEdge, entry: string): TreeEdge {
  const leaf = leafHash(Uint8Array.from(Buffer.from(entry)), treeHash);
  return append(frontierOf(size, edge), leaf, treeHash).hashes.map((hash) => hash.toHex());
}

/** The root of a tree with that edge, hexadecimal. */
export function rootOfEdge(size: number, edge: TreeEdge): string {
  return rootOf(frontierOf(size, edge), treeHash).toHex();
}
