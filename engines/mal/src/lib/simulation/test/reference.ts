/**
 * The reference: computes the times of a run again from its explanation alone, by iterating the
 * equations of dials.md §1.2 and §1.4 from "never" (times) and "no time left" (slack) until nothing
 * changes. Imports nothing of what it is held against.
 */
import { normalCdf, normalQuantile } from "@vallgrav/kernel";
import type { Explanation } from "../explain.ts";

const never = Number.POSITIVE_INFINITY;

type Named = ReadonlyMap<string, number>;

/** Of a run, by name: Tu, slack (−Infinity: not available) and T of every step. */
export type ReferenceRun = {
  readonly unopposed: Named;
  readonly slack: Named;
  readonly times: Named;
};

/** 0 for an open gate, never for one that blocks. */
function gateTimes(run: Explanation): Map<string, number> {
  const times = new Map<string, number>();
  const rho = run.skillLoading;
  for (const gate of run.gates) {
    const on =
      gate.uState === null ? gate.pOn === 1 : gate.uState < Math.max(gate.pOn, gate.covered);
    const strength =
      gate.uEffect === null
        ? 0
        : normalCdf(
            Math.sqrt(rho) * run.skill.value + Math.sqrt(1 - rho) * normalQuantile(gate.uEffect),
          );
    const works = gate.effectiveness === null || strength <= gate.effectiveness;
    times.set(gate.node, on && works ? never : 0);
  }
  return times;
}

function parentsOf(run: Explanation): ReadonlyMap<string, readonly string[]> {
  const parents = new Map<string, string[]>();
  for (const [from, to] of run.edges) parents.set(to, [...(parents.get(to) ?? []), from]);
  return parents;
}

/** Times over the nodes that `isOut` leaves. */
function timesOver(run: Explanation, isOut: (node: string) => boolean): Named {
  const times = gateTimes(run);
  const parents = parentsOf(run);
  const entries = new Map<string, number>();
  for (const { node, u, available, delay } of run.entries)
    if (u < available) entries.set(node, Math.min(entries.get(node) ?? never, delay ?? never));
  for (let changed = true; changed;) {
    changed = false;
    for (const { node, kind, base, scale, factor } of run.times) {
      if (isOut(node)) continue;
      const before = (parents.get(node) ?? []).map((parent) => times.get(parent) ?? never);
      const ready =
        before.length === 0 ? never : kind === "and" ? Math.max(...before) : Math.min(...before);
      const stretch = Math.exp(scale - run.skillOnTime * run.skill.value) * factor;
      const local = base === null ? never : base === 0 ? 0 : base * stretch;
      const time = Math.min(entries.get(node) ?? never, ready + local);
      if (time < (times.get(node) ?? never)) {
        times.set(node, time);
        changed = true;
      }
    }
  }
  return times;
}

/** δ of a step: days from its completion until the attacker is contained because of it. */
function delayOf(run: Explanation, node: string): number {
  const { response, stealth } = run;
  if (response === null || response.uSuccess >= response.success) return never;
  const after = [response.triage, response.wait, response.containment];
  const answer = after.reduce((sum, { days }) => sum + (days ?? never), 0);
  const alerts = run.detectors
    .filter((detector) => detector.node === node)
    .filter(({ uState, pOn, covered }) => uState < Math.max(pOn, covered))
    .filter(({ uNotice, sensitivity }) => uNotice < stealth * sensitivity)
    .map(({ alert }) => alert.days ?? never);
  return Math.min(never, ...alerts) + answer;
}

function slackOf(run: Explanation): Named {
  const slack = new Map<string, number>();
  for (const [gate, time] of gateTimes(run)) slack.set(gate, time === 0 ? never : -never);
  const parents = parentsOf(run);
  const there = new Set(
    run.entries.filter(({ u, available, delay }) => u < available && delay !== null),
  );
  const entries = new Set([...there].map(({ node }) => node));
  const closed = new Set(run.closed);
  for (let changed = true; changed;) {
    changed = false;
    for (const { node, kind, days } of run.times) {
      if (closed.has(node)) continue;
      const before = (parents.get(node) ?? []).map((parent) => slack.get(parent) ?? -never);
      const has =
        before.length === 0 ? -never : kind === "and" ? Math.min(...before) : Math.max(...before);
      const left = days === null || has === -never ? -never : has - days;
      const delay = delayOf(run, node);
      const own = entries.has(node) ? delay : left < 0 ? -never : Math.min(left, delay);
      if (own > (slack.get(node) ?? -never)) {
        slack.set(node, own);
        changed = true;
      }
    }
  }
  return slack;
}

/** Computes a run again. */
export function referenceRun(run: Explanation): ReferenceRun {
  const closed = new Set(run.closed);
  const slack = slackOf(run);
  return {
    unopposed: timesOver(run, (node) => closed.has(node)),
    slack,
    times: timesOver(run, (node) => closed.has(node) || (slack.get(node) ?? -never) < 0),
  };
}
