/** The door of the readers: bytes of a source format become observations; see README and SPEC. */
export * from "./lib/read.ts";
export type { Expected } from "./lib/expected.ts";
export * from "./lib/reading.ts";
export type {
  BadWorkbook,
  LostLetters,
  SkippedRow,
  TableProblem,
} from "./lib/table/table-problem.ts";
export { accountsAlone, joinPeople } from "./lib/people/join.ts";
export type { JoinedReading } from "./lib/people/join.ts";
export { lookAtTables, tableChoices } from "./lib/table/look.ts";
export type { LookedTable, TableChoice, TableLook } from "./lib/table/look.ts";
export { parseMapping } from "./lib/table/parse-mapping.ts";
export { holdsPersonalNumber } from "./lib/personal-number.ts";
export { keptNote } from "./lib/statements/kept-note.ts";
export { parseSubject } from "./lib/statements/statements.ts";
export { columnHeadings } from "./lib/register/columns.ts";
export type { ColumnName } from "./lib/register/columns.ts";
export { keptProperties } from "./lib/sharphound/properties.ts";
export type { KeptProperty, PropertyForm } from "./lib/sharphound/properties.ts";
export { passwordFields, freeTextFields } from "./lib/sharphound/secrets.ts";
export { labelWords, looksSecret, secretEndings, secretWords } from "./lib/secret.ts";
export { parseSecurityDescriptor } from "./lib/directory/security-descriptor.ts";
export type {
  Ace,
  AceKind,
  DescriptorFault,
  ParsedDescriptor,
  SecurityDescriptor,
} from "./lib/directory/security-descriptor.ts";
export { parseSddl } from "./lib/directory/sddl.ts";
export type { SidContext } from "./lib/directory/sddl.ts";
export { rightsOf } from "./lib/directory/access-rights.ts";
export type { NamedRight, RightsContext, RightsHolder } from "./lib/directory/access-rights.ts";
export { collectionFormat, collectionVersion, isDomain } from "./lib/directory/collection.ts";
export type { EntraPart } from "./lib/entra/entra-parts.ts";
export type { CollectionPart, GapReason } from "./lib/directory/collection-parts.ts";
export { type AlertFile, readAlerts } from "./lib/alerts/read-alerts.ts";
export type {
  AlertForm,
  AlertReading,
  ForeignAlert,
  ForeignLevel,
} from "./lib/alerts/foreign-alert.ts";
export { readDmarcReport } from "./lib/mail-reports/dmarc-report.ts";
export { readTlsReport } from "./lib/mail-reports/tls-report.ts";
export { mailReportLimits } from "./lib/mail-reports/mail-report.ts";
export type {
  MailFlow,
  MailReport,
  MailReportReading,
  SeenKey,
  TlsFailure,
} from "./lib/mail-reports/mail-report.ts";
export { alertFileLimits } from "./lib/alerts/foreign-alert.ts";
