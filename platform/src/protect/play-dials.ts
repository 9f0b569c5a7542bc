/** Plays runs for the dials: times, outcomes, losses and what is known of the deciding way. */
import { outcomeCode } from "@vallgrav/dials";
import { linkStanding, nodeStanding } from "@vallgrav/knowledge";
import {
  blindTime,
  nodeKind,
  outcomeOf,
  play,
  type Played,
  proof,
  type RunNumber,
  type Witness,
} from "@vallgrav/mal";
import { firstVital } from "./losses.ts";
import type { Stage } from "./stage.ts";
import { lossOfRun } from "./stopped-losses.ts";
import type { DialsTask, RunColumns } from "./tasks.ts";

/**
 * Counts the facts a way rests on: its gates, the assets it crosses and the links between them,
 * each once.
 */
function countFacts(stage: Stage, way: Witness | null, into: Float64Array): void {
  if (way === null) return;
  const { scene, standing, links } = stage.setting.municipal;
  const { kinds, assetOf, parentOffsets, parents } = scene.graph;
  const count = (known: number): void => {
    if (known !== nodeStanding.none) into[known - 1] = (into[known - 1] ?? 0) + 1;
  };
  const taken = new Set(way.nodes);
  const crossed = new Set<number>();
  const linked = new Set<number>();
  for (const node of way.nodes) {
    const isStep = (kinds[node] ?? 0) <= nodeKind.and;
    const asset = assetOf[node] ?? 0;
    if (!isStep || !crossed.has(asset)) count(standing[node] ?? nodeStanding.none);
    if (!isStep) continue;
    crossed.add(asset);
    const end = parentOffsets[node + 1] ?? 0;
    for (let at = parentOffsets[node] ?? end; at < end; at += 1) {
      const parent = parents[at] ?? 0;
      const from = assetOf[parent] ?? 0;
      const pair = from * scene.graph.assets.length + asset;
      if (from === asset || !taken.has(parent) || linked.has(pair)) continue;
      linked.add(pair);
      count(linkStanding(links, from, asset));
    }
  }
}

/** Runs whose facts with every gate open are kept. */
const keptFacts = 20_000;

/**
 * The facts of a run: on its own way where it fell, on the way with every gate open where it held.
 */
function factsOf(stage: Stage, played: Played, run: RunNumber, objective: number): Float64Array {
  const facts = new Float64Array(3);
  if (objective >= 0) {
    countFacts(stage, proof(played, [objective]), facts);
    return facts;
  }
  // The way with every gate open is the same whatever is chosen, and most plans hold most runs.
  const key = `${run.outer}/${run.inner}`;
  const before = stage.openFacts.get(key);
  if (before !== undefined) return before;
  const open = play(stage.quick(), new Uint8Array(stage.measures.length), run, {
    allGatesOpen: true,
    vital: stage.vital,
  });
  countFacts(stage, proof(open, stage.vital), facts);
  if (stage.openFacts.size >= keptFacts) stage.openFacts.clear();
  stage.openFacts.set(key, facts);
  return facts;
}

/** Plays a range of runs. Cost: runs times the part of the graph they reach. */
export function playDials(stage: Stage, { chosen, range }: DialsTask): RunColumns {
  const services = stage.consequences.services.length;
  const runs = (range.outerTo - range.outerFrom) * range.inner;
  const columns: RunColumns = {
    first: new Float64Array(runs),
    outcome: new Uint8Array(runs),
    blind: new Uint8Array(runs),
    hours: new Float64Array(runs * services),
    persons: new Float64Array(runs),
    sek: new Float64Array(runs),
    facts: new Float64Array(runs * 3),
  };
  for (let slot = 0; slot < runs; slot += 1) {
    const run: RunNumber = {
      outer: range.outerFrom + Math.floor(slot / range.inner),
      inner: slot % range.inner,
    };
    const played = play(stage.quick(), chosen, run, { vital: stage.vital });
    const first = firstVital(stage, played);
    const fell = first.time <= played.limit;
    columns.first[slot] = fell ? first.time : Number.POSITIVE_INFINITY;
    columns.outcome[slot] = outcomeCode[outcomeOf(played, stage.vital)];
    columns.blind[slot] = blindTime(played, stage.vital) <= played.limit ? 1 : 0;
    const loss = lossOfRun(stage, played, chosen, run);
    if (loss !== null) {
      columns.hours.set(loss.hours, slot * services);
      columns.persons[slot] = loss.persons;
      columns.sek[slot] = loss.sek;
    }
    columns.facts.set(factsOf(stage, played, run, fell ? first.at : -1), slot * 3);
  }
  return columns;
}
