/**
 * A ledger of costs in which nothing can be booked twice unseen: every entry says what drives it,
 * for whom, when and for which persons (dials.md §1.7).
 */

/** Lines of the cost sheet. */
export type CostLine =
  | "response"
  | "restoration"
  | "extra-work"
  | "breach-duties"
  | "records-and-income-lost"
  | "fines";

/** What makes a cost grow. Only working time may stand on two lines, of different units. */
export type CostDriver =
  | "strike"
  | "response-day"
  | "system-restored"
  | "computer-reinstalled"
  | "working-time"
  | "breach"
  | "person-notified"
  | "record-entered"
  | "income-lost"
  | "fine";

/** Hours since the strike, half open. */
export type Interval = { readonly startHour: number; readonly endHour: number };

/** One booking: `amountSek` = factor · volume · priceSek, not rounded. */
export type LedgerEntry = {
  readonly line: CostLine;
  readonly driver: CostDriver;
  /** The unit, system or thing it is booked for; unique within its driver. */
  readonly unit: string;
  /** When; null where time plays no part. */
  readonly interval: Interval | null;
  /** Group of persons it is for; null where persons play no part. */
  readonly persons: string | null;
  readonly factor: number;
  readonly volume: number;
  readonly priceSek: number;
  readonly amountSek: number;
};

/** All entries of one run. */
export type Ledger = readonly LedgerEntry[];

/** An entry with its amount. */
export function entry(booking: Omit<LedgerEntry, "amountSek">): LedgerEntry {
  return { ...booking, amountSek: booking.factor * booking.volume * booking.priceSek };
}

function meet(a: Interval | null, b: Interval | null): boolean {
  return a === null || b === null || (a.startHour < b.endHour && b.startHour < a.endHour);
}

function areOneThing(a: LedgerEntry, b: LedgerEntry): boolean {
  const samePersons = a.persons === null || b.persons === null || a.persons === b.persons;
  return a.driver === b.driver && a.unit === b.unit && samePersons && meet(a.interval, b.interval);
}

/**
 * Pairs of entries that book the same thing twice: same driver, same unit, at the same time, for
 * the same persons. Cost: square of the entries of one driver and unit.
 */
export function overlaps(ledger: Ledger): readonly (readonly [LedgerEntry, LedgerEntry])[] {
  const alike = new Map<string, LedgerEntry[]>();
  const found: (readonly [LedgerEntry, LedgerEntry])[] = [];
  for (const one of ledger) {
    const key = `${one.driver}\u0000${one.unit}`;
    const earlier = alike.get(key) ?? [];
    for (const other of earlier) if (areOneThing(other, one)) found.push([other, one]);
    earlier.push(one);
    alike.set(key, earlier);
  }
  return found;
}
