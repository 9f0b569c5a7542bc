/** Values of properties as people say them, with signs that would not show made visible. */
import { valueWord as plainWord } from "@vallgrav/knowledge/names";
import { visible } from "../parts/shown-name.ts";

/** One value in words; what has no word is shown as its source wrote it. */
export function valueWord(...asked: Parameters<typeof plainWord>): string {
  return visible(plainWord(...asked));
}
