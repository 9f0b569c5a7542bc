/** How to begin: one's own files, or the example municipality. */
import type { ReactNode } from "react";
import { Page } from "../frame/page.tsx";
import { StartChoices } from "../identify/start-choices.tsx";
import { useSpeech } from "../words/language.tsx";

/** The page after the first account. */
export function StartPage(): ReactNode {
  const { words } = useSpeech();
  return (
    <Page name={words.start.title} heading={words.start.title} lead={words.start.lead}>
      <StartChoices />
    </Page>
  );
}
