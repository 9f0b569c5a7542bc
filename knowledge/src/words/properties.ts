/** What is said of things, in words: properties and values; others stand as sources wrote them. */
import { own } from "@vallgrav/kernel";
import type { LanguageCode } from "./phrases.ts";

/** Properties that have a word of their own; others are shown by the name they have in the data. */
const properties: Readonly<Record<string, readonly [sv: string, en: string]>> = {
  name: ["namn", "name"],
  operatingsystem: ["operativsystem", "operating system"],
  "operating-system-version": ["version av operativsystemet", "operating system version"],
  manufacturer: ["tillverkare", "manufacturer"],
  model: ["modell", "model"],
  enabled: ["kontot är öppet", "account is open"],
  haslaps: ["eget lokalt lösenord (LAPS)", "own local password (LAPS)"],
  lastlogontimestamp: ["senaste inloggning", "last sign-in"],
  "last-seen": ["senast sedd", "last seen"],
  pwdlastset: ["lösenordet satt", "password set"],
  "owner-role": ["ägare", "owner"],
  "owner-organisation": ["förvaltning eller nämnd", "unit"],
  hosting: ["drift", "hosting"],
  "sign-in": ["inloggning", "sign-in"],
  confidentiality: ["konfidentialitet", "confidentiality"],
  integrity: ["riktighet", "integrity"],
  availability: ["tillgänglighet", "availability"],
  persons: ["antal personer", "persons"],
  population: ["persongrupp", "population"],
  "tolerable-outage-hours": ["tolerabel avbrottstid, timmar", "tolerable outage, hours"],
  "restore-hours": ["återställningstid, timmar", "restore time, hours"],
  "reserve-share": ["reservrutinens andel", "reserve routine's share"],
  "reserve-hours": ["reservrutinen håller, timmar", "reserve routine lasts, hours"],
  staff: ["personal", "staff"],
  backup: ["säkerhetskopia", "backup"],
  reach: ["kopian nås från", "copy reached from"],
  tested: ["återställning provad", "restore tried"],
  "tested-on": ["återställning provad den", "restore tried on"],
};

/** A property in words, where it has any. */
export function propertyWord(property: string, language: LanguageCode): string {
  return own(properties, property)?.[language === "sv" ? 0 : 1] ?? property;
}

type Value = string | number | boolean | readonly string[];
type Word = readonly [sv: string, en: string];

const yesNo: readonly [yes: Word, no: Word] = [
  ["ja", "yes"],
  ["nej", "no"],
];

/** Words that registers are read into, by property. */
const words: Readonly<Record<string, Readonly<Record<string, Word>>>> = {
  hosting: {
    internal: ["egen drift", "own operation"],
    cloud: ["molntjänst", "cloud service"],
    supplier: ["hos leverantör", "at a supplier"],
  },
  "sign-in": {
    ad: ["katalogen (AD)", "the directory (AD)"],
    entra: ["Entra ID", "Entra ID"],
    local: ["lokala konton", "local accounts"],
    siths: ["SITHS", "SITHS"],
    bankid: ["BankID", "BankID"],
    several: ["flera sätt", "several ways"],
  },
  backup: {
    none: ["ingen", "none"],
    domain: ["nås från domänen", "reached from the domain"],
    offline: ["frånkopplad", "offline"],
    immutable: ["kan inte ändras", "cannot be changed"],
    cloud: ["i molntjänsten", "in the cloud service"],
  },
  population: {
    residents: ["invånare", "residents"],
    pupils: ["elever", "pupils"],
    employees: ["anställda", "employees"],
    "former-employees": ["tidigare anställda", "former employees"],
    clients: ["brukare", "clients"],
  },
  reach: {
    none: ["ingen kopia", "no copy"],
    domain: ["domänen", "the domain"],
    offline: ["ingenstans, frånkopplad", "nowhere, offline"],
    immutable: ["kan inte ändras", "cannot be changed"],
    cloud: ["molntjänsten", "the cloud service"],
  },
};

/** One value in words; figures with the language's own decimal mark. */
export function valueWord(property: string, value: Value, language: LanguageCode): string {
  const at = language === "sv" ? 0 : 1;
  if (typeof value === "number") return at === 0 ? String(value).replace(".", ",") : String(value);
  if (typeof value === "boolean") return yesNo[value ? 0 : 1][at];
  if (typeof value === "object")
    return value.map((one) => valueWord(property, one, language)).join(", ");
  const known = own(words, property);
  const word = known !== undefined && Object.hasOwn(known, value) ? known[value] : undefined;
  return word?.[at] ?? value;
}
