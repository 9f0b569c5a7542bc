/** What the simulation part of the engine shows. */
export { checkScene } from "./check-scene.ts";
export { compileTime, faultOfTime, timeAt } from "./compiled-time.ts";
export type { CompiledTime, TimeFault } from "./compiled-time.ts";
export { explain } from "./explain.ts";
export type {
  Days,
  ExplainedEntry,
  ExplainedGate,
  ExplainedParameter,
  ExplainedStep,
  ExplainedTime,
  Explanation,
} from "./explain.ts";
export { foldedGate, foldedTime } from "./fold.ts";
export { prepare } from "./prepare.ts";
export type { Prepared } from "./prepare.ts";
export type { SceneList, SceneNumber, SceneProblem } from "./problems.ts";
export { simulate } from "./simulate.ts";
export { play, proof, witness } from "./witness.ts";
export type { Played, PlayOptions, RunNumber } from "./witness.ts";
