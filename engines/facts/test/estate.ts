/**
 * An invented estate of computers as six sources would list it, with the truth beside it: what
 * reconciliation is measured on. The flaws are those that inventories have: machines renamed, names
 * given to new machines, reinstalled ones with a stale account, one dock's MAC on many laptops,
 * serial numbers nobody filled in, leased addresses, and names that a person typed wrong.
 */
import { instantFromMs, drawKey, uniform } from "@vallgrav/kernel";
import type { Claim, Evidence, Instant, Observation, Subject } from "@vallgrav/kernel";

/** Observations and evidence of an estate, and which true thing each observation is about. */
export type Estate = {
  readonly observations: readonly Observation[];
  readonly evidence: readonly Evidence[];
  /** By observation id; two statements of one thing have the same text. */
  readonly truth: ReadonlyMap<string, string>;
};

/** Shares of the flaws, each between 0 and 1. */
export type Flaws = {
  readonly renamed: number;
  readonly replaced: number;
  readonly reinstalled: number;
  readonly docked: number;
  readonly noSerial: number;
  readonly misspelt: number;
};

/** About what inventories are found to hold; no figure of it was measured [A]. */
export const usualFlaws: Flaws = {
  renamed: 0.03,
  replaced: 0.03,
  reinstalled: 0.02,
  docked: 0.05,
  noSerial: 0.02,
  misspelt: 0.03,
};

const now = Date.UTC(2031, 9, 1);
const day = 86_400_000;

/** A machine as it truly is. */
type Machine = {
  readonly key: string;
  readonly index: number;
  readonly isServer: boolean;
  readonly name: string;
  readonly serial: string;
  readonly mac: string;
  readonly ip: string;
};

const roles = ["EKONOMI", "SKOLA", "VARD", "BYGG", "KULTUR", "TEKNIK", "ARKIV", "KARTA"] as const;

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, "0");
}

function macOf(index: number): string {
  const bytes = [24, 16, 8, 0].map((shift) => hex((index >> shift) & 255, 2));
  return ["02", "00", ...bytes].join(":");
}

function addressOf(index: number): string {
  return `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
}

/** Chance for one estate: a number for a question about a thing. */
type Ask = (question: string, index: number) => number;

function machineAt(index: number, ask: Ask, all: number): Machine {
  const isServer = index % 16 === 0;
  const number = String(index).padStart(6, "0");
  const role = roles[index % roles.length] ?? "ARKIV";
  // A pool of leases two thirds as large as the clients: addresses are met on several of them.
  const lease = Math.floor(ask("lease", index) * all * 0.66);
  return {
    key: `m${index}`,
    index,
    isServer,
    name: isServer ? `SRV-${role}${number}` : `PC-${number}`,
    serial: `5CG${hex(index * 7 + 4096, 7)}`,
    mac: macOf(index),
    ip: addressOf(isServer ? 8_000_000 + index : lease),
  };
}

/** What a person makes of a name: a separator, an O for a zero, two letters swapped. */
function mistyped(name: string, ask: Ask, index: number): string {
  const how = Math.floor(ask("typo", index) * 3);
  if (how === 0) return name.replace("-", "");
  if (how === 1) return name.replace("0", "O");
  const at = name.search(/[A-Z]{6}/);
  if (at < 0) return name.replace("-", "_");
  return `${name.slice(0, at + 2)}${name[at + 3]}${name[at + 2]}${name.slice(at + 4)}`;
}

const sources = ["directory", "devices", "inventory", "scan", "hypervisor", "register"] as const;
type Source = (typeof sources)[number];

class Book {
  readonly observations: Observation[] = [];
  readonly truth = new Map<string, string>();

  note(source: Source, about: string, [daysAgo, claims]: readonly [number, readonly Claim[]]) {
    const [first, ...rest] = claims;
    if (first === undefined) return;
    const id = `${source}#${this.observations.length}` as Observation["id"];
    const validFrom = instantFromMs(now - Math.floor(daysAgo * day)) ?? ("" as Instant);
    const subject: Subject = { kind: "computer", claims: [first, ...rest] };
    this.observations.push({
      id,
      at: { evidence: source as Evidence["id"] & Source, place: "" },
      subject,
      validFrom,
      validUntil: null,
      recordedAt: validFrom,
      standing: source === "register" ? "declared" : "observed",
      report: source === "register" ? "person" : "configuration",
      says: { is: "present" },
    });
    this.truth.set(id, about);
  }
}

const domain = "kommun.example.se";

function serialOf({ serial, index }: Machine, ask: Ask, flaws: Flaws): string {
  return ask("serial", index) < flaws.noSerial ? "To be filled by O.E.M." : serial;
}

function account(rid: number, name: string): readonly Claim[] {
  return [
    { space: "sid", value: `S-1-5-21-11-22-33-${rid}` },
    { space: "fqdn", value: `${name}.${domain}` },
    { space: "host", value: name, within: domain },
  ];
}

/** What the six sources say of one machine as it is now. */
function noteToday(book: Book, machine: Machine, ask: Ask, flaws: Flaws): void {
  const { key, index, name, isServer, ip } = machine;
  const serial: Claim = { space: "serial", value: serialOf(machine, ask, flaws) };
  const host: Claim = { space: "host", value: name };
  const address: Claim = { space: "ip", value: ip };
  const isDocked = !isServer && ask("docked", index) < flaws.docked;
  const dock = 90_000_000 + Math.floor(index / 400);
  const mac: Claim = { space: "mac", value: isDocked ? macOf(dock) : machine.mac };
  if (ask("directory", index) < 0.97) book.note("directory", key, [0, account(2000 + index, name)]);
  if (!isServer && ask("devices", index) < 0.9)
    book.note("devices", key, [ask("sync", index) * 20, [serial, host]]);
  if (ask("inventory", index) < 0.92)
    book.note("inventory", key, [ask("visit", index) * 5, [serial, mac, host, address]]);
  const fqdn: Claim = { space: "fqdn", value: `${name}.${domain}` };
  if (isServer || ask("awake", index) < 0.3)
    book.note("scan", key, [0.2, ask("reverse", index) < 0.8 ? [fqdn, address] : [mac, address]]);
  if (!isServer) return;
  book.note("hypervisor", key, [1, [{ space: "guid", value: `4210${hex(index, 28)}` }, host]]);
  const written = ask("misspelt", index) < flaws.misspelt ? mistyped(name, ask, index) : name;
  const typed: Claim = { space: "host", value: written };
  book.note("register", key, [40, ask("typed-ip", index) < 0.4 ? [typed, address] : [typed]]);
}

/** What older rows still say: names before a renaming, machines before a replacement. */
function notePast(book: Book, machine: Machine, ask: Ask, flaws: Flaws): void {
  const { key, index, name, serial, isServer, mac } = machine;
  if (isServer) return;
  const [serialNow, macNow]: Claim[] = [
    { space: "serial", value: serial },
    { space: "mac", value: mac },
  ] as Claim[];
  if (serialNow === undefined || macNow === undefined) return;
  const chance = ask("past", index);
  if (chance < flaws.renamed) {
    const before: Claim = { space: "host", value: `OLD-${index}` };
    book.note("inventory", key, [200, [serialNow, before]]);
  } else if (chance < flaws.renamed + flaws.replaced) {
    const gone: Claim = { space: "serial", value: `OLD${serial}` };
    const host: Claim = { space: "host", value: name };
    book.note("inventory", `gone-${key}`, [250, [gone, host]]);
  } else if (chance < flaws.renamed + flaws.replaced + flaws.reinstalled) {
    const before = `PC-X${index}`;
    book.note("directory", `account-${key}`, [0, account(50_000_000 + index, before)]);
    book.note("inventory", key, [180, [serialNow, macNow, { space: "host", value: before }]]);
  }
}

/** Makes an estate. The same for the same arguments. Linear in `machines`. */
export function estate(machines: number, seed: number, flaws: Flaws = usualFlaws): Estate {
  const keys = new Map<string, ReturnType<typeof drawKey>>();
  const ask: Ask = (question, index) => {
    const key = keys.get(question) ?? drawKey(question);
    keys.set(question, key);
    return uniform(key, seed, index);
  };
  const book = new Book();
  for (let index = 0; index < machines; index += 1) {
    const machine = machineAt(index, ask, machines);
    noteToday(book, machine, ask, flaws);
    notePast(book, machine, ask, flaws);
  }
  const at = instantFromMs(now) ?? ("" as Instant);
  const evidence = sources.map((source): Evidence => {
    const id = source as Source & Evidence["id"];
    const reader = { id: source, version: 1 };
    const plain = { name: source, sizeBytes: 0, producedAt: at, receivedAt: at, by: "" };
    return { ...plain, id, reader, scope: [], keepUntil: null, secrecy: "open" };
  });
  return { observations: book.observations, evidence, truth: book.truth };
}

/** How far an answer agrees with the truth, counted over all pairs of statements. */
export type Agreement = {
  /** Of the pairs said to be one thing, the share that is. */
  readonly precision: number;
  /** Of the pairs that are one thing, the share said to be. */
  readonly recall: number;
  /** Pairs that are one thing. */
  readonly pairs: number;
};

const pairsIn = (counts: Iterable<number>): number => {
  let total = 0;
  for (const count of counts) total += (count * (count - 1)) / 2;
  return total;
};

/** Counts pairs. Linear in the statements. */
export function agreement(
  found: ReadonlyMap<string, string>,
  truth: ReadonlyMap<string, string>,
): Agreement {
  const [mine, theirs, both] = [new Map(), new Map(), new Map()] as Map<string, number>[];
  const add = (map: Map<string, number> | undefined, key: string): void => {
    map?.set(key, (map.get(key) ?? 0) + 1);
  };
  for (const [id, thing] of truth) {
    const asset = found.get(id) ?? `none ${id}`;
    add(mine, asset);
    add(theirs, thing);
    add(both, `${asset}\0${thing}`);
  }
  const right = pairsIn(both?.values() ?? []);
  const pairs = pairsIn(theirs?.values() ?? []);
  return { precision: right / pairsIn(mine?.values() ?? []), recall: right / pairs, pairs };
}
