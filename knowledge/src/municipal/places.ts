/**
 * Places of the attack language that no source lists: the people behind accounts, mail, the help
 * desk, networks, the gateway, the platform servers run on, the cloud tenant. Those that every
 * municipality has are no assumption; the others are, and are marked so.
 */
import type { Asset } from "@vallgrav/facts";
import type { AssetId } from "@vallgrav/kernel";
import type { PlaceKind } from "../words/place-names.ts";
import { type AdvisedFlaws, flawsTold } from "../findings/flaws.ts";
import { assetsOf, type Lookup, text } from "./lookup.ts";
import type { Structure } from "./structure.ts";

/** An asset of the instance that is none of the model. */
export type Place = {
  readonly id: string;
  /** Type of the attack language. */
  readonly type: string;
  /** What it is called stands in the words, by its kind. */
  readonly kind: PlaceKind;
  /** What tells it from others of its kind: an account, a domain; empty where there is one. */
  readonly name: string;
  /** Whether it is a guess that there is one. */
  readonly isAssumed: boolean;
};

/** Ids of the places of which there is one. */
export const placeId = {
  internet: "internet",
  mail: "mail",
  helpDesk: "help-desk",
  premises: "premises",
  gateway: "gateway",
  platform: "platform",
  tenant: "tenant",
  controlNetwork: "network/control",
  pupilNetwork: "network/pupils",
} as const;

/** Groups of people that accounts are sorted into. */
export type PeopleKind = "consultants" | "elected" | "employees" | "pupils";

const groupTypes: Readonly<Record<PeopleKind, string>> = {
  consultants: "Consultants",
  elected: "ElectedPeople",
  employees: "Employees",
  pupils: "Pupils",
};

/** Id of a group of people. */
export function peopleId(kind: PeopleKind): string {
  return `people/${kind}`;
}

/** Id of the person behind an account. */
export function personId(account: string): string {
  return `${account}#person`;
}

/** Id of the known flaws of a computer that reports name. */
export function flawId(computer: string): string {
  return `${computer}#flaw`;
}

/** The account or computer of the model that a place stands for, or the id itself. */
export function modelId(id: string): string {
  const at = id.indexOf("#");
  return at < 0 ? id : id.slice(0, at);
}

/** Id of the network that the computers of a domain are in. */
export function networkId(domain: string): string {
  return `network/${domain}`;
}

/** Id of what stands between two networks. */
export function filterId(from: string, to: string): string {
  return `filter/${from}/${to}`;
}

const signs: readonly (readonly [PeopleKind, RegExp])[] = [
  ["pupils", /\b(elev|elever|student|pupil)/i],
  ["consultants", /\b(konsult|leverant|extern|ext-|consult|vendor)/i],
  ["elected", /\b(förtroende|fortroende|politik|ledamot|ledamöter|elected)/i],
];

/**
 * Which group of people an account belongs to, by the names of the groups and units it is in; an
 * employee where none says otherwise.
 */
export function peopleKindOf(names: readonly string[]): PeopleKind {
  for (const [kind, sign] of signs) if (names.some((name) => sign.test(name))) return kind;
  return "employees";
}

/** What the places are made from. */
export type PlaceInput = { readonly look: Lookup; readonly structure: Structure };

type Add = {
  readonly place: (place: Place) => void;
  readonly link: (from: string, field: string, to: string) => void;
};

/** A place that every municipality has. */
function certain(id: string, type: string, [kind, name]: readonly [PlaceKind, string]): Place {
  return { id, type, kind, name, isAssumed: false };
}

/** A place that the municipality is taken to have. */
function guessed(id: string, type: string, kind: PlaceKind): Place {
  return { id, type, kind, name: "", isAssumed: true };
}

/** Names of the groups and units an account is in, by account: one step up, which is enough. */
function surroundings({ look }: PlaceInput): ReadonlyMap<AssetId, string[]> {
  const found = new Map<AssetId, string[]>();
  for (const kind of ["member-of", "contained-in"] as const)
    for (const { from, to } of look.byRelation.get(kind) ?? []) {
      const name = look.byId.get(to)?.name ?? "";
      const names = found.get(from);
      if (names === undefined) found.set(from, [name]);
      else names.push(name);
    }
  return found;
}

/** The people, their groups, and what reaches them. */
export function placePeople(input: PlaceInput, add: Add): void {
  const { look, structure } = input;
  add.place(certain(placeId.internet, "Internet", ["internet", ""]));
  add.place(certain(placeId.mail, "MailChannel", ["mail", ""]));
  add.place(certain(placeId.helpDesk, "HelpDesk", ["help-desk", ""]));
  add.link(placeId.internet, "channels", placeId.mail);
  add.link(placeId.internet, "helpDesks", placeId.helpDesk);
  const around = surroundings(input);
  const known = new Set<PeopleKind>();
  for (const account of assetsOf(look, "account")) {
    if (!structure.personal.has(account.id)) continue;
    const kind = peopleKindOf([account.name, ...(around.get(account.id) ?? [])]);
    const person = personId(account.id);
    known.add(kind);
    add.place(certain(person, "Person", ["person", account.name]));
    add.link(peopleId(kind), "members", person);
    add.link(person, "owns", account.id);
    add.link(placeId.internet, "mailboxes", account.id);
    // Pupils' addresses do not take mail from outside; that is how schools set them up.
    if (kind !== "pupils") add.link(placeId.mail, "recipients", person);
    if (!structure.privileged.has(account.id)) add.link(placeId.helpDesk, "helped", account.id);
  }
  if (holdsPupils(look)) known.add("pupils");
  for (const kind of known) {
    add.place(certain(peopleId(kind), groupTypes[kind], [kind, ""]));
  }
}

/** Whether the municipality has pupils: a system of its register holds their data. */
function holdsPupils(look: Lookup): boolean {
  return assetsOf(look, "information").some((set) => {
    const population = set.facts["population"]?.value;
    return Array.isArray(population) && population.includes("pupils");
  });
}

function between(from: string, to: string, add: Add): void {
  const id = filterId(from, to);
  add.place(guessed(id, "Filter", "filter"));
  add.link(from, "ways", id);
  add.link(id, "to", to);
}

/** Networks, what stands between them, and the ways in from outside. */
export function placeNetworks({ look, structure }: PlaceInput, add: Add): void {
  for (const domain of assetsOf(look, "domain")) {
    const name = text(domain, "domain") ?? domain.name;
    add.place(certain(networkId(domain.id), "Network", ["network", name]));
    add.link(networkId(domain.id), "domains", domain.id);
  }
  const home = structure.homeDomain;
  if (home === null) return;
  const inside = networkId(home);
  add.place(certain(placeId.premises, "Premises", ["premises", ""]));
  add.link(placeId.premises, "networks", inside);
  add.place(guessed(placeId.gateway, "RemoteAccess", "gateway"));
  add.link(placeId.internet, "gateways", placeId.gateway);
  add.link(placeId.gateway, "opensTo", inside);
  if (holdsPupils(look)) {
    add.place(guessed(placeId.pupilNetwork, "Network", "pupil-network"));
    add.link(peopleId("pupils"), "networks", placeId.pupilNetwork);
    between(placeId.pupilNetwork, inside, add);
  }
}

/** Known flaws that reports or advisories name, one place for all of a computer. */
export function placeFlaws({ look }: PlaceInput, advised: AdvisedFlaws, add: Add): void {
  for (const computer of assetsOf(look, "computer")) {
    if (flawsTold(computer).length === 0 && !advised.has(computer.id)) continue;
    const id = flawId(computer.id);
    add.place(certain(id, "ReportedFlaw", ["flaw", computer.name]));
    add.link(id, "flawed", computer.id);
  }
}

/** The network that control systems are reached over, behind the one people work in. */
export function placeControls(
  { structure }: PlaceInput,
  controls: readonly Asset[],
  add: Add,
): void {
  if (controls.length === 0 || structure.homeDomain === null) return;
  add.place(guessed(placeId.controlNetwork, "Network", "control-network"));
  between(networkId(structure.homeDomain), placeId.controlNetwork, add);
  for (const { id } of controls) add.link(placeId.controlNetwork, "controlsIn", id);
}
