/** What an outer draw says of single facts, looked up without playing anything. */
import { uniform } from "@vallgrav/kernel";
import type { Gate, Parameter, Scene } from "../scene.ts";
import { priorAt } from "./chance-of-run.ts";
import { drawName, keyOf } from "./draw-names.ts";

/** What outer draws are made of. */
type Drawn = Pick<Scene, "parameters" | "seed">;

/** The value of a class parameter in an outer draw. */
export function parameterIn(
  { seed }: Pick<Scene, "seed">,
  { id, prior }: Parameter,
  outer: number,
): number {
  return priorAt(prior, uniform(keyOf(drawName.parameter(id), seed), outer, 0));
}

/** Probability that an unreported gate is on in an outer draw: the coverage of its class. */
export function coverageIn(scene: Drawn, gate: Gate, outer: number): number {
  const parameter = scene.parameters[gate.coverage];
  return parameter === undefined ? 0 : parameterIn(scene, parameter, outer);
}

/** Whether a gate that nobody has reported on is on in an outer draw. The same as runs play. */
export function isOnIn(scene: Drawn, gate: Gate, outer: number): boolean {
  const u = uniform(keyOf(drawName.state(gate.stateKey), scene.seed), outer, 0);
  return u < coverageIn(scene, gate, outer);
}
