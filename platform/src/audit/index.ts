/** The door of the audit log: a chain of hashes that fails closed. */
export { AuditUnavailable, auditOf } from "./audit.ts";
export type { Audit, AuditEvent, AuditVerdict } from "./audit.ts";
