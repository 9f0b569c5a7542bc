/** What the places are called that no source names: the people, mail, networks and platforms. */
import type { LanguageCode } from "./phrases.ts";

/** Kinds of place that no source lists. */
export type PlaceKind =
  | "consultants"
  | "control-network"
  | "elected"
  | "employees"
  | "filter"
  | "flaw"
  | "gateway"
  | "help-desk"
  | "internet"
  | "mail"
  | "network"
  | "person"
  | "platform"
  | "premises"
  | "pupil-network"
  | "pupils"
  | "tenant";

type Naming = Readonly<Record<LanguageCode, (name: string) => string>>;

function called(sv: string, en: string): Naming {
  return { sv: () => sv, en: () => en };
}

const namings: Readonly<Record<PlaceKind, Naming>> = {
  consultants: called("konsulterna", "the consultants"),
  "control-network": called("styrnätet", "the control network"),
  elected: called("de förtroendevalda", "the elected people"),
  employees: called("de anställda", "the employees"),
  filter: called("väggen mellan näten", "the wall between the networks"),
  flaw: {
    sv: (name) => `en känd brist på ${name}`,
    en: (name) => `a known flaw of ${name}`,
  },
  gateway: called("ingången för distansarbete", "the gateway for remote work"),
  "help-desk": called("it-supporten", "the help desk"),
  internet: called("internet", "the internet"),
  mail: called("e-posten", "mail"),
  network: {
    sv: (name) => `nätet i ${name}`,
    en: (name) => `the network of ${name}`,
  },
  person: {
    sv: (name) => `personen bakom ${name}`,
    en: (name) => `the person behind ${name}`,
  },
  platform: called("virtualiseringsplattformen", "the virtualisation platform"),
  premises: called("lokalerna", "the premises"),
  "pupil-network": called("elevernas nät", "the pupils' network"),
  pupils: called("eleverna", "the pupils"),
  tenant: called("molnkatalogen", "the cloud directory"),
};

/**
 * Directories shout: `ANNA@KOMMUN.EXAMPLE.SE`. Such names know no case, so they are shown small;
 * what has a small letter of its own, or no dot, stands as it is.
 */
export function unshouted(name: string): string {
  return /^[\p{Lu}\d@_$. -]+$/u.test(name) && /[.@]\p{Lu}/u.test(name)
    ? name.toLocaleLowerCase("sv-SE")
    : name;
}

/** The name of an asset for people: its own, or the words for a place that no source names. */
export function assetName(
  asset: { readonly kind: string; readonly name: string },
  language: LanguageCode,
): string {
  return Object.hasOwn(namings, asset.kind)
    ? namings[asset.kind as PlaceKind][language](asset.name)
    : asset.name;
}
