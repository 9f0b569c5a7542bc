/** The door of storage: one asynchronous port, opened by one address. No SQL outside. */
export { openStore, type StoreOptions } from "./open-store.ts";
export { type DataKey, dataKeyOf } from "./sealer.ts";
export { SchemaNewer, StoreConflict, StoreError } from "./store-error.ts";
export type { StoreErrorCode } from "./store-error.ts";
export type * from "./store.ts";
