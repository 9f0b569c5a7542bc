/** The words of what people judge: who is the same, and whom to believe. */

/** Swedish; its shape is law for the other. */
export const svJudging = {
  title: "Stämmer det?",
  headingNone: "Det finns inget att ta ställning till.",
  heading: (pairs: string, contradictions: string) => `${pairs} och ${contradictions}.`,
  pairs: (count: number, text: string) =>
    count === 1 ? "Ett par kan vara samma sak" : `${text} par kan vara samma sak`,
  contradictions: (count: number, text: string) =>
    count === 1 ? "en uppgift motsägs" : `${text} uppgifter motsägs`,
  lead:
    "Det ni svarar här sparas med namn och datum, gäller direkt och också efter nya inläsningar. " +
    "Allt kan tas tillbaka.",
  pairsTitle: "Kan vara samma sak",
  pairsNone: "Inga namn är så lika att någon behöver avgöra.",
  because: {
    signs: "Namnen skiljer sig i skiljetecken eller i tecken som lätt förväxlas.",
    letters: "Namnen skiljer sig i en bokstav.",
    name: "Ett namn kan betyda båda.",
    said: "Avgjort av en person.",
  },
  isOne: "Räknas i dag som en och samma.",
  isTwo: "Räknas i dag som två.",
  same: "Samma sak",
  different: "Inte samma",
  takeBack: "Ta tillbaka",
  about: (word: string, left: string, right: string) => `${word}: ${left} och ${right}`,
  more: "Visa fler",
  names: "Namn",
  says: "Uppgifter",
  sources: "Källor",
  source: (file: string, place: string, day: string) => `${file}, ${place}, ${day}`,
  judgedTitle: "Avgjort av er",
  judgedNone: "Inget är avgjort än.",
  judgedSame: (by: string, day: string) => `Samma sak, enligt ${by} ${day}.`,
  judgedDifferent: (by: string, day: string) => `Inte samma, enligt ${by} ${day}.`,
  contradictionsTitle: "Uppgifter som säger emot varandra",
  contradictionsLead:
    "Den översta uppgiften gäller i dag: den som någon sett går före den som någon sagt, och den " +
    "nyare före den äldre. Vet ni bättre, välj vilken källa som ska gälla.",
  contradictionsNone: "Inga uppgifter säger emot varandra.",
  rules: "gäller",
  trust: "Låt den gälla",
  trustAbout: (source: string, property: string, asset: string) =>
    `Låt den gälla: ${source}, ${property} hos ${asset}`,
  trusted: (source: string, by: string, day: string) => `${source} gäller, enligt ${by} ${day}.`,
  takeBackAbout: (what: string) => `Ta tillbaka: ${what}`,
  link: "Ta ställning",
};

/** English. */
export const enJudging: typeof svJudging = {
  title: "Is that right?",
  headingNone: "There is nothing to judge.",
  heading: (pairs, contradictions) => `${pairs} and ${contradictions}.`,
  pairs: (count, text) =>
    count === 1 ? "One pair may be the same thing" : `${text} pairs may be the same thing`,
  contradictions: (count, text) =>
    count === 1 ? "one fact is contradicted" : `${text} facts are contradicted`,
  lead:
    "What you answer here is kept with name and date, holds at once and after new imports too. " +
    "Everything can be taken back.",
  pairsTitle: "May be the same thing",
  pairsNone: "No names are so alike that anybody need decide.",
  because: {
    signs: "The names differ in separators or in signs that are easily mistaken.",
    letters: "The names differ in one letter.",
    name: "One name may mean either.",
    said: "Decided by a person.",
  },
  isOne: "Counted as one and the same today.",
  isTwo: "Counted as two today.",
  same: "The same",
  different: "Not the same",
  takeBack: "Take back",
  about: (word, left, right) => `${word}: ${left} and ${right}`,
  more: "Show more",
  names: "Names",
  says: "Facts",
  sources: "Sources",
  source: (file, place, day) => `${file}, ${place}, ${day}`,
  judgedTitle: "Decided by you",
  judgedNone: "Nothing has been decided yet.",
  judgedSame: (by, day) => `The same, says ${by} ${day}.`,
  judgedDifferent: (by, day) => `Not the same, says ${by} ${day}.`,
  contradictionsTitle: "Facts that contradict each other",
  contradictionsLead:
    "The first fact rules today: what somebody saw comes before what somebody said, and the newer " +
    "before the older. If you know better, choose which source should rule.",
  contradictionsNone: "No facts contradict each other.",
  rules: "rules",
  trust: "Let it rule",
  trustAbout: (source, property, asset) => `Let it rule: ${source}, ${property} of ${asset}`,
  trusted: (source, by, day) => `${source} rules, says ${by} ${day}.`,
  takeBackAbout: (what) => `Take back: ${what}`,
  link: "Judge",
};
