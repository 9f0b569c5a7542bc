/** What the simulation part of the engine shows. */
export { checkScene, freeObjectives } from "./check-scene.ts";
export { closedSteps } from "./closed-steps.ts";
export { compileTime, faultOfTime, timeAt } from "./compiled-time.ts";
export type { CompiledTime, TimeFault } from "./compiled-time.ts";
export type { Days } from "./days.ts";
export type { ExplainedDetector, ExplainedPart, ExplainedResponse } from "./explain-detection.ts";
export type { ExcerptBook } from "./excerpt-net.ts";
export type { Excerpt } from "./excerpt.ts";
export { openExcerpts, takeExcerpt } from "./excerpt.ts";
export type { OpenExcerpt } from "./excerpt-play.ts";
export { openExcerpt, playExcerpt } from "./excerpt-play.ts";
export { explain } from "./explain.ts";
export type {
  ExplainedEntry,
  ExplainedGate,
  ExplainedParameter,
  ExplainedStep,
  ExplainedTime,
  Explanation,
} from "./explain.ts";
export type { RunLayout } from "./layout.ts";
export { contractScene, openRuns, placeIn, playRuns } from "./play-runs.ts";
export type { CrowdsFolded, Folding } from "./contract.ts";
export type { Contracted, ContractOptions, Runs } from "./play-runs.ts";
export { foldedGate, foldedTime } from "./fold.ts";
export { hitSets, measuresIn } from "./hit-sets.ts";
export type { HitSets } from "./hit-sets.ts";
export { withNames } from "./names-of-steps.ts";
export { blindTime, outcomeOf } from "./outcome.ts";
export type { Outcome } from "./outcome.ts";
export { coverageIn, isOnIn, parameterIn } from "./outer-draws.ts";
export { plainScene } from "./plain-scene.ts";
export { prepare, prepareLayout, withRoom } from "./prepare.ts";
export type { Ground, Prepared } from "./prepare.ts";
export type { SceneList, SceneNumber, SceneProblem } from "./problems.ts";
export { simulate } from "./simulate.ts";
export { play, proof, witness } from "./witness.ts";
export type { Played, PlayOptions, ProofOptions, RunNumber } from "./witness.ts";
