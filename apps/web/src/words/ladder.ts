/** The words of the ladder of sources. */

/** Swedish; its shape is law for the other. */
export const svLadder = {
  title: "Vad som skulle göra läget säkrare",
  lead:
    "Stegen går från det ni kan ur minnet till det som kräver insamling. Varje steg ger ett läge i sig. " +
    "Procenttalet är hur stor del av de avgörande uppgifterna som i dag är antagna och som källan kan " +
    "visa, som mest.",
  caption: "Källor att läsa in",
  source: "Källa",
  rung: "Steg",
  adds: "Kan visa",
  minutes: "Minuter",
  state: "Läst",
  rungs: {
    0: "0 minne och förteckning",
    1: "1 utdrag",
    2: "2 katalogen",
    3: "3 sessioner",
  },
  notBrought: "inte än",
  brought: (files: string, day: string) => `${files} ${files === "1" ? "fil" : "filer"}, ${day}`,
  old: "gammal",
  unknown: "inte räknat än",
  how: (name: string) => `Så tar ni fram: ${name}`,
  who: "Vem",
  script: "Hämta skriptet (PowerShell), att läsa igenom och köra",
  orCommand: "Samma skript från en terminal på servern:",
  alarms: "Kan larma",
  noAlarms: "Nej.",
  minutesNote:
    "Minuterna är våra antaganden. Kommandon och larm är skrivna ur allmän kunskap om verktygen och inte " +
    "prövade i någon kommun.",
  import: "Inläsning",
  withdraw: "Ta tillbaka",
  withdrawTitle: "Ta tillbaka inläsningen?",
  withdrawText: (files: string, count: number) =>
    `${files} glöms, som om ${count === 1 ? "filen" : "filerna"} aldrig lästs in, och läget räknas om. ` +
    "Det antecknas i loggen vem som gjorde det.",
  withdrawYes: "Ta tillbaka",
  withdrawNo: "Behåll",
};

/** English. */
export const enLadder: typeof svLadder = {
  title: "What would make the position surer",
  lead:
    "The ladder goes from what you know by heart to what takes collecting. Each rung gives a position by " +
    "itself. The percentage is how much of the deciding facts is assumed today and could be shown by the " +
    "source, at most.",
  caption: "Sources to read in",
  source: "Source",
  rung: "Rung",
  adds: "Could show",
  minutes: "Minutes",
  state: "Read",
  rungs: {
    0: "0 memory and register",
    1: "1 exports",
    2: "2 the directory",
    3: "3 sessions",
  },
  notBrought: "not yet",
  brought: (files, day) => `${files} ${files === "1" ? "file" : "files"}, ${day}`,
  old: "old",
  unknown: "not counted yet",
  how: (name) => `How to make: ${name}`,
  who: "Who",
  script: "Get the script (PowerShell), to read through and run",
  orCommand: "The same script from a terminal on the server:",
  alarms: "May set off alarms",
  noAlarms: "No.",
  minutesNote:
    "Minutes are our assumptions. Commands and alarms are written from general knowledge of the tools and " +
    "have not been tried in a municipality.",
  import: "Import",
  withdraw: "Withdraw",
  withdrawTitle: "Withdraw the import?",
  withdrawText: (files, count) =>
    `${files} will be forgotten, as if ${count === 1 ? "the file" : "the files"} had never been read, ` +
    "and the position is computed again. The log keeps who did it.",
  withdrawYes: "Withdraw",
  withdrawNo: "Keep",
};
