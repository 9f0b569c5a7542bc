/** The words after `costs`, as data: the sheet, own prices in its draft, and its approval. */
import { type Given, Wrong } from "./command-line.ts";

/** Kinds of price of a measure, as they are named on the command line. */
export const priceNames = ["once", "yearly", "each", "each-yearly"] as const;

/** A kind of price. */
export type PriceName = (typeof priceNames)[number];

/** Roles whose own hours can be given beside prices. */
const roleNames = ["communication", "leadership", "operations", "personnel", "services"] as const;

/** What can be given of a measure. */
type OwnName = PriceName | (typeof roleNames)[number];

/** What is asked about the cost sheet. */
export type CostsCommand =
  | { readonly verb: "costs"; readonly what: "show"; readonly json: boolean }
  | {
      readonly verb: "costs";
      readonly what: "set";
      /** A measure or a factor of harm. */
      readonly id: string;
      /** Prices by kind, or the one value of a factor. */
      readonly own: number | Readonly<Partial<Record<OwnName, number>>>;
      readonly source: string;
      readonly json: boolean;
    }
  | {
      readonly verb: "costs";
      readonly what: "restore";
      readonly id: string;
      readonly json: boolean;
    }
  | {
      readonly verb: "costs";
      /** Out of all plans. */
      readonly what: "leave-out";
      readonly id: string;
      readonly json: boolean;
    }
  | {
      readonly verb: "costs";
      readonly what: "approve";
      readonly by: string;
      readonly note: string;
      readonly json: boolean;
    };

const how = [
  "costs",
  "costs set FACTOR VALUE [--source TEXT]",
  "costs set MEASURE once=N,yearly=N,each=N,each-yearly=N [--source TEXT]",
  "costs set MEASURE operations=HOURS,leadership=HOURS,… [--source TEXT]",
  "costs leave-out MEASURE",
  "costs restore ID",
  "costs approve --by NAME [--note TEXT]",
];

function amount(text: string): number {
  const value = /^\d{1,10}(?:\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value)) throw new Wrong({ code: "say", how });
  return value;
}

function ownOf(text: string): number | Readonly<Partial<Record<OwnName, number>>> {
  if (!text.includes("=")) return amount(text);
  const found = new Map<OwnName, number>();
  for (const part of text.split(",")) {
    const [name, value = "", ...more] = part.split("=");
    const known = [...priceNames, ...roleNames].find((one) => one === name);
    if (known === undefined || more.length > 0 || found.has(known))
      throw new Wrong({ code: "say", how });
    found.set(known, amount(value));
  }
  return Object.fromEntries(found);
}

/** Reads what is asked. @throws {Wrong} */
export function costsOf(given: Given, rest: readonly string[]): CostsCommand {
  const [what = "show", id, value, more] = rest;
  const verb = "costs";
  const json = given.has("json");
  const [by, note = "", source = ""] = [given.get("by"), given.get("note"), given.get("source")];
  if (what === "show" && id === undefined) return { verb, what, json };
  if (what === "approve" && id === undefined) {
    if (by === undefined)
      throw new Wrong({ code: "missing", verb: "costs approve", options: ["by"] });
    return { verb, what, by, note, json };
  }
  if ((what === "leave-out" || what === "restore") && id !== undefined && value === undefined)
    return { verb, what, id, json };
  if (what === "set" && id !== undefined && value !== undefined && more === undefined)
    return { verb, what, id, own: ownOf(value), source, json };
  throw new Wrong({ code: "say", how });
}
