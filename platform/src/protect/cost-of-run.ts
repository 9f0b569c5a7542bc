/** Persons exposed and the cost sheet of one run, from the register and the valuations. */
import type { Outages } from "@vallgrav/continuity";
import {
  type CostInput,
  costSheet,
  type ExposedSet,
  personsExposed,
  type PopulationGroup,
} from "@vallgrav/dials";
import type { Consequences, Valuations } from "@vallgrav/knowledge";
import type { Setting } from "./setting.ts";

/** Exposed information sets of the systems that were read. */
function setsOf(consequences: Consequences, read: readonly number[]): readonly ExposedSet[] {
  const sizes = new Map(consequences.populations.map(({ id, size }) => [id, size]));
  return read.flatMap((at) => {
    const system = consequences.systems[at];
    if (system === undefined) return [];
    return system.holdings
      .filter(({ persons }) => persons > 0)
      .map(({ population, persons, level }, index) => ({
        id: `${system.id}/${index}`,
        group: population,
        share: Math.min(1, persons / Math.max(1, sizes.get(population) ?? persons)),
        level,
      }));
  });
}

/** Persons per group whose data was read in a run; groups are disjoint, each person counts once. */
export function exposedGroups(
  consequences: Consequences,
  read: readonly number[],
): readonly { readonly group: string; readonly persons: number }[] {
  if (read.length === 0) return [];
  const groups: readonly PopulationGroup[] = consequences.populations;
  return personsExposed(groups, setsOf(consequences, read)).perGroup;
}

/** What the money side needs to know of a run. */
export type MoneyOfRun = {
  readonly outage: Outages;
  readonly down: Uint8Array;
  readonly strikeHourOfWeek: number;
  readonly exposed: readonly { readonly group: string; readonly persons: number }[];
  readonly fineSek: number;
};

/** Units with the outages of their services: a unit's loss is the union over them. */
function workingUnits(
  consequences: Consequences,
  outage: Outages,
  valuations: Valuations,
): CostInput["extraWork"] {
  const { hourSek, onDutyShare, timeLostShare } = valuations;
  const units = new Map<
    string,
    { staff: number; outages: CostInput["extraWork"][number]["outages"][number][] }
  >();
  for (const [at, service] of consequences.services.entries()) {
    const known = units.get(service.unit) ?? { staff: 0, outages: [] };
    known.staff = Math.max(known.staff, service.staff);
    const startHour = outage.serviceStart[at] ?? 0;
    const endHour = outage.serviceEnd[at] ?? 0;
    if (endHour > startHour) known.outages.push({ startHour, endHour, share: timeLostShare });
    units.set(service.unit, known);
  }
  return [...units].map(([unit, { staff, outages }]) => ({
    unit,
    staff: staff * onDutyShare,
    hourlySek: hourSek,
    atWork: null,
    outages,
  }));
}

/** SEK of a run in which something fell; whole kronor. */
export function costOfRun(
  { consequences, valuations }: Pick<Setting, "consequences" | "valuations">,
  run: MoneyOfRun,
): number {
  const { outage, down } = run;
  const struck = consequences.systems.filter((_, at) => down[at] === 1);
  // Systems may share a computer, which is reinstalled once.
  const hosts = new Set(struck.flatMap((system) => system.hosts));
  const lost = outage.recordsLost.map((at) => consequences.systems[at]?.id ?? "");
  return costSheet({
    strikeHourOfWeek: run.strikeHourOfWeek,
    response: {
      fixedSek: valuations.responseFixedSek,
      perDaySek: valuations.responseDaySek,
      lastDoneHours: outage.lastDoneHours,
    },
    restoration: [
      ...struck.map(({ id }) => ({
        unit: id,
        driver: "system-restored" as const,
        count: 1,
        priceSek: valuations.restoreSystemSek,
      })),
      ...[...hosts].map((unit) => ({
        unit,
        driver: "computer-reinstalled" as const,
        count: 1,
        priceSek: valuations.reinstallComputerSek,
      })),
    ],
    ownRestoration: [],
    extraWork: workingUnits(consequences, outage, valuations),
    breach: {
      fixedSek: valuations.breachFixedSek,
      perPersonSek: valuations.breachPersonSek,
      exposed: run.exposed,
    },
    lost: lost.map((unit) => ({
      unit,
      driver: "record-entered",
      count: 1,
      priceSek: valuations.recordsLostSek,
    })),
    fineSek: run.fineSek,
  }).totalSek;
}
