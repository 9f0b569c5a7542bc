/** Sources that fall silent: nothing comes where something always came. */
import { type Instant, instantFromMs, msFromInstant } from "@vallgrav/kernel";
import type { AlertHit, WatchSourceRecord } from "../storage/index.ts";

/** Key of the rule; it is the product's own and no Sigma rule. */
export const silenceRule = "vallgrav/source-silent";

const minuteMs = 60_000;

/** What of a source says whether it is silent. */
export type Speaking = Pick<
  WatchSourceRecord,
  "createdAt" | "endedAt" | "id" | "lastAt" | "name" | "silentAfterMinutes"
> & { readonly kind: string };

/** Since when a source is silent that should not be; null: it is not, or nobody asked. */
export function silentSince(
  { silentAfterMinutes, endedAt, lastAt, createdAt }: Speaking,
  now: Instant,
): Instant | null {
  if (silentAfterMinutes === null || endedAt !== null) return null;
  const since = lastAt ?? createdAt;
  const dueMs = msFromInstant(since) + silentAfterMinutes * minuteMs;
  return msFromInstant(now) >= dueMs ? instantFromMs(dueMs) : null;
}

/** A hit for each source that is silent now. Its key has the last line's time: told once each. */
export function silences(sources: readonly Speaking[], now: Instant): readonly AlertHit[] {
  return sources.flatMap((source): readonly AlertHit[] => {
    const at = silentSince(source, now);
    if (at === null) return [];
    const last = source.lastAt ?? "";
    return [
      {
        key: JSON.stringify([silenceRule, source.id, last]),
        rule: silenceRule,
        title: "A source of logs has fallen silent",
        level: "medium",
        // Impair Defenses: what stops logs is one way to come unseen; a cable is another.
        techniques: ["T1562"],
        at,
        receivedAt: now,
        description: "Nothing has come from it for as long as somebody said it never is silent.",
        falsePositives: [],
        subject: { host: source.name, account: null, address: null },
        event: {
          at,
          source: source.id,
          line: null,
          matched: [],
          fields: {
            source: source.name,
            kind: source.kind,
            last,
            minutes: String(source.silentAfterMinutes ?? 0),
          },
          text: null,
        },
      },
    ];
  });
}
