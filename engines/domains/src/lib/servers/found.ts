/** What a check of servers comes to, before it has its id. */
import type { CheckResult } from "../facts/check-dns.ts";

/** A result with what it is about. */
export type Found = { readonly result: CheckResult; readonly about: readonly string[] };

/** Nothing is wrong. */
export const passed: Found = { result: "passed", about: [] };
/** There is nothing that the check is about. */
export const none: Found = { result: "none", about: [] };
/** It could not be found out. */
export const unknown = (about: readonly string[] = []): Found => ({ result: "unknown", about });
/** Something is wrong. */
export const failed = (about: readonly string[]): Found => ({ result: "failed", about });
/** Something is not as it should be. */
export const warning = (about: readonly string[]): Found => ({ result: "warning", about });
