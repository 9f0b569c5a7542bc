/**
 * Which role may what, as data, beside the routes that name the rights. What comes of it for every
 * route is written by hand in docs/access.csv, and a test holds the two against each other.
 */
import type { Right, Role } from "@vallgrav/platform/api";

/** Roles that see nothing of the municipality but their own account. */
export const selfService: ReadonlySet<Role> = new Set<Role>(["employee", "pupil", "consultant"]);

/**
 * How far a right goes: over all of the municipality, or over the unit a role is bound to and what
 * lies under it. Whoever is bound to no unit reaches nothing by the second.
 */
export type Scope = "all" | "own";

/** Rights by role; a role that is not named does not have the right. */
export type RightsTable = Readonly<Record<Right, Readonly<Partial<Record<Role, Scope>>>>>;

/** The rights of this product. */
export const rights: RightsTable = {
  "model/view": {
    administrator: "all",
    "security-officer": "all",
    "it-operations": "all",
    "system-owner": "all",
    auditor: "all",
  },
  "model/change": { administrator: "all", "security-officer": "all", "it-operations": "all" },
  "position/view": {
    administrator: "all",
    "security-officer": "all",
    "it-operations": "all",
    "system-owner": "all",
    "head-of-service": "all",
    "board-reader": "all",
    auditor: "all",
  },
  "ways/view": {
    administrator: "all",
    "security-officer": "all",
    "it-operations": "all",
    auditor: "all",
  },
  "jobs/view": {
    administrator: "all",
    "security-officer": "all",
    "it-operations": "all",
    "system-owner": "all",
    "head-of-service": "all",
    "board-reader": "all",
    auditor: "all",
  },
  "audit/view": { administrator: "all", auditor: "all" },
  "units/view": {
    administrator: "all",
    "security-officer": "all",
    "it-operations": "all",
    "head-of-service": "own",
    auditor: "all",
  },
  "units/change": { administrator: "all" },
  "walls/change": { administrator: "all" },
  "registers/view": {
    administrator: "all",
    "security-officer": "all",
    "head-of-service": "own",
    auditor: "all",
  },
  "registers/change": {
    administrator: "all",
    "security-officer": "all",
    "head-of-service": "own",
  },
  "releases/view": {
    administrator: "all",
    "security-officer": "all",
    "head-of-service": "own",
    auditor: "all",
  },
  "releases/change": {
    administrator: "all",
    "security-officer": "all",
    "head-of-service": "own",
  },
  "accounts/view": {
    administrator: "all",
    "security-officer": "all",
    "head-of-service": "own",
    auditor: "all",
  },
  // Over one's own unit only those accounts that serve themselves: see their routes.
  "accounts/change": { administrator: "all", "head-of-service": "own" },
  "accounts/provision": { administrator: "all" },
  "access/view": { administrator: "all", "security-officer": "all", auditor: "all" },
  "access/change": { administrator: "all" },
  "alerts/view": {
    administrator: "all",
    "security-officer": "all",
    "it-operations": "all",
    auditor: "all",
  },
  "alerts/change": { administrator: "all", "security-officer": "all" },
  "clearances/change": { administrator: "all", "security-officer": "all" },
  "opinions/change": { administrator: "all", "security-officer": "all" },
  "watch/view": {
    administrator: "all",
    "security-officer": "all",
    "it-operations": "all",
    auditor: "all",
  },
  "watch/change": { administrator: "all", "security-officer": "all", "it-operations": "all" },
};

/** Every right there is. */
export const allRights: readonly Right[] = Object.keys(rights) as Right[];

/** Rights that a role has somewhere, for pages that show no more than may be used. */
export function rightsOf(role: Role): readonly Right[] {
  return allRights.filter((right) => rights[right][role] !== undefined);
}

/** Rights of which something is left behind a wall: those of a route that narrows, or is common. */
export const rightsBehindWalls: ReadonlySet<Right> = new Set<Right>([
  "model/view",
  "model/change",
  "position/view",
  "ways/view",
  "units/view",
  "accounts/view",
  "accounts/change",
  "watch/view",
  "watch/change",
  "registers/view",
  "registers/change",
  "releases/view",
  "releases/change",
]);
