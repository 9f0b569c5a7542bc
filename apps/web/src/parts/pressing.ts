/** A press just after an answer came belongs to the press before it: hands press twice. */
import { useCallback, useEffect, useRef } from "react";

/** How long after an answer, ms: what browsers and systems take for a double press. */
const doublePressMs = 500;

/** Which presses of a button count. */
export type CountedPress = {
  /** Whether one does now. */
  readonly isCounted: () => boolean;
  /** Something was entered since: what is pressed next is meant. */
  readonly onInput: () => void;
};

/**
 * Tells whether a press of a button counts: not while an answer is awaited, nor shortly after it
 * came, when what was pressed may be cleared, moved or another thing already.
 */
export function useCountedPress(isPending: boolean): CountedPress {
  const answeredAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (!isPending) return undefined;
    return () => {
      answeredAt.current = performance.now();
    };
  }, [isPending]);
  const onInput = useCallback(() => {
    answeredAt.current = Number.NEGATIVE_INFINITY;
  }, []);
  return {
    isCounted: () => !isPending && performance.now() - answeredAt.current > doublePressMs,
    onInput,
  };
}
