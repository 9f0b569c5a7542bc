/**
 * JSON of alerts: Microsoft Graph (alerts_v2, incidents with their alerts, the older alerts),
 * Defender's own interface, Sentinel's tables and incidents, and flat objects of anybody.
 */
import type { Json } from "@vallgrav/kernel";
import { type JsonObject, listOf, member, objectOf, objectsIn } from "../json.ts";
import { sayEvidence, sayPieces, textAt } from "./alert-evidence.ts";
import type { AlertForm } from "./foreign-alert.ts";
import {
  type AlertText,
  type GatheredAlert,
  keepField,
  nameByForm,
  nameTechniques,
  newGathered,
  sayAlertText,
} from "./gathered-alert.ts";
import { sayFlat } from "./alert-columns.ts";
import { parsedText } from "./parsed-text.ts";

/** An alert under making, and how it was handed over. */
export type FoundAlert = { readonly form: AlertForm; readonly alert: GatheredAlert };

type Names = readonly (readonly [name: AlertText, members: readonly string[]])[];

const names: Names = [
  ["id", ["alertId", "SystemAlertId", "systemAlertId", "id"]],
  ["incident", ["incidentId", "IncidentNumber"]],
  ["title", ["title", "Title", "displayName", "DisplayName", "alertDisplayName", "AlertName"]],
  ["description", ["description", "Description"]],
  ["level", ["severity", "Severity", "AlertSeverity"]],
  ["status", ["status", "Status"]],
  ["product", ["productName", "ProductName", "serviceSource", "ProviderName", "providerName"]],
  ["detector", ["detectorId", "AlertType", "alertType", "detectionId"]],
  [
    "first",
    [
      "firstActivityDateTime",
      "firstEventTime",
      "firstActivity",
      "StartTime",
      "startTimeUtc",
    ].concat(
      ["firstActivityTimeUtc", "FirstActivityTime", "eventDateTime", "createdDateTime"],
      ["alertCreationTime", "creationTime", "createdTimeUtc", "CreatedTime", "TimeGenerated"],
    ),
  ],
  [
    "last",
    ["lastActivityDateTime", "lastEventTime", "lastActivity", "EndTime", "endTimeUtc"].concat([
      "lastActivityTimeUtc",
      "LastActivityTime",
    ]),
  ],
];

const shown = ["category", "classification", "determination", "detectionSource", "threatName"];

function sayNamed(into: GatheredAlert, object: JsonObject): void {
  for (const [name, members] of names) sayAlertText(into, name, textAt(object, members));
  for (const name of shown) keepField(into, name, textAt(object, [name]));
  const vendor = objectOf(member(object, "vendorInformation"));
  if (vendor !== null) sayAlertText(into, "product", textAt(vendor, ["provider", "vendor"]));
  const link = textAt(object, ["alertWebUrl", "incidentWebUrl", "AlertLink", "incidentUrl"]);
  if (link.startsWith("https://")) keepField(into, "link", link);
}

/** Entities that a table of Sentinel has as text. */
function sayEntityText(into: GatheredAlert, object: JsonObject): void {
  sayPieces(into, parsedText(textAt(object, ["Entities"])));
}

function formOf(object: JsonObject): AlertForm | null {
  const has = (...wanted: readonly string[]): boolean =>
    wanted.some((name) => Object.hasOwn(object, name));
  if (has("SystemAlertId", "incidentNumber", "IncidentNumber", "systemAlertId")) return "sentinel";
  if (has("serviceSource", "vendorInformation", "alertWebUrl", "incidentWebUrl")) return "graph";
  if (has("alertCreationTime", "machineId", "incidentName", "alertId")) return "defender";
  if (has("displayName") && has("createdDateTime") && has("severity")) return "graph";
  return null;
}

function single(object: JsonObject, place: string, form: AlertForm): FoundAlert {
  const alert = newGathered(place);
  sayNamed(alert, object);
  sayEvidence(alert, object);
  sayEntityText(alert, object);
  const entity = textAt(object, ["CompromisedEntity"]);
  if (entity !== "") nameByForm(alert, entity);
  const additional = objectOf(member(object, "additionalData"));
  if (additional !== null) nameTechniques(alert, JSON.stringify(additional).slice(0, 4_000));
  if (form === "sentinel") sayAlertText(alert, "product", "Microsoft Sentinel");
  if (form === "defender") sayAlertText(alert, "product", "Microsoft Defender");
  return { form, alert };
}

/** An incident is its alerts; one whose alerts are not told is an alert itself. */
function ofIncident(object: JsonObject, place: string, form: AlertForm): readonly FoundAlert[] {
  const alerts = objectsIn(member(object, "alerts"));
  if (alerts.length === 0) return [single(object, place, form)];
  const incident = textAt(object, ["incidentId", "id"]);
  return alerts.map((one, index) => {
    const found = single(one, `${place}/alerts/${index}`, form);
    sayAlertText(found.alert, "incident", incident);
    keepField(found.alert, "incident", textAt(object, ["displayName", "incidentName"]));
    return found;
  });
}

/** What ARM wraps around an incident of Sentinel. */
function unwrapped(object: JsonObject): JsonObject {
  const properties = objectOf(member(object, "properties"));
  if (properties === null || textAt(properties, ["title", "alertDisplayName"]) === "")
    return object;
  return { ...properties, id: textAt(object, ["name", "id"]) };
}

/** Members in which a sender wraps the one alert it tells of. */
const wrappers = ["object", "data", "alert", "incident", "result", "event", "body"];

/** The alerts that an object is. None where nothing of it is an alert. */
export function alertsIn(given: JsonObject, place: string, depth = 0): readonly FoundAlert[] {
  const object = unwrapped(given);
  const form = formOf(object);
  if (form !== null) return ofIncident(object, place, form);
  const flat = newGathered(place);
  if (sayFlat(flat, object)) {
    sayEvidence(flat, object);
    return [{ form: "generic-json", alert: flat }];
  }
  if (depth === 2) return [];
  for (const name of wrappers) {
    const inner = objectOf(member(object, name));
    if (inner !== null) return alertsIn(inner, `${place}/${name}`, depth + 1);
  }
  return [];
}

/** Rows of Log Analytics' answers, which have their columns' names beside them. */
function tableRows(tables: Json | undefined): readonly JsonObject[] {
  return objectsIn(tables).flatMap((table) => {
    const columns = objectsIn(member(table, "columns")).map((one) => textAt(one, ["name"]));
    return (listOf(member(table, "rows")) ?? []).map((row) =>
      Object.fromEntries((listOf(row) ?? []).map((cell, at) => [columns[at] ?? "", cell])),
    );
  });
}

/** Members that hold the list of an answer. */
const answers = ["value", "incidents", "Results", "results", "events"];

/** The entries of a file, each with its place. */
export function entriesIn(value: Json): readonly (readonly [entry: Json, place: string])[] {
  const list = listOf(value);
  if (list !== null) return list.map((one, at) => [one, `/${at}`]);
  const object = objectOf(value);
  if (object === null) return [];
  if (listOf(member(object, "tables")) !== null)
    return tableRows(member(object, "tables")).map((one, at) => [one, `/tables/${at}`]);
  const isIncident = textAt(object, ["displayName", "incidentName", "title"]) !== "";
  const held = isIncident ? answers : [...answers, "alerts"];
  const name = held.find((one) => listOf(member(object, one)) !== null);
  if (name === undefined) return [[object, ""]];
  return (listOf(member(object, name)) ?? []).map((one, at) => [one, `/${name}/${at}`]);
}
