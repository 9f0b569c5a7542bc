/**
 * Names of the draws of a scene, and the keys made of them. The name decides what is drawn once
 * (dials.md §1.3): what shares a name shares the draw.
 */
import type { DrawKey } from "@vallgrav/kernel";
import { drawKey, seeded } from "@vallgrav/kernel";

/** Name of each draw; `occurrence` counts the distributions of a time expression from 0. */
export const drawName = {
  /** Outer: a class parameter. */
  parameter: (id: string): string => `param\u0000${id}`,
  /** Outer: whether a gate is on. */
  state: (key: string): string => `state\u0000${key}`,
  /** Inner: whether a gate that is on works. */
  effect: (key: string): string => `eff\u0000${key}`,
  /** Inner: a local time. */
  time: (key: string, occurrence: number): string => `ttc\u0000${key}\u0000${occurrence}`,
  /** Inner: whether an entry is there. */
  available: (key: string): string => `entry\u0000${key}`,
  /** Inner: how long an entry takes to be there. */
  delay: (key: string, occurrence: number): string => `delay\u0000${key}\u0000${occurrence}`,
  /** Inner: days until the attacker gives up. */
  patience: (occurrence: number): string => `patience\u0000${occurrence}`,
  /** Inner: whether detectors of a type notice a technique, and how long their alert takes. */
  notice: (type: string, technique: string): string => `det\u0000${type}\u0000${technique}`,
  alert: (type: string, technique: string, occurrence: number): string =>
    `alert\u0000${type}\u0000${technique}\u0000${occurrence}`,
  /** Inner: the response of this campaign. */
  triage: (occurrence: number): string => `triage\u0000${occurrence}`,
  wait: "wait",
  containment: (occurrence: number): string => `containment\u0000${occurrence}`,
  success: "contained",
  /** Inner: the attacker's skill. */
  skill: "skill",
} as const;

/** The key of a named draw under the scene's seed. */
export function keyOf(name: string, seed: string): DrawKey {
  return seeded(drawKey(name), seed);
}
