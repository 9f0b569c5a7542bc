/** The words of the twelve questions, and of what a typical municipality stands in for. */

/** Swedish; its shape is law for the other. */
export const svQuestions = {
  title: "Tolv frågor",
  heading: "Tolv frågor ger ett första läge.",
  lead:
    "Svara ur minnet; vet ej är också ett svar. Det ni inte svarar på antas vara som i en typisk " +
    "kommun, och det står på varje sida som bygger på det. Filer som läses in senare går före svaren.",
  startTitle: "Svara på tolv frågor",
  startText: "Tar några minuter och kräver inga filer. Ger ett grovt läge i ord.",
  startButton: "Börja svara",
  yes: "Ja",
  no: "Nej",
  unknown: "Vet ej",
  send: "Spara svaren",
  notCount: "Skriv ett helt tal, eller lämna tomt om ni inte vet.",
  nothing: "Svara på minst en fråga.",
  said: (value: string, day: string) => `Senaste svar: ${value}, ${day}.`,
  link: "Ändra svaren på de tolv frågorna",
  typical: {
    directory:
      "Ingen katalog är inläst. Konton, datorer och deras rättigheter är antagna: en typisk kommun " +
      "av er storlek.",
    services:
      "Ingen systemförteckning är inläst. De samhällsviktiga tjänsterna och deras system är antagna: " +
      "en typisk kommun av er storlek.",
  },
};

/** English. */
export const enQuestions: typeof svQuestions = {
  title: "Twelve questions",
  heading: "Twelve questions give a first position.",
  lead:
    "Answer from memory; don't know is an answer too. What you leave is assumed to be as in a typical " +
    "municipality, and every page that rests on it says so. Files read in later come before answers.",
  startTitle: "Answer twelve questions",
  startText: "Takes a few minutes and needs no files. Gives a rough position, in words.",
  startButton: "Begin",
  yes: "Yes",
  no: "No",
  unknown: "Don't know",
  send: "Keep the answers",
  notCount: "Write a whole number, or leave it empty if you do not know.",
  nothing: "Answer at least one question.",
  said: (value, day) => `Last answer: ${value}, ${day}.`,
  link: "Change the answers to the twelve questions",
  typical: {
    directory:
      "No directory has been read in. Accounts, computers and their rights are assumed: a typical " +
      "municipality of your size.",
    services:
      "No system register has been read in. The vital services and their systems are assumed: a " +
      "typical municipality of your size.",
  },
};
