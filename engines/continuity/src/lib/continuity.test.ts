/** Small cases by hand, the published one, and input that is wrong. */
import { exp, ln, uniformAt } from "@vallgrav/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  checkNetwork,
  outages,
  prepareNetwork,
  recoveryOrder,
  withReserves,
  type Network,
  type Outages,
  type Reserve,
  type Service,
  type Strike,
  type System,
} from "../index.ts";

const never = Number.POSITIVE_INFINITY;

function system(id: string, workHours: number, more: Partial<System> = {}): System {
  const restore = { workHours, rebuildHours: 3 * workHours };
  return { id, restore, prerequisites: [], tolerableHours: 24, ...more };
}

function service(id: string, more: Partial<Service> = {}): Service {
  return { id, need: null, dependencies: [], groups: [], reserve: null, ...more };
}

function on(...systems: number[]): Service["dependencies"] {
  return systems.map((index) => ({ on: { system: index }, toleranceHours: 0 }));
}

function run(network: Network, more: Partial<Strike> = {}): Outages {
  const prepared = prepareNetwork(network);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problem));
  const strike: Strike = {
    down: new Uint8Array(network.systems.length).fill(1),
    usableCopy: new Uint8Array(network.systems.length).fill(1),
    holdHours: 0,
    crews: 1,
    workFactor: 1,
    strikeHourOfWeek: 0,
    reserveWorks: new Uint8Array(network.services.length).fill(1),
    ...more,
  };
  return outages(prepared.value, strike);
}

function codes(network: Network): readonly string[] {
  return checkNetwork(network).map(({ code }) => code);
}

const bridged = {
  inPlaceAfterHours: 0,
  coverFirst: 0.7,
  untilHours: 48,
  coverThen: 0.2,
} as const;

test("[C6, C9] published case: 120 hours down with a reserve routine are 72 service hours", () => {
  const network = {
    systems: [system("journal", 120)],
    services: [service("care", { dependencies: on(0), reserve: bridged })],
  };
  const worked = run(network);
  expect(worked.hours[0]).toBeCloseTo(72, 12);
  expect([...worked.onReserveHours, ...worked.limitedHours]).toEqual([120, 120]);
  const failed = run(network, { reserveWorks: new Uint8Array(1) });
  expect([...failed.hours, ...failed.onReserveHours, ...failed.limitedHours]).toEqual([
    120, 0, 120,
  ]);
});

test("[C6] published case: exponential duration of mean 120 gives 76.219203 hours", () => {
  const exact = 36 * (1 - exp(-0.4)) + 96 * exp(-0.4);
  expect(exact).toBeCloseTo(76.219_203, 6);
  const prepared = prepareNetwork({
    systems: [system("journal", 1)],
    services: [service("care", { dependencies: on(0), reserve: bridged })],
  });
  if (!prepared.ok) throw new Error("the network is sound");
  const one = Uint8Array.of(1);
  const runs = 200_000;
  let sum = 0;
  let squares = 0;
  for (let index = 0; index < runs; index += 1) {
    const { hours } = outages(prepared.value, {
      down: one,
      usableCopy: one,
      holdHours: 0,
      crews: 1,
      workFactor: -120 * ln(uniformAt(1, 2, index, 0)),
      strikeHourOfWeek: 0,
      reserveWorks: one,
    });
    sum += hours[0] ?? 0;
    squares += (hours[0] ?? 0) * (hours[0] ?? 0);
  }
  const mean = sum / runs;
  const error = Math.sqrt((squares / runs - mean * mean) / runs);
  expect(Math.abs(mean - exact)).toBeLessThan(4 * error);
});

test("[C2, C5] published case: queue of three, prerequisite, group and tolerance", () => {
  const systems = [
    system("a", 8, { tolerableHours: 1 }),
    system("b", 16, { tolerableHours: 2 }),
    system("c", 24, { tolerableHours: 3 }),
  ];
  const group = service("any-two", {
    groups: [{ members: [{ system: 0 }, { system: 1 }, { system: 2 }], needed: 2 }],
  });
  const queue = { holdHours: 48, crews: 2 };
  const free = run({ systems, services: [group] }, queue);
  expect([...free.doneHours]).toEqual([56, 68, 84]);
  expect([free.serviceStart[0], free.serviceEnd[0]]).toEqual([0, 68]);
  const tied = run(
    { systems: systems.with(2, system("c", 24, { prerequisites: [1] })), services: [group] },
    queue,
  );
  expect([...tied.doneHours]).toEqual([56, 68, 92]);
  expect(tied.lastDoneHours).toBe(92);
  const tolerant = service("patient", {
    dependencies: [{ on: { system: 0 }, toleranceHours: 4 }],
  });
  const short = run({ systems: [system("a", 3)], services: [tolerant] });
  expect([short.serviceStart[0], short.serviceEnd[0], short.hours[0]]).toEqual([never, 0, 0]);
  const long = run({ systems: [system("a", 5)], services: [tolerant] });
  expect([long.serviceStart[0], long.serviceEnd[0], long.hours[0]]).toEqual([4, 5, 1]);
});

test("[C1] prerequisites first, then the smallest tolerable outage, then the id", () => {
  const systems = [
    system("d", 1, { tolerableHours: 1, prerequisites: [3] }),
    system("c", 1, { tolerableHours: 8 }),
    system("b", 1, { tolerableHours: 8 }),
    system("a", 1, { tolerableHours: 99 }),
  ];
  expect(recoveryOrder({ systems, services: [] })).toEqual({
    order: [2, 1, 3, 0],
    problems: [],
  });
});

test("[C1] a cycle is named and broken at its most urgent member, not at what needs it", () => {
  const systems = [
    system("user", 1, { tolerableHours: 0, prerequisites: [1] }),
    system("x", 1, { tolerableHours: 5, prerequisites: [2] }),
    system("y", 1, { tolerableHours: 4, prerequisites: [1] }),
    system("self", 1, { tolerableHours: 9, prerequisites: [3] }),
  ];
  const { order, problems } = recoveryOrder({ systems, services: [] });
  expect(order).toEqual([2, 1, 0, 3]);
  expect(problems).toEqual([
    { code: "continuity/cycle", severity: "warning", at: null, args: { ids: "self" } },
    { code: "continuity/cycle", severity: "warning", at: null, args: { ids: "x, y" } },
  ]);
});

test("[C3] without a usable copy the system is rebuilt and its records are lost", () => {
  const network = { systems: [system("a", 10), system("b", 10)], services: [] };
  const result = run(network, { usableCopy: Uint8Array.of(1, 0), workFactor: 0.5 });
  expect([...result.doneHours]).toEqual([5, 20]);
  expect(result.recordsLost).toEqual([1]);
});

test("[C4] what is not damaged starts at infinity, ends at 0 and costs no hours", () => {
  const mutual: readonly Service[] = [
    service("a", { dependencies: [{ on: { service: 1 }, toleranceHours: 0 }] }),
    service("b", {
      dependencies: [
        { on: { service: 0 }, toleranceHours: 0 },
        { on: { system: 0 }, toleranceHours: 0 },
      ],
    }),
  ];
  const network = { systems: [system("s", 7)], services: mutual };
  const calm = run(network, { down: new Uint8Array(1) });
  expect([...calm.serviceStart, ...calm.serviceEnd, ...calm.hours]).toEqual([
    never,
    never,
    0,
    0,
    0,
    0,
  ]);
  expect([...run(network).hours]).toEqual([7, 7]);
});

test("[C5] a system that was not struck is down through what it leans on", () => {
  const systems = [
    system("directory", 10),
    system("journal", 5, { leaning: { dependencies: on(0), groups: [] } }),
  ];
  const services = [service("care", { dependencies: on(1) })];
  const result = run({ systems, services }, { down: Uint8Array.of(1, 0) });
  expect([...result.doneHours]).toEqual([10, 0]);
  expect([result.systemStart[1], result.systemEnd[1], result.hours[0]]).toEqual([0, 10, 10]);
});

test("[C6] the need of each hour of the week is met exactly, also from a broken hour", () => {
  const office = Array.from({ length: 168 }, (_, hour) =>
    hour < 120 && hour % 24 >= 8 && hour % 24 < 17 ? 1 : 0,
  );
  const network = (hours: number): Network => ({
    systems: [system("s", hours)],
    services: [service("desk", { need: office, dependencies: on(0) })],
  });
  expect(run(network(168)).hours[0]).toBe(45);
  expect(run(network(2), { strikeHourOfWeek: 7.25 }).hours[0]).toBe(1.25);
  expect(run(network(24), { strikeHourOfWeek: 6 * 24 + 12 }).hours[0]).toBe(4);
});

test("[C7] an outage beyond 365 days is cut there and flagged", () => {
  const network = {
    systems: [system("s", 9000)],
    services: [service("a", { dependencies: on(0) }), service("b")],
  };
  const result = run(network);
  expect([...result.hours]).toEqual([8760, 0]);
  expect([...result.capped]).toEqual([1, 0]);
  expect(result.serviceEnd[0]).toBe(9000);
});

test("[C10] everything that is wrong is named, and errors refuse the network", () => {
  const systems = [
    system("s", 1, {
      restore: { workHours: -1, rebuildHours: -1 },
      prerequisites: [7],
      tolerableHours: Number.NaN,
    }),
    system("s", 2, { restore: { workHours: 2, rebuildHours: 1 } }),
  ];
  const services = [
    service("a", {
      need: [2],
      dependencies: [{ on: { service: 9 }, toleranceHours: -1 }],
      groups: [{ members: [{ system: 0 }], needed: 2 }],
      reserve: { inPlaceAfterHours: 0, coverFirst: 0.1, untilHours: 5, coverThen: 0.2 },
    }),
  ];
  const network = { systems, services };
  expect(codes(network)).toEqual([
    "continuity/duplicate-id",
    "continuity/bad-hours",
    "continuity/bad-hours",
    "continuity/bad-hours",
    "continuity/unknown-reference",
    "continuity/rebuild-quicker",
    "continuity/unknown-reference",
    "continuity/bad-hours",
    "continuity/bad-group",
    "continuity/bad-need",
    "continuity/bad-reserve",
  ]);
  expect(prepareNetwork(network)).toEqual({ ok: false, problem: checkNetwork(network) });
});

test("[C10] checking is total for any numbers", () => {
  const number = fc.oneof(fc.integer({ min: -2, max: 5 }), fc.double());
  const reference = fc.oneof(fc.record({ system: number }), fc.record({ service: number }));
  const leaning = {
    dependencies: fc.array(fc.record({ on: reference, toleranceHours: number })),
    groups: fc.array(fc.record({ members: fc.array(reference), needed: number })),
  };
  const network = fc.record({
    systems: fc.array(
      fc.record({
        id: fc.string(),
        restore: fc.record({ workHours: number, rebuildHours: number }),
        prerequisites: fc.array(number),
        tolerableHours: number,
        leaning: fc.record(leaning),
      }),
    ),
    services: fc.array(
      fc.record({
        id: fc.string(),
        need: fc.option(fc.array(number)),
        ...leaning,
        reserve: fc.option(
          fc.record({
            inPlaceAfterHours: number,
            coverFirst: number,
            untilHours: number,
            coverThen: number,
          }),
        ),
      }),
    ),
  });
  fc.assert(
    fc.property(network, (any) => {
      const { order } = recoveryOrder(any);
      expect(order.toSorted((a, b) => a - b)).toEqual([...any.systems.keys()]);
      expect(prepareNetwork(any).ok).toBe(
        checkNetwork(any).every(({ severity }) => severity !== "error"),
      );
    }),
  );
});

test("[C12] other reserve routines: as if prepared with them, and sharing the rest", () => {
  const rare = { inPlaceAfterHours: 4, coverFirst: 0.75, untilHours: 30, coverThen: 0.5 };
  const network = (care: Reserve | null, school: Reserve | null): Network => ({
    systems: [system("s", 1), system("t", 2, { prerequisites: [0] })],
    services: [
      service("care", { dependencies: on(0), reserve: care }),
      service("school", { dependencies: on(1), reserve: school }),
    ],
  });
  const first = prepareNetwork(network(null, rare));
  const anew = prepareNetwork(network(bridged, null));
  if (!first.ok || !anew.ok) throw new Error("both are possible");
  const other = withReserves(first.value, [bridged, null]);
  expect(other).toEqual(anew);
  expect(other.ok && other.value.needs).toBe(first.value.needs);
  expect(withReserves(first.value, [rare, { ...rare, coverThen: 0.8 }])).toEqual({
    ok: false,
    problem: checkNetwork(network(rare, { ...rare, coverThen: 0.8 })),
  });
});
