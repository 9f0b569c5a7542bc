/**
 * Twelve questions that whoever leads the IT of a municipality can answer from memory: the lowest
 * rung of the ladder. Four are sizes, eight are controls. "Don't know" is an answer too: it says
 * nothing, and what is not said stays assumed.
 */
import type { AssetKind, Text } from "@vallgrav/kernel";

/** What is asked for: a whole number, or yes or no. */
export type AnswerKind = "count" | "yes-no";

/** What a "yes" or "no" speaks of. */
export type About =
  /** A defence of the attack language, on every asset of a kind that nothing better is known of. */
  | { readonly kind: "defence"; readonly step: string; readonly on: AssetKind }
  /** A property of every asset of a kind that does not have it yet. */
  | { readonly kind: "property"; readonly property: string; readonly on: AssetKind }
  /** A size of the typical municipality. */
  | { readonly kind: "size" };

/** One question. */
export type Question = {
  readonly id: string;
  readonly answer: AnswerKind;
  readonly text: Text;
  /** What counts as yes, or what to count. */
  readonly hint: Text;
  readonly about: About;
};

/** The property of the organisation that holds the answer to a question. */
export function answerProperty(id: string): string {
  return `answer/${id}`;
}

/** In the order in which they are asked. */
export const questions: readonly Question[] = [
  {
    id: "employees",
    answer: "count",
    text: { sv: "Hur många är anställda?", en: "How many employees are there?" },
    hint: {
      sv: "Alla som har ett konto för sitt arbete, även deltid.",
      en: "Everyone with an account for work, part-time too.",
    },
    about: { kind: "size" },
  },
  {
    id: "pupils",
    answer: "count",
    text: {
      sv: "Hur många elever har konto i samma katalog som de anställda?",
      en: "How many pupils have accounts in the same directory as employees?",
    },
    hint: {
      sv: "Skriv 0 om eleverna har en egen katalog, till exempel enbart Google.",
      en: "Write 0 if pupils have a directory of their own, such as Google alone.",
    },
    about: { kind: "size" },
  },
  {
    id: "computers",
    answer: "count",
    text: {
      sv: "Hur många datorer används av anställda?",
      en: "How many computers do employees use?",
    },
    hint: { sv: "Ungefär räcker. Räkna inte servrar.", en: "Roughly. Do not count servers." },
    about: { kind: "size" },
  },
  {
    id: "servers",
    answer: "count",
    text: { sv: "Hur många servrar finns?", en: "How many servers are there?" },
    hint: {
      sv: "Egna och hyrda som ni själva sköter, även virtuella.",
      en: "Own and hired ones that you run yourselves, virtual ones too.",
    },
    about: { kind: "size" },
  },
  {
    id: "second-factor",
    answer: "yes-no",
    text: {
      sv: "Krävs alltid mer än lösenord när någon loggar in utifrån?",
      en: "Is more than a password always asked for when somebody signs in from outside?",
    },
    hint: {
      sv: "Ja bara om det gäller alla konton och alla vägar in: e-post, fjärrskrivbord, VPN.",
      en: "Yes only if it holds for all accounts and every way in: mail, remote desktop, VPN.",
    },
    about: { kind: "defence", step: "secondFactor", on: "account" },
  },
  {
    id: "separate-admin-computers",
    answer: "yes-no",
    text: {
      sv: "Loggar de som styr katalogen bara in på särskilda datorer?",
      en: "Do those who rule the directory sign in to special computers only?",
    },
    hint: {
      sv: "Nej om en domänadministratör någonsin loggar in på en vanlig dator eller server.",
      en: "No if a domain administrator ever signs in to an ordinary computer or server.",
    },
    about: { kind: "defence", step: "tiered", on: "computer" },
  },
  {
    id: "own-local-passwords",
    answer: "yes-no",
    text: {
      sv: "Har varje dator ett eget lösenord för det lokala administratörskontot?",
      en: "Has each computer a password of its own for the local administrator?",
    },
    hint: { sv: "Till exempel med Windows LAPS.", en: "With Windows LAPS, for example." },
    about: { kind: "defence", step: "uniqueLocalPassword", on: "computer" },
  },
  {
    id: "patched-in-a-month",
    answer: "yes-no",
    text: {
      sv: "Får alla datorer och servrar säkerhetsuppdateringar inom en månad?",
      en: "Do all computers and servers get security updates within a month?",
    },
    hint: {
      sv: "Nej om det finns Windows-versioner som inte längre får uppdateringar.",
      en: "No if there are versions of Windows that get updates no longer.",
    },
    about: { kind: "defence", step: "patched", on: "computer" },
  },
  {
    id: "divided-network",
    answer: "yes-no",
    text: {
      sv: "Är nätet delat så att en vanlig dator bara når de servrar den behöver?",
      en: "Is the network divided so that an ordinary computer reaches only the servers it needs?",
    },
    hint: {
      sv: "Nej om servrar och datorer ligger i samma nät, eller om reglerna mellan dem är öppna.",
      en: "No if servers and computers share a network, or if the rules between them are open.",
    },
    about: { kind: "defence", step: "segmented", on: "computer" },
  },
  {
    id: "backup-out-of-reach",
    answer: "yes-no",
    text: {
      sv: "Finns det en säkerhetskopia av varje viktigt system som ingen kan radera från nätet?",
      en: "Is there a copy of every important system that nobody can erase from the network?",
    },
    hint: {
      sv: "Frånkopplad, eller låst så att inte ens en administratör kan ta bort den i förtid.",
      en: "Offline, or locked so that not even an administrator can remove it early.",
    },
    about: { kind: "defence", step: "unreachable", on: "backup" },
  },
  {
    id: "restore-tried",
    answer: "yes-no",
    text: {
      sv: "Har ni det senaste året återställt ett helt system från säkerhetskopia?",
      en: "Have you restored a whole system from a copy in the last year?",
    },
    hint: { sv: "Enstaka filer räknas inte.", en: "Single files do not count." },
    about: { kind: "property", property: "tested", on: "backup" },
  },
  {
    id: "suppliers-let-in",
    answer: "yes-no",
    text: {
      sv: "Öppnas leverantörers vägar in för varje besök och följs medan de är inne?",
      en: "Are suppliers' ways in opened for each visit and watched while they are in?",
    },
    hint: {
      sv: "Nej om en leverantör kan logga in när den vill.",
      en: "No if a supplier can sign in whenever it likes.",
    },
    about: { kind: "defence", step: "accessControlled", on: "supplier" },
  },
];
