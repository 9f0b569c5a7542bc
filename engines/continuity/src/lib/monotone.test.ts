/** The engine against a simple reference on 20 000 random cases, and the laws it must keep. */
import { uniformAt } from "@vallgrav/kernel";
import { expect, test } from "vitest";
import { outages, prepareNetwork, recoveryOrder, shutdownOutages } from "../index.ts";
import type { Network, On, Outages, Reserve, Shutdown, Strike } from "../index.ts";

type Dice = { readonly below: (n: number) => number; readonly chance: (p: number) => boolean };

function dice(seed: number): Dice {
  let at = 0;
  const next = (): number => uniformAt(0xc0ffee, seed, (at += 1), 0);
  return { below: (n) => Math.floor(next() * n), chance: (p) => next() < p };
}

function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function randomNetwork({ below, chance }: Dice): Network {
  const systemCount = 1 + below(6);
  const serviceCount = 1 + below(5);
  const on = (): On =>
    chance(0.5) ? { system: below(systemCount) } : { service: below(serviceCount) };
  const leaning = () => ({
    dependencies: many(below(3), () => ({ on: on(), toleranceHours: below(3) * 8 })),
    groups: many(chance(0.4) ? 1 : 0, () => {
      const members = many(1 + below(4), on);
      return { members, needed: 1 + below(members.length) };
    }),
  });
  const reserve = (): Reserve => {
    const inPlaceAfterHours = below(20);
    const coverFirst = below(5) / 4;
    return {
      inPlaceAfterHours,
      coverFirst,
      untilHours: inPlaceAfterHours + below(60),
      coverThen: (coverFirst * below(3)) / 2,
    };
  };
  return {
    systems: many(systemCount, (index) => ({
      id: `s${index}`,
      restore: { workHours: below(40), rebuildHours: below(90) },
      prerequisites: many(below(3), () => below(systemCount)),
      tolerableHours: below(3),
      ...(chance(0.5) ? { leaning: leaning() } : {}),
    })),
    services: many(serviceCount, (index) => ({
      id: `v${index}`,
      need: chance(0.5) ? null : many(168, () => below(5) / 4),
      reserve: chance(0.5) ? reserve() : null,
      ...leaning(),
    })),
  };
}

function randomStrike({ systems, services }: Network, { below, chance }: Dice): Strike {
  return {
    down: Uint8Array.from(systems, () => (chance(0.6) ? 1 : 0)),
    usableCopy: Uint8Array.from(systems, () => (chance(0.7) ? 1 : 0)),
    holdHours: below(50),
    crews: 1 + below(3),
    workFactor: (1 + below(8)) / 4,
    strikeHourOfWeek: below(336) / 2,
    reserveWorks: Uint8Array.from(services, () => (chance(0.8) ? 1 : 0)),
  };
}

/** The same, better for the municipality in one way or several. */
function milder(strike: Strike, { below, chance }: Dice): Strike {
  return {
    ...strike,
    down: strike.down.map((one) => (chance(0.3) ? 0 : one)),
    usableCopy: strike.usableCopy.map((one) => (chance(0.3) ? 1 : one)),
    reserveWorks: strike.reserveWorks.map((one) => (chance(0.3) ? 1 : one)),
    holdHours: strike.holdHours - below(strike.holdHours + 1) / 2,
    crews: strike.crews + below(2),
    workFactor: strike.workFactor * (chance(0.5) ? 1 : 0.7),
  };
}

type Span = { readonly start: number; readonly end: number };

/** Every rule over everything, from nothing down, until a whole round changes nothing. */
function referenceSpans(network: Network, own: readonly Span[]): readonly Span[] {
  const { systems, services } = network;
  const node = (on: On): number => ("system" in on ? on.system : systems.length + on.service);
  const leanings = [...systems.map(({ leaning }) => leaning), ...services];
  let spans = own;
  for (let round = 0; round < 1000; round += 1) {
    const at = (on: On): Span => spans[node(on)] ?? { start: Infinity, end: 0 };
    const next = leanings.map((leaning, index): Span => {
      const found = [own[index] ?? { start: Infinity, end: 0 }];
      for (const { on, toleranceHours } of leaning?.dependencies ?? [])
        found.push({ start: at(on).start + toleranceHours, end: at(on).end });
      for (const { members, needed } of leaning?.groups ?? []) {
        const starts = members.map((on) => at(on).start).sort((a, b) => a - b);
        const ends = members.map((on) => at(on).end).sort((a, b) => a - b);
        found.push({
          start: starts[members.length - needed] ?? NaN,
          end: ends[needed - 1] ?? NaN,
        });
      }
      const real = found.filter(({ start, end }) => end > start);
      return {
        start: Math.min(Infinity, ...real.map(({ start }) => start)),
        end: Math.max(0, ...real.map(({ end }) => end)),
      };
    });
    if (JSON.stringify(next) === JSON.stringify(spans)) return next;
    spans = next;
  }
  throw new Error("the reference does not settle");
}

/** Piece by piece between all hours of the week and all breaks of the reserve. */
function referenceHours(network: Network, index: number, span: Span, strike: Strike): number {
  const service = network.services[index];
  const reserve = strike.reserveWorks[index] === 1 ? service?.reserve : null;
  const cuts = [span.start, span.end, reserve?.inPlaceAfterHours ?? 0, reserve?.untilHours ?? 0];
  for (let hour = 0; hour <= span.end + 1; hour += 1)
    cuts.push(hour - (strike.strikeHourOfWeek % 1));
  cuts.sort((a, b) => a - b);
  let sum = 0;
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const from = cuts[at] ?? 0;
    const to = cuts[at + 1] ?? 0;
    if (from < span.start || to > span.end) continue;
    const middle = (from + to) / 2;
    const need = service?.need?.[Math.floor(middle + strike.strikeHourOfWeek) % 168] ?? 1;
    const cover =
      reserve === null || reserve === undefined || middle < reserve.inPlaceAfterHours
        ? 0
        : middle < reserve.untilHours
          ? reserve.coverFirst
          : reserve.coverThen;
    sum += (to - from) * need * (1 - cover);
  }
  return sum;
}

function ready(network: Network): Parameters<typeof outages>[0] {
  const prepared = prepareNetwork(network);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problem));
  return prepared.value;
}

function solve(network: Network, strike: Strike): Outages {
  return outages(ready(network), strike);
}

const cases = 20_000;

test("[C4, C5, C6, C8] 20 000 random networks agree with the reference", () => {
  for (let seed = 0; seed < cases; seed += 1) {
    const random = dice(seed);
    const network = randomNetwork(random);
    const strike = randomStrike(network, random);
    const found = solve(network, strike);
    const own = [...network.systems, ...network.services].map((_, index): Span => {
      const end = found.doneHours[index] ?? 0;
      return end > 0 ? { start: 0, end } : { start: Infinity, end: 0 };
    });
    const expected = referenceSpans(network, own);
    const starts = [...found.systemStart, ...found.serviceStart];
    const ends = [...found.systemEnd, ...found.serviceEnd];
    if (expected.some(({ start, end }, at) => starts[at] !== start || ends[at] !== end))
      expect({ seed, starts, ends }).toEqual({
        seed,
        starts: expected.map(({ start }) => start),
        ends: expected.map(({ end }) => end),
      });
    for (const [index, hours] of found.hours.entries()) {
      const span = expected[network.systems.length + index] ?? { start: Infinity, end: 0 };
      const simple = span.end > span.start ? referenceHours(network, index, span, strike) : 0;
      if (Math.abs(hours - simple) > 1e-9)
        expect({ seed, index, hours }).toEqual({ seed, index, hours: simple });
    }
  }
});

test("[C8] fewer systems down, less work, more copies, crews or reserves never add hours", () => {
  let strictlyLess = 0;
  for (let seed = 0; seed < cases; seed += 1) {
    const random = dice(seed + cases);
    const network = randomNetwork(random);
    const strike = randomStrike(network, random);
    const worse = solve(network, strike);
    const better = solve(network, milder(strike, random));
    for (const [index, hours] of better.hours.entries()) {
      const before = worse.hours[index] ?? 0;
      if (hours > before) expect({ seed, index, hours }).toEqual({ seed, index, before });
      if (hours < before) strictlyLess += 1;
    }
  }
  expect(strictlyLess).toBeGreaterThan(cases / 2);
});

/** Restoring work per system, as the rule says it. */
function workOf(network: Network, strike: Strike): readonly number[] {
  return network.systems.map(({ restore: { workHours, rebuildHours } }, index) => {
    const copy = strike.usableCopy[index] === 1;
    return strike.workFactor * (copy ? workHours : Math.max(workHours, rebuildHours));
  });
}

test("[C2, C3] the end of each restore is what its formula says", () => {
  for (let seed = 0; seed < 5000; seed += 1) {
    const random = dice(seed + 2 * cases);
    const network = randomNetwork(random);
    const strike = randomStrike(network, random);
    const { doneHours } = solve(network, strike);
    const work = workOf(network, strike);
    const order = recoveryOrder(network).order.filter((index) => strike.down[index] === 1);
    for (const [place, index] of order.entries()) {
      const earlier = order.slice(0, place);
      const queue = earlier.reduce((sum, other) => sum + (work[other] ?? 0), 0);
      const needs = network.systems[index]?.prerequisites ?? [];
      const ready = earlier.filter((one) => needs.includes(one)).map((one) => doneHours[one] ?? 0);
      const start = Math.max(strike.holdHours + queue / strike.crews, ...ready);
      expect(doneHours[index]).toBeCloseTo((work[index] ?? 0) + start, 9);
    }
  }
});

test("[C2] without prerequisites nothing is done earlier than by list scheduling", () => {
  for (let seed = 0; seed < 2000; seed += 1) {
    const random = dice(seed + 3 * cases);
    const drawn = randomNetwork(random);
    const systems = drawn.systems.map((one) => ({ ...one, prerequisites: [] }));
    const network = { ...drawn, systems };
    const strike = randomStrike(network, random);
    const { doneHours } = solve(network, strike);
    const work = workOf(network, strike);
    const crews = many(strike.crews, () => strike.holdHours);
    for (const index of recoveryOrder(network).order) {
      if (strike.down[index] !== 1) continue;
      crews.sort((a, b) => a - b);
      crews[0] = (crews[0] ?? 0) + (work[index] ?? 0);
      expect(doneHours[index]).toBeGreaterThanOrEqual((crews[0] ?? 0) - 1e-9);
    }
  }
});

test("[C11] a shutdown agrees with the reference, and a milder one adds no hours", () => {
  let counted = 0;
  for (let seed = 0; seed < cases / 4; seed += 1) {
    const random = dice(seed + 2 * cases);
    const network = randomNetwork(random);
    const strike = randomStrike(network, random);
    const shutdown: Shutdown = { ...strike, hours: random.below(200) };
    const found = shutdownOutages(ready(network), shutdown);
    expect(found.recordsLost).toEqual([]);
    const own = [...network.systems, ...network.services].map((_, index): Span =>
      index < network.systems.length && strike.down[index] === 1 && shutdown.hours > 0
        ? { start: 0, end: shutdown.hours }
        : { start: Infinity, end: 0 },
    );
    const spans = referenceSpans(network, own).slice(network.systems.length);
    const milderOne: Shutdown = {
      ...milder(strike, random),
      hours: shutdown.hours - random.below(shutdown.hours + 1) / 2,
    };
    const better = shutdownOutages(ready(network), milderOne);
    for (const [index, hours] of found.hours.entries()) {
      const span = spans[index] ?? { start: Infinity, end: 0 };
      const simple = span.end > span.start ? referenceHours(network, index, span, strike) : 0;
      expect(Math.abs(hours - simple)).toBeLessThan(1e-9);
      expect(better.hours[index]).toBeLessThanOrEqual(hours);
      if (hours > 0) counted += 1;
    }
  }
  expect(counted).toBeGreaterThan(cases / 8);
});
