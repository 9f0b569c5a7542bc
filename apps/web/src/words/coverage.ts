/** The words of how far the sources reach, and which of them have grown old. */

/** Swedish; its shape is law for the other. */
export const svCoverage = {
  title: "Hur långt källorna når",
  lead:
    "Det som bara är omnämnt räknas upp av ingen källa: om sådant är nästan allt antaget. Det som en källa " +
    "missar och andra ser är listan som ingen hade.",
  kind: "Slag",
  count: "Antal",
  listed: "Uppräknade",
  mentioned: "Bara omnämnda",
  seen: "Vad varje källa ser och missar",
  ofKind: "Visa",
  source: "Källa",
  alone: "Ser ensam",
  missing: "Missar",
  newest: "Senast",
  none: "Ingen källa räknar upp något av det slaget.",
  showMissing: "Visa",
  showMissingOf: (source: string) => `Visa vad ${source} missar`,
  missed: (total: string, source: string) => `${total} som ${source} missar`,
  oldTitle: "Underlag som blivit gammalt",
  oldLead:
    "Det som ni berättar väger hälften efter 365 dagar och utdrag ur verktyg efter 180. Läs in de här igen:",
  oldOne: (name: string, day: string) => `${name}, senast ${day}`,
  oldNone: "Inget som är inläst är så gammalt att det väger mindre än hälften.",
  after: {
    title: "Läget efter inläsningen",
    computing: "Läget räknas nu med det som lästes in.",
    ready: "Läget är räknat med det som lästes in.",
  },
  lists: {
    title: (name: string) => `Vilken lista ${name} är`,
    isOwn: (name: string, other: string) => `${name} är en annan lista än ${other}`,
    isNext: (name: string, other: string) => `${name} är en nyare utgåva av ${other}`,
    saidOwn: "Någon av er har sagt att det är en annan lista.",
    saidNext: "Någon av er har sagt att det är en nyare utgåva.",
    takeBack: "Ta tillbaka det som sagts",
  },
};

/** English. */
export const enCoverage: typeof svCoverage = {
  title: "How far the sources reach",
  lead:
    "What is only mentioned is listed by no source: nearly everything about it is assumed. What one source " +
    "misses and others see is the list that nobody had.",
  kind: "Kind",
  count: "Count",
  listed: "Listed",
  mentioned: "Only mentioned",
  seen: "What each source sees and misses",
  ofKind: "Show",
  source: "Source",
  alone: "Sees alone",
  missing: "Misses",
  newest: "Newest",
  none: "No source lists anything of that kind.",
  showMissing: "Show",
  showMissingOf: (source) => `Show what ${source} misses`,
  missed: (total, source) => `${total} that ${source} misses`,
  oldTitle: "Sources that have grown old",
  oldLead:
    "What you tell weighs half after 365 days, and exports of tools after 180. Read these in again:",
  oldOne: (name, day) => `${name}, last ${day}`,
  oldNone: "Nothing that was read is so old that it weighs less than half.",
  after: {
    title: "The position after the import",
    computing: "The position is being computed with what was read.",
    ready: "The position is computed with what was read.",
  },
  lists: {
    title: (name) => `Which list ${name} is`,
    isOwn: (name, other) => `${name} is another list than ${other}`,
    isNext: (name, other) => `${name} is a newer edition of ${other}`,
    saidOwn: "One of you has said that it is another list.",
    saidNext: "One of you has said that it is a newer edition.",
    takeBack: "Take back what was said",
  },
};
