/**
 * From the attack graph of the municipality to the scene that is played: gates with what is known
 * of them, times, the attacker's ways in, the objectives, and what each measure would change. A
 * pure function; every key is a stable name, so new assets disturb no others' draws (dials.md
 * §6.7).
 */
import { ln } from "@vallgrav/kernel";
import {
  type AttackGraph,
  type Entry,
  type Gate,
  gateShape,
  type GraphEffect,
  LatentBook,
  type LatentMeasures,
  type LocalTime,
  openLatent,
  openRows,
  type Parameter,
  type Prior,
  RowBook,
  type Scene,
  timeShape,
} from "@vallgrav/mal";
import { type Defence, defences, type Sharing } from "../defences.ts";
import type { MeasureEffect } from "../measures.ts";
import { type Profile, skillLoading, skillOnTime } from "../profiles.ts";
import { type StepTime, stepTimes, timeExpression } from "../times.ts";
import type { ReportedFlaw } from "../findings/flaws.ts";
import { type LinkStandings, linkStandings } from "./link-standing.ts";
import { text } from "./lookup.ts";
import { modelId } from "./places.ts";
import { type NodeView, type SceneInput, seenIn } from "./scene-views.ts";
import { assetSelector } from "./selectors.ts";
import { nodeStanding } from "./standing.ts";
import { assetAt, placeWatch, type Watch, watchEffects } from "./watch.ts";

export type { SceneInput } from "./scene-views.ts";

/** What an objective takes from the municipality; `destroy` is of a copy, never vital by itself. */
export type ObjectiveKind = "deny" | "read" | "alter" | "destroy";

/** Every objective's node, in the order of `Scene.objectives`. */
export type Objective = {
  readonly node: number;
  readonly kind: ObjectiveKind;
  readonly asset: string;
};

export type MunicipalScene = {
  readonly scene: Scene;
  readonly objectives: readonly Objective[];
  readonly latent: LatentMeasures;
  /** Per node: {@link nodeStanding} of the gate, or of the asset the step is on. */
  readonly standing: Uint8Array;
  /** How the links between assets are known. */
  readonly links: LinkStandings;
};

/** Parameters by id, numbered as they are first asked for. */
class Register {
  readonly parameters: Parameter[] = [];
  readonly #at = new Map<string, number>();
  index(id: string, prior: Prior): number {
    const known = this.#at.get(id);
    if (known !== undefined) return known;
    this.#at.set(id, this.parameters.length);
    this.parameters.push({ id, prior });
    return this.parameters.length - 1;
  }
}

/** The part of a key that says whom a draw is shared by. */
function shared(sharing: Sharing, view: NodeView, input: SceneInput): string {
  if (sharing === "campaign") return "";
  if (sharing === "asset" || view.asset === undefined) return `/${view.assetId}`;
  const { domainOf, homeDomain } = input.municipal.structure;
  return `/${domainOf.get(view.asset.id) ?? homeDomain ?? view.assetId}`;
}

/** The class's coverage, updated by its observed members (dials.md §2.2); fixed ones stay. */
function coverageOf(defence: Defence, nodes: readonly NodeView[]): Prior {
  if (defence.coverage.kind !== "beta") return defence.coverage;
  let on = 0;
  let off = 0;
  for (const { evidence: known } of nodes)
    if (known !== null && known.standing === "observed") {
      if (known.on) on += 1;
      else off += 1;
    }
  return { kind: "beta", a: defence.coverage.a + on, b: defence.coverage.b + off };
}

/** The chance that it is mended, or was never there: by hundredths, so that many share it. */
function coverageOfFlaw(flaw: ReportedFlaw | null, register: Register): number | null {
  if (flaw === null) return null;
  const mended = Math.round((1 - flaw.certainty) * 100) / 100;
  return register.index(`coverage/flawMended/${mended}`, { kind: "fixed", value: mended });
}

const noBiases: readonly number[] = [];

/**
 * The gates of a defence.
 * @yields one a node
 */
function* gatesOf(
  defence: Defence,
  nodes: readonly NodeView[],
  input: SceneInput,
  register: Register,
): Generator<Gate> {
  const coverage = register.index(`coverage/${defence.step}`, coverageOf(defence, nodes));
  const effectiveness =
    defence.effectiveness === null
      ? -1
      : register.index(`effectiveness/${defence.step}`, defence.effectiveness);
  for (const view of nodes) {
    const { evidence: known } = view;
    yield {
      node: view.node,
      coverage: coverageOfFlaw(view.flaw, register) ?? coverage,
      evidence: known === null ? 0 : known.weight,
      biases:
        known === null
          ? noBiases
          : known.biases.map(({ source, sd }) =>
              register.index(`bias/${source}`, { kind: "normal", mean: 0, sd }),
            ),
      effectiveness,
      stateKey: `${defence.step}${shared(defence.state, view, input)}`,
      effectKey: `${defence.step}${shared(defence.effect, view, input)}`,
    };
  }
}

/** The key of a step's draw, by what the language says that shares it (dials.md §1.3). */
function drawKeyOf(view: NodeView): string {
  if (view.draw === "campaign") return view.step;
  const { asset } = view;
  const product =
    view.draw === "product" && asset !== undefined ? text(asset, "operatingsystem") : null;
  return `${view.step}/${product ?? view.assetId}`;
}

/**
 * The local times of the nodes of a step.
 * @yields one a node
 */
function* timesOf(
  entry: StepTime,
  nodes: readonly NodeView[],
  register: Register,
): Generator<LocalTime> {
  if (nodes.length === 0) return;
  const scale = register.index(`scale/${entry.step}`, {
    kind: "normal",
    mean: 0,
    sd: ln(entry.uncertainty),
  });
  const time = timeExpression(entry);
  for (const view of nodes) yield { node: view.node, time, scale, key: drawKeyOf(view) };
}

function latentOf(
  input: SceneInput,
  byStep: ReadonlyMap<string, readonly NodeView[]>,
  watch: Watch,
): LatentMeasures {
  const watched = (effect: MeasureEffect): readonly GraphEffect[] => {
    if (effect.kind !== "sees" && effect.kind !== "faster") return [];
    const where = effect.kind === "sees" ? effect.where : "all";
    const selects = assetSelector(where, input.context);
    return watchEffects(effect, watch, (node) => selects(modelId(assetAt(input.graph, node))));
  };
  const book = new LatentBook();
  for (const measure of input.measures) {
    for (const effect of measure.effects) {
      for (const one of watched(effect)) book.push(one);
      if (effect.kind !== "control" && effect.kind !== "slower") continue;
      const selects = assetSelector(effect.where, input.context);
      for (const view of byStep.get(effect.step) ?? []) {
        if (!selects(modelId(view.assetId))) continue;
        book.push(
          effect.kind === "control"
            ? { kind: "control", node: view.node, coverage: effect.coverage }
            : { kind: "slower", node: view.node, factor: effect.factor },
        );
      }
    }
    book.close();
  }
  return openLatent(book.pack());
}

/** The nodes a profile may begin at. */
function entriesOf(input: SceneInput, byStep: ReadonlyMap<string, readonly NodeView[]>): Entry[] {
  const { graph, profile } = input;
  return profile.entries.flatMap(({ step, on, available, delay }) =>
    (byStep.get(step) ?? [])
      .filter(({ node }) => on === null || graph.steps[graph.stepOf[node] ?? 0]?.assetType === on)
      .map(({ node, assetId }): Entry => ({ node, available, delay, key: `${step}/${assetId}` })),
  );
}

/** Nodes of steps that ask for a technique the profile cannot use. */
function closedTo({ capabilities }: Profile, graph: AttackGraph): number[] {
  const able = new Set(capabilities);
  const shut = new Set<number>();
  for (const [step, { meta }] of graph.steps.entries()) {
    const technique = meta["technique"];
    if (technique !== undefined && !able.has(technique)) shut.add(step);
  }
  const closed: number[] = [];
  for (let node = 0; node < graph.nodeCount; node += 1)
    if (shut.has(graph.stepOf[node] ?? -1)) closed.push(node);
  return closed;
}

/** Builds the scene. Linear in nodes times measures. */
export function municipalScene(input: SceneInput): MunicipalScene {
  const register = new Register();
  const { byStep, standing, objectives: aims } = seenIn(input);
  const gates = new RowBook<Gate>(gateShape);
  for (const defence of defences) {
    const nodes = byStep.get(defence.step) ?? [];
    for (const gate of gatesOf(defence, nodes, input, register)) gates.push(gate);
    for (const { node, evidence } of nodes)
      standing[node] = nodeStanding[evidence === null ? "assumed" : evidence.standing];
    // A right in the directory is seen where it is; that nobody tidied it away is no guess.
    if (defence.coverage.kind === "fixed")
      for (const view of nodes) standing[view.node] = nodeStanding.none;
  }
  const times = new RowBook<LocalTime>(timeShape);
  for (const entry of stepTimes)
    for (const time of timesOf(entry, byStep.get(entry.step) ?? [], register)) times.push(time);
  const entries = entriesOf(input, byStep);
  const watch = placeWatch(
    (step) => byStep.get(step) ?? [],
    (id, prior) => register.index(id, prior),
  );
  const objectives = aims.map(({ node, step, assetId }): Objective => {
    return { node, kind: step as ObjectiveKind, asset: assetId };
  });
  const scene: Scene = {
    graph: input.graph,
    parameters: register.parameters,
    gates: openRows(gates.pack()),
    times: openRows(times.pack()),
    detectors: watch.placements,
    response: watch.response,
    campaign: {
      profile: input.profile.id,
      entries,
      skillMean: input.profile.skillMean,
      skillLoading,
      skillOnTime,
      patience: input.profile.patience,
      closed: closedTo(input.profile, input.graph),
      stealth: input.profile.stealth,
      timing: input.profile.timing,
    },
    objectives: objectives.map((objective) => objective.node),
    horizonDays: input.horizonDays,
    seed: input.seed,
  };
  return {
    scene,
    objectives,
    latent: latentOf(input, byStep, watch),
    standing,
    links: linkStandings(input.municipal, input.graph),
  };
}
