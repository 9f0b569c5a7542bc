/** A run of planning as it is kept. */

/**
 * A run as it is kept. Lists of hundreds of objectives are in thousands of runs: as numbers in one
 * row, each told once, they take a tenth of the memory.
 */
export type PackedRun = {
  readonly first: number;
  /** Whether what fell is not all that would have without response. */
  readonly isStopped: boolean;
  /** Per group: 1 where it is unopposed, how many measures and objectives, then those. */
  readonly numbers: Int32Array;
};
