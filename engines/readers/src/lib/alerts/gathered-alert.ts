/** An alert under making: values of any form put into the one form. */
import { withoutPersonalNumbers } from "../personal-number.ts";
import { assignsSecret } from "../secret.ts";
import { foldText } from "../table/fold.ts";
import { levelOf, momentOf, techniquesOf } from "./alert-values.ts";
import { alertFileLimits, type ForeignAlert } from "./foreign-alert.ts";

/** Texts of an alert by what they mean; sets of whom it is about. */
export type GatheredAlert = {
  readonly texts: Map<AlertText, string>;
  readonly techniques: Set<string>;
  readonly hosts: Set<string>;
  readonly accounts: Set<string>;
  readonly addresses: Set<string>;
  readonly fields: Map<string, string>;
  readonly place: string;
};

/** What single texts of an alert mean. */
export type AlertText =
  | "description"
  | "detector"
  | "first"
  | "id"
  | "incident"
  | "last"
  | "level"
  | "product"
  | "status"
  | "title";

/** Nothing is known of it yet. */
export function newGathered(place: string): GatheredAlert {
  return {
    texts: new Map(),
    techniques: new Set(),
    hosts: new Set(),
    accounts: new Set(),
    addresses: new Set(),
    fields: new Map(),
    place,
  };
}

const nobody: ReadonlySet<string> = new Set(["", "-", "n/a", "none", "null", "unknown", "::1"]);

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** A text as it is kept: short, without personal identity numbers, `?` where it holds a secret. */
function kept(text: string, most: number = alertFileLimits.text): string {
  const near = cut(text.trim(), most);
  return assignsSecret(near) ? "?" : withoutPersonalNumbers(near);
}

/** Says a text of an alert, unless one is said already. */
export function sayAlertText(into: GatheredAlert, name: AlertText, text: string): void {
  if (text.trim() !== "" && !into.texts.has(name)) into.texts.set(name, text.trim());
}

/** Names somebody it is about. */
export function nameIn(into: GatheredAlert, kind: WhomKind, text: string): void {
  const name = withoutPersonalNumbers(text.trim()).slice(0, 256);
  const names = into[kind];
  if (!nobody.has(name.toLowerCase()) && names.size < alertFileLimits.named) names.add(name);
}

/** Kinds of whom an alert is about. */
export type WhomKind = "accounts" | "addresses" | "hosts";

/** An address, IPv4 or IPv6, without regard to whether its numbers are in range. */
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})$/i;

/** Names somebody of whom nothing says what it is: by its form. */
export function nameByForm(into: GatheredAlert, text: string): void {
  const name = text.trim();
  if (address.test(name)) nameIn(into, "addresses", name);
  else nameIn(into, /[@\\]/.test(name) ? "accounts" : "hosts", name);
}

/** Keeps something worth seeing; several of one name stand after each other. */
export function keepField(into: GatheredAlert, named: string, text: string): void {
  // A heading may be anything, too.
  const name = kept(named, 100);
  const value = kept(text);
  if (value === "") return;
  const before = into.fields.get(name);
  if (before === undefined) {
    if (into.fields.size < alertFileLimits.fields) into.fields.set(name, value);
  } else if (!before.split("; ").includes(value))
    into.fields.set(name, cut(`${before}; ${value}`, alertFileLimits.text));
}

/** Words by which products say that an alert is over. */
const closed: ReadonlySet<string> = new Set(
  ["resolved", "closed", "dismissed", "avslutad", "avslutat", "stangd", "stangt", "lost"].concat([
    "fixed",
    "done",
    "klar",
    "klart",
  ]),
);

/** The alert; null where nothing says what it is called. */
export function finished(from: GatheredAlert): ForeignAlert | null {
  const of = (name: AlertText): string => from.texts.get(name) ?? "";
  const title = withoutPersonalNumbers(cut(of("title"), alertFileLimits.title));
  if (title === "") return null;
  const status = kept(of("status"), 100);
  const [first, last] = [momentOf(of("first")), momentOf(of("last"))];
  return {
    product: kept(of("product"), 100),
    id: kept(of("id"), 200),
    incident: kept(of("incident"), 200),
    detector: kept(of("detector"), 200),
    title,
    description: kept(of("description")),
    level: levelOf(of("level")),
    techniques: [...from.techniques].slice(0, alertFileLimits.named),
    status,
    isClosed: closed.has(foldText(status)),
    firstMs: first ?? last,
    lastMs: last ?? first,
    hosts: [...from.hosts],
    accounts: [...from.accounts],
    addresses: [...from.addresses],
    fields: Object.fromEntries(from.fields),
    place: from.place,
  };
}

/** Adds the techniques that a text names. */
export function nameTechniques(into: GatheredAlert, text: string): void {
  for (const one of techniquesOf(text)) into.techniques.add(one);
}
