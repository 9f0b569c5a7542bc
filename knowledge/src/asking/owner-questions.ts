/**
 * What is asked of those who know a single thing: its owner, in the words of their work. Each
 * answer is a choice; it becomes one declared fact of that thing. Which numbers the choices have
 * is our own ASSUMPTION of what people can tell apart.
 */
import type { AssetKind, PropertyName, Text } from "@vallgrav/kernel";
import { saidOfDefence } from "../municipal/defence-facts.ts";

/** One answer that can be chosen, and the value it becomes. */
export type OwnerChoice = {
  readonly id: string;
  readonly text: Text;
  readonly value: boolean | number;
};

/** One question about a thing of a kind. */
export type OwnerQuestion = {
  readonly id: string;
  readonly on: AssetKind;
  /** Defence of the attack language it settles; null where it is a figure of the consequences. */
  readonly step: string | null;
  /** The property that the answer becomes. */
  readonly property: PropertyName;
  /** The question, where `{name}` stands for the thing. */
  readonly text: Text;
  /** What counts as yes, or what to think of. */
  readonly hint: Text;
  readonly choices: readonly OwnerChoice[];
};

const yesNo: readonly OwnerChoice[] = [
  { id: "yes", text: { sv: "Ja", en: "Yes" }, value: true },
  { id: "no", text: { sv: "Nej", en: "No" }, value: false },
];

function hours(value: number, sv: string, en: string): OwnerChoice {
  return { id: `h${value}`, text: { sv, en }, value };
}

function part(percent: number, sv: string, en: string): OwnerChoice {
  return { id: `p${percent}`, text: { sv, en }, value: percent / 100 };
}

function ofDefence(
  id: string,
  [on, step]: readonly [on: AssetKind, step: string],
  [text, hint]: readonly [text: Text, hint: Text],
): OwnerQuestion {
  return { id, on, step, property: saidOfDefence(step), text, hint, choices: yesNo };
}

/** Every question, in the order in which they are best asked of one thing. */
export const ownerQuestions: readonly OwnerQuestion[] = [
  ofDefence(
    "backup-out-of-reach",
    ["backup", "unreachable"],
    [
      {
        sv: "Finns en säkerhetskopia av {name} som ingen kan radera från nätet?",
        en: "Is there a copy of {name} that nobody can erase from the network?",
      },
      {
        sv: "Frånkopplad, eller låst så att inte ens en administratör kan ta bort den i förtid.",
        en: "Offline, or locked so that not even an administrator can remove it early.",
      },
    ],
  ),
  {
    id: "restore-tried",
    on: "backup",
    step: null,
    property: "tested",
    text: {
      sv: "Har {name} återställts från säkerhetskopia på prov det senaste året?",
      en: "Has {name} been restored from a copy as a trial in the last year?",
    },
    hint: { sv: "Hela systemet; enstaka filer räknas inte.", en: "All of it, not single files." },
    choices: yesNo,
  },
  ofDefence(
    "own-administration",
    ["system", "separateAdministration"],
    [
      {
        sv: "Har de som sköter {name} egna administratörskonton, skilda från den vanliga inloggningen?",
        en: "Do those who run {name} have administrator accounts apart from their usual sign-in?",
      },
      {
        sv: "Nej om samma konto används för att arbeta i systemet och för att sköta det.",
        en: "No if one account is used both to work in it and to run it.",
      },
    ],
  ),
  {
    id: "tolerable-hours",
    on: "system",
    step: null,
    property: "tolerable-outage-hours",
    text: {
      sv: "Hur länge kan verksamheten vara utan {name} innan någon kommer till skada eller lag bryts?",
      en: "How long can the service be without {name} before somebody is harmed or a law is broken?",
    },
    hint: {
      sv: "Räkna med att reservrutinen används.",
      en: "Take it that the reserve routine is used.",
    },
    choices: [
      hours(1, "En timme", "An hour"),
      hours(4, "En halv arbetsdag", "Half a working day"),
      hours(24, "Ett dygn", "A day"),
      hours(72, "Tre dygn", "Three days"),
      hours(168, "En vecka", "A week"),
      hours(720, "En månad", "A month"),
    ],
  },
  {
    id: "reserve-share",
    on: "system",
    step: null,
    property: "reserve-share",
    text: {
      sv: "Hur stor del av arbetet går att göra med reservrutin när {name} ligger nere?",
      en: "How much of the work can be done by reserve routine while {name} is down?",
    },
    hint: {
      sv: "Papper, telefon, ett annat system. Ingen reservrutin är också ett svar.",
      en: "Paper, telephone, another system. No reserve routine is an answer too.",
    },
    choices: [
      part(0, "Inget", "Nothing"),
      part(25, "En fjärdedel", "A quarter"),
      part(50, "Hälften", "Half"),
      part(75, "Tre fjärdedelar", "Three quarters"),
      part(100, "Allt", "All"),
    ],
  },
  {
    id: "reserve-hours",
    on: "system",
    step: null,
    property: "reserve-hours",
    text: {
      sv: "Hur länge orkar ni köra på reservrutin när {name} ligger nere?",
      en: "How long can you keep going by reserve routine while {name} is down?",
    },
    hint: {
      sv: "Till dess att det blir farligt, olagligt eller att personalen inte räcker.",
      en: "Until it becomes dangerous or unlawful, or there are not people enough.",
    },
    choices: [
      hours(8, "En arbetsdag", "A working day"),
      hours(24, "Ett dygn", "A day"),
      hours(72, "Tre dygn", "Three days"),
      hours(168, "En vecka", "A week"),
      hours(720, "En månad", "A month"),
    ],
  },
  ofDefence(
    "supplier-let-in",
    ["supplier", "accessControlled"],
    [
      {
        sv: "Öppnas vägen in för {name} vid varje besök, och följs det som görs?",
        en: "Is the way in for {name} opened for each visit, and is what they do watched?",
      },
      {
        sv: "Nej om leverantören kan logga in när den vill.",
        en: "No if the supplier can sign in whenever it likes.",
      },
    ],
  ),
  ofDefence(
    "supplier-operation",
    ["supplier", "operationSeparate"],
    [
      {
        sv: "Är er drift hos {name} skild från deras andra kunders?",
        en: "Is your operation at {name} kept apart from their other customers'?",
      },
      {
        sv: "Ja om det står i avtalet eller om leverantören har visat det.",
        en: "Yes if the contract says so or the supplier has shown it.",
      },
    ],
  ),
];

/** The question with the thing's name in it. */
export function askedAbout({ text }: OwnerQuestion, name: string): Text {
  return { sv: text.sv.replace("{name}", () => name), en: text.en.replace("{name}", () => name) };
}
