/** The chosen language, its words, and how they reach every component. */
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { I18nProvider } from "react-aria-components";
import { loadChoice, saveChoice } from "../frame/choices.ts";
import { en } from "./en.ts";
import { type Language, localeOf } from "./format.ts";
import { sv, type Words } from "./sv.ts";

/** What a component needs to speak. */
export type Speech = {
  readonly language: Language;
  readonly words: Words;
  readonly setLanguage: (language: Language) => void;
};

const dictionaries: Record<Language, Words> = { sv, en };
const SpeechContext = createContext<Speech>({ language: "sv", words: sv, setLanguage: () => {} });

/** Words, language and the way to change it. */
export function useSpeech(): Speech {
  return use(SpeechContext);
}

/** Holds the language, keeps it for next time and tells the document. Swedish unless chosen. */
export function SpeechProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState<Language>(() => loadChoice("language", ["sv", "en"]));
  useEffect(() => {
    document.documentElement.lang = language;
    saveChoice("language", language);
  }, [language]);
  const speech = useMemo(
    () => ({ language, words: dictionaries[language], setLanguage }),
    [language],
  );
  return (
    <SpeechContext value={speech}>
      <I18nProvider locale={localeOf(language)}>{children}</I18nProvider>
    </SpeechContext>
  );
}
