/** What one run costs the municipality: factor × volume × price, each once (dials.md §1.7). */
import { entry } from "./ledger.ts";
import type { CostLine, Interval, Ledger, LedgerEntry } from "./ledger.ts";
import { sumOf } from "./sums.ts";
import { hoursAtWork, lostStretches } from "./working-time.ts";
import type { ServiceOutage } from "./working-time.ts";

/** Something paid for by the piece; `unit` is unique within its list and kind. */
export type Piece<Kind extends string> = {
  readonly unit: string;
  readonly driver: Kind;
  readonly count: number;
  readonly priceSek: number;
};

/** A unit whose staff work slower while services are down. */
export type WorkingUnit = {
  readonly unit: string;
  readonly staff: number;
  readonly hourlySek: number;
  /** Share of the staff at work in each hour of the week, 168 values; null: outages are given in
   *  working hours already. */
  readonly atWork: ArrayLike<number> | null;
  readonly outages: readonly ServiceOutage[];
};

/** Own staff who restore; their hours are booked here and never as extra work as well. */
export type OwnRestoration = {
  readonly unit: string;
  readonly hours: number;
  readonly hourlySek: number;
};

/** What happened in one run and what things cost. SEK, hours since the strike, all ≥ 0. */
export type CostInput = {
  /** 0 ≤ h < 168, in the same week as the profiles. */
  readonly strikeHourOfWeek: number;
  /** External response and forensics; null where nothing happened that calls for it. */
  readonly response: {
    readonly fixedSek: number;
    readonly perDaySek: number;
    /** When the last system is restored. */
    readonly lastDoneHours: number;
  } | null;
  readonly restoration: readonly Piece<"system-restored" | "computer-reinstalled">[];
  readonly ownRestoration: readonly OwnRestoration[];
  readonly extraWork: readonly WorkingUnit[];
  readonly breach: {
    readonly fixedSek: number;
    readonly perPersonSek: number;
    readonly exposed: readonly { readonly group: string; readonly persons: number }[];
  };
  readonly lost: readonly Piece<"record-entered" | "income-lost">[];
  /** Drawn by the caller; its own line always. */
  readonly fineSek: number;
};

/** The sheet: whole SEK per line, and their sum. */
export type CostSheet = {
  readonly entries: Ledger;
  readonly lines: Readonly<Record<CostLine, number>>;
  readonly totalSek: number;
};

type Booking = Omit<LedgerEntry, "amountSek">;

const once = { interval: null, persons: null, factor: 1 } as const;

function bookResponse({ response }: CostInput): readonly Booking[] {
  if (response === null) return [];
  const { fixedSek, perDaySek, lastDoneHours } = response;
  const own = { ...once, line: "response", unit: "response" } as const;
  return [
    { ...own, driver: "strike", volume: 1, priceSek: fixedSek },
    {
      ...own,
      driver: "response-day",
      interval: { startHour: 0, endHour: lastDoneHours },
      volume: lastDoneHours / 24,
      priceSek: perDaySek,
    },
  ];
}

function bookPieces(
  line: CostLine,
  pieces: readonly Piece<Booking["driver"]>[],
): readonly Booking[] {
  return pieces.map(({ unit, driver, count, priceSek }) => ({
    ...once,
    line,
    driver,
    unit,
    volume: count,
    priceSek,
  }));
}

function bookOwnRestoration({ ownRestoration }: CostInput): readonly Booking[] {
  return ownRestoration.map(({ unit, hours, hourlySek }) => ({
    ...once,
    line: "restoration",
    driver: "working-time",
    unit,
    volume: hours,
    priceSek: hourlySek,
  }));
}

/** One entry for each stretch with one share; a unit that restores has its hours there. */
function bookExtraWork(input: CostInput): readonly Booking[] {
  const restoring = new Set(input.ownRestoration.map(({ unit }) => unit));
  return input.extraWork
    .filter(({ unit }) => !restoring.has(unit))
    .flatMap(({ unit, staff, hourlySek, atWork, outages }) =>
      lostStretches(outages).map(({ share, ...interval }: Interval & { share: number }) => ({
        line: "extra-work" as const,
        driver: "working-time" as const,
        unit,
        interval,
        persons: null,
        factor: staff,
        volume: share * hoursAtWork(interval, atWork, input.strikeHourOfWeek),
        priceSek: hourlySek,
      })),
    );
}

function bookBreach({ breach }: CostInput): readonly Booking[] {
  const exposed = breach.exposed.filter(({ persons }) => persons > 0);
  if (exposed.length === 0) return [];
  const own = { ...once, line: "breach-duties", unit: "breach" } as const;
  return [
    { ...own, driver: "breach", volume: 1, priceSek: breach.fixedSek },
    ...exposed.map(({ group, persons }) => ({
      ...own,
      driver: "person-notified" as const,
      persons: group,
      volume: persons,
      priceSek: breach.perPersonSek,
    })),
  ];
}

function bookFine({ fineSek }: CostInput): readonly Booking[] {
  if (fineSek === 0) return [];
  return [{ ...once, line: "fines", driver: "fine", unit: "fine", volume: 1, priceSek: fineSek }];
}

/**
 * Books one run. Nothing overlaps in the ledger when `checkCosts` finds nothing wrong. Lines are
 * rounded to whole SEK first, so that the sheet adds up.
 */
export function costSheet(input: CostInput): CostSheet {
  const entries = [
    ...bookResponse(input),
    ...bookPieces("restoration", input.restoration),
    ...bookOwnRestoration(input),
    ...bookExtraWork(input),
    ...bookBreach(input),
    ...bookPieces("records-and-income-lost", input.lost),
    ...bookFine(input),
  ].map(entry);
  const line = (name: CostLine): number =>
    Math.round(sumOf(entries.filter((one) => one.line === name).map(({ amountSek }) => amountSek)));
  const lines = {
    response: line("response"),
    restoration: line("restoration"),
    "extra-work": line("extra-work"),
    "breach-duties": line("breach-duties"),
    "records-and-income-lost": line("records-and-income-lost"),
    fines: line("fines"),
  };
  return { entries, lines, totalSek: Object.values(lines).reduce((sum, sek) => sum + sek, 0) };
}
