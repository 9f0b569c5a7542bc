/** What an outer draw says of single facts, looked up without playing anything. */
import { uniform } from "@vallgrav/kernel";
import type { Gate, Scene } from "../scene.ts";
import { priorAt } from "./chance-of-run.ts";
import { drawName, keyOf } from "./draw-names.ts";

/** Probability that an unreported gate is on in an outer draw: the coverage of its class. */
export function coverageIn({ parameters, seed }: Scene, gate: Gate, outer: number): number {
  const parameter = parameters[gate.coverage];
  if (parameter === undefined) return 0;
  return priorAt(parameter.prior, uniform(keyOf(drawName.parameter(parameter.id), seed), outer, 0));
}

/** Whether a gate that nobody has reported on is on in an outer draw. The same as runs play. */
export function isOnIn(scene: Scene, gate: Gate, outer: number): boolean {
  const u = uniform(keyOf(drawName.state(gate.stateKey), scene.seed), outer, 0);
  return u < coverageIn(scene, gate, outer);
}
