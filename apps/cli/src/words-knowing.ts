/** The words of the terminal for what is known of single things, in both languages. */

/** Words of pairs and contradictions. */
export type KnowingWords = {
  readonly noPairs: string;
  readonly noJudged: string;
  readonly because: Readonly<Record<"signs" | "letters" | "name" | "said", string>>;
  readonly isOne: string;
  readonly isTwo: string;
  readonly more: (total: string) => string;
  readonly judged: (holds: boolean, by: string, day: string) => string;
  readonly howSame: string;
  readonly said: string;
  readonly noContradictions: string;
  readonly noSettled: string;
  readonly trusted: (source: string, by: string, day: string) => string;
  readonly howTrust: string;
};

/** Swedish. */
export const knowingSv: KnowingWords = {
  noPairs: "Inga par att ta ställning till.",
  noJudged: "Ingen har tagit ställning till något par.",
  because: {
    signs: "nästan samma namn (skiljetecken)",
    letters: "nästan samma namn (bokstäver)",
    name: "ett namn som kan betyda flera",
    said: "avgjort av en person",
  },
  isOne: "räknas nu som en",
  isTwo: "räknas nu som två",
  more: (total) => `Fler finns; ${total} i allt. --json visar de hundra första.`,
  judged: (holds, by, day) => `${holds ? "samma" : "inte samma"}, enligt ${by} ${day}`,
  howSame: "Ta ställning: vallgrav same confirm NYCKEL, eller deny. Ångra: same undo NYCKEL.",
  said: "Det gäller nu. Det kan tas tillbaka.",
  noContradictions: "Källorna är överens.",
  noSettled: "Ingen har valt vem som ska gälla.",
  trusted: (source, by, day) => `${source} gäller, enligt ${by} ${day}`,
  howTrust: "Välj vem som gäller: vallgrav trust set TILLGÅNG EGENSKAP KÄLLA. Ångra: trust undo.",
};

/** English. */
export const knowingEn: KnowingWords = {
  noPairs: "No pairs to judge.",
  noJudged: "Nobody has judged any pair.",
  because: {
    signs: "nearly the same name (separators)",
    letters: "nearly the same name (letters)",
    name: "one name that may mean several",
    said: "decided by a person",
  },
  isOne: "counted as one now",
  isTwo: "counted as two now",
  more: (total) => `There are more; ${total} in all. --json shows the first hundred.`,
  judged: (holds, by, day) => `${holds ? "the same" : "not the same"}, says ${by} ${day}`,
  howSame: "Judge: vallgrav same confirm KEY, or deny. Take back: same undo KEY.",
  said: "It holds now. It can be taken back.",
  noContradictions: "The sources agree.",
  noSettled: "Nobody has chosen whom to believe.",
  trusted: (source, by, day) => `${source} rules, says ${by} ${day}`,
  howTrust: "Choose whom to believe: vallgrav trust set ASSET PROPERTY SOURCE. Back: trust undo.",
};
