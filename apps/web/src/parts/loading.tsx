/** What stands where the first answer, or a piece of the program, is on its way. */
import type { ReactNode } from "react";
import { useSpeech } from "../words/language.tsx";

/** A quiet line while the first answer is on its way. */
export function Loading(): ReactNode {
  const { words } = useSpeech();
  return <output className="note loading">{words.app.loading}</output>;
}
