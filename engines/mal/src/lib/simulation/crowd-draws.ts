/** When the first of a crowd comes through: the draw of a whole crowd in one run. */
import { ln, uniformAt } from "@vallgrav/kernel";
import { isEffective, probabilityOn, scaleAt, thresholdOf } from "./chance-of-run.ts";
import { asTime, operation, quantileOf } from "./distributions.ts";
import { foldedTime, lnComplement } from "./fold.ts";
import type { CrowdTable } from "./layout.ts";
import type { Runnable } from "./prepare.ts";

const never = Number.POSITIVE_INFINITY;

/** Halvings of the unit interval: as many as a double has digits. */
const halvings = 53;

/** Members that have the gate which not all have, and the chance of each kind to come through. */
type Kinds = { with: number; without: number; chanceWith: number; chanceWithout: number };

/**
 * How many of a crowd have a gate in this outer draw: a binomial number at one uniform, so that
 * more coverage never takes it from anybody. The counter is one that no state takes.
 */
function havingIn(
  prepared: Runnable,
  { members }: CrowdTable,
  [gate, crowd]: readonly [number, number],
): number {
  const { layout, work } = prepared;
  const { keyHigh, keyLow } = layout.states;
  const on = Math.max(probabilityOn(prepared, gate), work.covered[gate] ?? 0);
  if (work.havingRun[crowd] === work.outerRun && work.havingOf[crowd] === on)
    return work.having[crowd] ?? 0;
  const u = uniformAt(keyHigh[gate] ?? 0, keyLow[gate] ?? 0, work.outer, 1);
  const having = quantileOf(operation.binomial, members[crowd] ?? 1, on, u);
  work.havingRun[crowd] = work.outerRun;
  work.havingOf[crowd] = on;
  work.having[crowd] = having;
  return having;
}

function kindsOf(prepared: Runnable, crowds: CrowdTable, crowd: number): Kinds {
  const { layout } = prepared;
  const { gateOffsets, gates, everywhere, isOwn, members } = crowds;
  const all = members[crowd] ?? 1;
  const kinds = { with: 0, without: all, chanceWith: 1, chanceWithout: 1 };
  const end = gateOffsets[crowd + 1] ?? 0;
  for (let at = gateOffsets[crowd] ?? end; at < end; at += 1) {
    const gate = gates[at] ?? 0;
    const mechanism = layout.gates.mechanism[gate] ?? -1;
    // What works is drawn for each member where the mechanism is its own, else for all at once.
    const through =
      isOwn[at] === 1
        ? 1 - thresholdOf(prepared, layout.mechanisms.effectiveness[mechanism] ?? 0)
        : isEffective(prepared, gate)
          ? 0
          : 1;
    kinds.chanceWith *= through;
    if (everywhere[at] === 1) kinds.chanceWithout *= through;
    else {
      kinds.with = havingIn(prepared, crowds, [gate, crowd]);
      kinds.without = all - kinds.with;
    }
  }
  return kinds;
}

/** ln of the chance that none has come through where a member's own uniform would be v. */
function logNone(kinds: Kinds, v: number): number {
  const of = (members: number, chance: number): number =>
    members === 0 || chance === 0 ? 0 : members * lnComplement(chance * v);
  return of(kinds.with, kinds.chanceWith) + of(kinds.without, kinds.chanceWithout);
}

/**
 * The uniform of the first member that comes through, for its time; 1 or more where none does.
 * Never falls when fewer come through, run by run.
 */
function firstOf(kinds: Kinds, u: number): number {
  const [members, chance] =
    kinds.with === 0 || kinds.chanceWith === 0
      ? [kinds.without, kinds.chanceWithout]
      : kinds.without === 0 || kinds.chanceWithout === 0
        ? [kinds.with, kinds.chanceWith]
        : [0, 0];
  if (kinds.chanceWith === 0 && kinds.chanceWithout === 0) return 1;
  if (chance > 0) return members === 0 ? 1 : foldedTime(u, members) / chance;
  const wanted = ln(1 - u);
  if (logNone(kinds, 1) >= wanted) return 1;
  let low = 0;
  let high = 1;
  for (let at = 0; at < halvings; at += 1) {
    const middle = (low + high) / 2;
    if (logNone(kinds, middle) > wanted) low = middle;
    else high = middle;
  }
  return high;
}

/** τ of the earliest of a crowd in this run, days; Infinity where its gates stop all of them. */
export function crowdTime(
  prepared: Runnable,
  crowds: CrowdTable,
  [step, crowd]: readonly [step: number, crowd: number],
): number {
  const { layout, work } = prepared;
  const { keyHigh, keyLow } = crowds;
  const u = uniformAt(keyHigh[crowd] ?? 0, keyLow[crowd] ?? 0, work.outer, work.inner);
  const v = firstOf(kindsOf(prepared, crowds, crowd), u);
  if (v >= 1) return never;
  const { times } = layout;
  const op = times.op[step] ?? 0;
  const base = asTime(quantileOf(op, times.first[step] ?? 0, times.second[step] ?? 0, v));
  if (base === 0 || base === never) return base;
  return base * scaleAt(prepared, step) * (work.slowed[step] ?? 1);
}
