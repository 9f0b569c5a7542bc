/** The chosen language, its words, and how they reach every component. */
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { loadChoice, saveChoice } from "../frame/choices.ts";
import type { Language } from "./format.ts";
import { sv, type Words } from "./sv.ts";

/** What a component needs to speak. */
export type Speech = {
  readonly language: Language;
  readonly words: Words;
  readonly setLanguage: (language: Language) => void;
};

/** The words that are here: the Swedish come with the program, the English when they are chosen. */
const here: { sv: Words; en?: Words } = { sv };

/** The language that this browser keeps; Swedish unless chosen. */
export function keptLanguage(): Language {
  return loadChoice("language", ["sv", "en"]);
}

/** Brings the words of a language. @returns whether they have come */
export async function bringWords(language: Language): Promise<boolean> {
  try {
    if (language === "en") here.en ??= (await import("./en.ts")).en;
    return true;
  } catch {
    return false;
  }
}

const SpeechContext = createContext<Speech>({ language: "sv", words: sv, setLanguage: () => {} });

/** Words, language and the way to change it. */
export function useSpeech(): Speech {
  return use(SpeechContext);
}

/** Holds the language and tells the document; what is chosen is kept for next time. */
export function SpeechProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [language, setSpoken] = useState<Language>(() =>
    here[keptLanguage()] === undefined ? "sv" : keptLanguage(),
  );
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const speech = useMemo(
    () => ({
      language,
      words: here[language] ?? sv,
      setLanguage: (chosen: Language) =>
        void bringWords(chosen).then((hasCome) => {
          // Where the words do not come, all stays as it was, and the choice can be made again.
          if (!hasCome) return;
          saveChoice("language", chosen);
          setSpoken(chosen);
        }),
    }),
    [language],
  );
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}
