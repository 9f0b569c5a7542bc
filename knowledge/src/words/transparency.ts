/** Words for what is wrong with a proof, a note or a checkpoint of the log. */
import type { TransparencyProblem } from "@vallgrav/transparency";
import { numberEn, numberSv } from "./numbers.ts";
import type { Phrases } from "./phrases.ts";

/** Swedish. */
export const transparencySv: Phrases<TransparencyProblem> = {
  "transparency/not-included": (p) =>
    `Beviset visar inte att post ${numberSv(p.index)} finns i en logg med ${numberSv(p.size)} poster.`,
  "transparency/not-consistent": (p) =>
    `Loggen med ${numberSv(p.second)} poster börjar inte som den med ${numberSv(p.first)}. ` +
    "Något har ändrats eller tagits bort.",
  "transparency/not-a-note": (p) =>
    `Filen är ingen signerad anteckning; rad ${numberSv(p.line)} går inte att läsa. ` +
    "Ange en kontrollpunkt från vallgrav audit checkpoint.",
  "transparency/not-a-checkpoint": (p) =>
    `Den signerade texten är ingen kontrollpunkt; rad ${numberSv(p.line)} går inte att läsa.`,
  "transparency/bad-key": () => "Texten är ingen nyckel att kontrollera signaturer med.",
  "transparency/bad-signature": (p) =>
    `Signaturen av ”${p.name}” stämmer inte med texten. Kontrollpunkten är ändrad.`,
  "transparency/unknown-key": () =>
    "Kontrollpunkten är inte signerad med den här installationens nyckel. " +
    "Antingen hör den till en annan installation, eller så har nyckeln bytts ut.",
  "transparency/other-log": (p) =>
    `Kontrollpunkten gäller loggen ”${p.origin}”, inte ”${p.expected}”.`,
  "transparency/too-large": (p) =>
    `Filen är för stor för att vara en kontrollpunkt (${p.what}: högst ${numberSv(p.limit)}).`,
};

/** English. */
export const transparencyEn: Phrases<TransparencyProblem> = {
  "transparency/not-included": (p) =>
    `The proof does not show that entry ${numberEn(p.index)} is in a log of ${numberEn(p.size)} entries.`,
  "transparency/not-consistent": (p) =>
    `The log of ${numberEn(p.second)} entries does not begin as the one of ${numberEn(p.first)}. ` +
    "Something has been changed or removed.",
  "transparency/not-a-note": (p) =>
    `The file is no signed note; line ${numberEn(p.line)} cannot be read. ` +
    "Give a checkpoint from vallgrav audit checkpoint.",
  "transparency/not-a-checkpoint": (p) =>
    `The signed text is no checkpoint; line ${numberEn(p.line)} cannot be read.`,
  "transparency/bad-key": () => "The text is no key to verify signatures by.",
  "transparency/bad-signature": (p) =>
    `The signature by “${p.name}” does not fit the text. The checkpoint has been changed.`,
  "transparency/unknown-key": () =>
    "The checkpoint is not signed by this installation's key. " +
    "Either it belongs to another installation, or the key has been replaced.",
  "transparency/other-log": (p) =>
    `The checkpoint is of the log “${p.origin}”, not “${p.expected}”.`,
  "transparency/too-large": (p) =>
    `The file is too large to be a checkpoint (${p.what}: at most ${numberEn(p.limit)}).`,
};
