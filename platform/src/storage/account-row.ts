/** An account as a row and as the port tells it. */
import type { Instant } from "@vallgrav/kernel";
import type { Selectable } from "kysely";
import type { AccountRecord } from "./account-port.ts";
import type { AccountTable } from "./schema.ts";

const lockers = ["all", "own", "program"] as const;

/** A row as the port tells it. */
export function accountOf(row: Selectable<AccountTable>): AccountRecord {
  return {
    id: row.id,
    name: row.name,
    nameKey: row.name_key,
    role: row.role as AccountRecord["role"],
    unit: row.unit,
    passwordHash: row.password_hash,
    state: row.state as AccountRecord["state"],
    isBreakGlass: row.break_glass === 1,
    lockedBy:
      row.state === "locked" ? (lockers.find((one) => one === row.locked_by) ?? "all") : null,
    createdAt: row.created_at as Instant,
  };
}
