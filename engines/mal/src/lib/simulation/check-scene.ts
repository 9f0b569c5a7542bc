/** Checks a scene before runs: indices, kinds, ranges, time expressions, keys and collisions. */
import { unreachable } from "@vallgrav/kernel";
import { nodeKind } from "../attack-graph.ts";
import { nodeName } from "../graph/names.ts";
import { nodesOf } from "../rows.ts";
import type { GraphEffect, LatentMeasures, Prior, Scene } from "../scene.ts";
import type { Check } from "./check.ts";
import { checkNode, checkProbability, checkTime, checkTwice, isIndex, isShare } from "./check.ts";
import { checkDetection, checkPresence } from "./check-detection.ts";
import { checkDrawKeys } from "./check-draw-keys.ts";
import { timeBook } from "./lay-out-times.ts";
import { terrainOf, usableEntries } from "./prepare.ts";
import type { SceneNumber, SceneProblem } from "./problems.ts";
import { isGateKind, reachable } from "./reduce.ts";

function isPriorValid(prior: Prior): boolean {
  if (prior.kind === "fixed") return Number.isFinite(prior.value);
  if (prior.kind === "beta")
    return prior.a > 0 && prior.b > 0 && Number.isFinite(prior.a) && Number.isFinite(prior.b);
  return Number.isFinite(prior.mean) && prior.sd >= 0 && Number.isFinite(prior.sd);
}

function checkParameters({ scene, report }: Check): void {
  const seen = new Set<string>();
  scene.parameters.forEach(({ id, prior }, index) => {
    if (seen.has(id)) report("mal/scene-parameter-twice", { parameter: id });
    seen.add(id);
    if (!isPriorValid(prior)) report("mal/scene-range", { what: "prior", index });
  });
}

function checkGates(check: Check): void {
  const { scene, report } = check;
  scene.gates.forEach((gate, index) => {
    checkNode(check, "gates", [gate.node, index], "gate");
    checkProbability(check, "coverage", gate.coverage);
    checkPresence(check, gate, index);
    if (gate.effectiveness !== -1) checkProbability(check, "effectiveness", gate.effectiveness);
    if (gate.stateKey === "" || (gate.effectKey === "" && gate.effectiveness !== -1))
      report("mal/scene-key-missing", { list: "gates", index });
  });
  const nodes = nodesOf(scene.gates);
  checkTwice(check, "gates", nodes);
}

function checkTimes(check: Check): void {
  const { scene, report } = check;
  scene.times.forEach(({ node, time, scale, key }, index) => {
    const isNode = checkNode(check, "times", [node, index], "step");
    checkTime(check, time, isNode ? nodeName(scene.graph, node) : `times ${index}`);
    if (scale !== -1 && !isIndex(scale, scene.parameters.length))
      report("mal/scene-index", { list: "scale", index: scale });
    if (key === "") report("mal/scene-key-missing", { list: "times", index });
  });
  const nodes = nodesOf(scene.times);
  checkTwice(check, "times", nodes);
}

/** Checks the language's own times; warns once per step whose draws nobody has thought about. */
function checkLanguageTimes(check: Check): void {
  const { scene, report } = check;
  const { graph } = scene;
  const timed = new Set<number>(nodesOf(scene.times));
  const bare = new Map<number, number>();
  for (let node = 0; node < graph.nodeCount; node += 1) {
    const step = graph.stepOf[node] ?? 0;
    const time = graph.steps[step]?.time ?? null;
    if (time === null || timed.has(node) || isGateKind(graph.kinds[node] ?? 0)) continue;
    bare.set(step, (bare.get(step) ?? 0) + 1);
  }
  for (const [step, nodes] of bare) {
    const info = graph.steps[step];
    if (info === undefined || info.time === null) continue;
    const of = `${info.assetType}:${info.name}`;
    checkTime(check, info.time, of);
    report("mal/scene-time-without-key", { step: of, nodes }, "warning");
  }
}

function checkCampaign(check: Check): void {
  const { scene, report } = check;
  const { campaign } = scene;
  const inRange = (what: SceneNumber, isRight: boolean, index = 0): void => {
    if (!isRight) report("mal/scene-range", { what, index });
  };
  campaign.entries.forEach(({ node, available, delay, key }, index) => {
    const isNode = checkNode(check, "entries", [node, index], "step");
    inRange("available", isShare(available), index);
    checkTime(check, delay, isNode ? nodeName(scene.graph, node) : `entries ${index}`);
    if (key === "") report("mal/scene-key-missing", { list: "entries", index });
  });
  campaign.closed.forEach((node, index) => {
    checkNode(check, "closed", [node, index], "step");
  });
  scene.objectives.forEach((node, index) => {
    checkNode(check, "objectives", [node, index], "step");
  });
  checkTwice(check, "objectives", scene.objectives);
  checkTime(check, campaign.patience, "patience");
  inRange("skillMean", Number.isFinite(campaign.skillMean));
  inRange("skillLoading", isShare(campaign.skillLoading));
  inRange("skillOnTime", campaign.skillOnTime >= 0 && Number.isFinite(campaign.skillOnTime));
  inRange("horizonDays", scene.horizonDays > 0 && Number.isFinite(scene.horizonDays));
}

function checkEffect(check: Check, effect: GraphEffect, index: number): void {
  const { scene, report } = check;
  const inRange = (what: SceneNumber, isRight: boolean): void => {
    if (!isRight) report("mal/scene-range", { what, index });
  };
  switch (effect.kind) {
    case "control":
      checkNode(check, "effects", [effect.node, index], "gate");
      return inRange("effectCoverage", isShare(effect.coverage));
    case "slower":
      checkNode(check, "effects", [effect.node, index], "step");
      return inRange("effectFactor", effect.factor >= 1 && Number.isFinite(effect.factor));
    case "sees":
      if (!isIndex(effect.detector, scene.detectors.length))
        report("mal/scene-index", { list: "effects", index });
      return inRange("effectCoverage", isShare(effect.coverage));
    case "faster":
      return inRange("effectSpeed", isShare(effect.factor));
    default:
      return unreachable(effect);
  }
}

/** Warns of what is lawful and probably not meant (dials.md §6.1). */
function checkMeaning({ scene, report }: Check): void {
  const { graph } = scene;
  const opened = new Map<number, number>();
  for (let node = 0; node < graph.nodeCount; node += 1) {
    if (graph.kinds[node] !== nodeKind.or) continue;
    const parents = graph.parents.subarray(
      graph.parentOffsets[node],
      graph.parentOffsets[node + 1],
    );
    if (!parents.some((parent) => isGateKind(graph.kinds[parent] ?? 0))) continue;
    const step = graph.stepOf[node] ?? 0;
    opened.set(step, (opened.get(step) ?? 0) + 1);
  }
  for (const [at, nodes] of opened) {
    const step = `${graph.steps[at]?.assetType ?? ""}:${graph.steps[at]?.name ?? ""}`;
    report("mal/scene-gate-before-or", { step, nodes }, "warning");
  }
  for (const node of freeObjectives(scene))
    report("mal/scene-objective-free", { node: nodeName(graph, node) }, "warning");
}

/** Objectives that fall without an attacker. Linear in the graph. */
export function freeObjectives(scene: Scene): readonly number[] {
  const unaided = reachable(terrainOf(scene, timeBook(scene)), []);
  const entries = new Set(usableEntries(scene));
  return scene.objectives.filter((node) => unaided[node] === 1 && !entries.has(node));
}

/**
 * Everything wrong with a scene and the effects of measures on it; empty if `prepare` may have it.
 * Warnings do not stop a run. Linear in the graph and the scene, but for sorting the keys.
 */
export function checkScene(scene: Scene, latent: LatentMeasures = []): readonly SceneProblem[] {
  const problems: SceneProblem[] = [];
  const check: Check = {
    scene,
    problems,
    report: (code, args, severity = "error") => {
      problems.push({ code, severity, at: null, args } as SceneProblem);
    },
  };
  checkParameters(check);
  checkGates(check);
  checkTimes(check);
  checkLanguageTimes(check);
  checkCampaign(check);
  checkDetection(check);
  latent.forEach((effects, index) => {
    for (const effect of effects) checkEffect(check, effect, index);
  });
  if (problems.some(({ severity }) => severity === "error")) return problems;
  checkMeaning(check);
  for (const [first, second] of checkDrawKeys(scene))
    check.report("mal/scene-key-collision", { first, second });
  return problems;
}
