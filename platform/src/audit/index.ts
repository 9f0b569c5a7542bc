/** The door of the audit log: a Merkle tree that fails closed, and its signed checkpoints. */
export { AuditUnavailable, auditOf } from "./audit.ts";
export type { Audit, AuditEvent, AuditVerdict, AuditWitness } from "./audit.ts";
export { type AuditProblem, judge } from "./judge.ts";
export {
  checkpointNote,
  newAuditKey,
  type AuditKey,
  auditKeyOf,
  openWitness,
} from "./checkpoints.ts";
