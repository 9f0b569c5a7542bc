/** Who has an account. */
import type { AccountRecord } from "../storage/index.ts";

/** An account, without its secret. */
export type Account = Pick<
  AccountRecord,
  "id" | "name" | "role" | "unit" | "createdAt" | "state" | "isBreakGlass"
>;
