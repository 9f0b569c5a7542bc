/**
 * Which facts of the model speak of which defence, and what they say: on, off, or nothing. One
 * table; a defence without a row here is known by its class alone.
 */
import type { Asset, Fact } from "@vallgrav/facts";
import type { Value } from "@vallgrav/kernel";
import { amount, flag } from "./lookup.ts";
import { isUnsupported } from "./structure.ts";

/** The property that speaks of a defence, and how its value is read. */
type Reading = {
  readonly property: string;
  readonly on: (value: Value, asset: Asset) => boolean | null;
};

const clientAuthentication: ReadonlySet<string> = new Set([
  "1.3.6.1.5.5.7.3.2",
  "1.3.6.1.4.1.311.20.2.2",
  "1.3.6.1.5.2.3.4",
  "2.5.29.37.0",
]);

/** Whether a certificate by this template can be used to sign in: named so, or for anything. */
function signsIn(template: Asset): boolean {
  const uses = template.facts["effectiveekus"]?.value;
  if (!Array.isArray(uses) || uses.length === 0) return true;
  return uses.some((use: unknown) => typeof use === "string" && clientAuthentication.has(use));
}

const ownSignIn = /siths|bankid|freja|lokal|local|efos/i;
const directorySignIn = /\b(ad|entra|adfs|katalog|directory)\b/i;

const readings: Readonly<Record<string, Reading>> = {
  uniqueLocalPassword: { property: "haslaps", on: (value) => value === true },
  patched: {
    property: "operatingsystem",
    on: (value) => (typeof value === "string" && isUnsupported(value) ? false : null),
  },
  templateSound: {
    property: "enrolleesuppliessubject",
    on: (value, asset) =>
      value !== true ||
      flag(asset, "requiresmanagerapproval") === true ||
      (amount(asset, "authorizedsignatures") ?? 0) > 0 ||
      !signsIn(asset),
  },
  separateAdministration: {
    property: "sign-in",
    on: (value) => {
      const said = Array.isArray(value) ? value.join(" ") : String(value);
      if (ownSignIn.test(said)) return true;
      return directorySignIn.test(said) ? false : null;
    },
  },
  unreachable: {
    property: "reach",
    on: (value) => {
      const said = String(value);
      if (/offline|immutable|oföränderlig/i.test(said)) return true;
      return /domain|domän/i.test(said) ? false : null;
    },
  },
};

/** What was said of a defence: the fact, and how its values are read. */
export type DefenceFact = {
  readonly fact: Fact<Value>;
  readonly on: (value: Value) => boolean | null;
};

/** What the model says of a defence of an asset, or null where nothing speaks of it. */
export function defenceFact(asset: Asset, step: string): DefenceFact | null {
  const reading = readings[step];
  if (reading === undefined) return null;
  const fact = asset.facts[reading.property];
  if (fact === undefined) return null;
  return { fact, on: (value) => reading.on(value, asset) };
}

/** Steps that some fact can speak of, for tests and for the page of what is known. */
export const stepsWithFacts: readonly string[] = Object.keys(readings).sort();
