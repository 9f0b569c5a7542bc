/**
 * Ceilings of threads' memory. Without one V8 lets a thread's memory grow to some gigabytes before
 * it looks for what can be thrown away; with one that is too low the thread dies. So work begins
 * within what it usually needs, and is done once more with all there may be where that was not
 * enough.
 */

/**
 * Room for new values of a thread that computes, in mebibytes. V8 takes up to 96 for each and
 * keeps them, though they hold hardly anything at a time; a thread of columns needs no more.
 */
export const youngMebibytes = 24;

/** Most memory of a thread's values, in mebibytes; columns come beside. */
export type HeapCeiling = {
  /** What the work usually stays well within. */
  readonly usual: number;
  /** All there may be. */
  readonly most: number;
};

/** Whether a thread ended because it met the ceiling of its memory. */
export function isOutOfMemory(error: unknown): boolean {
  return Reflect.get(Object(error), "code") === "ERR_WORKER_OUT_OF_MEMORY";
}

/**
 * Does work in a thread within the usual ceiling, and where it meets that once more within the
 * highest.
 * @throws what the work threw
 */
export async function withinCeiling<T>(
  { usual, most }: HeapCeiling,
  work: (heapMebibytes: number) => Promise<T>,
): Promise<T> {
  if (usual >= most) return work(most);
  try {
    return await work(usual);
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    return work(most);
  }
}
