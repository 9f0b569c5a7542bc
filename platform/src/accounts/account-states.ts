/**
 * The way of an account, as data: which step leads from which state to which. What is not here does
 * not happen. A link alone lets nobody in: who has used it still waits for an administrator.
 */
import type { AccountState } from "../api/index.ts";

/** Steps that administrators take, and `confirm`, which the bearer of a link takes. */
export type AccountStep = "confirm" | "activate" | "lock" | "unlock" | "reset" | "close";

/** From a state by a step to a state. `closed` is the end. */
export const accountSteps: Readonly<
  Record<AccountState, Readonly<Partial<Record<AccountStep, AccountState>>>>
> = {
  invited: { confirm: "confirmed", reset: "invited", close: "closed" },
  confirmed: { activate: "active", reset: "invited", close: "closed" },
  active: { lock: "locked", reset: "invited", close: "closed" },
  locked: { unlock: "active", close: "closed" },
  closed: {},
};
