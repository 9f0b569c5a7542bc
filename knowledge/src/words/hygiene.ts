/** Words for the problems of looking at domains from outside. */
import { numberEn, numberSv } from "./numbers.ts";
import type { Phrases } from "./phrases.ts";
import type { PlatformProblem } from "./platform-problem.ts";

type HygieneProblem = Extract<PlatformProblem, { readonly code: `hygiene/${string}` }>;

/** Swedish. */
export const hygieneSv: Phrases<HygieneProblem> = {
  "hygiene/bad-anchor": (p) =>
    `Rad ${numberSv(p.line)} är ingen DS-post. Så här ser en ut: example.se. IN DS 12345 13 2 AB12 och så vidare.`,
  "hygiene/bad-days": (p) => `Ange ett antal dagar från 1 till ${numberSv(p.limit)}.`,
  "hygiene/bad-expiry": (p) => `Ange en dag, som 2027-01-31, högst ${numberSv(p.years)} år bort.`,
  "hygiene/bad-network": (p) =>
    `”${p.name}” är inget nät. Skriv till exempel 10.1.0.0/16, högst 20 nät.`,
  "hygiene/bad-pace": (p) => `Ange ett antal frågor i sekunden från 1 till ${numberSv(p.limit)}.`,
  "hygiene/bad-validator": (p) =>
    `”${p.name}” är ingen adress att hämta från. Skriv en som börjar med https://, utan namn och lösenord i.`,
  "hygiene/bad-person": (p) => `Ange vem som intygar, med högst ${numberSv(p.limit)} tecken.`,
  "hygiene/bad-resolver": (p) =>
    `”${p.name}” är ingen adress till en namnserver. Skriv till exempel 192.0.2.1 eller 192.0.2.1:53.`,
  "hygiene/bad-until": (p) =>
    `Ange en dag från och med i dag, som 2027-01-31, högst ${numberSv(p.limit)} dagar bort.`,
  "hygiene/no-resolver": () =>
    "Datorn har ingen namnserver som går att använda. Ange en med --resolver.",
  "hygiene/none-cleared": () =>
    "Ingen domän är angiven som kommunens egen, så inget har undersökts. Ange en först.",
  "hygiene/not-cleared": (p) =>
    `”${p.name}” är inte angiven som kommunens egen. Inget har undersökts. Skriv först vallgrav clear.`,
  "hygiene/not-own": (p) =>
    `”${p.name}” är en hel toppdomän och kan inte vara kommunens egen. Ange en domän under den.`,
  "hygiene/too-many-cleared": (p) =>
    `Det finns redan ${numberSv(p.limit)} angivna domäner. Avsluta någon först.`,
};

/** English. */
export const hygieneEn: Phrases<HygieneProblem> = {
  "hygiene/bad-anchor": (p) =>
    `Line ${numberEn(p.line)} is no DS record. One looks like this: example.se. IN DS 12345 13 2 AB12 and so on.`,
  "hygiene/bad-days": (p) => `Give a number of days from 1 to ${numberEn(p.limit)}.`,
  "hygiene/bad-expiry": (p) =>
    `Give a day, such as 2027-01-31, at most ${numberEn(p.years)} years ahead.`,
  "hygiene/bad-network": (p) =>
    `“${p.name}” is no network. Write for instance 10.1.0.0/16, at most 20 networks.`,
  "hygiene/bad-pace": (p) => `Give a number of questions a second from 1 to ${numberEn(p.limit)}.`,
  "hygiene/bad-validator": (p) =>
    `“${p.name}” is no address to fetch from. Write one that begins with https://, without name and password in it.`,
  "hygiene/bad-person": (p) =>
    `Say who vouches for it, in at most ${numberEn(p.limit)} characters.`,
  "hygiene/bad-resolver": (p) =>
    `“${p.name}” is no address of a resolver. Write for example 192.0.2.1 or 192.0.2.1:53.`,
  "hygiene/bad-until": (p) =>
    `Give a day from today on, like 2027-01-31, at most ${numberEn(p.limit)} days away.`,
  "hygiene/no-resolver": () =>
    "This machine has no resolver that can be used. Name one by --resolver.",
  "hygiene/none-cleared": () =>
    "No domain is named as the municipality's own, so nothing was looked at. Name one first.",
  "hygiene/not-cleared": (p) =>
    `“${p.name}” is not named as the municipality's own. Nothing was examined. Use vallgrav clear first.`,
  "hygiene/not-own": (p) =>
    `“${p.name}” is a whole top-level domain and cannot be the municipality's own. Name one under it.`,
  "hygiene/too-many-cleared": (p) =>
    `There are ${numberEn(p.limit)} domains named already. End one of them first.`,
};
