/** The words of questions to people. */

/** Swedish; its shape is law for the other. */
export const svAsking = {
  computing:
    "Frågorna ordnas efter hur mycket svaren flyttar läget, och läget räknas just nu. De kommer här när det är klart.",
  title: "Fråga ägarna",
  heading: (total: string) =>
    total === "0"
      ? "Det finns ingen fråga som ägarna kan svara på."
      : total === "1"
        ? "En fråga väntar på den som vet."
        : `${total} frågor väntar på dem som vet.`,
  lead:
    "De som betyder mest står först. Välj en till tre frågor till samma person och skapa ett " +
    "formulär: en länk utan inloggning, ett samtal eller ett papper. Vi skickar inget själva.",
  listTitle: "Frågor att ställa",
  more: (shown: string, total: string) => `Här står ${shown} av ${total}.`,
  owner: (owner: string) => `Ägare: ${owner}`,
  noOwner: "Ingen ägare i förteckningen",
  asked: "redan ställd",
  still: (count: number, text: string) =>
    count === 1
      ? "En fråga till, som inte flyttar läget i dag"
      : `${text} frågor till, som inte flyttar läget i dag`,
  why: {
    clear: (off: string, on: string) =>
      `Flyttar läget: håller i ${off} av de genomspelade angreppen utan, ${on} med.`,
    clearWords: "Flyttar läget tydligt i de genomspelade angreppen.",
    ways: (part: string) =>
      `Ligger på ${part} av vägarna in. Verkan går inte att skilja från slumpen i de genomspelade angreppen.`,
    hours: (hours: string) =>
      `Avgör hur länge tjänster ligger nere: ${hours} timmar i snitt står på spel.`,
    hoursWords: "Avgör hur länge tjänster ligger nere.",
    none: "Flyttar inget i de genomspelade angreppen, eller så är läget inte räknat än.",
  },
  person: "Vem ska frågas?",
  personHint: "Namn eller roll, som ni själva säger. Inget personnummer.",
  needPerson: "Skriv vem som ska frågas.",
  chosen: (count: number) =>
    count === 1 ? "En fråga är vald." : `${["Inga", "En", "Två", "Tre"][count]} frågor är valda.`,
  mostChosen: "Tre frågor får plats. Ta bort en för att välja en annan.",
  make: "Skapa formuläret",
  madeTitle: (person: string) => `Formulär till ${person}`,
  madeText: "Länken visas bara nu och gäller en gång. Skicka texten på det sätt ni brukar.",
  letter: (questions: readonly string[], until: string, link: string) =>
    [
      "Hej!",
      "",
      questions.length === 1
        ? "Jag behöver ett svar av dig:"
        : `Jag behöver ${questions.length} svar av dig:`,
      ...questions.map((question) => `– ${question}`),
      "",
      `Svara här, utan att logga in, senast ${until}:`,
      link,
      "",
      "Vet du inte, eller är du fel person? Det är också ett svar.",
    ].join("\n"),
  copy: "Kopiera texten",
  copied: "Texten är kopierad.",
  parametersTitle: "Det som flyttar läget mest, men som ingen ägare vet",
  parametersLead:
    "Okända uppgifter om hela klasser, efter hur väl de följer läget över de genomspelade angreppen. Det är ett " +
    "samband, inte en orsak, och en av tjugo som inte betyder något ser ändå tydlig ut.",
  parameterWhat: {
    coverage: "Hur många som har skyddet",
    effectiveness: "Hur ofta skyddet hjälper",
    time: "Hur lång tid steget tar",
    source: "Hur fel en källa har",
  },
  parameter: "Uppgift",
  of: "Gäller",
  share: "Förklarar av spridningen",
  isClear: "Tydligt",
  yes: "ja",
  no: "nej",
  twelve: "Tolv frågor kan svara på några av dem",
  formsTitle: "Ställda frågor",
  formsNone: "Inga frågor är ställda än.",
  state: {
    open: (until: string) => `Väntar på svar till ${until}`,
    answered: (by: string, day: string) => `${by} svarade ${day}`,
    withdrawn: "Återtagen",
    expired: (until: string) => `Gick ut ${until} utan svar`,
  },
  channel: { link: "genom länken", phone: "per telefon", paper: "på papper" },
  enteredBy: (name: string) => `inskrivet av ${name}`,
  other: { unknown: "Vet ej", elsewhere: "Fel person" },
  note: (note: string) => `Skrev: ${note}`,
  enter: "Skriv in svar",
  print: "Skriv ut",
  withdraw: "Ta tillbaka",
  about: (what: string, person: string) => `${what}: ${person}`,
  enterTitle: (person: string) => `Svar från ${person}`,
  by: "Vem svarade?",
  byHint: "Lämna tomt om det var den som skulle frågas.",
  how: "Hur kom svaret?",
  save: "Spara svaren",
  moved: {
    waiting: "Vad svaret flyttade visas när läget är räknat på nytt.",
    unknown: "Läget var inte räknat när svaret kom; vad det flyttade går inte att säga.",
    figures: (before: string, after: string, hoursBefore: string, hoursAfter: string) =>
      `Flyttade läget: håller ${before} före, ${after} efter; ${hoursBefore} timmar utan tjänst ` +
      `före, ${hoursAfter} efter.`,
    words: (before: string, after: string) =>
      `Flyttade läget: håller i ${before} av angreppen före, ${after} efter.`,
    same: (before: string) => `Flyttade inte läget märkbart: håller i ${before} av angreppen.`,
    together: (count: number) =>
      count === 1
        ? ""
        : ` ${count} formulär besvarades innan läget räknades om; de flyttade det tillsammans.`,
  },
  paper: {
    title: "Frågor om det du ansvarar för",
    lead: (by: string, until: string) =>
      `Kryssa ett svar per fråga och lämna pappret till ${by} senast ${until}.`,
    code: (code: string) => `Kod: ${code}`,
    name: "Namn och datum:",
    note: "Fel person? Skriv vem som vet:",
  },
  link: {
    title: "Frågor till dig",
    heading: "Vi behöver ditt svar.",
    lead:
      "Du svarar för det du ansvarar för. Du behöver inte logga in. Svaren sparas med ditt namn " +
      "eller din roll och dagens datum.",
    until: (day: string) => `Länken gäller en gång, till ${day}.`,
    note: "Något att tillägga, eller vem som vet bättre?",
    noteHint: "Högst 200 tecken. Skriv inga lösenord, personnummer eller hemliga uppgifter.",
    send: "Skicka svaren",
    needAll: "Svara på varje fråga. Vet ej är också ett svar.",
    doneTitle: "Tack!",
    doneLead: "Svaren är mottagna. Du kan stänga sidan; länken gäller inte längre.",
    badTitle: "Länken gäller inte.",
  },
};

/** English. */
export const enAsking: typeof svAsking = {
  computing:
    "The questions are ranked by how much their answers move the position, which is being computed now. They come here when it is done.",
  title: "Ask the owners",
  heading: (total) =>
    total === "0"
      ? "There is no question that owners can answer."
      : total === "1"
        ? "One question waits for whoever knows."
        : `${total} questions wait for those who know.`,
  lead:
    "Those that matter most come first. Choose one to three questions to one person and make a " +
    "form: a link without signing in, a call or a paper. Nothing is sent by us.",
  listTitle: "Questions to ask",
  more: (shown, total) => `${shown} of ${total} stand here.`,
  owner: (owner) => `Owner: ${owner}`,
  noOwner: "No owner in the register",
  asked: "asked already",
  still: (count, text) =>
    count === 1
      ? "One more question, which moves nothing today"
      : `${text} more questions, which move nothing today`,
  why: {
    clear: (off, on) => `Moves the position: holds in ${off} of the draws without, ${on} with it.`,
    clearWords: "Moves the position clearly in the draws.",
    ways: (part) =>
      `On ${part} of the ways in. Its effect cannot be told from chance in the draws.`,
    hours: (hours) => `Decides how long services are down: ${hours} hours on average are at stake.`,
    hoursWords: "Decides how long services are down.",
    none: "Moves nothing in the attacks played, or the position is not computed yet.",
  },
  person: "Who is to be asked?",
  personHint: "A name or role, as you say it yourselves. No identity number.",
  needPerson: "Write who is to be asked.",
  chosen: (count) =>
    count === 1
      ? "One question is chosen."
      : `${["No", "One", "Two", "Three"][count]} questions are chosen.`,
  mostChosen: "There is room for three. Take one away to choose another.",
  make: "Make the form",
  madeTitle: (person) => `Form for ${person}`,
  madeText: "The link is shown only now and holds once. Send the text the way you usually do.",
  letter: (questions, until, link) =>
    [
      "Hello!",
      "",
      questions.length === 1
        ? "I need an answer of you:"
        : `I need ${questions.length} answers of you:`,
      ...questions.map((question) => `– ${question}`),
      "",
      `Answer here, without signing in, by ${until}:`,
      link,
      "",
      "You don't know, or are the wrong person? That is an answer too.",
    ].join("\n"),
  copy: "Copy the text",
  copied: "The text is copied.",
  parametersTitle: "What moves the position most, but no owner knows",
  parametersLead:
    "Unknowns of whole classes, by how well they go with the position over the draws. That is a " +
    "correlation, not a cause, and one in twenty that means nothing looks clear all the same.",
  parameterWhat: {
    coverage: "How many have the defence",
    effectiveness: "How often the defence helps",
    time: "How long the step takes",
    source: "How wrong a source is",
  },
  parameter: "Unknown",
  of: "Of",
  share: "Explains of the spread",
  isClear: "Clear",
  yes: "yes",
  no: "no",
  twelve: "Twelve questions can answer some of them",
  formsTitle: "Questions asked",
  formsNone: "No questions have been asked yet.",
  state: {
    open: (until) => `Waits for an answer until ${until}`,
    answered: (by, day) => `${by} answered ${day}`,
    withdrawn: "Withdrawn",
    expired: (until) => `Expired ${until} without an answer`,
  },
  channel: { link: "by the link", phone: "by telephone", paper: "on paper" },
  enteredBy: (name) => `entered by ${name}`,
  other: { unknown: "Don't know", elsewhere: "Wrong person" },
  note: (note) => `Wrote: ${note}`,
  enter: "Enter answers",
  print: "Print",
  withdraw: "Withdraw",
  about: (what, person) => `${what}: ${person}`,
  enterTitle: (person) => `Answers of ${person}`,
  by: "Who answered?",
  byHint: "Leave empty if it was the one who was to be asked.",
  how: "How did the answer come?",
  save: "Keep the answers",
  moved: {
    waiting: "What the answer moved is shown when the position has been computed anew.",
    unknown: "The position was not computed when the answer came; what it moved cannot be said.",
    figures: (before, after, hoursBefore, hoursAfter) =>
      `Moved the position: holds ${before} before, ${after} after; ${hoursBefore} hours without ` +
      `service before, ${hoursAfter} after.`,
    words: (before, after) =>
      `Moved the position: holds in ${before} of the attacks before, ${after} after.`,
    same: (before) => `Did not move the position noticeably: holds in ${before} of the attacks.`,
    together: (count) =>
      count === 1
        ? ""
        : ` ${count} forms were answered before it was computed anew; they moved it together.`,
  },
  paper: {
    title: "Questions about what you are responsible for",
    lead: (by, until) => `Tick one answer a question and give the paper to ${by} by ${until}.`,
    code: (code) => `Code: ${code}`,
    name: "Name and date:",
    note: "Wrong person? Write who knows:",
  },
  link: {
    title: "Questions to you",
    heading: "We need your answer.",
    lead:
      "You answer for what you are responsible for. You need not sign in. The answers are kept with " +
      "your name or role and today's date.",
    until: (day) => `The link holds once, until ${day}.`,
    note: "Something to add, or who knows better?",
    noteHint: "At most 200 signs. No passwords, identity numbers or secret facts.",
    send: "Send the answers",
    needAll: "Answer each question. Don't know is an answer too.",
    doneTitle: "Thank you!",
    doneLead: "The answers have come. You can close the page; the link holds no longer.",
    badTitle: "The link does not hold.",
  },
};
