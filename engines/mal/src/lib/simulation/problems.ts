/** Everything that can be wrong with a scene, as data. */
import type { Problem } from "@vallgrav/kernel";

/** Lists of a scene that refer to nodes or parameters by index. */
export type SceneList =
  | "gates"
  | "times"
  | "entries"
  | "closed"
  | "objectives"
  | "biases"
  | "coverage"
  | "effectiveness"
  | "scale"
  | "detectors"
  | "sensitivity"
  | "success"
  | "effects";

/** Numbers of a scene that have a range. */
export type SceneNumber =
  | "available"
  | "prior"
  | "evidence"
  | "skillMean"
  | "skillLoading"
  | "skillOnTime"
  | "horizonDays"
  | "effectCoverage"
  | "effectFactor"
  | "effectSpeed"
  | "stealth"
  | "staffing";

/**
 * What can be wrong with a scene. `index` is the position in the list named; for `effects`, the
 * measure. Nodes are named `<asset>:<step>`.
 */
export type SceneProblem =
  | Problem<"mal/scene-index", { readonly list: SceneList; readonly index: number }>
  | Problem<"mal/scene-kind", { readonly list: SceneList; readonly node: string }>
  | Problem<"mal/scene-twice", { readonly list: SceneList; readonly node: string }>
  | Problem<"mal/scene-range", { readonly what: SceneNumber; readonly index: number }>
  | Problem<"mal/scene-parameter-twice", { readonly parameter: string }>
  | Problem<"mal/scene-not-probability", { readonly parameter: string }>
  | Problem<"mal/scene-key-missing", { readonly list: SceneList; readonly index: number }>
  | Problem<"mal/scene-key-collision", { readonly first: string; readonly second: string }>
  | Problem<"mal/scene-unknown-distribution", { readonly name: string; readonly of: string }>
  | Problem<"mal/scene-distribution-arguments", { readonly name: string; readonly of: string }>
  | Problem<"mal/scene-distribution-range", { readonly name: string; readonly of: string }>
  /** Warning: steps of this kind have a time of the language and no key; each node draws alone. */
  | Problem<"mal/scene-time-without-key", { readonly step: string; readonly nodes: number }>
  /** Warning: a gate stands before an OR step, where it blocks nothing and opens it for free. */
  | Problem<"mal/scene-gate-before-or", { readonly step: string; readonly nodes: number }>
  /** Warning: with open gates this objective falls without any attacker; its dial means nothing. */
  | Problem<"mal/scene-objective-free", { readonly node: string }>;
