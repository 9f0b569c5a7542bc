/** Correlations over invented traces, in every order in which they may come. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { ruleSetOf, ruleText } from "../../../test/documents.ts";
import { newCorrelator } from "../../index.ts";
import type {
  CorrelationAlert,
  Correlator,
  CorrelatorLimits,
  EventFields,
  MatchedEvent,
} from "../../index.ts";
import { pop, push } from "./heap.ts";

const rules = ["a", "b", "c"]
  .map((name) => ruleText("s: {f: x}\ncondition: s", `id: ${name}`))
  .join("\n---\n");

function correlation(body: string, id = "k"): string {
  return `title: C\nid: ${id}\ncorrelation:\n${body.replaceAll(/^/gm, "  ")}`;
}

function correlator(bodies: readonly string[], limits: Partial<CorrelatorLimits> = {}): Correlator {
  const texts = bodies.map((body, at) => correlation(body, at === 0 ? "k" : `k${at}`));
  const set = ruleSetOf([rules, ...texts].join("\n---\n"));
  return newCorrelator(set.correlations, { latenessMs: 0, ...limits });
}

let made = 0;
function event(seconds: number, rule: string, fields: EventFields = {}): MatchedEvent {
  made += 1;
  const id = `e${String(made).padStart(6, "0")}`;
  return { id, timeMs: seconds * 1_000, fields: { user: "u", ...fields }, rules: rule.split(" ") };
}

function all(running: Correlator, events: readonly MatchedEvent[]): readonly CorrelationAlert[] {
  return [...events.flatMap((one) => running.take(one)), ...running.close()];
}

/** Alerts as seconds and figure. */
function told(
  body: string,
  events: readonly MatchedEvent[],
): readonly (readonly [number, number | null])[] {
  return all(correlator([body]), events).map(({ timeMs, figure }) => [timeMs / 1_000, figure]);
}

const count = "type: event_count\nrules: [a]\ngroup-by: [user]\ntimespan: 10s\n";

test("[C1] a window slides, and holds what is exactly its time span apart", () => {
  const body = `${count}condition: {gte: 3}`;
  expect(
    told(
      body,
      [0, 5, 10].map((at) => event(at, "a")),
    ),
  ).toEqual([[10, 3]]);
  expect(
    told(
      body,
      [0, 5, 11].map((at) => event(at, "a")),
    ),
  ).toEqual([]);
  expect(
    told(
      body,
      [0, 9, 11, 12].map((at) => event(at, "a")),
    ),
  ).toEqual([[12, 3]]);
});

test("[C2] an alert comes once, and again only after the condition was false", () => {
  const body = `${count}condition: {gte: 2}`;
  expect(
    told(
      body,
      [0, 1, 2, 3, 30, 31].map((at) => event(at, "a")),
    ),
  ).toEqual([
    [1, 2],
    [31, 2],
  ]);
});

test("[C3] groups are apart, letter case aside; without a field nothing is counted", () => {
  const running = correlator([`${count}condition: {gte: 2}`]);
  const events = [
    event(0, "a", { user: "Anna" }),
    event(1, "a", { user: "bo" }),
    event(2, "a", { User: "ANNA", user: null }),
    event(3, "a", { user: "anna" }),
  ];
  expect(all(running, events)).toMatchObject([
    { key: "k", timeMs: 3_000, group: [{ name: "user", value: "Anna" }], alerts: true },
  ]);
  expect(running.counts.ungrouped).toBe(1);
  const body = "type: event_count\nrules: [a]\ntimespan: 10s\ncondition: {gte: 2}";
  expect(told(body, [event(0, "a", { user: "x" }), event(1, "a", { user: "y" })])).toEqual([
    [1, 2],
  ]);
});

test("[C4] value_count counts distinct values and tuples", () => {
  const body = "type: value_count\nrules: [a]\ntimespan: 10s\ncondition: {field: h, gte: 2}";
  const hosts = (...names: readonly string[]): readonly MatchedEvent[] =>
    names.map((h, at) => event(at, "a", { h, p: at % 2 }));
  expect(told(body, hosts("x", "X", "x", "y"))).toEqual([[3, 2]]);
  expect(told(body.replace("field: h", "field: [h, p]"), hosts("x", "x"))).toEqual([[1, 2]]);
  const running = correlator([body]);
  expect(all(running, [event(0, "a")])).toEqual([]);
  expect(running.counts.valueless).toBe(1);
});

test("[C5] temporal asks for the rules in any order, temporal_ordered in theirs", () => {
  const any = "type: temporal\nrules: [a, b, c]\ntimespan: 10s";
  const ordered = any.replace("temporal", "temporal_ordered");
  const trace = (...names: readonly string[]): readonly MatchedEvent[] =>
    names.map((name, at) => event(at, name));
  expect(told(any, trace("c", "a", "b"))).toEqual([[2, 3]]);
  expect(told(`${any}\ncondition: {gte: 2}`, trace("c", "c", "b"))).toEqual([[2, 2]]);
  expect(told(ordered, trace("c", "a", "b"))).toEqual([]);
  expect(told(ordered, trace("a", "c", "b", "c"))).toEqual([[3, 3]]);
  expect(told(ordered, trace("a b c", "b", "c"))).toEqual([[2, 3]]);
  expect(told(ordered, [event(0, "a b c")])).toEqual([]);
  expect(told(any, [event(0, "a b c")])).toEqual([[0, 3]]);
});

test("[C6] an expression over rules says which; with not, the end of the window decides", () => {
  const body = "type: temporal\ntimespan: 10s\nrules: [a, b, c]\ncondition: a and (b or c)";
  expect(told(body, [event(0, "c"), event(1, "b"), event(2, "a")])).toEqual([[2, 3]]);
  const not = body.replace("a and (b or c)", "a and not b");
  const later = event(30, "c");
  expect(told(not, [event(0, "a"), event(5, "c"), later])).toEqual([[10, 2]]);
  expect(told(not, [event(0, "a"), event(9, "b"), later])).toEqual([]);
});

test("[C7] sums, means, medians and percentiles are of numbers inside the window", () => {
  const body = (type: string, condition: string): string =>
    `type: ${type}\nrules: [a]\ntimespan: 10s\ncondition: {field: n, ${condition}}`;
  const trace = [1, 2, 3, 10].map((n, at) => event(at, "a", { n: at === 1 ? "2" : n }));
  expect(told(body("value_sum", "gte: 6"), trace)).toEqual([[2, 6]]);
  expect(told(body("value_avg", "gt: 2"), trace)).toEqual([[3, 4]]);
  expect(told(body("value_median", "gte: 2.5"), trace)).toEqual([[3, 2.5]]);
  expect(told(body("value_percentile", "gte: 4, percentile: 75"), trace)).toEqual([[3, 4.75]]);
  const running = correlator([body("value_sum", "gte: 1")]);
  expect(all(running, [event(0, "a", { n: "many" })])).toEqual([]);
  expect(running.counts.valueless).toBe(1);
});

test("[C8] upper bounds are judged when the window ends, and silence is a count of nothing", () => {
  const later = event(100, "b");
  const fed = "type: event_count\nrules: [a, b]\ngroup-by: [user]\ntimespan: 10s\ncondition: ";
  expect(told(`${fed}{lt: 2}`, [event(0, "a"), event(10, "a"), later])).toEqual([[20, 0]]);
  expect(told(`${fed}{gte: 1, lte: 1}`, [event(0, "a"), later])).toEqual([[10, 1]]);
  expect(told(`${fed}{eq: 0}`, [0, 8, 16, 24].map((at) => event(at, "a")).concat(later))).toEqual([
    [40, 0],
  ]);
  const running = correlator([`${fed}{eq: 0}`]);
  expect(running.take(event(0, "a"))).toEqual([]);
  expect(running.advance(20_000)).toEqual([]);
  expect(running.advance(20_001)).toMatchObject([{ timeMs: 20_000, figure: 0, events: [] }]);
});

test("[C9] an alert is an event for the correlations that build on it", () => {
  const bodies = [
    `${count}condition: {gte: 2}`,
    "type: temporal_ordered\nrules: [k, b]\ngroup-by: [user]\ntimespan: 1m",
  ];
  const running = correlator(bodies);
  const alerts = all(running, [event(0, "a"), event(1, "a"), event(30, "b")]);
  expect(alerts.map(({ key, timeMs, alerts: own }) => [key, timeMs, own])).toEqual([
    ["k", 1_000, false],
    ["k1", 30_000, true],
  ]);
});

test("[C10] aliases name one value that rules call differently", () => {
  const body =
    "type: temporal\nrules: [a, b]\ngroup-by: [who]\ntimespan: 1m\n" +
    "aliases: {who: {a: user, b: account}}";
  const events = [event(0, "a", { user: "Anna" }), event(1, "b", { account: "anna", user: "x" })];
  expect(all(correlator([body]), events)).toMatchObject([
    { group: [{ name: "who", value: "Anna" }], figure: 2 },
  ]);
});

const bodies = [
  `${count}condition: {gte: 3}`,
  "type: value_count\nrules: [a, b]\ngroup-by: [user]\ntimespan: 8s\ncondition: {field: h, gt: 1}",
  "type: temporal_ordered\nrules: [a, b]\ngroup-by: [user]\ntimespan: 6s",
  "type: event_count\nrules: [b]\ngroup-by: [user]\ntimespan: 5s\ncondition: {lt: 2}",
  "type: temporal\nrules: [k, c]\ngroup-by: [user]\ntimespan: 20s",
];

const trace = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 60 }),
    rule: fc.constantFrom("a", "b", "c", "a b"),
    user: fc.constantFrom("u", "v"),
    h: fc.constantFrom("x", "y"),
    delay: fc.integer({ min: 0, max: 9 }),
  }),
  { maxLength: 40 },
);

test("[C11] what comes late within the allowed time changes nothing, nor does looking", () => {
  fc.assert(
    fc.property(trace, (given) => {
      const events = given.map(({ at, rule, user, h }, place) => ({
        ...event(at, rule, { user, h }),
        id: `id${String(place).padStart(3, "0")}`,
      }));
      const ordered = events.toSorted((a, b) => a.timeMs - b.timeMs || (a.id < b.id ? -1 : 1));
      const wanted = all(correlator(bodies), ordered);
      const arrival = (one: MatchedEvent): number =>
        one.timeMs + (given[events.indexOf(one)]?.delay ?? 0) * 1_000;
      const late = events.toSorted((a, b) => arrival(a) - arrival(b));
      const running = correlator(bodies, { latenessMs: 9_000 });
      const seen = late.flatMap((one) => [
        ...running.take(one),
        ...running.advance(arrival(one) - 9_000),
      ]);
      expect([...seen, ...running.close()]).toEqual(wanted);
      expect(running.counts.late).toBe(0);
    }),
  );
});

test("[C12] counting by windows is counting by looking at every event", () => {
  fc.assert(
    fc.property(trace, (given) => {
      const times = given.map(({ at }) => at).sort((a, b) => a - b);
      const wanted: number[] = [];
      let isOn = false;
      for (const [place, at] of times.entries()) {
        const before = times.slice(0, place).filter((one) => one >= at - 10).length;
        isOn &&= before >= 3;
        if (!isOn && before + 1 >= 3) wanted.push(at);
        isOn ||= before + 1 >= 3;
      }
      const events = times.map((at) => event(at, "a"));
      expect(told(`${count}condition: {gte: 3}`, events).map(([at]) => at)).toEqual(wanted);
    }),
  );
});

test("[C13] what comes too late, and what is too much, is counted", () => {
  const running = correlator([`${count}condition: {gte: 2}`], { events: 3, groups: 2, waiting: 2 });
  running.take(event(100, "a"));
  expect(running.take(event(50, "a"))).toEqual([]);
  for (let at = 0; at < 10; at += 1) running.take(event(101, "a", { user: `u${at % 5}` }));
  for (let at = 0; at < 10; at += 1) running.take(event(102, "a"));
  running.close();
  expect(running.counts.late).toBeGreaterThan(0);
  expect(running.counts.forgotten).toBeGreaterThan(0);
  expect(running.counts.hurried).toBeGreaterThan(0);
  const full = correlator([`${count}condition: {gte: 2}`], { events: 3 });
  const alerts = all(
    full,
    [0, 1, 2, 3, 4].map((at) => event(at, "a")),
  );
  expect(full.counts.cut).toBe(2);
  expect(alerts).toHaveLength(1);
});

test("[C11] the least comes out of a heap first", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      const heap = { items: [] as number[], before: (a: number, b: number) => a < b };
      for (const number of numbers) push(heap, number);
      expect(numbers.map(() => pop(heap))).toEqual(numbers.toSorted((a, b) => a - b));
      expect(pop(heap)).toBe(undefined);
    }),
  );
});
