/**
 * How much is worked on at once. Pieces of a few bytes a line become lists of objects that take two
 * hundred times as much memory: what many connections bring together must not all be taken apart.
 */

/** Lets work in by its weight. */
export type Gate = <T>(weight: number, work: () => Promise<T>) => Promise<T>;

/**
 * A gate that has room for so much at once; what is heavier goes in alone. In order of coming, so
 * that nobody waits for good.
 */
export function newGate(most: number): Gate {
  let inside = 0;
  const waiting: { readonly weight: number; readonly go: () => void }[] = [];
  const isRoom = (weight: number): boolean => inside === 0 || inside + weight <= most;
  const letIn = (): void => {
    for (let [next] = waiting; next !== undefined && isRoom(next.weight); [next] = waiting) {
      waiting.shift();
      inside += next.weight;
      next.go();
    }
  };
  return async (weight, work) => {
    if (waiting.length > 0 || !isRoom(weight))
      await new Promise<void>((go) => {
        waiting.push({ weight, go });
      });
    else inside += weight;
    try {
      return await work();
    } finally {
      inside -= weight;
      letIn();
    }
  };
}
