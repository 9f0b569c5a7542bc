/** The words of the log, in both languages. */

/** Swedish; its shape is law for the other. */
export const svAudit = {
  title: "Logg",
  heading: (total: string) => `Loggen har ${total === "1" ? "en post" : `${total} poster`}.`,
  lead:
    "Här står vem som gjort vad och när. Varje rad skrevs innan svaret lämnades. Ändras eller tas en " +
    "rad bort syns det mot en kontrollpunkt som förvaras någon annanstans.",
  search: "Sök i loggen",
  who: "Vem",
  whoHint: "En del av ett namn. ”system” är terminalen, ”nobody” den som inte var inloggad.",
  what: "Vad",
  whatHint: "Början av handlingen, till exempel import/.",
  from: "Från och med",
  until: "Till och med",
  number: "Nr",
  when: "När",
  outcome: "Utfall",
  object: "Gällde",
  detail: "Detaljer",
  erased: "gallrat eller inga",
  older: "Visa äldre",
  newest: "Visa de nyaste",
  outcomes: { done: "gjort", refused: "nekat", failed: "misslyckat" },
  system: "terminalen",
  nobody: "ingen inloggad",
};

/** English. */
export const enAudit: typeof svAudit = {
  title: "Log",
  heading: (total) => `The log has ${total === "1" ? "one entry" : `${total} entries`}.`,
  lead:
    "Who did what, and when. Each line was written before the answer left. A line that is changed or " +
    "removed shows against a checkpoint that is kept elsewhere.",
  search: "Search the log",
  who: "Who",
  whoHint: "Part of a name. “system” is the terminal, “nobody” whoever was not signed in.",
  what: "What",
  whatHint: "The beginning of the action, such as import/.",
  from: "From",
  until: "Until",
  number: "No.",
  when: "When",
  outcome: "Outcome",
  object: "Concerned",
  detail: "Details",
  erased: "disposed of, or none",
  older: "Show older",
  newest: "Show the newest",
  outcomes: { done: "done", refused: "refused", failed: "failed" },
  system: "the terminal",
  nobody: "nobody signed in",
};
