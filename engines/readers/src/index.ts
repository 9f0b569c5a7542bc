/** The door of the readers: bytes of a source format become observations; see README and SPEC. */
export * from "./lib/read.ts";
export * from "./lib/reading.ts";
export { columnHeadings } from "./lib/register/columns.ts";
export type { ColumnName } from "./lib/register/columns.ts";
export { keptProperties } from "./lib/sharphound/properties.ts";
export type { KeptProperty, PropertyForm } from "./lib/sharphound/properties.ts";
export { passwordFields, freeTextFields } from "./lib/sharphound/secrets.ts";
export { labelWords, secretWords } from "./lib/secret.ts";
