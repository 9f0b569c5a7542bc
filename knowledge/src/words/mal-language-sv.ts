/** Swedish words for what is wrong with the text of an attack language. */
import type { LanguageProblem, LimitName } from "@vallgrav/mal";
import { numberSv } from "./numbers.ts";
import { type Phrases, wordFor } from "./phrases.ts";

const wanted: Readonly<Record<string, string>> = {
  name: "ett namn",
  number: "ett tal",
  string: "en text inom citattecken",
  end: "filens slut",
  multiplicity: "ett antal, som 1, * eller 0..1",
  rate: "en andel från 0 till 1",
  expression: "ett uttryck",
  member: "ett steg eller en variabel",
  asset: "en tillgång (asset)",
  declaration: "en deklaration, som category eller associations",
  risk: "C, I eller A",
  time: "en tid",
};
const limits: Readonly<Record<LimitName, string>> = {
  characters: "tecken i alla filer tillsammans",
  files: "filer",
  expressionParts: "delar i ett uttryck",
  members: "fält och steg",
};
const operations: Readonly<Record<string, string>> = {
  add: "+",
  subtract: "-",
  multiply: "*",
  divide: "/",
  power: "^",
};
const stepKinds: Readonly<Record<string, string>> = {
  or: "|",
  and: "&",
  defence: "#",
  exist: "E",
  notExist: "!E",
};

function kind(key: string): string {
  return wordFor(stepKinds, key);
}

/** Every code of the language part. */
export const malLanguageSv: Phrases<LanguageProblem> = {
  "mal/byte-order-mark": () =>
    "Filen börjar med en byteordningsmarkering. Den hoppades över; spara hellre filen utan.",
  "mal/unexpected-character": (p) =>
    `Här står ”${p.character}”, som inte hör till språket. Ta bort det.`,
  "mal/unterminated-comment": () => "En kommentar öppnas men stängs aldrig. Sätt dit */.",
  "mal/unterminated-string": () => "Ett citattecken öppnas men stängs aldrig. Sätt dit det andra.",
  "mal/bad-escape": (p) =>
    `”${p.escape}” är ingen känd följd. De som finns är \\b, \\n, \\t, \\r, \\f, \\" och \\\\.`,
  "mal/text-after-quotes": () => 'Efter """ ska raden ta slut. Börja texten på nästa rad.',
  "mal/digit-first-name": (p) =>
    `Namnet ”${p.name}” börjar med en siffra. Börja det med en bokstav.`,
  "mal/number-too-large": (p) => `Talet ${p.number} är för stort. Använd ett mindre.`,
  "mal/unexpected": (p) =>
    p.found === "end"
      ? `Texten tar slut där det ska stå ${wordFor(wanted, p.expected)}. Skriv klart den.`
      : `Här står ”${p.found}” men det ska stå ${wordFor(wanted, p.expected)}. Rätta texten.`,
  "mal/not-exist-spelling": () => "Här står E!. Skriv !E.",
  "mal/detector-as-comment": () =>
    "Raden efter //! gick inte att läsa som en detektor och togs som en kommentar. Se över den.",
  "mal/file-missing": (p) => `Filen ”${p.path}” finns inte. Rätta include-raden.`,
  "mal/include-outside": (p) =>
    `Filen ”${p.path}” ligger utanför språkets mapp och läses inte. Flytta in den.`,
  "mal/include-cycle": (p) =>
    `Filen ”${p.path}” tar in sig själv genom andra filer. Den lästes en gång; ta bort kretsen.`,
  "mal/too-deep": (p) =>
    `Uttryck, filer eller arv är nästlade djupare än ${numberSv(p.limit)}. Gör det grundare.`,
  "mal/too-large": (p) =>
    `Språket har fler än ${numberSv(p.limit)} ${wordFor(limits, p.what)}. Gör det mindre.`,
  "mal/more-problems": (p) =>
    `Det finns fler fel än de ${numberSv(p.limit)} som visas. Rätta dem och försök igen.`,
  "mal/not-in-toolbox": (p) =>
    `${p.what} kan mal-toolbox inte läsa. Skriv om det, eller läs språket utan compat.`,

  "mal/missing-define": (p) => `#${p.key} saknas eller är tomt. Ange det överst i språket.`,
  "mal/duplicate-define": (p) => `#${p.key} anges flera gånger. Behåll ett.`,
  "mal/bad-version": (p) => `Versionen ”${p.version}” ska vara tre heltal, som 1.0.0.`,
  "mal/reserved-name": (p) =>
    `Namnet ”${p.name}” är ett nyckelord i andra verktyg för MAL. Välj hellre ett annat.`,
  "mal/duplicate-meta": (p) => `Upplysningen ”${p.key}” anges flera gånger. Behåll en.`,
  "mal/duplicate-asset": (p) => `Tillgången ${p.asset} deklareras flera gånger. Behåll en.`,
  "mal/unknown-asset": (p) => `Tillgången ${p.asset} finns inte. Deklarera den eller rätta namnet.`,
  "mal/inheritance-cycle": (p) => `Tillgången ${p.asset} ärver av sig själv. Bryt kretsen.`,
  "mal/abstract-unused": (p) =>
    `Ingen ärver av den abstrakta tillgången ${p.asset}. Den gör ingen nytta; ta bort den.`,
  "mal/bad-multiplicity": (p) =>
    `Antalet ”${p.multiplicity}” går inte ihop. Ange det lägsta först och minst 1 som högst.`,
  "mal/unusual-multiplicity": (p) =>
    `Antalet ”${p.multiplicity}” är ovanligt, och alla verktyg läser det inte. Kontrollera det.`,
  "mal/duplicate-field": (p) =>
    `Tillgången ${p.asset} har redan ett fält ${p.field}, sitt eget eller ärvt. Byt namn på ett.`,
  "mal/field-named-as-step": (p) =>
    `Tillgången ${p.asset} har både ett fält och ett steg som heter ${p.name}. Byt namn på ett.`,
  "mal/duplicate-association": (p) =>
    `Associationen ${p.association} deklareras flera gånger med samma fält. Behåll en.`,
  "mal/duplicate-variable": (p) =>
    `Variabeln ${p.variable} deklareras flera gånger i ${p.asset}. Behåll en.`,
  "mal/variable-redefined": (p) =>
    `Variabeln ${p.variable} i ${p.asset} är redan ärvd och kan inte ändras. Byt namn på den.`,
  "mal/duplicate-step": (p) => `Steget ${p.step} deklareras flera gånger i ${p.asset}. Behåll ett.`,
  "mal/duplicate-detector": (p) =>
    `Steget ${p.step} har flera detektorer som heter ${p.detector}. Behåll en.`,
  "mal/kind-changed": (p) =>
    `Steget ${p.step} är ${kind(p.kind)} här men ${kind(p.was)} där det ärvs. Gör dem lika.`,
  "mal/risk-on-gate": (p) =>
    `${p.step} är inget angreppssteg och kan inte hota något. Ta bort klamrarna med C, I och A.`,
  "mal/duplicate-risk": (p) => `Steget ${p.step} anger ${p.risk} flera gånger. Behåll en.`,
  "mal/mode-on-gate": (p) =>
    `${p.step} är inget angreppssteg och kan inte vara action eller effect. Ta bort ordet.`,
  "mal/requires-missing": (p) =>
    `Existenssteget ${p.step} säger inte vad som ska finnas. Ange det efter <-.`,
  "mal/requires-misplaced": (p) =>
    `${p.step} är inget existenssteg och kan inte kräva att något finns. Ta bort <- och det ` +
    "som följer.",
  "mal/several-not-exist": (p) =>
    `${p.step} (!E) har flera villkor, och verktyg läser det olika. Dela upp det i flera steg.`,
  "mal/nothing-to-extend": (p) =>
    `Steget ${p.step} utökas med +> men ärvs inte. Skriv -> i stället.`,

  "mal/unknown-field": (p) => `Tillgången ${p.asset} har inget fält ${p.field}. Rätta namnet.`,
  "mal/unknown-variable": (p) =>
    `Tillgången ${p.asset} har ingen variabel ${p.variable}. Rätta namnet.`,
  "mal/unknown-step": (p) => `Tillgången ${p.asset} har inget steg ${p.step}. Rätta namnet.`,
  "mal/not-a-step": () => "Uttrycket slutar inte i ett steg. Avsluta det med stegets namn.",
  "mal/variable-cycle": (p) =>
    `Variabeln ${p.variable} i ${p.asset} hänvisar till sig själv. Bryt kretsen.`,
  "mal/no-common-type": (p) =>
    `${p.left} och ${p.right} ärver inte av samma tillgång och kan inte sättas ihop. Rätta ` +
    "uttrycket.",
  "mal/not-a-subtype": (p) =>
    `${p.type} ärver inte av ${p.of}, så urvalet blir alltid tomt. Rätta typen.`,
  "mal/closure-leaves-type": (p) =>
    `Det som upprepas med * leder till ${p.type}, som inte ärver av ${p.start}. Rätta uttrycket.`,
  "mal/reach-to-gate": (p) =>
    `Uttrycket leder till ${p.step} i ${p.asset}, som inte är ett angreppssteg. Det har ingen ` +
    "verkan.",
  "mal/time-misplaced": (p) => `Existenssteget ${p.step} kan inte ta tid. Ta bort tiden.`,
  "mal/time-without-value": () =>
    "Tiden har inget värde, till exempel 0/0, och räknas som aldrig. Rätta den.",
  "mal/time-below-zero": () => "Tiden är mindre än noll och räknas som noll. Rätta den.",
  "mal/time-on-effect": (p) =>
    `Steget ${p.step} är en följd (effect) och tar ingen tid. Tiden används inte; ta bort den.`,
  "mal/bad-rate": (p) => `Andelen ${numberSv(p.rate)} är större än 1. Ange 0 till 1.`,
  "mal/unknown-distribution": (p) => `Fördelningen ${p.name} finns inte. Rätta namnet.`,
  "mal/distribution-misplaced": (p) =>
    `${wordFor(operations, p.name)} kan inte stå här. Försvar tar Enabled, Disabled eller ` +
    "Bernoulli, ensamt; angreppssteg tar tider.",
  "mal/distribution-arguments": (p) =>
    `Fördelningen ${p.name} ska ha ${numberSv(p.expected)} tal men har ${numberSv(p.found)}. ` +
    "Rätta antalet.",
  "mal/distribution-range": (p) =>
    `Talen i fördelningen ${p.name} är orimliga. Se vilka tal den tar, och rätta dem.`,
};
