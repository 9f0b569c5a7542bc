/** An alert told by mail: its subject, and lines of the text that name who, when and how grave. */
import { foldText } from "../table/fold.ts";
import {
  type AlertText,
  type GatheredAlert,
  nameByForm,
  nameIn,
  nameTechniques,
  newGathered,
  sayAlertText,
  type WhomKind,
} from "./gathered-alert.ts";
import { type Mail, type MailPart, mailText } from "./mail-parts.ts";

type Meaning = AlertText | WhomKind | "anything" | "techniques";

/** What is before the colon of a line, folded, by what it means. */
const labels: ReadonlyMap<string, Meaning> = new Map(
  Object.entries({
    level: "severity|allvar|allvarlighet|allvarlighetsgrad|prioritet|priority|niva|level",
    hosts: "host|hosts|hostname|dator|datorer|device|devices|computer|enhet|server|endpoint|asset",
    accounts: "user|users|username|konto|account|anvandare|user name|account name|upn",
    addresses: "ip|ip address|ip adress|source ip|src ip|kalla|address|adress",
    anything: "affected|affected assets|impacted assets|berord|berorda|entities",
    techniques: "mitre|mitre att ck|technique|techniques|teknik|tekniker|att ck",
    first: "time|tid|tidpunkt|first activity|detected|upptackt|start time|timestamp",
    last: "last activity|senaste aktivitet|end time",
    status: "status|state|tillstand",
    product: "product|produkt|detection source|vendor|sensor",
    detector: "rule|regel|detection rule|rule name",
    incident: "incident|incident id|incident number",
    id: "alert id|larm id|ticket|arende|arendenummer|case|case id",
    title: "alert|alert name|larm|title|rubrik|detection",
  } satisfies Partial<Record<Meaning, string>>).flatMap(([meaning, list]) =>
    list.split("|").map((label) => [label, meaning as Meaning] as const),
  ),
);

const named: ReadonlyMap<string, string> = new Map(
  Object.entries({ nbsp: " ", amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }).concat(
    Object.entries({ aring: "å", auml: "ä", ouml: "ö", Aring: "Å", Auml: "Ä", Ouml: "Ö" }),
  ),
);

function entity(whole: string, name: string): string {
  const [, decimal, hex] = /^#(?:(\d{1,7})|x([\da-f]{1,6}))$/i.exec(name) ?? [];
  if (decimal === undefined && hex === undefined) return named.get(name) ?? whole;
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return point > 0 && point < 0x11_0000 ? String.fromCodePoint(point) : whole;
}

const unread = ["style", "script", "head"];

/** A page without what is not read: styles, programs, its head. Linear in the page. */
function withoutUnread(html: string): string {
  const low = html.toLowerCase();
  const pieces: string[] = [];
  let from = 0;
  for (const { index, 1: name = "" } of low.matchAll(/<([a-z]{4,6})(?=[\s>])/g)) {
    if (index < from || !unread.includes(name)) continue;
    pieces.push(html.slice(from, index));
    const end = low.indexOf(`</${name}`, index);
    if (end < 0) return pieces.join(" ");
    from = end;
  }
  return [...pieces, html.slice(from)].join(" ");
}

/** What is read of a page: its texts, a line for each row and paragraph. Nothing is followed. */
function textOfHtml(html: string): string {
  return withoutUnread(html)
    .replace(/\s+/g, " ")
    .replace(/<\/t[dh]> ?<t[dh]\b[^<>]{0,2000}>/gi, ": ")
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h\d)\b[^<>]{0,200}>/gi, "\n")
    .replace(/<[^<>]{0,4000}>/g, "")
    .replace(/&(#?\w{1,10});/g, entity)
    .split("\n")
    .map((line) => line.trim().replace("::", ":"))
    .join("\n");
}

/** How much of a text is looked at. */
const lookedAt = 262_144;

function bodyOf(parts: readonly MailPart[]): string {
  const plain = parts.find(({ type, file }) => type === "text/plain" && file === "");
  if (plain !== undefined) return mailText(plain).slice(0, lookedAt);
  const html = parts.find(({ type, file }) => type === "text/html" && file === "");
  return html === undefined ? "" : textOfHtml(mailText(html).slice(0, lookedAt));
}

function sayLine(into: GatheredAlert, line: string): void {
  const [, label = "", value = ""] =
    /^[\s*•>-]{0,8}([^:]{1,40}):\**\s*(\S.{0,999})$/u.exec(line) ?? [];
  const meaning = labels.get(foldText(label));
  if (meaning === undefined) return;
  const values = value.split(/[,;]/).map((one) => one.trim());
  if (meaning === "techniques") nameTechniques(into, value);
  else if (meaning === "anything") for (const one of values) nameByForm(into, one);
  else if (meaning === "hosts" || meaning === "accounts" || meaning === "addresses")
    for (const one of values) nameIn(into, meaning, one);
  else sayAlertText(into, meaning, value);
}

/** The name by which a sender goes: the one shown, else what is behind the sign. */
function senderOf(from: string): string {
  const [, shown = ""] = /^\s*"?([^"<]{1,100}?)"?\s*</.exec(from) ?? [];
  const [, domain = ""] = /@([\w.-]{1,200})/.exec(from) ?? [];
  return shown === "" ? domain : shown;
}

/** The alert that a mail is. */
export function alertOfMail({ headers, parts }: Mail): GatheredAlert {
  const into = newGathered("");
  const of = (name: string): string => headers.get(name) ?? "";
  const body = bodyOf(parts);
  for (const line of body.split(/\r?\n/).slice(0, 5_000)) sayLine(into, line);
  nameTechniques(into, body);
  const subject = of("subject").replace(/^(?:(?:re|sv|vb|fw|fwd):\s*)+/i, "");
  sayAlertText(into, "title", subject);
  sayAlertText(into, "description", body.trim());
  sayAlertText(into, "product", senderOf(of("from")));
  sayAlertText(into, "id", of("message-id").replace(/^<|>$/g, ""));
  sayAlertText(into, "first", of("date"));
  return into;
}
