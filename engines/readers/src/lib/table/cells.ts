/** Cells to values: numbers as Swedes write them, the words of each column in both languages. */
import type { Claim, Value } from "@vallgrav/kernel";
import { withoutPersonalNumbers } from "../personal-number.ts";
import { foldText } from "./fold.ts";

/** The word that is kept → the words of a cell that mean it, as {@link foldText} writes them. */
export type Words = Readonly<Record<string, readonly string[]>>;

/** Words for who runs a system. */
export const hostingWords: Words = {
  internal: ["egen", "egen drift", "intern", "internal"],
  cloud: ["moln", "molntjanst", "saas", "cloud"],
  supplier: ["leverantor", "leverantoren", "extern", "supplier", "external"],
};

/** Words for how people sign in. */
export const signInWords: Words = {
  ad: ["ad", "active directory", "windows"],
  entra: ["entra", "entra id", "azure ad", "aad"],
  local: ["lokal", "lokalt", "lokalt konto", "egen", "local"],
  siths: ["siths"],
  bankid: ["bankid", "bank id"],
  several: ["flera", "several"],
};

/** Words for whose data a system holds. */
export const populationWords: Words = {
  residents: ["invanare", "medborgare", "residents", "citizens", "inhabitants"],
  pupils: ["elever", "pupils", "students"],
  employees: ["anstallda", "personal", "employees"],
  "former-employees": ["tidigare anstallda", "former employees"],
  clients: ["klienter", "brukare", "clients"],
};

/** Words for which people someone belongs to. */
export const groupWords: Words = {
  employees: ["anstalld", "anstallda", "medarbetare", "employee", "employees"],
  consultants: ["konsult", "konsulter", "inhyrd", "consultant", "consultants", "contractor"],
  elected: ["fortroendevald", "fortroendevalda", "politiker", "elected"],
  pupils: ["elev", "elever", "pupil", "pupils", "student", "students"],
};

/** Words for what can reach a backup. */
export const backupWords: Words = {
  none: ["ingen", "inga", "nej", "none", "no"],
  domain: ["doman", "domanen", "i domanen", "domain"],
  offline: ["offline", "frankopplad"],
  immutable: ["oforanderlig", "oforanderliga", "immutable"],
  cloud: ["molntjanst", "moln", "cloud service", "cloud"],
};

const yesWords: Words = {
  yes: ["ja", "yes", "x", "true", "sant", "1"],
  no: ["nej", "no", "false", "falskt", "0"],
};

const powerWords: Words = {
  on: ["on", "poweredon", "powered on", "running", "igang", "pa"],
  off: ["off", "poweredoff", "powered off", "stopped", "avstangd", "av"],
  suspended: ["suspended", "saved", "paused", "pausad", "vilar"],
};

/** Whether a machine runs: on, off, suspended, or another word of its tool in lower case. */
export function powerStateIn(cell: string): string {
  return wordIn(powerWords, cell) ?? withoutPersonalNumbers(cell).toLowerCase();
}

/** The kept word for a cell's word, or null. */
export function wordIn(words: Words, cell: string): string | null {
  const folded = foldText(cell);
  return Object.keys(words).find((kept) => (words[kept] ?? []).includes(folded)) ?? null;
}

function split(cell: string, separators: RegExp): readonly string[] {
  return cell
    .split(separators)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** The parts of a cell that lists several words, by comma, semicolon, bar or line. */
export function partsOf(cell: string): readonly string[] {
  return split(cell, /[,;|\r\n]/);
}

/** The parts of a cell that lists several names, which may hold commas: by bar or line. */
export function namesOf(cell: string): readonly string[] {
  return split(cell, /[|\r\n]/);
}

/** Digits in groups of three, divided by space, no-break space or thin space: `1 200` → `1200`. */
function ungrouped(cell: string): string {
  const text = cell.trim();
  return /^\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?$/.test(text)
    ? text.replace(/[ \u00a0\u2009\u202f]/g, "")
    : text;
}

/** A whole number 0…10¹²; null for anything else, also `1,200`, which may be 1200 or 1.2. */
export function wholeNumberIn(cell: string): number | null {
  const text = ungrouped(cell);
  return /^\d{1,12}$/.test(text) ? Number(text) : null;
}

/** A number ≥ 0 with decimal comma or point; null for anything else. */
export function decimalIn(cell: string): number | null {
  const text = ungrouped(cell);
  return /^\d{1,12}(?:[.,]\d{1,6})?$/.test(text) ? Number(text.replace(",", ".")) : null;
}

/** A class of confidentiality, integrity or availability: 0–4; null for anything else. */
export function classIn(cell: string): number | null {
  const text = cell.trim();
  return /^[0-4]$/.test(text) ? Number(text) : null;
}

/** Classes of confidentiality, integrity and availability. */
export type Classes = readonly [confidentiality: string, integrity: string, availability: string];

const between = "\\s*[-\u2013/,. ]?\\s*";

function classForm(letter: string): string {
  return `${letter}?\\s*:?\\s*([0-4])`;
}

const classesForm = new RegExp(
  `^${["k", "r", "t"].map(classForm).join(between)}(?:${between}${classForm("s")})?$`,
  "i",
);

/**
 * The classes of a cell such as `3-2-3`, `K3 R2 T3` or `3/2/3/1`, where the fourth is traceability,
 * which is not kept; null for anything else.
 */
export function classesIn(cell: string): Classes | null {
  const [, k, r, t] = classesForm.exec(cell.trim()) ?? [];
  return k === undefined || r === undefined || t === undefined ? null : [k, r, t];
}

/** A percentage 0–100, with or without its sign, as a share 0–1; null for anything else. */
export function shareIn(cell: string): number | null {
  const percent = decimalIn(cell.trim().replace(/\s*%$/, ""));
  return percent === null || percent > 100 ? null : percent / 100;
}

const daysBefore: readonly number[] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `2026-03-01` if there is such a day, also given as `20260301` or `2026/03/01`; else null. */
function dateIn(cell: string): string | null {
  const [, year, month = "", day = ""] =
    /^(\d{4})([-/.]?)(\d\d)\2(\d\d)$/.exec(cell)?.filter((_, index) => index !== 2) ?? [];
  if (year === undefined) return null;
  const days = daysBefore[Number(month) - 1] ?? 0;
  const leaps = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const most = month === "02" && !leaps ? 28 : days;
  return Number(day) >= 1 && Number(day) <= most ? `${year}-${month}-${day}` : null;
}

/** A month's number by its first three letters, in English. */
const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/**
 * The day that a cell names: ISO, also with a time behind it; as Swedes and others write it with
 * the day first where that is certain, `31/12/2026`, `12 mars` is none. Null for anything else.
 */
export function dayIn(cell: string): string | null {
  const text = cell.trim().slice(0, 40);
  const [date = ""] = /^\d{4}[-/.]?\d\d[-/.]?\d\d(?=$|[T ])/.exec(text) ?? [];
  if (date !== "") return dateIn(date);
  const [, first = "", second = "", year = ""] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?=$|[, ])/.exec(text) ?? [];
  // Day and month cannot be told apart below 13, unless they are equal.
  if (Number(first) > 12 || (first === second && first !== ""))
    return dateIn(`${year}-${second.padStart(2, "0")}-${first.padStart(2, "0")}`);
  if (Number(second) > 12)
    return dateIn(`${year}-${first.padStart(2, "0")}-${second.padStart(2, "0")}`);
  const [, day = "", month = "", otherYear = ""] =
    /^(\d{1,2})[ -]([A-Za-z]{3})[a-z]{0,6}[ -](\d{4})(?=$|[, ])/.exec(text) ?? [];
  const index = months.indexOf(month.toLowerCase());
  if (index === -1) return null;
  return dateIn(`${otherYear}-${String(index + 1).padStart(2, "0")}-${day.padStart(2, "0")}`);
}

/** Yes or no, in either language; null for anything else. */
export function yesNoIn(cell: string): boolean | null {
  const word = wordIn(yesWords, cell);
  return word === null ? null : word === "yes";
}

/** Whether something was tried, and on which day if it says; null when it says neither. */
export function testedIn(
  cell: string,
): { readonly tested: boolean; readonly on: string | null } | null {
  const on = dateIn(cell.trim());
  if (on !== null) return { tested: true, on };
  const word = wordIn(yesWords, cell);
  return word === null ? null : { tested: word === "yes", on: null };
}

const hostPattern = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const ipPattern = /^(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;

/** The claim of a server by address, full name or bare name; null when it is none of them. */
export function serverClaim(part: string): Claim | null {
  const name = part.toLowerCase().replace(/\.$/, "");
  if (ipPattern.test(name)) return { space: "ip", value: name };
  const labels = name.split(".");
  if (name.length > 253 || !labels.every((label) => hostPattern.test(label))) return null;
  return { space: labels.length > 1 ? "fqdn" : "host", value: name };
}

/** A name as part of a register claim: `Äldreomsorg, natt` → `aldreomsorg-natt`; may be empty. */
export function slugOf(name: string): string {
  return foldText(name).replaceAll(" ", "-").slice(0, 100);
}

/** Words of a list without repeats, sorted, so that their order in the cell says nothing. */
export function sortedWords(words: readonly string[]): Value {
  return [...new Set(words)].sort();
}
