/** Clocks: when each duty that a moment of awareness started is due, and where it stands. */
import type { Instant, PlainDate } from "@vallgrav/kernel";
import { dueOf, duties, type Duty, type DutyId, receiverOn } from "@vallgrav/knowledge";
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

/** When a duty is due, by what was said of those before it. */
function dueAt(duty: Duty, { knownAt, words }: KeptCase): Instant | null {
  return dueOf(duty, knownAt, (of) => {
    const told = words.find((one) => one.duty === of && one.state === "reported");
    return (told?.at ?? null) as Instant | null;
  });
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
