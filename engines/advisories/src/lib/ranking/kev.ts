/** CISA's catalogue of weaknesses known to be exploited (KEV, JSON). */
import { succeed, type Result } from "@vallgrav/kernel";
import { refuse, type AdvisoriesProblem } from "../advisories-problem.ts";
import { lineOf, listOf, memberOf, textOf } from "../advisory/taking.ts";

/** A weakness that somebody is known to have exploited. Days as YYYY-MM-DD. */
export type Exploited = {
  readonly cve: string;
  /** Whose word it is: CISA's catalogue or ENISA's database. */
  readonly by: "kev" | "euvd";
  readonly vendor: string;
  readonly product: string;
  readonly title: string;
  readonly addedOn: string;
  /** By when US federal agencies must have acted; empty where none is set. */
  readonly dueOn: string;
  /** Whether a ransomware campaign is known to use it. */
  readonly isRansomware: boolean;
};

/** The catalogue: its own version, and its entries in order. */
export type ExploitedCatalogue = {
  readonly version: string;
  readonly entries: readonly Exploited[];
  /** Entries without a CVE or a day, which were left out. */
  readonly leftOut: number;
};

/** Most entries that are read; the catalogue grows by some two hundred a year. */
const mostEntries = 100_000;

const cveForm = /^CVE-\d{4}-\d{4,10}$/;
const dayForm = /^\d{4}-\d{2}-\d{2}$/;

function dayOf(value: unknown): string {
  const text = textOf(value, 10);
  return dayForm.test(text) ? text : "";
}

function entryOf(value: unknown): Exploited | null {
  const cve = textOf(memberOf(value, "cveID"), 40).toUpperCase();
  const addedOn = dayOf(memberOf(value, "dateAdded"));
  if (!cveForm.test(cve) || addedOn === "") return null;
  return {
    cve,
    by: "kev",
    vendor: lineOf(memberOf(value, "vendorProject"), 200),
    product: lineOf(memberOf(value, "product"), 200),
    title: lineOf(memberOf(value, "vulnerabilityName"), 300),
    addedOn,
    dueOn: dayOf(memberOf(value, "dueDate")),
    isRansomware: textOf(memberOf(value, "knownRansomwareCampaignUse"), 20) === "Known",
  };
}

/** Whether parsed JSON looks like the catalogue. */
export function looksLikeKev(value: unknown): boolean {
  const [first] = listOf(memberOf(value, "vulnerabilities"));
  return textOf(memberOf(value, "catalogVersion")) !== "" && memberOf(first, "cveID") !== undefined;
}

/**
 * Reads the catalogue. Total.
 * @returns `advisories/not-an-advisory` without a version or list, `advisories/limit` when too long
 */
export function readKev(value: unknown): Result<ExploitedCatalogue, AdvisoriesProblem> {
  const version = textOf(memberOf(value, "catalogVersion"), 100);
  const list = memberOf(value, "vulnerabilities");
  if (version === "") return refuse("advisories/not-an-advisory", { what: "catalogVersion" });
  if (!Array.isArray(list))
    return refuse("advisories/not-an-advisory", { what: "vulnerabilities" });
  if (list.length > mostEntries)
    return refuse("advisories/limit", { limit: "statements", max: mostEntries });
  const entries = list.map(entryOf).filter((one) => one !== null);
  return succeed({ version, entries, leftOut: list.length - entries.length });
}
