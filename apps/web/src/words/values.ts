/** Values of properties as people say them; what has no word is shown as its source wrote it. */
import { own } from "@vallgrav/kernel";
import { visible } from "../parts/shown-name.ts";

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

/** One value in words, with signs that would not show made visible. */
export function valueWord(property: string, value: Value, language: "sv" | "en"): string {
  const at = language === "sv" ? 0 : 1;
  if (typeof value === "boolean") return yesNo[value ? 0 : 1][at];
  if (typeof value === "object")
    return value.map((one) => valueWord(property, one, language)).join(", ");
  const known = own(words, property);
  const word = typeof value === "string" && known !== undefined && Object.hasOwn(known, value);
  return (word ? known[value]?.[at] : undefined) ?? visible(String(value));
}
