/** The parts in which a directory is collected, and why one may be missing. */

/** Parts of a directory that are asked for one by one. */
export const collectionParts = [
  "domain",
  "users",
  "groups",
  "computers",
  "units",
  "policies",
  "trusts",
  "certificates",
  "laps",
] as const;

/** One part of a directory. */
export type CollectionPart = (typeof collectionParts)[number];

/** Why a part is missing or not whole. */
export type GapReason = "denied" | "failed" | "limit" | "stopped";
