/**
 * What Vallgrav itself does with personal data, as a register of processing wants it told (GDPR
 * article 30): each committee and company is the controller of its own, so each has it in its
 * register. Times of keeping are those that are in force from the start.
 */
import type { Text } from "@vallgrav/kernel";

/** What is told of a processing. */
export type ProcessingField =
  | "name"
  | "purpose"
  | "basis"
  | "persons"
  | "data"
  | "recipients"
  | "transfers"
  | "retention"
  | "protection";

/** Every field, in order. */
export const processingFields: readonly ProcessingField[] = [
  "name",
  "purpose",
  "basis",
  "persons",
  "data",
  "recipients",
  "transfers",
  "retention",
  "protection",
];

/** A processing. */
export type Processing = {
  readonly id: string;
  readonly fields: Readonly<Record<ProcessingField, Text>>;
};

const basis: Text = {
  sv: "Uppgift av allmänt intresse, artikel 6.1 e (bekräftas av dataskyddsombudet)",
  en: "Task in the public interest, article 6(1)(e) (to be confirmed by the DPO)",
};
const recipients: Text = {
  sv: "IT-avdelningen, som biträde där den hör till en annan nämnd; ingen utanför kommunen",
  en: "The IT department, as processor where it is another committee's; nobody outside",
};
const transfers: Text = { sv: "Ingen", en: "None" };
const always = { basis, recipients, transfers };

/** What Vallgrav does. */
export const ownProcessing: readonly Processing[] = [
  {
    id: "accounts",
    fields: {
      ...always,
      name: { sv: "Konton i Vallgrav", en: "Accounts of Vallgrav" },
      purpose: {
        sv: "Att bara behöriga ser kommunens svagheter",
        en: "That only the authorised see the municipality's weak points",
      },
      persons: { sv: "De som använder Vallgrav", en: "Those who use Vallgrav" },
      data: {
        sv: "Namn, roll, enhet, tider och nätverksadress för inloggning",
        en: "Name, role, unit, times and network address of signing in",
      },
      retention: {
        sv: "Tills kontot stängs; namnet står kvar i loggen",
        en: "Until the account is closed; the name stays in the log",
      },
      protection: {
        sv: "Lösenord bara som hash (Argon2id), sessioner bara som hash",
        en: "Passwords and sessions as hashes only (Argon2id)",
      },
    },
  },
  {
    id: "model",
    fields: {
      ...always,
      name: { sv: "Modellen av kommunens system", en: "The model of the systems" },
      purpose: {
        sv: "Att hitta och stänga vägar in i kommunens informationssystem",
        en: "To find and close ways into the municipality's information systems",
      },
      persons: {
        sv: "Anställda, förtroendevalda och konsulter med konton; elever som antal",
        en: "Employees, elected and consultants with accounts; pupils as counts",
      },
      data: {
        sv: "Namn, kontonamn, e-post, anställningsnummer, enhet, behörigheter, datorer",
        en: "Name, account, mail, employee number, unit, rights, computers",
      },
      retention: {
        sv: "Tills inläsningen tas tillbaka eller en nyare säger annat",
        en: "Until the import is withdrawn or a newer one says otherwise",
      },
      protection: {
        sv: "Personnummer och hemligheter stoppas vid dörren; roller och sekretessgränser",
        en: "Personal identity numbers and secrets are stopped at the door; roles and walls",
      },
    },
  },
  {
    id: "raw-files",
    fields: {
      ...always,
      name: { sv: "Inlästa filer", en: "Files as they were read" },
      purpose: { sv: "Att kunna belägga varje uppgift", en: "To prove every fact" },
      persons: { sv: "De som står i filerna", en: "Those in the files" },
      data: { sv: "Det som exporten innehåller", en: "What the export holds" },
      retention: { sv: "90 dagar, därefter bara hash", en: "90 days, then their hash only" },
      protection: {
        sv: "Krypterade med nyckel utanför databasen",
        en: "Encrypted with a key outside the database",
      },
    },
  },
  {
    id: "releases",
    fields: {
      ...always,
      name: { sv: "Begäranden om utlämnande", en: "Requests for release" },
      purpose: {
        sv: "Att visa vem som beslutade vad när något som kan vara hemligt begärdes",
        en: "To show who decided what when something that may be secret was asked for",
      },
      persons: {
        sv: "De som beslutar, och de som begär om de själva har sagt vilka de är",
        en: "Those who decide, and those who ask where they said who they are",
      },
      data: {
        sv: "Namn, vad som begärdes, beslut och skäl",
        en: "Name, request, decision, reason",
      },
      retention: {
        sv: "Tills vidare; gallras efter arkivets beslut",
        en: "Until further notice; disposed of as the archive decides",
      },
      protection: {
        sv: "Krypterade; bara den egna myndigheten ser dem",
        en: "Encrypted; only one's own authority sees them",
      },
    },
  },
  {
    id: "alerts",
    fields: {
      ...always,
      name: { sv: "Larm ur loggar", en: "Alerts from logs" },
      purpose: { sv: "Att upptäcka angrepp", en: "To detect attacks" },
      persons: {
        sv: "De vars konton och datorer händelserna gäller",
        en: "Those whose accounts and computers events are about",
      },
      data: {
        sv: "Kontonamn, dator, adress, tid och händelse",
        en: "Account, computer, address, time and event",
      },
      retention: {
        sv: "Loggrader tills de är genomgångna (högst de senaste 64 MiB); larm tills vidare",
        en: "Lines until they are gone through (the last 64 MiB); alerts until further notice",
      },
      protection: {
        sv: "Larmens händelser krypterade; bara roller som får se larm",
        en: "Events of alerts encrypted; only roles that may see alerts",
      },
    },
  },
  {
    id: "audit",
    fields: {
      ...always,
      name: { sv: "Loggen över vem som sett vad", en: "The log of who saw what" },
      purpose: {
        sv: "Att kunna visa vem som har sett och ändrat",
        en: "To show who saw and changed things",
      },
      persons: { sv: "De som använder Vallgrav", en: "Those who use Vallgrav" },
      data: {
        sv: "Konto, handling, tid; adress som detalj",
        en: "Account, action, time; address as a detail",
      },
      retention: {
        sv: "Raderna bevaras; detaljer 730 dagar",
        en: "Entries stay; details 730 days",
      },
      protection: {
        sv: "Kan inte ändras obemärkt (kedja av hashar)",
        en: "Cannot be changed unnoticed (a chain of hashes)",
      },
    },
  },
  {
    id: "questions",
    fields: {
      ...always,
      name: { sv: "Frågor till systemägare", en: "Questions to system owners" },
      purpose: { sv: "Att få veta det inget register säger", en: "To learn what no register says" },
      persons: { sv: "De som tillfrågas", en: "Those who are asked" },
      data: { sv: "Namn, roll, svar och dag", en: "Name, role, answers and day" },
      retention: {
        sv: "Svaret tills det gått ut eller tas tillbaka",
        en: "The answer until it expires or is withdrawn",
      },
      protection: {
        sv: "Länken gäller en gång; högst tre frågor per person och månad",
        en: "A link holds once; three questions per person and month at most",
      },
    },
  },
];
