/** A press just after an answer came belongs to the press before it: hands press twice. */
import { useEffect, useRef } from "react";

/** How long after an answer, ms: what browsers and systems take for a double press. */
const doublePressMs = 500;

/** When something was entered last, anywhere on the page: what is pressed after it is meant. */
let enteredAt = Number.NEGATIVE_INFINITY;
globalThis.document?.addEventListener(
  "input",
  () => {
    enteredAt = performance.now();
  },
  true,
);

/**
 * Tells whether a press of a button counts: not while an answer is awaited, nor shortly after it
 * came, when what was pressed may be cleared, moved or another thing already.
 */
export function useCountedPress(isPending: boolean): () => boolean {
  const answeredAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (!isPending) return undefined;
    return () => {
      answeredAt.current = performance.now();
    };
  }, [isPending]);
  return () => {
    const isLate = performance.now() - answeredAt.current > doublePressMs;
    return !isPending && (isLate || enteredAt > answeredAt.current);
  };
}
