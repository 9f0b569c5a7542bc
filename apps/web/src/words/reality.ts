/** The words of what really happened, held against what the model said. */
import { enAsking, svAsking } from "./asking.ts";

/** Swedish; its shape is law for the other. */
export const svReality = {
  title: "Verkligheten",
  headingNone: "Inget av det här är prövat mot er verklighet än.",
  headingAgrees: (count: number): string =>
    count === 1
      ? "Det ni har prövat stämmer med vad Vallgrav hade sagt."
      : "Allt ni har prövat stämmer med vad Vallgrav hade sagt.",
  headingMisses: (misses: number, count: number) =>
    misses === count
      ? `Vallgrav hade fel om ${misses === 1 ? "det ni har prövat" : "allt ni har prövat"}.`
      : `Vallgrav hade fel om ${String(misses)} av ${String(count)} saker ni har prövat.`,
  lead:
    "För in vad som hände: ett intrångstest, en nätfiskeövning, en prövad återställning eller en verklig " +
    "händelse. Vallgrav säger vad det skulle ha svarat, och räknar med det ni lärde er.",
  widened: (factor: string) =>
    `Missarna gör osäkerheten om angriparens tider ${factor} gånger bredare. Den blir aldrig smalare av ` +
    "att några prövningar stämde.",
  notWidened: "Få prövningar som stämmer bevisar inget, så osäkerheten är densamma som förut.",
  add: "För in vad som hände",
  kind: "Vad var det?",
  kinds: {
    "penetration-test": "Intrångstest",
    incident: "Verklig händelse",
    "phishing-exercise": "Nätfiskeövning",
    "restore-test": "Prövad återställning",
  },
  on: "Dag",
  onHint: "ÅÅÅÅ-MM-DD",
  source: "Källa",
  sourceHint: "Rapport, leverantör eller den som berättade. Inga namn på dem som klickade.",
  start: "Började",
  starts: {
    outside: "utifrån, utan något",
    employee: "inne, med ett vanligt konto och en vanlig dator",
  },
  goal: "Målet",
  goals: {
    directory: "hela katalogen (domänadministratör)",
    vital: "något samhällsviktigt (system eller uppgifter)",
  },
  outcome: "Hur gick det?",
  outcomes: { fell: "Målet nåddes", held: "Målet nåddes inte" },
  daysFell: "Efter hur många dagar?",
  daysHeld: "På hur många dagar?",
  daysHint: "En halv dag skrivs 0,5.",
  sent: "Utskickade beten",
  followed: "Som följde betet",
  followedHint: "Gav ett lösenord eller körde det som kom.",
  tried: "Prövade kopior",
  restored: "Som gick att använda",
  triedBefore: "Hade just de kopiorna prövats förut?",
  yesNo: { no: "Nej", yes: "Ja" },
  save: "Jämför och spara",
  saving: "Spelar igenom samma början och mål …",
  badNumber: "Ange ett tal.",
  badDay: "Skriv dagen som ÅÅÅÅ-MM-DD.",
  needSource: "Skriv var uppgiften kommer från.",
  saved: "Sparat. Läget räknas om med det.",
  checksTitle: "Prövat hos er",
  checksNone: "Inget är infört än.",
  attackText: (start: string, goal: string) => `${start}, mot ${goal}`,
  attackStart: { outside: "Utifrån", employee: "Från ett vanligt konto" },
  attackGoal: { directory: "hela katalogen", vital: "något samhällsviktigt" },
  fell: (days: string) => `Nåddes efter ${days}.`,
  held: (days: string) => `Nåddes inte på ${days}.`,
  luresText: (followed: string, sent: string, share: string) =>
    `${followed} av ${sent} följde betet (${share}).`,
  restoresText: (restored: string, tried: string) =>
    `${restored} av ${tried} kopior gick att använda.`,
  wouldSay: "Vallgrav hade sagt",
  saysTimes: (low: string, median: string, high: string) =>
    `${low} till ${high}, mitten ${median} (10 till 90 procent av försöken).`,
  saysWithin: (share: string, days: string) => `Inom ${days} föll målet i ${share} av försöken.`,
  saysCounts: (low: string, high: string, mean: string) =>
    low === high ? `omkring ${mean}.` : `mellan ${low} och ${high}, omkring ${mean}.`,
  saysNow: (now: string) => `Räknar från och med nu med ${now}.`,
  miss: "Miss",
  agrees: "Stämmer",
  missText: {
    sooner: "Det gick fortare än Vallgrav hade sagt. Angriparens tider är osäkrare än vi trodde.",
    later:
      "Det gick långsammare än Vallgrav hade sagt. Angriparens tider är osäkrare än vi trodde.",
    more: "Fler följde betet än Vallgrav hade trott.",
    fewer: "Färre följde betet än Vallgrav hade trott.",
    better: "Fler kopior höll än Vallgrav hade trott.",
    worse: "Färre kopior höll än Vallgrav hade trott.",
  },
  never: "aldrig inom ett år",
  movedTitle: "Vad det flyttade",
  moved: {
    ...svAsking.moved,
    waiting: "Visas när läget är räknat på nytt.",
    unknown: "Läget var inte räknat när det fördes in; vad det flyttade går inte att säga.",
    together: (count: number) =>
      count === 1
        ? ""
        : ` ${String(count)} saker fördes in innan läget räknades om; de flyttade det tillsammans.`,
  },
  otherFacts: "Också andra uppgifter har ändrats mellan de två räkningarna.",
  by: (by: string, day: string) => `Infört av ${by} ${day}.`,
  from: (source: string) => `Källa: ${source}`,
  withdraw: "Ta bort",
  withdrawOf: (what: string) => `Ta bort ${what}`,
  withdrawTitle: "Ta bort det som förts in?",
  withdrawText: "Läget räknas om utan det. Loggen minns att det fanns.",
  withdrawYes: "Ta bort",
  withdrawNo: "Behåll",
  casesTitle: "Det har hänt andra",
  casesLead:
    "Vad som är publicerat om verkliga angrepp. Siffrorna är inte kontrollerade mot källan och mäter olika " +
    "saker. De säger något om skada och tid när någon väl är inne, inget om hur ofta det händer.",
  caseName: "Vem",
  caseBegan: "Började",
  caseWhat: "Vad som hände",
  caseDays: "Dagar till det viktigaste var tillbaka",
  caseSek: "Kostnad",
  casePersons: "Personer",
  caseSource: "Källa",
  caseEntry: (entry: string) => `In kom de genom ${entry}.`,
  unchecked: "okontrollerat",
  checked: "kontrollerat",
  own: "Er egen modell säger, per angreppsförsök i medel:",
  ownText: (hours: string, persons: string, sek: string) =>
    `Timmar utan samhällsviktig tjänst: ${hours}. Personer: ${persons}. Kronor: ${sek}.`,
  sourceNumber: (number: string) => `Källa ${number}`,
  onPosition: {
    title: "Prövat mot verkligheten",
    none: "Inget är prövat hos er än. Ett intrångstest, en övning eller en prövad återställning säger om mätarna går att lita på.",
    some: (count: number, misses: number) =>
      misses === 0
        ? `${count === 1 ? "En prövning" : `${String(count)} prövningar`}, och ingen miss.`
        : `${count === 1 ? "En prövning" : `${String(count)} prövningar`}, varav ${misses === 1 ? "en miss" : `${String(misses)} missar`}.`,
    link: "Läs mer",
    cases: "Så gick det för andra",
    casesLink: "Alla fall, med källor",
    days: (days: string) => `borta i ${days} dagar`,
    persons: (persons: string) => `uppgifter om ${persons} personer`,
  },
};

/** English. */
export const enReality: typeof svReality = {
  title: "Reality",
  headingNone: "None of this has been held against your reality yet.",
  headingAgrees: (count) =>
    count === 1
      ? "What you have tried agrees with what Vallgrav would have said."
      : "All you have tried agrees with what Vallgrav would have said.",
  headingMisses: (misses, count) =>
    misses === count
      ? `Vallgrav was wrong about ${misses === 1 ? "what you have tried" : "all you have tried"}.`
      : `Vallgrav was wrong about ${String(misses)} of ${String(count)} things you have tried.`,
  lead:
    "Enter what happened: a penetration test, a phishing exercise, a restore test or a real incident. " +
    "Vallgrav says what it would have answered, and reckons with what you learnt.",
  widened: (factor) =>
    `The misses make the uncertainty of the attacker's times ${factor} times as wide. It never becomes ` +
    "narrower because a few checks agreed.",
  notWidened: "A few checks that agree prove nothing, so the uncertainty is as it was.",
  add: "Enter what happened",
  kind: "What was it?",
  kinds: {
    "penetration-test": "Penetration test",
    incident: "Real incident",
    "phishing-exercise": "Phishing exercise",
    "restore-test": "Restore test",
  },
  on: "Day",
  onHint: "YYYY-MM-DD",
  source: "Source",
  sourceHint: "Report, supplier or whoever told. No names of those who clicked.",
  start: "Began",
  starts: {
    outside: "outside, with nothing",
    employee: "inside, with an ordinary account and computer",
  },
  goal: "The goal",
  goals: {
    directory: "the whole directory (domain administrator)",
    vital: "something vital (system or information)",
  },
  outcome: "How did it go?",
  outcomes: { fell: "The goal was reached", held: "The goal was not reached" },
  daysFell: "After how many days?",
  daysHeld: "In how many days?",
  daysHint: "Half a day is written 0.5.",
  sent: "Lures sent",
  followed: "Who followed the lure",
  followedHint: "Gave a password or ran what came.",
  tried: "Copies tried",
  restored: "That could be used",
  triedBefore: "Had just those copies been tried before?",
  yesNo: { no: "No", yes: "Yes" },
  save: "Compare and save",
  saving: "Playing the same start and goal …",
  badNumber: "Give a number.",
  badDay: "Write the day as YYYY-MM-DD.",
  needSource: "Write where it is from.",
  saved: "Saved. The position is being computed with it.",
  checksTitle: "Tried with you",
  checksNone: "Nothing has been entered yet.",
  attackText: (start, goal) => `${start}, for ${goal}`,
  attackStart: { outside: "From outside", employee: "From an ordinary account" },
  attackGoal: { directory: "the whole directory", vital: "something vital" },
  fell: (days) => `Reached after ${days}.`,
  held: (days) => `Not reached in ${days}.`,
  luresText: (followed, sent, share) => `${followed} of ${sent} followed the lure (${share}).`,
  restoresText: (restored, tried) => `${restored} of ${tried} copies could be used.`,
  wouldSay: "Vallgrav would have said",
  saysTimes: (low, median, high) =>
    `${low} to ${high}, the middle ${median} (10 to 90 per cent of the campaigns).`,
  saysWithin: (share, days) => `Within ${days} the goal fell in ${share} of the campaigns.`,
  saysCounts: (low, high, mean) =>
    low === high ? `about ${mean}.` : `between ${low} and ${high}, about ${mean}.`,
  saysNow: (now) => `Reckons with ${now} from now on.`,
  miss: "Miss",
  agrees: "Agrees",
  missText: {
    sooner:
      "It went faster than Vallgrav had said. The attacker's times are less sure than we thought.",
    later:
      "It went slower than Vallgrav had said. The attacker's times are less sure than we thought.",
    more: "More followed the lure than Vallgrav had thought.",
    fewer: "Fewer followed the lure than Vallgrav had thought.",
    better: "More copies held than Vallgrav had thought.",
    worse: "Fewer copies held than Vallgrav had thought.",
  },
  never: "never within a year",
  movedTitle: "What it moved",
  moved: {
    ...enAsking.moved,
    waiting: "Shown when the position has been computed anew.",
    unknown: "The position was not computed when it was entered; what it moved cannot be said.",
    together: (count) =>
      count === 1
        ? ""
        : ` ${String(count)} things were entered before it was computed anew; they moved it together.`,
  },
  otherFacts: "Other facts have changed between the two calculations as well.",
  by: (by, day) => `Entered by ${by} ${day}.`,
  from: (source) => `Source: ${source}`,
  withdraw: "Take away",
  withdrawOf: (what) => `Take away ${what}`,
  withdrawTitle: "Take away what was entered?",
  withdrawText: "The position is computed without it. The log remembers that it was there.",
  withdrawYes: "Take away",
  withdrawNo: "Keep",
  casesTitle: "It has happened to others",
  casesLead:
    "What has been published of real attacks. The figures have not been checked against their sources and " +
    "measure different things. They tell of damage and time once somebody is in, nothing of how often.",
  caseName: "Who",
  caseBegan: "Began",
  caseWhat: "What happened",
  caseDays: "Days until the most important was back",
  caseSek: "Cost",
  casePersons: "Persons",
  caseSource: "Source",
  caseEntry: (entry) => `They came in through ${entry}.`,
  unchecked: "unchecked",
  checked: "checked",
  own: "Your own model says, per campaign on the mean:",
  ownText: (hours, persons, sek) =>
    `Hours without a vital service: ${hours}. Persons: ${persons}. SEK: ${sek}.`,
  sourceNumber: (number) => `Source ${number}`,
  onPosition: {
    title: "Held against reality",
    none: "Nothing has been tried with you yet. A penetration test, an exercise or a restore test says whether the dials can be trusted.",
    some: (count, misses) =>
      misses === 0
        ? `${count === 1 ? "One check" : `${String(count)} checks`}, and no miss.`
        : `${count === 1 ? "One check" : `${String(count)} checks`}, of which ${misses === 1 ? "one miss" : `${String(misses)} misses`}.`,
    link: "Read more",
    cases: "How others fared",
    casesLink: "All cases, with sources",
    days: (days) => `down for ${days} days`,
    persons: (persons) => `data on ${persons} persons`,
  },
};
