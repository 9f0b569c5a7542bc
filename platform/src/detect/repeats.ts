/** Which lines were seen before, among the last so many. */

/** Lines that are remembered. */
export const remembered = 65_536;

/** Remembered lines, by short hashes. */
export type Repeats = {
  /** Remembers a line; true where it was remembered already. */
  readonly add: (key: string) => boolean;
};

/** Nothing remembered yet. Two halves take turns, so that the oldest go unsearched. */
export function newRepeats(most: number = remembered): Repeats {
  let young = new Set<string>();
  let old = new Set<string>();
  return {
    add: (key) => {
      const isKnown = young.has(key) || old.has(key);
      young.add(key);
      if (young.size >= most) {
        old = young;
        young = new Set();
      }
      return isKnown;
    },
  };
}
