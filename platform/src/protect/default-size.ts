/** The size of a run where nobody says one. */
import { availableParallelism } from "node:os";
import type { RunSize } from "./run-size.ts";

/** Sizes unless the user says otherwise: dials.md §0.7. */
export const defaultSize: Omit<RunSize, "threads"> = { outer: 100, inner: 20, seed: "1" };

/** Threads used unless the user says otherwise: one per processor, at most four. */
export function defaultThreads(): number {
  return Math.max(1, Math.min(4, availableParallelism()));
}
