/** Clocks: when each duty that a moment of awareness started is due, and where it stands. */
import { type Instant, instantFromMs, msFromInstant, type PlainDate } from "@vallgrav/kernel";
import { duties, type Duty, type DutyId, receiverOn } from "@vallgrav/knowledge";
import type { ClockCase, DutyClock, DutyState } from "../api/index.ts";

/** What somebody said of a duty. */
export type KeptWord = {
  readonly duty: DutyId;
  readonly state: "reported" | "not-reportable" | "open";
  readonly note: string;
  readonly by: string;
  readonly at: string;
};

/** A case as kept. */
export type KeptCase = {
  readonly id: string;
  readonly what: string;
  readonly knownAt: Instant;
  readonly by: string;
  readonly words: readonly KeptWord[];
};

const hourMs = 3_600_000;

/** The same time of day so many months later; on the month's last day where it has no such. */
function monthsAfter(instant: Instant, months: number): Instant {
  const from = new Date(msFromInstant(instant));
  const month = from.getUTCMonth() + months;
  const last = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const day = Math.min(from.getUTCDate(), last);
  const midnight = Date.UTC(from.getUTCFullYear(), month, day);
  const ofDay = msFromInstant(instant) % (24 * hourMs);
  return instantFromMs(midnight + ofDay) ?? instant;
}

/** When a duty is due; a month runs from when what it follows was reported, or was to be. */
function dueAt({ due }: Duty, { knownAt, words }: KeptCase): Instant | null {
  if (due === null) return null;
  if ("hours" in due) return instantFromMs(msFromInstant(knownAt) + due.hours * hourMs);
  const before = duties.find(({ id }) => id === due.after);
  const told = words.find(({ duty, state }) => duty === due.after && state === "reported");
  const from =
    told !== undefined
      ? (told.at as Instant)
      : before === undefined
        ? null
        : dueAt(before, { knownAt, words } as KeptCase);
  return from === null ? null : monthsAfter(from, due.months);
}

function clockOf(duty: Duty, kept: KeptCase, now: Instant): DutyClock {
  const word = kept.words.find((one) => one.duty === duty.id);
  const due = dueAt(duty, kept);
  const running: DutyState = due !== null && due < now ? "late" : "open";
  return {
    duty: duty.id,
    name: duty.name,
    law: duty.law,
    when: duty.when,
    receiver: receiverOn(duty, kept.knownAt.slice(0, 10) as PlainDate),
    dueAt: due,
    state: word?.state ?? running,
    note: word?.note ?? "",
    by: word?.by ?? null,
    at: word?.at ?? null,
    isChecked: duty.isChecked,
  };
}

/** A case with its clocks as they stand. Hours run through nights and weekends. */
export function caseView(kept: KeptCase, now: Instant): ClockCase {
  const { id, what, knownAt, by } = kept;
  return { id, what, knownAt, by, duties: duties.map((duty) => clockOf(duty, kept, now)) };
}
