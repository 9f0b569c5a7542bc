/** The words of the opinions before the first real import. */

/** Swedish; its shape is law for the other. */
export const svOpinions = {
  title: "Yttranden",
  headingMissing: (missing: number) =>
    missing === 1
      ? "En ska höras innan kommunens egna uppgifter läses in."
      : `${missing} ska höras innan kommunens egna uppgifter läses in.`,
  headingDone: "Alla som ska höras är hörda, eller så står det varför inte.",
  lead:
    "Det här är vad som annars stoppar arbetet halvvägs. För var och en finns ett utkast att fylla i. " +
    "Exemplet behöver inga yttranden.",
  warning:
    "Skriv inget säkerhetsskyddsklassificerat här: bara var yttrandet finns och vad det leder till.",
  states: {
    missing: "Saknas",
    given: "Har yttrat sig",
    "not-needed": "Behövs inte, därför att",
    later: "Kommer senare, därför att",
  },
  recorded: (by: string, day: string) => `Infört av ${by} ${day}.`,
  draft: "Utkast",
  copy: "Kopiera utkastet",
  copied: "Utkastet är kopierat.",
  record: "För in ett svar",
  answer: "Svar",
  who: "Vem har yttrat sig?",
  whoHint: "Namn och befattning.",
  reference: "Diarienummer",
  referenceHint: "Får lämnas tomt.",
  text: "Vad blev det?",
  reason: "Därför att",
  reasonHint: (example: string) => `Till exempel: ${example}`,
  save: "Spara svaret",
  gate: {
    title: "Några ska höras först",
    text: "Filerna är inte skickade än. Innan kommunens egna uppgifter läses in frågar Vallgrav efter yttranden från:",
    toPage: "Till yttrandena",
    later: "De kommer senare, därför att",
    laterHint: "Skälet sparas med ditt namn och står kvar tills yttrandena finns.",
    needReason: "Välj eller skriv varför.",
    choose: "Välj ett skäl",
    own: "Skälet i egna ord",
    reasons: {
      trial: "Vi prövar Vallgrav; de hörs innan det används i skarpt läge.",
      asked: "De är tillfrågade och svaren är på väg.",
      urgent: "Det brådskar: ett angrepp pågår eller misstänks.",
      other: "Annat skäl",
    },
    goOn: "Läs in ändå",
    askOthers:
      "För in yttrandena, eller be en administratör föra in varför de kommer senare. Sedan går det att läsa in.",
  },
};

/** English. */
export const enOpinions: typeof svOpinions = {
  title: "Opinions",
  headingMissing: (missing) =>
    missing === 1
      ? "One is to be heard before the municipality's own data is read."
      : `${missing} are to be heard before the municipality's own data is read.`,
  headingDone: "All who are to be heard have been, or it says why not.",
  lead:
    "This is what would otherwise stop the work half way. There is a draft for each, in Swedish. " +
    "The example needs no opinions.",
  warning:
    "Write nothing security-classified here: only where the opinion is filed and what follows from it.",
  states: {
    missing: "Missing",
    given: "Was given",
    "not-needed": "Not needed, because",
    later: "Comes later, because",
  },
  recorded: (by, day) => `Recorded by ${by} ${day}.`,
  draft: "Draft",
  copy: "Copy the draft",
  copied: "The draft is copied.",
  record: "Record an answer",
  answer: "Answer",
  who: "Who gave the opinion?",
  whoHint: "Name and position.",
  reference: "Reference",
  referenceHint: "May be left empty.",
  text: "What does it say?",
  reason: "Because",
  reasonHint: (example) => `For example: ${example}`,
  save: "Save the answer",
  gate: {
    title: "Some are to be heard first",
    text: "The files have not been sent. Before the municipality's own data is read, Vallgrav asks for opinions of:",
    toPage: "To the opinions",
    later: "They come later, because",
    laterHint: "The reason is kept with your name until the opinions are there.",
    needReason: "Choose or write why.",
    choose: "Choose a reason",
    own: "The reason in your own words",
    reasons: {
      trial: "We are trying Vallgrav; they are heard before it is used for real.",
      asked: "They have been asked and the answers are on their way.",
      urgent: "It is urgent: an attack is under way or suspected.",
      other: "Another reason",
    },
    goOn: "Read in all the same",
    askOthers:
      "Record the opinions, or ask an administrator to record why they come later. Then it can be read.",
  },
};
