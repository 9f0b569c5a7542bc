/** ENISA's database of weaknesses (EUVD, JSON), for what it knows of exploitation. */
import { succeed, type Result } from "@vallgrav/kernel";
import { refuse, type AdvisoriesProblem } from "../advisories-problem.ts";
import { lineOf, listOf, memberOf, textOf } from "../advisory/taking.ts";
import type { Exploited } from "./kev.ts";

/** What a file of it says: a weakness for each CVE that is known to be exploited. */
export type EuvdExploited = {
  readonly entries: readonly Exploited[];
  /** Records that were read, those that nobody is known to exploit included. */
  readonly records: number;
  /** Records without an id of the database, or exploited ones without CVE or day. */
  readonly leftOut: number;
};

const mostRecords = 1_000_000;
/** A record names a handful of other ids. */
const mostAliases = 100;
const idForm = /^EUVD-\d{4}-\d{1,10}$/;
const cveForm = /^CVE-\d{4}-\d{4,10}$/;
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A day as the database writes it, `May 1, 2025, 12:00:00 AM`, or as a date; else empty. */
function dayOf(value: unknown): string {
  const text = textOf(value, 40);
  const plain = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  if (plain !== undefined) return plain;
  const [, month = "", day = "", year = ""] =
    /^([A-Z][a-z]{2})[a-z]* (\d{1,2}), (\d{4})(?:,|$)/.exec(text) ?? [];
  const at = months.indexOf(month) + 1;
  return at === 0 ? "" : `${year}-${String(at).padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** The name of the first product and of the first supplier that a record lists. */
function firstName(value: unknown, list: string, part: string): string {
  const [first] = listOf(memberOf(value, list));
  return lineOf(memberOf(memberOf(first, part), "name"), 200);
}

/** Entries of one record, one for each CVE; null where it is none that can be used. */
function entriesOf(value: unknown): readonly Exploited[] | null {
  if (!idForm.test(textOf(memberOf(value, "id"), 40))) return null;
  const since = memberOf(value, "exploitedSince");
  if (since === undefined || since === null || since === "") return [];
  const addedOn = dayOf(since);
  const aliases = textOf(memberOf(value, "aliases"), 10_000).split(/\s+/, mostAliases);
  const cves = [...new Set(aliases.filter((one) => cveForm.test(one)))];
  if (addedOn === "" || cves.length === 0) return null;
  const rest = {
    by: "euvd",
    vendor: firstName(value, "enisaIdVendor", "vendor"),
    product: firstName(value, "enisaIdProduct", "product"),
    title: lineOf(memberOf(value, "description"), 300),
    addedOn,
    dueOn: "",
    isRansomware: false,
  } as const;
  return cves.map((cve) => ({ cve, ...rest }));
}

function recordsOf(value: unknown): unknown {
  return Array.isArray(value) ? value : memberOf(value, "items");
}

/** Whether parsed JSON looks like an answer of the database: a list, or a page of a search. */
export function looksLikeEuvd(value: unknown): boolean {
  const [first] = listOf(recordsOf(value));
  return idForm.test(textOf(memberOf(first, "id"), 40));
}

/**
 * Reads what an answer of the database says of exploitation. Total. Linear in the records.
 * @returns `advisories/not-an-advisory` without a list, `advisories/limit` when it is too long
 */
export function readEuvd(value: unknown): Result<EuvdExploited, AdvisoriesProblem> {
  const records = recordsOf(value);
  if (!Array.isArray(records)) return refuse("advisories/not-an-advisory", { what: "items" });
  if (records.length > mostRecords)
    return refuse("advisories/limit", { limit: "statements", max: mostRecords });
  const read = records.map((one) => entriesOf(one));
  return succeed({
    entries: read.flatMap((one) => one ?? []),
    records: records.length,
    leftOut: read.filter((one) => one === null).length,
  });
}
