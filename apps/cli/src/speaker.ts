/** Where things are said: answers on standard output, everything else on standard error. */
import type { Language } from "./format.ts";
import { wordsOf } from "./words-of.ts";
import type { Words } from "./words.ts";

/** The surroundings of a command: what it reads and where it writes. */
export type Terminal = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether a person watches standard error: then progress is one line that changes. */
  readonly isWatched: boolean;
};

/** A terminal with a language. */
export type Speaker = Terminal & { readonly language: Language; readonly words: Words };

/** A terminal speaking a language. */
export function speakerOf(terminal: Terminal, language: Language): Speaker {
  return { ...terminal, language, words: wordsOf(language) };
}
