/**
 * The nodes of the municipality's attack graph as a scene is made of them: each looked at once,
 * asset by asset, so that the facts of an asset are made once for all its nodes.
 */
import { type Asset, standingOfAsset } from "@vallgrav/facts";
import type { Instant } from "@vallgrav/kernel";
import type { AttackGraph } from "@vallgrav/mal";
import { defences } from "../defences.ts";
import { detectors } from "../detectors.ts";
import {
  type AdvisedFlaws,
  knownFlaw,
  nothingAdvised,
  type ReportedFlaw,
} from "../findings/flaws.ts";
import type { SenderFact } from "../findings/outside.ts";
import type { Measure } from "../measures.ts";
import type { Profile } from "../profiles.ts";
import { stepTimes } from "../times.ts";
import { type DefenceFact, defenceFact } from "./defence-facts.ts";
import { type GateEvidence, weigh } from "./gate-evidence.ts";
import type { MunicipalInstance } from "./instance.ts";
import { modelId, type Place } from "./places.ts";
import type { SelectorContext } from "./selectors.ts";
import { nodeStanding, standingOf } from "./standing.ts";

/** What a scene is made of. */
export type SceneInput = {
  readonly municipal: MunicipalInstance;
  readonly graph: AttackGraph;
  readonly profile: Profile;
  readonly measures: readonly Measure[];
  readonly context: SelectorContext;
  /** The date the evidence's age is counted to. */
  readonly asOf: Instant;
  readonly horizonDays: number;
  readonly seed: string;
  /** Flaws that advisories tell of computers; the same as the instance was made with. */
  readonly advised?: AdvisedFlaws;
  /** What own domains look like from outside says of mail that lies about its sender. */
  readonly sender?: SenderFact | null;
};

const objectiveKinds: ReadonlySet<string> = new Set(["deny", "read", "alter", "destroy"]);

/** What the nodes of an asset of the graph have in common. */
type AssetView = {
  readonly assetId: string;
  /** The asset of the model it is of; of a person the account. */
  readonly asset: Asset | undefined;
  /** Set where no source lists the node's asset. */
  readonly place: Place | undefined;
  /** What is told of the flaw it is; null where it is none, or none is told. */
  readonly flaw: ReportedFlaw | null;
  /** How it is known: {@link nodeStanding}. */
  readonly standing: number;
};

/** A node of a step that something is made of. */
export type NodeView = AssetView & {
  readonly node: number;
  readonly step: string;
  /** What shares the step's draw: the language's word, or nothing. */
  readonly draw: string;
  /** What is known of the defence it is; null for other steps, and where nothing is. */
  readonly evidence: GateEvidence | null;
};

/** The nodes that something is made of, by step, and how every node is known. */
export type Seen = {
  readonly byStep: ReadonlyMap<string, readonly NodeView[]>;
  /** In the order of the nodes. */
  readonly objectives: readonly NodeView[];
  readonly standing: Uint8Array;
};

/** What reports and advisories say of the flaw that a node is of; null where it is of none. */
function flawOf(
  { place, asset }: Pick<AssetView, "asset" | "place">,
  { asOf, advised = nothingAdvised }: SceneInput,
): ReportedFlaw | null {
  return place?.kind !== "flaw" || asset === undefined ? null : knownFlaw(asset, asOf, advised);
}

/** What was seen from outside of a defence of a place, or null where nothing was. */
function outsideFact(
  { step, place }: Pick<NodeView, "place" | "step">,
  { sender }: SceneInput,
): DefenceFact | null {
  if (step !== "senderVerified" || place?.kind !== "mail") return null;
  if (sender === undefined || sender === null) return null;
  const { on, by } = sender;
  const fact = { value: on, standing: "observed", since: by.validFrom, by: [by], against: [] };
  return { fact: { ...fact, standing: "observed" }, on: (value) => value === true };
}

/** The standing of the place a step is on: listed by a tool, told by a person, or made up here. */
function standingOfPlace({
  asset,
  place,
  flaw,
}: Pick<AssetView, "asset" | "flaw" | "place">): number {
  if (flaw !== null) return standingOf(flaw.standing);
  if (place !== undefined) return place.isAssumed ? nodeStanding.assumed : nodeStanding.none;
  if (asset === undefined) return nodeStanding.none;
  if (!asset.listed) return nodeStanding.assumed;
  return standingOfAsset(asset) === "observed" ? nodeStanding.observed : nodeStanding.declared;
}

/** What is known of an asset of the graph; its facts are made once for all its nodes. */
function assetView(input: SceneInput, assetId: string): AssetView {
  const { look, places } = input.municipal;
  const byId: ReadonlyMap<string, Asset> = look.byId;
  const [asset, place] = [byId.get(modelId(assetId)), places.get(assetId)];
  const flaw = flawOf({ asset, place }, input);
  return { assetId, asset, place, flaw, standing: standingOfPlace({ asset, place, flaw }) };
}

/** Steps that something is made of; most are none, and nothing is held of their nodes. */
function wantedSteps({ profile, measures }: SceneInput): ReadonlySet<string> {
  const changed = measures.flatMap(({ effects }) =>
    effects.flatMap((effect) =>
      effect.kind === "control" || effect.kind === "slower" ? [effect.step] : [],
    ),
  );
  return new Set([
    ...changed,
    ...defences.map(({ step }) => step),
    ...stepTimes.map(({ step }) => step),
    ...profile.entries.map(({ step }) => step),
    ...detectors.flatMap(({ steps }) => steps),
  ]);
}

/** What facts and looks from outside say of the defence that a node is. */
function evidenceOf(input: SceneInput, step: string, of: AssetView): GateEvidence | null {
  const fact =
    of.asset === undefined ? outsideFact({ step, ...of }, input) : defenceFact(of.asset, step);
  return fact === null ? null : weigh(fact, input.asOf);
}

/**
 * Looks at every node once, asset by asset. A million nodes are of steps that nothing is made of:
 * of them only the standing is kept.
 */
export function seenIn(input: SceneInput): Seen {
  const { graph } = input;
  const wanted = wantedSteps(input);
  const standing = new Uint8Array(graph.nodeCount);
  const byStep = new Map<string, NodeView[]>();
  const objectives: NodeView[] = [];
  const kinOf = graph.steps.map(({ name }) => {
    if (!wanted.has(name)) return null;
    const kin = byStep.get(name) ?? [];
    byStep.set(name, kin);
    return kin;
  });
  const isIn = (names: ReadonlySet<string>): readonly boolean[] =>
    graph.steps.map(({ name }) => names.has(name));
  const [gated, isObjective] = [
    isIn(new Set(defences.map(({ step }) => step))),
    isIn(objectiveKinds),
  ];
  let at = -1;
  let of: AssetView | null = null;
  for (let node = 0; node < graph.nodeCount; node += 1) {
    const [asset, stepAt] = [graph.assetOf[node] ?? 0, graph.stepOf[node] ?? 0];
    if (of === null || asset !== at) of = assetView(input, graph.assets[asset] ?? "");
    at = asset;
    standing[node] = of.standing;
    const [kin, aims] = [kinOf[stepAt] ?? null, isObjective[stepAt] ?? false];
    if (kin === null && !aims) continue;
    const info = graph.steps[stepAt];
    const [step, draw] = [info?.name ?? "", info?.meta["draw"] ?? ""];
    const isGate = gated[stepAt] ?? false;
    const evidence = isGate ? evidenceOf(input, step, of) : null;
    const { assetId, asset: ofModel, place, flaw, standing: known } = of;
    const view: NodeView = {
      assetId,
      asset: ofModel,
      place,
      flaw,
      standing: known,
      node,
      step,
      draw,
      evidence,
    };
    kin?.push(view);
    if (aims) objectives.push(view);
  }
  return { byStep, objectives, standing };
}
