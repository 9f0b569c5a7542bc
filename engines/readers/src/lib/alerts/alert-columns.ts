/** What headings of a list of alerts mean: Defender's and Sentinel's exports, and anybody's. */
import type { Json } from "@vallgrav/kernel";
import type { JsonObject } from "../json.ts";
import { foldHeading } from "../table/fold.ts";
import {
  type AlertText,
  type GatheredAlert,
  keepField,
  nameByForm,
  nameIn,
  nameTechniques,
  sayAlertText,
} from "./gathered-alert.ts";
import { sayPieces } from "./alert-evidence.ts";
import { parsedText } from "./parsed-text.ts";

/** What a column of a list of alerts means. */
export type AlertColumn =
  | AlertText
  | "accounts"
  | "addresses"
  | "anything"
  | "entities"
  | "hosts"
  | "techniques";

/** Headings, folded, by what they mean; of several in one table the first here is taken. */
const headings: Readonly<Record<AlertColumn, string>> = {
  title:
    "title|alert name|alertname|alert title|displayname|display name|incident name|incidentname|" +
    "rubrik|larm|larmnamn|alert|rule|rule name|regel|name|namn|handelse|summary",
  id:
    "alert id|alertid|systemalertid|system alert id|id|larm id|larmid|incident id|incidentid|" +
    "incident number|incidentnumber|arendenummer|arende|ticket|event id",
  incident: "incident|incident id|incidentid|incidentnumber",
  detector: "detector id|alerttype|alert type|rule id|regel id",
  description: "description|beskrivning|details|detaljer|message|meddelande",
  level:
    "severity|alertseverity|alert severity|allvar|allvarlighetsgrad|allvarlighet|niva|prioritet|" +
    "priority|level",
  status: "status|state|tillstand",
  product:
    "productname|product name|providername|service source|service sources|detection source|" +
    "detection sources|product|produkt|vendor|source|kalla",
  first:
    "first activity|firstactivity|first activity time|firstactivitytime|starttime|start time|" +
    "forsta aktivitet|time|tid|tidpunkt|timestamp|timegenerated|time generated|timegenerated utc|" +
    "timegenerated local time|created|created time|createdtime|createddatetime|skapad|datum|date",
  last:
    "last activity|lastactivity|last activity time|lastactivitytime|endtime|end time|" +
    "senaste aktivitet",
  techniques:
    "techniques|technique|mitre techniques|mitretechniques|attack techniques|att ck|mitre|teknik|" +
    "tekniker|subtechniques",
  hosts:
    "device|devices|device name|devicename|computer|computer name|computername|host|hostname|" +
    "host name|dator|datornamn|enhet|enheter|server|machine|impacted devices",
  accounts:
    "user|users|user name|username|account|accounts|account name|accountname|konto|anvandare|" +
    "userprincipalname|upn|impacted users|impacted accounts",
  addresses: "ip|ip address|ipaddress|source ip|src ip|ip adress|adress|kalladress|src",
  anything: "compromisedentity|compromised entity|impacted assets|impacted entities|entity|berord",
  entities: "entities",
};

const order: readonly (readonly [AlertColumn, readonly string[]])[] = Object.entries(headings).map(
  ([column, list]) => [column as AlertColumn, list.split("|")],
);

/** Columns of a table by what they mean. */
export type AlertColumns = ReadonlyMap<AlertColumn, number>;

/**
 * Which column is which. Null where the table is no list of alerts: it has no title, or nothing
 * that says how grave, when or of whom.
 */
export function alertColumns(cells: readonly string[]): AlertColumns | null {
  const folded = cells.map((cell) => foldHeading(cell.slice(0, 200)));
  const columns = new Map<AlertColumn, number>();
  const taken = new Set<number>();
  for (const [column, list] of order)
    for (const heading of list) {
      const at = folded.findIndex((one, place) => one === heading && !taken.has(place));
      if (at < 0) continue;
      columns.set(column, at);
      taken.add(at);
      break;
    }
  const isOfAlerts = columns.has("level") || columns.has("techniques") || columns.has("entities");
  const isTimed = columns.has("first") || columns.has("last") || columns.has("status");
  return columns.has("title") && isOfAlerts && isTimed ? columns : null;
}

function split(cell: string): readonly string[] {
  return cell.split(/[,;|\n]/).map((one) => one.trim());
}

const texts = [
  ...(["title", "id", "incident", "detector", "description", "level"] as const),
  ...(["status", "product", "first", "last"] as const),
];

/** Takes what a row says, by its columns; what no column means is kept as it stands. */
export function sayRow(
  into: GatheredAlert,
  columns: AlertColumns,
  [head, cells]: readonly [head: readonly string[], cells: readonly string[]],
): void {
  const of = (column: AlertColumn): string => cells[columns.get(column) ?? -1] ?? "";
  for (const name of texts) sayAlertText(into, name, of(name));
  nameTechniques(into, of("techniques"));
  for (const kind of ["hosts", "accounts", "addresses"] as const)
    for (const one of split(of(kind))) nameIn(into, kind, one);
  for (const one of split(of("anything"))) nameByForm(into, one);
  sayPieces(into, parsedText(of("entities")));
  const meant = new Set(columns.values());
  for (const [at, cell] of cells.entries())
    if (!meant.has(at) && (head[at] ?? "") !== "") keepField(into, (head[at] ?? "").trim(), cell);
}

function cellOf(value: Json): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return Array.isArray(value) || value === null ? listCell(value) : "";
}

function listCell(value: readonly Json[] | null): string {
  return (value ?? []).filter((one) => typeof one === "string").join(";");
}

/** Takes what a flat object says; false where it is no alert. */
export function sayFlat(into: GatheredAlert, object: JsonObject): boolean {
  const members = Object.entries(object).slice(0, 200);
  const head = members.map(([name]) => name.replace(/([a-z])([A-Z])/g, "$1 $2"));
  const columns = alertColumns(head);
  if (columns === null) return false;
  sayRow(into, columns, [members.map(([name]) => name), members.map(([, one]) => cellOf(one))]);
  return true;
}
