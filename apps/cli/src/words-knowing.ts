/** The words of the terminal for what is known of single things, in both languages. */

/** Words of pairs and contradictions. */
export type KnowingWords = {
  /** Of remembered meanings of columns. */
  readonly mappings: {
    readonly none: string;
    readonly nothing: string;
    readonly said: (by: string, day: string) => string;
    readonly forgotten: string;
  };
  /** Of both dials by rung of the ladder. */
  readonly ladder: {
    readonly lead: string;
    readonly rung: (rung: number) => string;
    readonly upTo: (rung: number) => string;
    readonly everything: string;
    readonly files: string;
    readonly known: string;
    readonly typical: string;
    readonly parts: Readonly<Record<"directory" | "services", string>>;
    readonly none: string;
  };
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
  readonly ask: AskWords;
  readonly asset: {
    readonly none: string;
    readonly gone: string;
    readonly more: (total: string) => string;
    readonly disputed: string;
    readonly reaches: (one: string) => string;
    readonly reachedBy: (one: string) => string;
    readonly question: (id: string, text: string) => string;
  };
};

/** Words of questions to people. */
export type AskWords = {
  readonly open: (total: string) => string;
  readonly forms: string;
  readonly parameters: string;
  readonly what: Readonly<Record<"coverage" | "effectiveness" | "time" | "source", string>>;
  readonly how: string;
  readonly noOwner: string;
  readonly asked: string;
  readonly clear: (off: string, on: string) => string;
  readonly ways: (share: string) => string;
  readonly hours: (hours: string) => string;
  readonly none: string;
  /** The same where too little is known for figures. */
  readonly inWords: Readonly<Record<"clear" | "hours", string>>;
  readonly states: Readonly<Record<"open" | "answered" | "withdrawn" | "expired", string>>;
  readonly others: Readonly<Record<"unknown" | "elsewhere", string>>;
  readonly moved: (before: string, after: string, together: number) => string;
  /** The text to send, line by line. Nothing is sent from here. */
  readonly letter: (link: string, questions: readonly string[], until: string) => readonly string[];
};

/** Swedish. */
export const knowingSv: KnowingWords = {
  mappings: {
    none: "Inga tolkningar av kolumner är sparade.",
    nothing: "inget",
    said: (by, day) => `enligt ${by} ${day}`,
    forgotten: "Glömd. Det som redan lästs in är som det var.",
  },
  ladder: {
    lead: "Båda mätarna i dag, av varje steg på stegen för sig och av allt tillsammans.",
    rung: (rung) => `steg ${rung}`,
    upTo: (rung) => `till och med ${rung}`,
    everything: "allt",
    files: "filer",
    known: "känt, av det som avgör",
    typical: "typkommunen står för",
    parts: { directory: "katalogen", services: "tjänsterna" },
    none: "går inte att räkna",
  },
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
  ask: {
    open: (total) => `${total} frågor har inget svar; de som betyder mest står först.`,
    forms: "Ställda frågor:",
    parameters:
      "Följer läget mest i de genomspelade angreppen, men ingen ägare vet (andel av spridningen):",
    what: {
      coverage: "hur många som har det",
      effectiveness: "hur ofta det hjälper",
      time: "hur lång tid det tar",
      source: "hur fel källan har",
    },
    how:
      "Fråga: vallgrav ask new PERSON TILLGÅNG FRÅGA. Skriv in ett svar: ask answer KOD SVAR " +
      "(unknown är vet ej, elsewhere fel person). Ta tillbaka: ask withdraw KOD.",
    noOwner: "ingen ägare i förteckningen",
    asked: "redan ställd",
    clear: (off, on) => `håller i ${off} av de genomspelade angreppen utan, ${on} med`,
    ways: (part) =>
      `finns på ${part} av vägarna; går inte att skilja från slumpen i de genomspelade angreppen`,
    hours: (hours) => `avgör ${hours} timmar i snitt; hur den flyttar motståndet är inte räknat`,
    none: "ingen väg går förbi den, eller så är inget räknat",
    inWords: {
      clear: "flyttar läget tydligt i de genomspelade angreppen",
      hours: "avgör hur länge tjänster ligger nere",
    },
    states: {
      open: "obesvarad till",
      answered: "besvarad; gällde till",
      withdrawn: "återtagen; gällde till",
      expired: "gick ut",
    },
    others: { unknown: "vet ej", elsewhere: "fel person" },
    moved: (before, after, together) =>
      `Håller: ${before} före, ${after} efter` +
      (together > 1 ? ` (tillsammans med ${together - 1} andra svar).` : "."),
    letter: (link, questions, until) => [
      "Text att skicka (sätt serverns adress framför länken; vi skickar inget):",
      "",
      "Hej!",
      `Jag behöver ${questions.length === 1 ? "ett svar" : `${questions.length} svar`} av dig:`,
      ...questions.map((question) => `- ${question}`),
      `Svara här, utan att logga in, senast ${until}: ${link}`,
      "Länken gäller en gång. Vet du inte, eller är du fel person? Det är också ett svar.",
    ],
  },
  asset: {
    none: "Inget stämmer. Pröva en kortare del av namnet.",
    gone: "borta",
    more: (total) => `Fler finns; ${total} i allt. Skriv mer av namnet.`,
    disputed: "motsägs",
    reaches: (one) => `Når ${one} i ett steg:`,
    reachedBy: (one) => `Nås av ${one} i ett steg:`,
    question: (id, text) => `Fråga utan svar: ${id}: ${text}`,
  },
  howTrust: "Välj vem som gäller: vallgrav trust set TILLGÅNG EGENSKAP KÄLLA. Ångra: trust undo.",
};

/** English. */
export const knowingEn: KnowingWords = {
  mappings: {
    none: "No meanings of columns are remembered.",
    nothing: "nothing",
    said: (by, day) => `said by ${by} on ${day}`,
    forgotten: "Forgotten. What was read before is as it was.",
  },
  ladder: {
    lead: "Both dials today, from each rung of the ladder alone and from everything together.",
    rung: (rung) => `rung ${rung}`,
    upTo: (rung) => `up to ${rung}`,
    everything: "everything",
    files: "files",
    known: "known, of what decides",
    typical: "a typical municipality stands for",
    parts: { directory: "the directory", services: "the services" },
    none: "cannot be computed",
  },
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
  ask: {
    open: (total) => `${total} questions have no answer; those that matter most come first.`,
    forms: "Questions asked:",
    parameters:
      "Go with the position most over the draws, but no owner knows (share of the spread):",
    what: {
      coverage: "how many have it",
      effectiveness: "how often it helps",
      time: "how long it takes",
      source: "how wrong the source is",
    },
    how:
      "Ask: vallgrav ask new PERSON ASSET QUESTION. Enter an answer: ask answer CODE ANSWER " +
      "(unknown is don't know, elsewhere wrong person). Withdraw: ask withdraw CODE.",
    noOwner: "no owner in the register",
    asked: "asked already",
    clear: (off, on) => `holds in ${off} of the draws without, ${on} with it`,
    ways: (part) => `on ${part} of the ways; cannot be told from chance in the draws`,
    hours: (hours) => `decides ${hours} hours on average; the draws say nothing of it`,
    none: "no way passes it, or nothing is computed",
    inWords: {
      clear: "moves the position clearly in the draws",
      hours: "decides how long services are down",
    },
    states: {
      open: "open until",
      answered: "answered; held until",
      withdrawn: "withdrawn; held until",
      expired: "expired",
    },
    others: { unknown: "don't know", elsewhere: "wrong person" },
    moved: (before, after, together) =>
      `Holds: ${before} before, ${after} after` +
      (together > 1 ? ` (together with ${together - 1} other answers).` : "."),
    letter: (link, questions, until) => [
      "Text to send (put the server's address before the link; nothing is sent by us):",
      "",
      "Hello!",
      `I need ${questions.length === 1 ? "an answer" : `${questions.length} answers`} of you:`,
      ...questions.map((question) => `- ${question}`),
      `Answer here, without signing in, by ${until}: ${link}`,
      "The link holds once. You don't know, or are the wrong person? That is an answer too.",
    ],
  },
  asset: {
    none: "Nothing fits. Try a shorter part of the name.",
    gone: "gone",
    more: (total) => `There are more; ${total} in all. Write more of the name.`,
    disputed: "contradicted",
    reaches: (one) => `Reaches ${one} in one step:`,
    reachedBy: (one) => `Reached by ${one} in one step:`,
    question: (id, text) => `Question without answer: ${id}: ${text}`,
  },
  howTrust: "Choose whom to believe: vallgrav trust set ASSET PROPERTY SOURCE. Back: trust undo.",
};
