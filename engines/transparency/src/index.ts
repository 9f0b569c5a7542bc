/** The door of this engine; see README and SPEC. */
export {
  append,
  emptyFrontier,
  type Frontier,
  type Hash,
  leafHash,
  rootOf,
  rootOfLeaves,
} from "./lib/tree.ts";
export {
  consistencyProof,
  inclusionProof,
  verifyConsistency,
  verifyInclusion,
} from "./lib/proof.ts";
export {
  type NoteLimits,
  openNote,
  parseVerifierKey,
  type Signer,
  signNote,
  type Verifier,
  type VerifierKey,
  verifierKey,
  verifierKeyText,
  type Verify,
} from "./lib/note.ts";
export { type Checkpoint, checkpointText, openCheckpoint } from "./lib/checkpoint.ts";
export type { TransparencyProblem, TransparencyProblemCode } from "./lib/transparency-problem.ts";
