/** Words for what is wrong with Sigma rules, filters and correlations. */
import type { SigmaExpected, SigmaLimitName, SigmaProblem } from "@vallgrav/sigma";
import { numberEn, numberSv } from "./numbers.ts";
import { type Phrases, wordFor } from "./phrases.ts";

const limitSv: Readonly<Record<SigmaLimitName, string>> = {
  characters: "tecken",
  depth: "nivåer i varandra",
  values: "värden",
  documents: "dokument",
  condition: "ord i villkoret",
  regex: "steg i det reguljära uttrycket",
  combinations: "kombinationer av platshållare",
  chain: "korrelationer på varandra",
};
const limitEn: Readonly<Record<SigmaLimitName, string>> = {
  characters: "characters",
  depth: "levels inside each other",
  values: "values",
  documents: "documents",
  condition: "words in the condition",
  regex: "steps in the regular expression",
  combinations: "combinations of placeholders",
  chain: "correlations on each other",
};
const expectedSv: Readonly<Record<SigmaExpected, string>> = {
  map: "en lista med namngivna delar",
  list: "en lista",
  text: "en text",
  number: "ett tal",
  boolean: "true eller false",
  "one-value": "ett enda värde",
  "known-word": "något av de ord som formatet har",
  timespan: "ett tal följt av s, m, h, d eller w",
  "whole-text": "en text utan jokertecken",
  percentile: "ett tal från 0 till 100 under percentile",
  bounds: "en eller flera gränser (gt, gte, lt, lte, eq, neq)",
};
const expectedEn: Readonly<Record<SigmaExpected, string>> = {
  map: "a list of named members",
  list: "a list",
  text: "a text",
  number: "a number",
  boolean: "true or false",
  "one-value": "one value",
  "known-word": "one of the words of the format",
  timespan: "a number followed by s, m, h, d or w",
  "whole-text": "a text without wildcards",
  percentile: "a number from 0 to 100 under percentile",
  bounds: "one or more bounds (gt, gte, lt, lte, eq, neq)",
};

/** Swedish. */
export const sigmaSv: Phrases<SigmaProblem> = {
  "sigma/yaml": (p) =>
    p.found === ""
      ? "Texten är inte YAML. Rätta den vid det här stället."
      : `Texten är inte YAML från ”${p.found}”. Rätta den.`,
  "sigma/yaml-duplicate": (p) => `Nyckeln ${p.name} står två gånger. Behåll en.`,
  "sigma/yaml-reference": (p) =>
    `Hänvisningar och taggar i YAML tas inte emot (”${p.found}”). Skriv ut värdet.`,
  "sigma/too-large": (p) =>
    `Fler än ${numberSv(p.limit)} ${wordFor(limitSv, p.what)}. Dela regeln.`,
  "sigma/not-a-document": () =>
    "Dokumentet är varken regel, korrelation eller filter. Det saknar detection, correlation och filter.",
  "sigma/missing": (p) => `Delen ${p.name} saknas. Lägg till den.`,
  "sigma/expected": (p) =>
    `Delen ${p.name} ska vara ${wordFor(expectedSv, p.expected)}. Rätta värdet.`,
  "sigma/unknown-value": (p) => `”${p.found}” är inget giltigt värde för ${p.name}. Rätta det.`,
  "sigma/empty": (p) => `Delen ${p.name} är tom och säger ingenting. Fyll i den eller ta bort den.`,
  "sigma/null-in-list": (p) =>
    `Listan under ${p.name} innehåller ett tomt värde. Skriv det för sig, i en egen sökning.`,
  "sigma/taxonomy": (p) =>
    `Fältnamnen följer taxonomin ”${p.found}”, som inte går att översätta. Använd sigma.`,
  "sigma/condition": (p) =>
    p.found === ""
      ? "Villkoret tar slut för tidigt. Skriv klart det."
      : `Villkoret går inte att läsa från ”${p.found}”. Rätta det.`,
  "sigma/condition-aggregation": (p) =>
    `Räkning i villkoret (”${p.found}”) hör till Sigma 1. Skriv en korrelation i stället.`,
  "sigma/upper-case-operator": (p) =>
    `Operatorn ${p.found} är skriven med versaler. Den förstås, men andra program läser den inte.`,
  "sigma/no-such-selection": (p) => `Villkoret nämner ${p.name}, som inte finns. Rätta namnet.`,
  "sigma/empty-pattern": (p) =>
    `Inget namn passar mönstret ${p.name}. Regeln skulle betyda något annat; rätta mönstret.`,
  "sigma/unused-selection": (p) => `Sökningen ${p.name} används inte i villkoret.`,
  "sigma/unknown-modifier": (p) =>
    `Modifieraren ${p.name} på fältet ${p.field} finns inte. Rätta namnet.`,
  "sigma/modifier-conflict": (p) =>
    p.first === p.second
      ? `Modifieraren ${p.first} kan inte stå så här. Den står dubbelt eller saknar den den hör till.`
      : `Modifierarna ${p.first} och ${p.second} kan inte stå så här tillsammans. Ta bort den ena eller byt ordning.`,
  "sigma/modifier-value": (p) =>
    `Värdet under ${p.name} ska vara ${wordFor(expectedSv, p.expected)}. Rätta det.`,
  "sigma/number-as-text": (p) => `Talet söks som text i fältet ${p.field}.`,
  "sigma/single-all": (p) =>
    `Fältet ${p.field} har all men bara ett värde. Det gör ingen skillnad.`,
  "sigma/escaped-star": (p) =>
    `I ”${p.found}” betyder \\* en stjärna, inte vad som helst. Skriv \\\\* om mappnamnet får vara vilket som helst.`,
  "sigma/regex": (p) =>
    p.found === ""
      ? "Det reguljära uttrycket tar slut för tidigt. Skriv klart det."
      : `Det reguljära uttrycket går inte att läsa från ”${p.found}”. Rätta det.`,
  "sigma/regex-unsupported": (p) =>
    `Det reguljära uttrycket kräver mer än vad som kan sökas på begränsad tid (”${p.found}”). ` +
    "Skriv det utan framåt- och bakåtblick och utan hänvisningar.",
  "sigma/cidr": (p) => `”${p.found}” är inget nät. Skriv till exempel 10.0.0.0/8.`,
  "sigma/no-such-rule": (p) => `Ingen regel har id eller namn ${p.name}. Rätta hänvisningen.`,
  "sigma/rule-circle": (p) => `Korrelationen bygger på sig själv genom ${p.name}. Bryt cirkeln.`,
  "sigma/duplicate-id": (p) => `En annan regel har redan id ${p.id}. Den här togs inte med.`,
  "sigma/duplicate-name": (p) => `En annan regel heter redan ${p.name}. Den här togs inte med.`,
  "sigma/no-such-alias": (p) =>
    `Aliaset ${p.name} gäller en regel som korrelationen inte bygger på. Rätta det.`,
  "sigma/filter-keeps": (p) =>
    `Filtret ”${p.name}” har inget not och behåller därför bara det som det beskriver. ` +
    "Skriv condition: not följt av sökningens namn för att utesluta det.",
  "sigma/more-problems": (p) =>
    `Det finns fler fel än de ${numberSv(p.limit)} som visas. Rätta dem och försök igen.`,
};

/** English. */
export const sigmaEn: Phrases<SigmaProblem> = {
  "sigma/yaml": (p) =>
    p.found === ""
      ? "The text is not YAML. Correct it at this place."
      : `The text is not YAML from “${p.found}” on. Correct it.`,
  "sigma/yaml-duplicate": (p) => `The key ${p.name} stands twice. Keep one.`,
  "sigma/yaml-reference": (p) =>
    `References and tags of YAML are not taken (“${p.found}”). Write the value itself.`,
  "sigma/too-large": (p) =>
    `More than ${numberEn(p.limit)} ${wordFor(limitEn, p.what)}. Divide the rule.`,
  "sigma/not-a-document": () =>
    "The document is neither rule, correlation nor filter. It lacks detection, correlation and filter.",
  "sigma/missing": (p) => `The member ${p.name} is missing. Add it.`,
  "sigma/expected": (p) =>
    `The member ${p.name} should be ${wordFor(expectedEn, p.expected)}. Correct the value.`,
  "sigma/unknown-value": (p) => `“${p.found}” is no valid value of ${p.name}. Correct it.`,
  "sigma/empty": (p) => `The member ${p.name} is empty and says nothing. Fill it or remove it.`,
  "sigma/null-in-list": (p) =>
    `The list under ${p.name} holds an empty value. Write it by itself, in a selection of its own.`,
  "sigma/taxonomy": (p) =>
    `The names of fields follow the taxonomy “${p.found}”, which cannot be translated. Use sigma.`,
  "sigma/condition": (p) =>
    p.found === ""
      ? "The condition ends too early. Complete it."
      : `The condition cannot be read from “${p.found}” on. Correct it.`,
  "sigma/condition-aggregation": (p) =>
    `Counting in the condition (“${p.found}”) is of Sigma 1. Write a correlation instead.`,
  "sigma/upper-case-operator": (p) =>
    `The operator ${p.found} is in capitals. It is understood here, but not by other programs.`,
  "sigma/no-such-selection": (p) =>
    `The condition names ${p.name}, which does not exist. Correct the name.`,
  "sigma/empty-pattern": (p) =>
    `No name fits the pattern ${p.name}. The rule would mean something else; correct the pattern.`,
  "sigma/unused-selection": (p) => `The condition does not use the selection ${p.name}.`,
  "sigma/unknown-modifier": (p) =>
    `There is no modifier ${p.name}, as on the field ${p.field}. Correct the name.`,
  "sigma/modifier-conflict": (p) =>
    p.first === p.second
      ? `The modifier ${p.first} cannot stand like this. It stands twice or lacks the one it belongs to.`
      : `The modifiers ${p.first} and ${p.second} cannot stand together like this. Remove one or change their order.`,
  "sigma/modifier-value": (p) =>
    `The value under ${p.name} should be ${wordFor(expectedEn, p.expected)}. Correct it.`,
  "sigma/number-as-text": (p) => `The number is looked for as text in the field ${p.field}.`,
  "sigma/single-all": (p) => `The field ${p.field} has all but only one value. It changes nothing.`,
  "sigma/escaped-star": (p) =>
    `In “${p.found}” \\* means a star, not anything. Write \\\\* if the folder may have any name.`,
  "sigma/regex": (p) =>
    p.found === ""
      ? "The regular expression ends too early. Complete it."
      : `The regular expression cannot be read from “${p.found}” on. Correct it.`,
  "sigma/regex-unsupported": (p) =>
    `The regular expression asks for more than can be searched in bounded time (“${p.found}”). ` +
    "Write it without look-around and references.",
  "sigma/cidr": (p) => `“${p.found}” is no network. Write for example 10.0.0.0/8.`,
  "sigma/no-such-rule": (p) => `No rule has the id or name ${p.name}. Correct the reference.`,
  "sigma/rule-circle": (p) =>
    `The correlation builds on itself by way of ${p.name}. Break the circle.`,
  "sigma/duplicate-id": (p) => `Another rule has the id ${p.id} already. This one was left out.`,
  "sigma/duplicate-name": (p) =>
    `Another rule has the name ${p.name} already. This one was left out.`,
  "sigma/no-such-alias": (p) =>
    `The alias ${p.name} is of a rule that the correlation does not build on. Correct it.`,
  "sigma/filter-keeps": (p) =>
    `The filter “${p.name}” has no not and so keeps only what it describes. ` +
    "Write condition: not and the name of the selection to exclude it.",
  "sigma/more-problems": (p) =>
    `There are more faults than the ${numberEn(p.limit)} shown. Correct them and try again.`,
};
