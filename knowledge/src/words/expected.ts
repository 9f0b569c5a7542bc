/** Words for what a field or a cell should have held. */
import type { Expected } from "@vallgrav/readers";

/** What a field or cell should have held, in Swedish. */
export const expectedSv: Readonly<Record<Expected, string>> = {
  boolean: "ja eller nej",
  text: "text",
  list: "en lista",
  object: "ett objekt",
  seconds: "en tidpunkt i sekunder",
  reference: "en hänvisning till ett annat objekt",
  "whole-number": "ett heltal",
  hours: "ett antal timmar",
  percent: "en andel i procent, 0–100",
  "class-0-4": "en klass från 0 till 4",
  date: "ett datum (ÅÅÅÅ-MM-DD)",
  address: "en nätadress eller ett nät, som 192.0.2.0/24",
  "organisation-number": "ett organisationsnummer",
  "date-or-yes-no": "ett datum (ÅÅÅÅ-MM-DD), ja eller nej",
  "known-word": "ett av de ord som förstås",
  "host-name": "ett datornamn",
  "system-id": "ett system-id",
  name: "ett namn",
  classes: "klasser som 3-2-3, för konfidentialitet, riktighet och tillgänglighet",
  backup: "ingen, domän, offline, oföränderlig eller molntjänst",
};
/** What a field or cell should have held, in English. */
export const expectedEn: Readonly<Record<Expected, string>> = {
  boolean: "yes or no",
  text: "text",
  list: "a list",
  object: "an object",
  seconds: "a moment in seconds",
  reference: "a reference to another object",
  "whole-number": "a whole number",
  hours: "a number of hours",
  percent: "a share in per cent, 0–100",
  "class-0-4": "a class from 0 to 4",
  date: "a date (YYYY-MM-DD)",
  address: "a network address or network, such as 192.0.2.0/24",
  "organisation-number": "an organisation number",
  "date-or-yes-no": "a date (YYYY-MM-DD), yes or no",
  "known-word": "one of the words that are understood",
  "host-name": "a computer's name",
  "system-id": "a system id",
  name: "a name",
  classes: "classes such as 3-2-3, for confidentiality, integrity and availability",
  backup: "none, domain, offline, immutable or cloud",
};
