/** A list of boxes to tick, any number of them. */
import { type ReactNode, useDeferredValue } from "react";
import { visible } from "./shown-name.ts";

/** Boxes drawn with the page itself; the others follow at once. */
const boxesFirst = 40;

/**
 * @param chosen what is ticked of `all`
 * @param wordOf what a box says
 * @param onFlip called with what is ticked, or no longer
 */
export function Boxes<T extends string>({
  all,
  chosen,
  wordOf,
  onFlip,
  isDisabled = false,
}: {
  readonly all: readonly T[];
  readonly chosen: readonly T[];
  readonly wordOf: (one: T) => string;
  readonly onFlip: (one: T) => void;
  readonly isDisabled?: boolean;
}): ReactNode {
  // The page stands when its first boxes do: everybody in a municipality is hundreds.
  const drawn = useDeferredValue(all.length, Math.min(all.length, boxesFirst));
  return (
    <ul className="boxes">
      {all.slice(0, drawn).map((one) => (
        <li key={one}>
          <label>
            <input
              type="checkbox"
              checked={chosen.includes(one)}
              disabled={isDisabled}
              onChange={() => onFlip(one)}
            />{" "}
            {visible(wordOf(one))}
          </label>
        </li>
      ))}
    </ul>
  );
}

/** A choice with one more, or one less. */
export function flipped<T>(chosen: readonly T[], one: T): readonly T[] {
  return chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
}
