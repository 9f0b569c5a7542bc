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

/** Computers by number, per system, so that those of many systems are counted fast. */
type Computers = { readonly of: readonly Int32Array[]; readonly seen: Int32Array; turn: number };

const computersOf = new WeakMap<Consequences, Computers>();

function numbered(consequences: Consequences): Computers {
  const known = computersOf.get(consequences);
  if (known !== undefined) return known;
  const numbers = new Map<string, number>();
  const of = consequences.systems.map(({ hosts }) =>
    Int32Array.from(hosts, (host) => {
      const number = numbers.get(host) ?? numbers.size;
      numbers.set(host, number);
      return number;
    }),
  );
  const made = { of, seen: new Int32Array(numbers.size), turn: 0 };
  computersOf.set(consequences, made);
  return made;
}

/** Systems that are down, and their computers: systems may share one, which is reinstalled once. */
function countsOf(consequences: Consequences, down: Uint8Array) {
  const computers = numbered(consequences);
  const { of, seen } = computers;
  computers.turn += 1;
  let [systems, hosts] = [0, 0];
  for (let system = 0; system < of.length; system += 1) {
    if (down[system] !== 1) continue;
    systems += 1;
    for (const host of of[system] ?? []) {
      if (seen[host] === computers.turn) continue;
      seen[host] = computers.turn;
      hosts += 1;
    }
  }
  return { systems, hosts };
}

/** SEK of a run in which something fell; whole kronor. What costs the same is counted together. */
export function costOfRun(
  { consequences, valuations }: Pick<Setting, "consequences" | "valuations">,
  run: MoneyOfRun,
): number {
  const { outage, down } = run;
  const { systems, hosts } = countsOf(consequences, down);
  return costSheet({
    strikeHourOfWeek: run.strikeHourOfWeek,
    response: {
      fixedSek: valuations.responseFixedSek,
      perDaySek: valuations.responseDaySek,
      lastDoneHours: outage.lastDoneHours,
    },
    restoration: [
      {
        unit: "systems",
        driver: "system-restored",
        count: systems,
        priceSek: valuations.restoreSystemSek,
      },
      {
        unit: "computers",
        driver: "computer-reinstalled",
        count: hosts,
        priceSek: valuations.reinstallComputerSek,
      },
    ],
    ownRestoration: [],
    extraWork: workingUnits(consequences, outage, valuations),
    breach: {
      fixedSek: valuations.breachFixedSek,
      perPersonSek: valuations.breachPersonSek,
      exposed: run.exposed,
    },
    lost: [
      {
        unit: "records",
        driver: "record-entered",
        count: outage.recordsLost.length,
        priceSek: valuations.recordsLostSek,
      },
    ],
    fineSek: run.fineSek,
  }).totalSek;
}
