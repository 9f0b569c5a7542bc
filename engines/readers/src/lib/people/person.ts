/** What lists of people share: who a row is about, and since and until when. */
import type { Claim, Subject } from "@vallgrav/kernel";
import { observe } from "../gathering.ts";
import { subjectNamed } from "../naming.ts";
import { holdsPersonalNumber } from "../personal-number.ts";
import { relate, say, take } from "../table/telling.ts";
import type { Telling } from "../table/telling.ts";

/** Columns by which someone can be known again, and from when to when they are engaged. */
export type PersonColumn = "account-upn" | "from" | "mail" | "number" | "personal-number" | "until";

/** Headings of these columns, Swedish and English. */
export const personHeadings: Readonly<Record<PersonColumn, readonly string[]>> = {
  "account-upn": [
    "userprincipalname",
    "user principal name",
    "upn",
    "inloggningsnamn",
    "konto upn",
  ],
  from: [
    "anstalld fran",
    "anstallningsdatum",
    "startdatum",
    "fran och med",
    "fran",
    "fr o m",
    "fom",
    "from",
    "start date",
    "startdate",
    "start",
    "employment start",
    "contract start",
    "uppdrag fran",
    "avtal fran",
    "assignment start",
    "hire date",
  ],
  mail: [
    "e post",
    "epost",
    "e postadress",
    "epostadress",
    "mejl",
    "mejladress",
    "mail",
    "email",
    "e mail",
    "email address",
    "e mail address",
    "mail address",
  ],
  number: [
    "anstallningsnummer",
    "anstallningsnr",
    "anst nr",
    "anstnr",
    "anstallnings id",
    "employee number",
    "employee id",
    "employeeid",
    "employeenumber",
    "employee no",
    "konsultnummer",
    "konsult id",
    "konsultid",
    "consultant id",
    "consultant number",
    "elevnummer",
    "elev id",
    "elevid",
    "pupil id",
    "pupil number",
    "student id",
  ],
  "personal-number": [
    "personnummer",
    "personnr",
    "pnr",
    "person nr",
    "samordningsnummer",
    "person id",
    "personal number",
    "personal identity number",
    "social security number",
    "ssn",
  ],
  until: [
    "anstalld till",
    "slutdatum",
    "till och med",
    "till",
    "t o m",
    "tom",
    "avslutsdatum",
    "until",
    "to",
    "end date",
    "enddate",
    "end",
    "employment end",
    "contract end",
    "uppdrag till",
    "avtal till",
    "assignment end",
    "termination date",
  ],
};

const mailForm = /^[^\s@,;|]{1,64}@[^\s@,;|]{1,190}\.[^\s@,;|]{1,63}$/;

/** The claim of an account by its sign-in name; null where the cell is none. */
export function upnClaim(cell: string): Claim | null {
  const value = cell.trim().toLowerCase();
  return mailForm.test(value) && !holdsPersonalNumber(value) ? { space: "upn", value } : null;
}

/** The claim of someone by the number an employer gave; null where it is a personal one. */
export function numberClaim(cell: string): Claim | null {
  const value = cell.trim().toLowerCase().slice(0, 64);
  if (value === "" || holdsPersonalNumber(value)) return null;
  return { space: "register", value: `person/${value}` };
}

/** The person a row is about, strongest claim first; null where nothing may name them. */
export function personOf(row: Telling<PersonColumn>): Subject | null {
  const mail = upnClaim(row.cell("mail"));
  return subjectNamed("person", [
    numberClaim(row.cell("number")),
    upnClaim(row.cell("account-upn")),
    mail === null ? null : { space: "register", value: `person/${mail.value}` },
  ]);
}

/** The column that a person's strongest claim stands in. */
export function personColumn(row: Telling<PersonColumn>): PersonColumn {
  const columns = ["number", "account-upn", "mail"] as const;
  return columns.find((column) => row.cell(column) !== "") ?? "number";
}

/** Says that someone is there, belongs to a population, and when they are engaged. */
export function sayPerson(
  row: Telling<PersonColumn>,
  person: Subject,
  population: string,
): Subject | null {
  const column = personColumn(row);
  observe(row.into, row.place(column), person, { is: "present" });
  const place = row.place(column);
  observe(row.into, place, person, { property: "population", value: population });
  say(row, [person, "engaged-from", "from"], take.date);
  say(row, [person, "engaged-until", "until"], take.date);
  const claim = upnClaim(row.cell("account-upn"));
  if (claim === null) return null;
  const account: Subject = { kind: "account", claims: [claim] };
  relate(row, "account-upn", [account, "used-by", person]);
  return account;
}
