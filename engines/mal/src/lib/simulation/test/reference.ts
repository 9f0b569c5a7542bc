/**
 * The reference: computes the times of a run again from its explanation alone, by iterating the
 * equations of dials.md §1.2 from "never" downwards until nothing changes.
 */
import { normalCdf, normalQuantile } from "@vallgrav/kernel";
import type { Explanation } from "../explain.ts";

const never = Number.POSITIVE_INFINITY;

/** Time of every step and gate of the explanation by name. */
export function referenceTimes(run: Explanation): ReadonlyMap<string, number> {
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
  const closed = new Set(run.closed);
  const parents = new Map<string, string[]>();
  for (const [from, to] of run.edges) parents.set(to, [...(parents.get(to) ?? []), from]);
  const entries = new Map<string, number>();
  for (const { node, u, available, delay } of run.entries)
    if (u < available) entries.set(node, Math.min(entries.get(node) ?? never, delay ?? never));
  for (let changed = true; changed;) {
    changed = false;
    for (const { node, kind, base, scale, factor } of run.times) {
      if (closed.has(node)) continue;
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
