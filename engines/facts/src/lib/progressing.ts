/** Properties that say another thing without anybody being wrong. */
import type { PropertyName } from "@vallgrav/kernel";

/** What each source sees, or counts, by itself: two of them that differ are both right. */
export const ofEachSource: ReadonlySet<PropertyName> = new Set([
  "badpwdcount",
  "lastlogon",
  "lastlogontimestamp",
  "last-seen",
  "lastseen",
  "lastsync",
  "logoncount",
  "uptime",
]);

/**
 * Properties that move on by themselves (times, counters): a newer report replaces an older one of
 * the same kind whoever made it, so that two of them at different times are no contradiction.
 */
export const progressing: ReadonlySet<PropertyName> = new Set([
  ...ofEachSource,
  "pwdlastset",
  "whenchanged",
]);
