/** Dice by counter: the same seed, the same throws. */
import { drawKey, seeded, uniformAt } from "@vallgrav/kernel";

export type Dice = {
  /** A whole number from 0, below `n`. */
  readonly below: (n: number) => number;
  readonly chance: (p: number) => boolean;
  /** One of a list that is not empty. */
  readonly pick: <T>(list: readonly T[]) => T;
};

/** Dice of a seed and a case. */
export function newDice(seed: number, number: number): Dice {
  const { high, low } = seeded(drawKey("dice"), String(seed));
  let at = 0;
  const next = (): number => uniformAt(high, low, number, (at += 1));
  const below = (n: number): number => Math.floor(next() * n);
  return {
    below,
    chance: (p) => next() < p,
    pick: <T>(list: readonly T[]): T => {
      const found = list[below(list.length)];
      if (found === undefined) throw new RangeError("nothing to pick from");
      return found;
    },
  };
}
