/** The words after `costs`, as data: the sheet, own prices in its draft, and its approval. */
import { type Given, Wrong } from "./command-line.ts";

/** Kinds of price of a measure, as they are named on the command line. */
export const priceNames = ["once", "yearly", "each", "each-yearly"] as const;

/** A kind of price. */
export type PriceName = (typeof priceNames)[number];

/** Roles whose own hours can be given beside prices. */
const roleNames = ["communication", "leadership", "operations", "personnel", "services"] as const;

/** What can be given of a measure: a price, how many, hours of a role. */
export type OwnName = PriceName | "many" | (typeof roleNames)[number];

/** Own figures of a measure as they were said. */
export type OwnFigures = {
  readonly named: Readonly<Partial<Record<OwnName, number>>>;
  /** By key, as `costs show MEASURE` tells them. */
  readonly effects: Readonly<Record<string, number>>;
};

/** What is asked about the cost sheet. */
export type CostsCommand =
  | { readonly verb: "costs"; readonly what: "show"; readonly json: boolean }
  | {
      readonly verb: "costs";
      /** One measure, with what it does. */
      readonly what: "show-one";
      readonly id: string;
      readonly json: boolean;
    }
  | {
      readonly verb: "costs";
      readonly what: "add";
      readonly id: string;
      readonly like: string;
      readonly name: string;
      readonly text: string;
      readonly json: boolean;
    }
  | { readonly verb: "costs"; readonly what: "remove"; readonly id: string; readonly json: boolean }
  | {
      readonly verb: "costs";
      readonly what: "compare";
      /** Numbers of versions; 0: the starting values. */
      readonly from: number;
      readonly to: number;
      readonly json: boolean;
    }
  | {
      readonly verb: "costs";
      readonly what: "set";
      /** A measure or a factor of harm. */
      readonly id: string;
      /** Figures of a measure, or the one value of a factor. */
      readonly own: number | OwnFigures;
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
  "costs show MEASURE",
  "costs set FACTOR VALUE [--source TEXT]",
  "costs set MEASURE once=N,yearly=N,each=N,each-yearly=N [--source TEXT]",
  "costs set MEASURE operations=HOURS,leadership=HOURS,… [--source TEXT]",
  "costs set MEASURE many=N,KEY=VALUE,… [--source TEXT]",
  "costs add own-ID --like MEASURE --name TEXT [--text TEXT]",
  "costs remove own-ID",
  "costs compare VERSION VERSION",
  "costs leave-out MEASURE",
  "costs restore ID",
  "costs approve --by NAME [--note TEXT]",
];

function amount(text: string): number {
  const value = /^\d{1,10}(?:\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value)) throw new Wrong({ code: "say", how });
  return value;
}

/** Words that a key of an effect begins with. */
const effectKinds: readonly string[] = [
  "bridges",
  "control",
  "faster",
  "quicker",
  "restorable",
  "sees",
  "shorter",
  "slower",
];
const effectKey = /^[a-z][a-z-]{0,40}(?:\/[\w-]{1,80}){0,3}$/;

function isEffect(name: string): boolean {
  const [kind = ""] = name.split(/[/-]/);
  return effectKey.test(name) && effectKinds.includes(kind);
}

function ownOf(text: string): number | OwnFigures {
  if (!text.includes("=")) return amount(text);
  const named = new Map<OwnName, number>();
  const effects = new Map<string, number>();
  for (const part of text.split(",")) {
    const [name = "", value = "", ...more] = part.split("=");
    const known = ([...priceNames, "many", ...roleNames] as const).find((one) => one === name);
    const isTwice = known === undefined ? effects.has(name) : named.has(known);
    if (isTwice || more.length > 0 || (known === undefined && !isEffect(name)))
      throw new Wrong({ code: "say", how });
    if (known === undefined) effects.set(name, amount(value));
    else named.set(known, amount(value));
  }
  return { named: Object.fromEntries(named), effects: Object.fromEntries(effects) };
}

function versionOf(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new Wrong({ code: "say", how });
  return Number(text);
}

function addOf(given: Given, id: string): CostsCommand {
  const [like, name, text = ""] = [given.get("like"), given.get("name"), given.get("text")];
  if (like === undefined || name === undefined)
    throw new Wrong({
      code: "missing",
      verb: "costs add",
      options: [like === undefined ? "like" : [], name === undefined ? "name" : []].flat(),
    });
  return { verb: "costs", what: "add", id, like, name, text, json: given.has("json") };
}

/** What is asked of two words, as versions or a measure with figures. */
function ofTwo(what: string, [one, other]: readonly [string, string], given: Given): CostsCommand {
  const [verb, json, source] = ["costs" as const, given.has("json"), given.get("source") ?? ""];
  if (what === "set") return { verb, what, id: one, own: ownOf(other), source, json };
  if (what === "compare") return { verb, what, from: versionOf(one), to: versionOf(other), json };
  throw new Wrong({ code: "say", how });
}

/** Reads what is asked. @throws {Wrong} */
export function costsOf(given: Given, rest: readonly string[]): CostsCommand {
  const [what = "show", id, value, more] = rest;
  const verb = "costs";
  const json = given.has("json");
  const [by, note = ""] = [given.get("by"), given.get("note")];
  if (what === "show" && id === undefined) return { verb, what, json };
  if (what === "approve" && id === undefined) {
    if (by === undefined)
      throw new Wrong({ code: "missing", verb: "costs approve", options: ["by"] });
    return { verb, what, by, note, json };
  }
  if (id !== undefined && value === undefined) {
    if (what === "show") return { verb, what: "show-one", id, json };
    if (what === "add") return addOf(given, id);
    if (what === "leave-out" || what === "remove" || what === "restore")
      return { verb, what, id, json };
  }
  if (id !== undefined && value !== undefined && more === undefined)
    return ofTwo(what, [id, value], given);
  throw new Wrong({ code: "say", how });
}
