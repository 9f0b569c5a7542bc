/** The words of tables whose columns somebody explains; fields have theirs in the knowledge. */

/** Swedish; its shape is law for the other. */
export const svColumns = {
  title: (file: string) => `Vad betyder kolumnerna i ${file}?`,
  lead:
    "Filen är en tabell, men rubrikerna känns inte igen. Säg vad den räknar upp och vad " +
    "kolumnerna betyder, så läses den in. Det ni svarar sparas med namn och datum och används " +
    "nästa gång en tabell har samma rubriker.",
  looking: (file: string) => `Ser efter vad ${file} är för en tabell …`,
  sheet: "Blad",
  sheetOf: (name: string, rows: number, text: string) =>
    rows === 1 ? `${name} (en rad)` : `${name} (${text} rader)`,
  kind: "Vad räknar tabellen upp?",
  fitsNone:
    "Rubrikerna liknar inget som Vallgrav läser. Säg vad tabellen räknar upp, eller hoppa över filen.",
  choose: "välj",
  lost: (files: string) =>
    `Den här webbläsaren har inte kvar ${files}. Dra hit igen, så frågas du vad kolumnerna betyder.`,
  column: "Kolumn",
  values: "Exempel ur filen",
  noValues: "tom, eller något som inte ska visas",
  meaning: "Betyder",
  meaningOf: (heading: string) => `${heading} betyder`,
  nothing: "inget av detta",
  missing: (fields: string) => `Det saknas en kolumn för ${fields}.`,
  twice: (field: string) => `Två kolumner kan inte båda betyda ${field}.`,
  or: " eller ",
  readIn: "Läs in och kom ihåg",
  leaveOut: "Hoppa över filen",
  remembered: "Sparade tolkningar av kolumner",
  rememberedLead:
    "Tabeller med de här rubrikerna läses in så. Det som redan är inläst ändras inte av att en " +
    "tolkning glöms.",
  headings: "Rubriker",
  said: "Sagt av",
  day: "Dag",
  forget: "Glöm",
  forgetAbout: (kind: string, day: string) => `Glöm tolkningen av ${kind} från ${day}`,
  pair: (heading: string, meaning: string) => `${heading} är ${meaning}`,
};

/** English. */
export const enColumns: typeof svColumns = {
  title: (file) => `What do the columns of ${file} mean?`,
  lead:
    "The file is a table, but its headings are not known. Say what it lists and what its columns " +
    "mean, and it is read. What you answer is kept with name and date and used the next time a " +
    "table has the same headings.",
  looking: (file) => `Looking at what kind of table ${file} is …`,
  sheet: "Sheet",
  sheetOf: (name, rows, text) => (rows === 1 ? `${name} (one row)` : `${name} (${text} rows)`),
  kind: "What does the table list?",
  fitsNone:
    "The headings are like nothing that Vallgrav reads. Say what the table lists, or leave the file out.",
  choose: "choose",
  lost: (files) =>
    `This browser no longer holds ${files}. Drop it here again, and you are asked what its columns mean.`,
  column: "Column",
  values: "Examples from the file",
  noValues: "empty, or something that must not be shown",
  meaning: "Means",
  meaningOf: (heading) => `${heading} means`,
  nothing: "none of these",
  missing: (fields) => `A column for ${fields} is missing.`,
  twice: (field) => `Two columns cannot both mean ${field}.`,
  or: " or ",
  readIn: "Read it and remember",
  leaveOut: "Leave the file out",
  remembered: "Remembered meanings of columns",
  rememberedLead:
    "Tables with these headings are read so. What has been read already is not changed by " +
    "forgetting a meaning.",
  headings: "Headings",
  said: "Said by",
  day: "Day",
  forget: "Forget",
  forgetAbout: (kind, day) => `Forget the meaning of ${kind} from ${day}`,
  pair: (heading, meaning) => `${heading} is ${meaning}`,
};
