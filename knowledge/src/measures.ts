/**
 * What a measure is: what it does, what it costs, and where the figures come from. Prices are
 * in SEK excluding VAT in 2026 money; own hours are hours, never turned into SEK (dials.md §3).
 */
import type { Text } from "@vallgrav/kernel";
import { detectors } from "./detectors.ts";
import { assumption, type Source } from "./source.ts";

/** Which assets a measure is for. */
export type Selector =
  | "all"
  | "clients"
  | "control-systems"
  | "control-walls"
  | "people"
  | "privileged"
  | "pupil-walls"
  | "servers"
  | "service-accounts"
  | "suppliers"
  | "vital-backups"
  | "vital-systems";

/** What a measure does. The first two act on the attack graph, the rest on what an outage costs. */
export type MeasureEffect =
  | {
      readonly kind: "control";
      readonly step: string;
      readonly where: Selector;
      /** Share of the selected that gets it, 0–1. */
      readonly coverage: number;
    }
  | {
      readonly kind: "slower";
      readonly step: string;
      readonly where: Selector;
      /** The time is multiplied by this, ≥ 1. */
      readonly factor: number;
    }
  /** Detectors over the selected are in place, with somebody who gets their alarms. */
  | {
      readonly kind: "sees";
      /** Ids of detectors. */
      readonly detectors: readonly string[];
      readonly where: Selector;
      /** Share of the selected that gets it, 0–1. */
      readonly coverage: number;
    }
  /** Part of the time from alarm to contained takes this share of it, ≤ 1. */
  | {
      readonly kind: "faster";
      readonly part: "containment" | "triage" | "wait";
      readonly factor: number;
    }
  /** A copy that was not erased can be restored with at least this probability. */
  | { readonly kind: "restorable"; readonly probability: number }
  /** Restoring takes this share of the work, ≤ 1. */
  | { readonly kind: "quicker-restore"; readonly factor: number }
  /** Forensics and decisions hold recovery back for this share of the time, ≤ 1. */
  | { readonly kind: "shorter-hold"; readonly factor: number }
  /**
   * Reserve routines of vital services cover at least this much, for at least so long, at least so
   * surely.
   */
  | {
      readonly kind: "bridges";
      readonly coverFirst: number;
      readonly untilHours: number;
      readonly coverThen: number;
      readonly works: number;
    };

/** SEK, or hours: what is likely, and between what it may lie. `low ≤ likely ≤ high`. */
export type Amount = { readonly low: number; readonly likely: number; readonly high: number };

/** Who has to find the hours. */
export type Role = "communication" | "leadership" | "operations" | "personnel" | "services";

/** Own hours by role. */
export type HoursByRole = Readonly<Partial<Record<Role, number>>>;

export type MeasureCost = {
  readonly oneOffSek: Amount;
  readonly yearlySek: Amount;
  /** Own hours, once. */
  readonly hours: HoursByRole;
  /** Own hours, each year. */
  readonly yearlyHours: HoursByRole;
  /** Added per selected asset; null where the price does not depend on size. */
  readonly each: {
    readonly of: Selector;
    readonly oneOffSek: Amount;
    readonly yearlySek: Amount;
    /** Hours of operations, once. */
    readonly hours: number;
    /** How many there are where somebody has said so; left out: as many as are known. */
    readonly many?: number;
  } | null;
};

export type Measure = {
  readonly id: string;
  readonly version: number;
  readonly name: Text;
  /** What to do, in a sentence or two. */
  readonly text: Text;
  readonly effects: readonly MeasureEffect[];
  readonly requires: readonly string[];
  readonly excludes: readonly string[];
  readonly cost: MeasureCost;
  readonly priceYear: number;
  readonly lifetimeYears: number;
  readonly leadMonths: number;
  readonly source: Source;
};

/** The window that costs are counted over, months from start to last spending date. */
export const windowMonths = 12;

/** Own hours that may be planned unless the user says otherwise. */
export const ownHoursLimit = 1_600;

/** A price that is known within a factor: 2 unless said otherwise, which is a guess. */
export function about(likely: number, factor = 2): Amount {
  return { low: likely / factor, likely, high: likely * factor };
}

/** What a measure costs, with what is nothing left out; bare figures are guesses. */
type CostItem = {
  readonly once?: number | Amount;
  readonly yearly?: number | Amount;
  readonly hours?: HoursByRole;
  readonly yearlyHours?: HoursByRole;
  readonly each?: {
    readonly of: Selector;
    readonly once?: number | Amount;
    readonly yearly?: number | Amount;
    readonly hours?: number;
  };
};

function amountOf(value: number | Amount | undefined): Amount {
  return typeof value === "object" ? value : about(value ?? 0);
}

/** A cost from what it consists of. */
export function cost({ once, yearly, hours = {}, yearlyHours = {}, each }: CostItem): MeasureCost {
  return {
    oneOffSek: amountOf(once),
    yearlySek: amountOf(yearly),
    hours,
    yearlyHours,
    each:
      each === undefined
        ? null
        : {
            of: each.of,
            oneOffSek: amountOf(each.once),
            yearlySek: amountOf(each.yearly),
            hours: each.hours ?? 0,
          },
  };
}

/** Puts a defence on a share of the selected. */
export function control(step: string, coverage: number, where: Selector = "all"): MeasureEffect {
  return { kind: "control", step, where, coverage };
}

/** Makes a step take longer on the selected. */
export function slower(step: string, factor: number, where: Selector = "all"): MeasureEffect {
  return { kind: "slower", step, where, factor };
}

/** Puts detectors on a share of the selected; those whose ids begin with one of the words. */
export function sees(
  kinds: readonly string[],
  coverage: number,
  where: Selector = "all",
): MeasureEffect {
  const chosen = detectors.filter(({ id }) => kinds.some((kind) => id.startsWith(kind)));
  return { kind: "sees", detectors: chosen.map(({ id }) => id), where, coverage };
}

/** Shortens a part of the time from alarm to contained. */
export function faster(part: "containment" | "triage" | "wait", factor: number): MeasureEffect {
  return { kind: "faster", part, factor };
}

/** Published, but not checked against its primary source. */
export function published(name: Text): Source {
  return { kind: "secondary", name, reviewed: "2026-11-23" };
}

/** Fills in what most measures share. */
export function measure(
  item: Pick<Measure, "id" | "name" | "text" | "effects" | "cost"> & Partial<Measure>,
): Measure {
  return {
    version: 1,
    requires: [],
    excludes: [],
    priceYear: 2026,
    lifetimeYears: 4,
    leadMonths: 2,
    source: assumption,
    ...item,
  };
}

/** What a measure costs a municipality over the window. */
export type MeasurePrice = {
  readonly sek: number;
  /** Of that: what it costs every year, which somebody has to go on paying. */
  readonly yearlySek: number;
  /** The least and the most it may come to, SEK. */
  readonly sekBetween: readonly [low: number, high: number];
  readonly hours: number;
  /** The same hours by who has to find them. */
  readonly hoursByRole: HoursByRole;
};

/**
 * What a measure costs over the window, for a municipality with so many of each. One-off money plus
 * the yearly money of the whole window for every measure (dials.md §3).
 */
export function costOf(
  { oneOffSek, yearlySek, hours, yearlyHours, each }: MeasureCost,
  count: (selector: Selector) => number,
): MeasurePrice {
  const many = each === null ? 0 : (each.many ?? count(each.of));
  const years = windowMonths / 12;
  const sekAt = (at: keyof Amount): number => {
    const perAsset = each === null ? 0 : each.oneOffSek[at] + each.yearlySek[at] * years;
    return Math.round(oneOffSek[at] + yearlySek[at] * years + perAsset * many);
  };
  const byRole = new Map<Role, number>();
  const add = (role: Role, value: number): void => {
    if (value > 0) byRole.set(role, (byRole.get(role) ?? 0) + value);
  };
  for (const [role, value] of Object.entries(hours) as [Role, number][]) add(role, value);
  for (const [role, value] of Object.entries(yearlyHours) as [Role, number][])
    add(role, value * years);
  add("operations", (each?.hours ?? 0) * many);
  const roles = [...byRole].map(([role, value]) => [role, Math.round(value)] as const);
  const yearlyEach = each === null ? 0 : each.yearlySek.likely * many;
  return {
    sek: sekAt("likely"),
    yearlySek: Math.round(yearlySek.likely + yearlyEach),
    sekBetween: [sekAt("low"), sekAt("high")],
    hours: roles.reduce((sum, [, value]) => sum + value, 0),
    hoursByRole: Object.fromEntries(roles),
  };
}
