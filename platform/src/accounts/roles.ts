/** Every role. */
import type { Role } from "../api/index.ts";

/** Every role, in the order in which they are shown. */
export const roles = [
  "administrator",
  "security-officer",
  "it-operations",
  "system-owner",
  "head-of-service",
  "communicator",
  "board-reader",
  "auditor",
  "employee",
  "pupil",
  "consultant",
] as const satisfies readonly Role[];
