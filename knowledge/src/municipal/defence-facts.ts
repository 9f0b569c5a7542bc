/**
 * Which facts of the model speak of which defence, and what they say: on, off, or nothing. One
 * table; a defence without a row here is known by its class alone.
 */
import { own } from "@vallgrav/kernel";
import { type Asset, type Fact, factNamed, valueNamed } from "@vallgrav/facts";
import type { Value } from "@vallgrav/kernel";
import { needsSignature, signsIn } from "./certificates.ts";
import { isUnsupported } from "./structure.ts";

/** The property that speaks of a defence, and how its value is read. */
type Reading = {
  readonly property: string;
  readonly on: (value: Value, asset: Asset) => boolean | null;
};

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
    on: (value, asset) => value !== true || needsSignature(asset) || !signsIn(asset),
  },
  approvalRequired: {
    property: "requiresmanagerapproval",
    on: (value) => value === true,
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

/** The property by which people's answers speak of a defence where no other fact does. */
export function saidOfDefence(step: string): string {
  return `defence/${step}`;
}

/** Whether {@link defenceFact} says on or off, without who says it being made. */
export function speaksOfDefence(asset: Asset, step: string): boolean {
  const reading = own(readings, step);
  const value = reading === undefined ? undefined : valueNamed(asset, reading.property);
  if (reading !== undefined && value !== undefined && reading.on(value, asset) !== null)
    return true;
  return typeof valueNamed(asset, saidOfDefence(step)) === "boolean";
}

/** What the model says of a defence of an asset, or null where nothing speaks of it. */
export function defenceFact(asset: Asset, step: string): DefenceFact | null {
  const reading = own(readings, step);
  const value = reading === undefined ? undefined : valueNamed(asset, reading.property);
  const speaks = reading !== undefined && value !== undefined && reading.on(value, asset) !== null;
  const said = speaks ? undefined : factNamed(asset, saidOfDefence(step));
  if (said !== undefined)
    return { fact: said, on: (one) => (typeof one === "boolean" ? one : null) };
  // Who says it is made of what is there alone: most assets are asked in vain.
  if (reading === undefined || value === undefined) return null;
  const fact = factNamed(asset, reading.property);
  return fact === undefined ? null : { fact, on: (one) => reading.on(one, asset) };
}

/** The property of an asset that speaks of a defence, or null where none does. */
export function propertyOfDefence(step: string): string | null {
  return Object.hasOwn(readings, step) ? (readings[step]?.property ?? null) : null;
}

/** Steps that some fact can speak of, for tests and for the page of what is known. */
export const stepsWithFacts: readonly string[] = Object.keys(readings).sort();
