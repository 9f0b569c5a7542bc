/** Words for what is wrong with a domain name or an answer about one. */
import type { DomainsProblem } from "@vallgrav/domains";
import { numberEn, numberSv } from "./numbers.ts";
import type { Phrases } from "./phrases.ts";

/** Swedish. */
export const domainsSv: Phrases<DomainsProblem> = {
  "domains/not-ascii": (p) =>
    `Namnet ”${p.name}” har tecken utöver a–z. Ange det i den form som börjar med xn--.`,
  "domains/bad-label": (p) =>
    `”${p.name}” är inget domännamn: ledet ”${p.label}” går inte att använda.`,
  "domains/name-too-long": (p) =>
    `Domännamnet är för långt: ${numberSv(p.octets)} byte, högst ${numberSv(p.limit)}.`,
  "domains/message-too-long": (p) =>
    `Svaret från namnservern är för långt: ${numberSv(p.octets)} byte, högst ${numberSv(p.limit)}.`,
  "domains/too-many-records": (p) =>
    `Svaret från namnservern uppger ${numberSv(p.count)} poster, högst ${numberSv(p.limit)} läses.`,
  "domains/bad-message": (p) =>
    `Svaret från namnservern går inte att läsa från byte ${numberSv(p.start)}.`,
  "domains/bad-roas": (p) =>
    `Filen med ROA går inte att läsa vid post ${numberSv(p.entry)}. Hämta den på nytt, hel.`,
  "domains/bad-route": (p) =>
    `Filen med vägar går inte att läsa på rad ${numberSv(p.line)}. Hämta den på nytt, hel.`,
  "domains/too-many-prefixes": (p) =>
    `Filen har fler adressblock än vad som läses: högst ${numberSv(p.limit)}.`,
  "domains/no-name": () => "Ange ett domännamn, till exempel example.se.",
};

/** English. */
export const domainsEn: Phrases<DomainsProblem> = {
  "domains/not-ascii": (p) =>
    `The name “${p.name}” has letters beyond a–z. Give it in the form that begins with xn--.`,
  "domains/bad-label": (p) =>
    `“${p.name}” is no domain name: the label “${p.label}” cannot be used.`,
  "domains/name-too-long": (p) =>
    `The domain name is too long: ${numberEn(p.octets)} octets, at most ${numberEn(p.limit)}.`,
  "domains/message-too-long": (p) =>
    `The name server's answer is too long: ${numberEn(p.octets)} octets, at most ${numberEn(p.limit)}.`,
  "domains/too-many-records": (p) =>
    `The name server's answer claims ${numberEn(p.count)} records; at most ${numberEn(p.limit)} are read.`,
  "domains/bad-message": (p) =>
    `The name server's answer cannot be read from octet ${numberEn(p.start)} on.`,
  "domains/bad-roas": (p) =>
    `The file of ROAs cannot be read at entry ${numberEn(p.entry)}. Fetch it anew, whole.`,
  "domains/bad-route": (p) =>
    `The file of routes cannot be read at line ${numberEn(p.line)}. Fetch it anew, whole.`,
  "domains/too-many-prefixes": (p) =>
    `The file has more ranges of addresses than are read: at most ${numberEn(p.limit)}.`,
  "domains/no-name": () => "Give a domain name, for example example.se.",
};
