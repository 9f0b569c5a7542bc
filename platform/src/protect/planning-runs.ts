/** What plans are chosen on: planning runs of every attacker, and what planners are made with. */
import type { PlanLimits } from "@vallgrav/planning";
import type { PlanTerms } from "../api/index.ts";
import type { RunSize } from "./run-size.ts";
import type { Pool } from "./pool.ts";
import {
  type PlannerInput,
  type PlayedRange,
  playLossesOf,
  type Today,
} from "./scenario-planner.ts";
import type { Prepared, Rival, Setting } from "./setting.ts";
import { timeOf } from "./terms.ts";

/**
 * Inner draws per outer draw of the planning set. Fewer than the dials': the choice turns on facts
 * and parameters, which the outer draws carry, and the dials shown come from other runs anyway.
 */
const planningInner = 2;

/** Nodes of a scene from which on it is one: each run of such a scene takes a while to fold. */
const largeScene = 500_000;

/**
 * Work of one stop, so that all of them take a minute and a quarter of one processor on the
 * example. What is not proven by then is told: the gap says it, and that the search was stopped.
 */
const planWork: Partial<PlanLimits> = { nodes: 60, evaluations: 6_000, gap: 0.03 };

/** Whether a scene is so large that playing its planning runs takes longer than anybody waits. */
export function isLarge({ municipal }: Pick<Setting, "municipal">): boolean {
  return municipal.scene.graph.nodeCount >= largeScene;
}

/** The outer draws and inner draws that plans are chosen on. */
export function planningRange(
  { outer, inner }: RunSize,
  setting: Pick<Setting, "municipal">,
): PlayedRange {
  const most = isLarge(setting) ? 1 : planningInner;
  return { from: 0, to: outer, inner: Math.min(most, inner) };
}

/** Attackers of a computation: the reference first, and no others unless they are asked about. */
export type Attackers = readonly Pick<Rival, "profile" | "setting">[];

/** Runs of an attacker today, on the planning range; of others than the reference one a draw. */
export async function todayOf(
  pool: Pool,
  { profile }: Attackers[number],
  { setting, range }: { readonly setting: number; readonly range: PlayedRange },
  signal: AbortSignal,
): Promise<Today> {
  const own = setting === 0 ? range : { ...range, inner: 1 };
  return {
    setting,
    range: own,
    columns: await playLossesOf(pool, own, signal, setting),
    relativeRate: profile.relativeRate.median,
  };
}

/** The same of every attacker, in their order. */
export async function todaysOf(
  pool: Pool,
  attackers: Attackers,
  range: PlayedRange,
  signal: AbortSignal,
): Promise<readonly Today[]> {
  const found: Today[] = [];
  for (const [setting, attacker] of attackers.entries())
    found.push(await todayOf(pool, attacker, { setting, range }, signal));
  return found;
}

/** What planners of a computation are made with. */
export function plannerInput(
  { candidates, setting }: Prepared,
  size: RunSize,
  pool: Pool,
  signal: AbortSignal,
): PlannerInput {
  const { measures } = setting;
  return { pool, candidates, measures, limits: size.work ?? planWork, signal };
}

/** The calendar that plans on these terms must get done, where they name dates. */
export function timeFor({ candidates, setting, identity }: Prepared, terms: PlanTerms) {
  return timeOf(terms, { candidates, measures: setting.measures, asOf: identity.asOf });
}
