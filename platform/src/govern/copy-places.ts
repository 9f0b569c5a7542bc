/** Where copies may lie. */
import type { CopyPlace } from "../api/index.ts";

const places: readonly CopyPlace[] = ["offline", "outside", "inside"];

/** Whether a word names a place of copies. */
export function isCopyPlace(word: string): word is CopyPlace {
  return places.some((one) => one === word);
}
