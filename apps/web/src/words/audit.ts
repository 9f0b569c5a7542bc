/** The words of the log, in both languages. */

/** Swedish; its shape is law for the other. */
export const svAudit = {
  title: "Logg",
  heading: (total: string) => `Loggen har ${total} poster.`,
  lead:
    "Här står vem som gjort vad och när. Varje rad skrevs innan svaret lämnades, och ingen rad går " +
    "att ändra utan att det syns.",
  search: "Sök i loggen",
  who: "Vem",
  whoHint: "En del av ett namn, eller system eller nobody.",
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
  heading: (total) => `The log has ${total} entries.`,
  lead:
    "Who did what, and when. Each line was written before the answer left, and no line can be changed " +
    "without its showing.",
  search: "Search the log",
  who: "Who",
  whoHint: "Part of a name, or system or nobody.",
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
