/** The rules that come with the product, each on logs made for it. */
import { detectionId, ownDetections, type SampleEvent, sigmaOf } from "@vallgrav/knowledge";
import { buildRuleSet, parseSigma } from "@vallgrav/sigma";
import { expect, test } from "vitest";
import type { AlertHit } from "../storage/index.ts";
import { ownRules } from "./own-rules.ts";
import { newWatcher } from "./watcher.ts";

const rules = buildRuleSet(ownRules());

/** Lines that say nothing, an hour later: what is certain by then is told. */
const after = Array.from({ length: 16 }, (_, n) => ({ n, time: "2026-11-20T09:00:00Z" }));

/** What all of them find in the events of a sample. */
function hitsIn(events: readonly SampleEvent[]): readonly AlertHit[] {
  const watcher = newWatcher({ rules, tunings: [] });
  const lines = [...events, ...after].map((event, index) => ({
    source: "s",
    number: index + 1,
    receivedMs: Date.parse("2026-11-20T09:00:00Z"),
    mayRepeat: false,
    bytes: new TextEncoder().encode(typeof event === "string" ? event : JSON.stringify(event)),
  }));
  return watcher.take(lines).hits;
}

function rulesOf(events: readonly SampleEvent[]): ReadonlySet<string> {
  return new Set(hitsIn(events).map(({ rule }) => rule));
}

test("[DT64] each is Sigma without a complaint, with words in both languages", () => {
  const numbers = ownDetections.map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(ownDetections.length).toBeGreaterThanOrEqual(60);
  expect([rules.problems, rules.inactive]).toEqual([[], []]);
  for (const one of ownDetections) {
    expect([one.number, parseSigma("x.yml", sigmaOf(one)).problems]).toEqual([one.number, []]);
    for (const { sv, en } of [one.title, one.means, one.falsePositives, one.firstAction])
      expect([one.number, sv.length > 3, en.length > 3, sv !== en]).toEqual([
        one.number,
        true,
        true,
        true,
      ]);
    expect([one.number, one.techniques.every((id) => /^T\d{4}(?:\.\d{3})?$/.test(id))]).toEqual([
      one.number,
      true,
    ]);
  }
});

test("[DT65] each fires on every log made to fire it, and on none made to leave it at rest", () => {
  const wrong: string[] = [];
  for (const one of ownDetections) {
    const id = detectionId(one);
    expect([one.number, one.fires.length > 0, one.rests.length > 0]).toEqual([
      one.number,
      true,
      true,
    ]);
    for (const [at, events] of one.fires.entries())
      if (!rulesOf(events).has(id)) wrong.push(`${one.number} does not fire on ${at}`);
    for (const [at, events] of one.rests.entries())
      if (rulesOf(events).has(id)) wrong.push(`${one.number} fires on ${at}`);
  }
  expect(wrong).toEqual([]);
});

test("[DT66] none above medium fires on what leaves another at rest", () => {
  const loud = ownDetections.flatMap((one) =>
    one.rests.flatMap((events) =>
      hitsIn(events)
        .filter(({ level }) => level === "high" || level === "critical")
        .map(({ title }) => `${one.number}: ${title}`),
    ),
  );
  expect(loud).toEqual([]);
});

test("[DT67] a correlation is told when all who speak have come further", () => {
  const mass = ownDetections.find(({ number }) => number === 7);
  const events = mass?.fires[0] ?? [];
  const told = (all: readonly (readonly [source: string, event: SampleEvent])[]): number => {
    const lines = all.map(([source, event], index) => ({
      source,
      number: index + 1,
      receivedMs: Date.parse("2026-11-20T09:00:00Z"),
      mayRepeat: false,
      bytes: new TextEncoder().encode(JSON.stringify(event)),
    }));
    const { hits } = newWatcher({ rules, tunings: [] }).take(lines);
    return hits.filter(({ level }) => level === "critical").length;
  };
  const from = (source: string, list: readonly SampleEvent[]) =>
    list.map((event) => [source, event] as const);
  const behind = from("b", [{ n: 0, time: "2026-11-20T08:00:10Z" }]);
  const ahead = from("c", [{ n: 0, time: "2031-01-01T00:00:00Z" }]);
  expect(told(from("a", events))).toBe(0);
  expect(told([...from("a", events), ...from("a", after)])).toBe(1);
  expect(told([...behind, ...from("a", events), ...from("a", after)])).toBe(0);
  expect(told([...ahead, ...from("a", events), ...from("a", after)])).toBe(1);
});
