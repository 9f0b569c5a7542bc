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
  type RowText,
  type Scene,
  timeShape,
} from "@vallgrav/mal";
import { type Defence, defences, type Sharing } from "../defences.ts";
import type { Selector } from "../measures.ts";
import { type Profile, skillLoading, skillOnTime } from "../profiles.ts";
import { type StepTime, stepTimes, timeExpression } from "../times.ts";
import type { ReportedFlaw } from "../findings/flaws.ts";
import type { GateEvidence } from "./gate-evidence.ts";
import { type LinkStandings, linkStandings } from "./link-standing.ts";
import { text } from "./lookup.ts";
import { modelId } from "./places.ts";
import { type NodeView, type SceneInput, seenIn } from "./scene-views.ts";
import { assetSelector } from "./selectors.ts";
import { nodeStanding } from "./standing.ts";
import { placesSeen, placeWatch, type Watch, watchEffects } from "./watch.ts";

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

/** The key of a draw of a defence, by whom it is shared by. */
function keyOf(
  { step, begin }: { readonly step: string; readonly begin: string },
  sharing: Sharing,
  view: NodeView,
  input: SceneInput,
): RowText {
  if (sharing === "campaign") return step;
  const own = (): RowText => [begin, input.graph.assetOf[view.node] ?? 0];
  if (sharing === "asset" || view.asset === undefined) return own();
  const { domainOf, homeDomain } = input.municipal.structure;
  const domain = domainOf.get(view.asset.id) ?? homeDomain;
  return domain === undefined || domain === null ? own() : `${begin}${domain}`;
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

/** The parameters of biases, one list for all gates that have the same. */
function biasesIn(register: Register): (known: GateEvidence | null) => readonly number[] {
  const lists = new Map<string, readonly number[]>();
  const none: readonly number[] = [];
  return (known) => {
    if (known === null) return none;
    const list = known.biases.map(({ source, sd }) =>
      register.index(`bias/${source}`, { kind: "normal", mean: 0, sd }),
    );
    const name = list.join();
    const before = lists.get(name) ?? list;
    lists.set(name, before);
    return before;
  };
}

/** What the lists of a scene are made with. */
type Making = {
  readonly input: SceneInput;
  readonly register: Register;
  readonly biasesOf: (known: GateEvidence | null) => readonly number[];
};

/** Adds the gates of a defence, one a node. */
function addGates(
  gates: RowBook<Gate>,
  defence: Defence,
  nodes: readonly NodeView[],
  { input, register, biasesOf }: Making,
): void {
  const { step, state, effect } = defence;
  const usual = register.index(`coverage/${step}`, coverageOf(defence, nodes));
  const effectiveness =
    defence.effectiveness === null
      ? -1
      : register.index(`effectiveness/${step}`, defence.effectiveness);
  const named = { step, begin: `${step}/` };
  for (const view of nodes) {
    const { node, evidence: known } = view;
    const coverage = coverageOfFlaw(view.flaw, register) ?? usual;
    const evidence = known === null ? 0 : known.weight;
    const stateKey = keyOf(named, state, view, input);
    const effectKey = state === effect ? stateKey : keyOf(named, effect, view, input);
    const gate = { node, coverage, evidence, biases: biasesOf(known), effectiveness };
    gates.put(gate, [stateKey, effectKey]);
  }
}

/** The key of a step's draw, by what the language says that shares it (dials.md §1.3). */
function drawKeyOf(view: NodeView, begin: string, { assetOf }: AttackGraph): RowText {
  if (view.draw === "campaign") return view.step;
  const { asset } = view;
  const product =
    view.draw === "product" && asset !== undefined ? text(asset, "operatingsystem") : null;
  return product === null ? [begin, assetOf[view.node] ?? 0] : `${begin}${product}`;
}

/** Adds the local times of the nodes of a step, one a node. */
function addTimes(
  times: RowBook<LocalTime>,
  entry: StepTime,
  nodes: readonly NodeView[],
  { input, register }: Making,
): void {
  const [first] = nodes;
  if (first === undefined) return;
  const scale = register.index(`scale/${entry.step}`, {
    kind: "normal",
    mean: 0,
    sd: ln(entry.uncertainty),
  });
  const time = timeExpression(entry);
  const begin = `${entry.step}/`;
  for (const view of nodes) {
    const key = drawKeyOf(view, begin, input.graph);
    if (view === first) times.put({ node: view.node, time, scale }, [key]);
    else times.again(view.node, [key]);
  }
}

/** Which nodes are of assets that a selector selects, by selector; each asset is asked once. */
function nodeSelectors({
  graph,
  context,
}: SceneInput): (where: Selector) => (node: number) => boolean {
  const ids = graph.assets.map(modelId);
  return rememberedBy((where) => {
    if (where === "all") return () => true;
    const selects = assetSelector(where, context);
    const isSelected = Uint8Array.from(ids, (id) => (selects(id) ? 1 : 0));
    return (node) => isSelected[graph.assetOf[node] ?? -1] === 1;
  });
}

/** Answers once for each key: many effects are on the same steps, and select the same. */
function rememberedBy<K, T>(of: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>();
  return (key) => {
    const made = known.get(key) ?? of(key);
    known.set(key, made);
    return made;
  };
}

/** The nodes of a step that a selector selects. */
function selectedNodes(
  byStep: ReadonlyMap<string, readonly NodeView[]>,
  selectorOf: (where: Selector) => (node: number) => boolean,
): (on: { readonly step: string; readonly where: Selector }) => Int32Array {
  const nodesOf = rememberedBy((step: string) =>
    Int32Array.from(byStep.get(step) ?? [], ({ node }) => node),
  );
  const stepsOf = rememberedBy((where: Selector) =>
    rememberedBy((step: string) => nodesOf(step).filter(selectorOf(where))),
  );
  return ({ step, where }) => stepsOf(where)(step);
}

/** Adds an effect on each of some nodes or detectors. */
function addEach(
  book: LatentBook,
  numbers: Int32Array | readonly number[],
  effectOn: (number: number) => GraphEffect,
): void {
  for (const [at, number] of numbers.entries())
    if (at === 0) book.push(effectOn(number));
    else book.again(number);
}

function latentOf(
  input: SceneInput,
  byStep: ReadonlyMap<string, readonly NodeView[]>,
  watch: Watch,
): LatentMeasures {
  const selectorOf = nodeSelectors(input);
  const book = new LatentBook();
  const nodesOn = selectedNodes(byStep, selectorOf);
  for (const measure of input.measures) {
    for (const effect of measure.effects)
      if (effect.kind === "sees") {
        const { coverage } = effect;
        const places = placesSeen(effect, watch, selectorOf(effect.where));
        addEach(book, places, (detector) => ({ kind: "sees", detector, coverage }));
      } else if (effect.kind === "faster")
        for (const one of watchEffects(effect, watch, () => true)) book.push(one);
      else if (effect.kind === "control") {
        const { coverage } = effect;
        addEach(book, nodesOn(effect), (node) => ({ kind: "control", node, coverage }));
      } else if (effect.kind === "slower") {
        const { factor } = effect;
        addEach(book, nodesOn(effect), (node) => ({ kind: "slower", node, factor }));
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
  const making = { input, register, biasesOf: biasesIn(register) };
  const gates = new RowBook<Gate>(gateShape, input.graph.assets);
  for (const defence of defences) {
    const nodes = byStep.get(defence.step) ?? [];
    addGates(gates, defence, nodes, making);
    for (const { node, evidence } of nodes)
      standing[node] = nodeStanding[evidence === null ? "assumed" : evidence.standing];
    // A right in the directory is seen where it is; that nobody tidied it away is no guess.
    if (defence.coverage.kind === "fixed")
      for (const view of nodes) standing[view.node] = nodeStanding.none;
  }
  const times = new RowBook<LocalTime>(timeShape, input.graph.assets);
  for (const entry of stepTimes) addTimes(times, entry, byStep.get(entry.step) ?? [], making);
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
