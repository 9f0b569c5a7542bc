/** Scenes of interchangeable members, each with the same inner life. */
import type { Dice } from "../../../../test/dice.ts";
import { newDice } from "../../../../test/dice.ts";
import type { NodeSketch, SceneSketch } from "./build-graph.ts";
import { exponential, fixed } from "./build-graph.ts";

const coreSize = 6;
const memberSize = 8;

/** What a member is made of: the same for all of them. */
type Plan = { readonly kind: NodeSketch["kind"]; readonly from: readonly number[] };

function planOf({ below, chance }: Dice, size: number, behind: number): readonly Plan[] {
  return Array.from({ length: size }, (_, at) => {
    const kind = at < 2 || chance(0.55) ? "or" : chance(0.3) ? "defence" : "and";
    const from = new Set<number>();
    for (let left = 1 + below(2); left > 0; left -= 1)
      from.add(chance(0.2) ? below(behind + size) : Math.max(0, behind + at - 1 - below(5)));
    return { kind, from: kind === "defence" ? [] : [...from] };
  });
}

/** How many members there are, and whether each draws for itself. */
type Crowd = { readonly members: number; readonly isPrivate: boolean };

/** A core, members that it leads to and that lead to each other's parts, and a goal behind them. */
export function crowdOf(seed: number, { members, isPrivate }: Crowd): SceneSketch {
  const dice = newDice(seed, 2);
  const core = planOf(dice, coreSize, 0);
  const member = planOf(dice, memberSize, coreSize);
  const timed = member.map(({ kind }) => kind !== "defence" && dice.chance(0.4));
  const nameOf = (copy: number, at: number): string =>
    at < coreSize ? `c${at}` : `m${copy}.${at - coreSize}`;
  const keyOf = (copy: number, at: number): string => (isPrivate ? `${copy}.${at}` : `${at}`);
  const copies = Array.from({ length: members }, (_, copy) => copy);
  const nodes: NodeSketch[] = core.map(({ kind, from }, at) => ({
    name: `c${at}`,
    kind,
    from: from.map((parent) => nameOf(0, Math.min(parent, coreSize - 1))),
    ...(kind === "defence" && { on: 0.5 }),
  }));
  const inner = (copy: number): readonly NodeSketch[] =>
    member.map(({ kind, from }, at) => ({
      name: `m${copy}.${at}`,
      kind,
      from: from.map((parent) => nameOf(copy, parent)),
    }));
  nodes.push(...copies.flatMap(inner));
  const last = memberSize - 1 - member.toReversed().findIndex(({ kind }) => kind !== "defence");
  nodes.push({ name: "goal", kind: "or", from: copies.map((copy) => `m${copy}.${last}`) });
  nodes.push({ name: "all", kind: "and", from: copies.map((copy) => `m${copy}.${last}`) });
  return {
    nodes,
    parameters: [fixed("half", 0.5)],
    gates: copies.flatMap((copy) =>
      member.flatMap(({ kind }, at) =>
        kind === "defence"
          ? [{ at: `m${copy}.${at}`, coverage: 0, effectiveness: -1, stateKey: keyOf(copy, at) }]
          : [],
      ),
    ),
    times: copies.flatMap((copy) =>
      timed.flatMap((is, at) =>
        is ? [{ at: `m${copy}.${at}`, time: exponential(1 + at), key: keyOf(copy, at) }] : [],
      ),
    ),
    entries: [{ at: "c0" }, { at: "c1", available: 0.5 }],
    objectives: ["goal", "all"],
  };
}
