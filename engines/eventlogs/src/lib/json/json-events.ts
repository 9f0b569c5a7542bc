/**
 * Objects of JSON logs → events: whose log it is shows in the names it uses. Forms: evtx_dump,
 * Winlogbeat, flat Windows events (NXLog and others), Zeek, Azure's diagnostic logs and Microsoft
 * Graph, Microsoft 365's audit log, CloudTrail.
 */
import type { LogEvent, LogFields, LogSource, LogValue } from "../log-event.ts";
import { isFields, textOf } from "../log-event.ts";
import { webObject } from "../web/web-objects.ts";
import { macosEvents } from "./macos-events.ts";
import { serviceEvents } from "./service-events.ts";
import { windowsEvents } from "../windows/windows-events.ts";

function sourceOf(product: string, service: string | null): LogSource {
  return { product, service, categories: [] };
}

const unknown: LogSource = { product: null, service: null, categories: [] };

function member(fields: LogFields, name: string): LogFields | null {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return isFields(value) ? value : null;
}

type Flat = Record<string, LogValue>;

/** A value with attributes beside it, as evtx_dump writes it: `X`, `X_Attribute`. */
function putDumped(into: Flat, name: string, value: LogValue): void {
  if (!isFields(value)) {
    // No value is no field, as in the log itself.
    if (value !== null) into[name] = value;
    return;
  }
  const attributes = member(value, "#attributes");
  if (attributes !== null)
    for (const [key, one] of Object.entries(attributes))
      if (!key.startsWith("xmlns") && one !== null) into[`${name}_${key}`] = one;
  if (Object.hasOwn(value, "#text")) into[name] = value["#text"] ?? "";
}

/** Innermost members have their own names. */
function putInner(into: Flat, part: LogFields, depth: number): void {
  for (const [name, value] of Object.entries(part)) {
    if (name === "#attributes") continue;
    putDumped(into, name, value);
    if (isFields(value) && !Object.hasOwn(value, "#text") && depth < 32)
      putInner(into, value, depth + 1);
  }
}

/** Fields of an event as evtx_dump writes it, by the names they have in the log. */
function dumped(event: LogFields): LogFields {
  const into: Flat = {};
  const system = member(event, "System");
  if (system !== null)
    for (const [name, value] of Object.entries(system)) putDumped(into, name, value);
  for (const [name, part] of Object.entries(event))
    if (name !== "System" && name !== "#attributes" && isFields(part)) putInner(into, part, 0);
  return into;
}

/** Names that other programs give to what Windows calls otherwise. */
const windowsNames: readonly (readonly [own: string, others: readonly string[]])[] = [
  ["Provider_Name", ["SourceName", "ProviderName", "provider_name", "Provider"]],
  ["Channel", ["channel", "log_name", "LogName"]],
  ["EventID", ["event_id", "EventId", "Id"]],
  ["EventRecordID", ["record_id", "RecordNumber", "RecordId"]],
  ["Computer", ["computer_name", "Hostname", "MachineName", "ComputerName"]],
  ["TimeCreated_SystemTime", ["EventTime", "@timestamp", "TimeCreated", "UtcTime"]],
];

function withWindowsNames(fields: LogFields): LogFields {
  let named: Flat | null = null;
  for (const [own, others] of windowsNames) {
    if (Object.hasOwn(fields, own)) continue;
    const other = others.find((name) => Object.hasOwn(fields, name));
    const value = other === undefined ? undefined : fields[other];
    if (value !== undefined) (named ??= { ...fields })[own] = value;
  }
  return named ?? fields;
}

function ofWinlog(fields: LogFields, winlog: LogFields): LogFields {
  const { event_data: data, user_data: userData, ...rest } = winlog;
  const into: Flat = { ...rest };
  for (const part of [data, userData]) if (isFields(part)) putInner(into, part, 0);
  for (const name of ["@timestamp", "message"])
    if (Object.hasOwn(fields, name)) into[name] = fields[name] ?? null;
  return withWindowsNames(into);
}

/** Services of Azure by the category that its diagnostic logs name. */
const azureServices: ReadonlyMap<string, string> = new Map([
  ["signinlogs", "signinlogs"],
  ["noninteractiveusersigninlogs", "signinlogs"],
  ["serviceprincipalsigninlogs", "signinlogs"],
  ["managedidentitysigninlogs", "signinlogs"],
  ["auditlogs", "auditlogs"],
  ["userriskevents", "riskdetection"],
  ["riskyusers", "riskdetection"],
  ["serviceprincipalriskevents", "riskdetection"],
  ["administrative", "activitylogs"],
  ["policy", "activitylogs"],
  ["security", "activitylogs"],
  ["servicehealth", "activitylogs"],
  ["alert", "activitylogs"],
  ["recommendation", "activitylogs"],
]);

const sources = {
  signin: sourceOf("azure", "signinlogs"),
  audit: sourceOf("azure", "auditlogs"),
  risk: sourceOf("azure", "riskdetection"),
  activity: sourceOf("azure", "activitylogs"),
  pim: sourceOf("azure", "pim"),
  m365: sourceOf("m365", "audit"),
  exchange: sourceOf("m365", "exchange"),
  threats: sourceOf("m365", "threat_management"),
  detections: sourceOf("m365", "threat_detection"),
  cloudtrail: sourceOf("aws", "cloudtrail"),
} as const;

const bySource: ReadonlyMap<string, LogSource> = new Map(
  Object.values(sources).map((one) => [one.service ?? "", one]),
);

function has(fields: LogFields, ...names: readonly string[]): boolean {
  return names.every((name) => Object.hasOwn(fields, name));
}

function one(source: LogSource, fields: LogFields): readonly LogEvent[] {
  return [{ source, fields, text: null }];
}

/** What Azure's exports have inside `properties` is also said beside it, where nothing stands. */
function azureEvents(fields: LogFields): readonly LogEvent[] | null {
  const category = textOf(fields, "category").toLowerCase();
  const service = azureServices.get(category);
  const properties = member(fields, "properties");
  if (service !== undefined && properties !== null)
    return one(bySource.get(service) ?? unknown, { ...properties, ...fields });
  if (has(fields, "activityDisplayName", "initiatedBy")) {
    const name = textOf(fields, "activityDisplayName");
    const named = { OperationName: name, properties: { message: name } };
    return one(sources.audit, { ...named, ...fields });
  }
  if (has(fields, "riskEventType")) {
    // Alerts of Privileged Identity Management have kinds of their own.
    const isPim = textOf(fields, "riskEventType").endsWith("AlertIncident");
    return one(isPim ? sources.pim : sources.risk, fields);
  }
  if (!has(fields, "createdDateTime", "appDisplayName", "userPrincipalName")) return null;
  const status = member(fields, "status");
  const code = status === null ? "" : textOf(status, "errorCode");
  return one(sources.signin, code === "" ? fields : { ResultType: code, ...fields });
}

/** Names that rules on alerts of Microsoft 365 use beside those of the audit log. */
function m365Events(fields: LogFields): readonly LogEvent[] {
  const workload = textOf(fields, "Workload");
  const own = one(workload === "Exchange" ? sources.exchange : sources.m365, fields);
  const audit = workload === "Exchange" ? one(sources.m365, fields) : [];
  if (workload !== "SecurityComplianceCenter") return [...own, ...audit];
  const name = textOf(fields, "Name");
  const named = {
    eventSource: workload,
    eventName: name === "" ? textOf(fields, "Operation") : name,
    status: textOf(fields, "ResultStatus") === "Succeeded" ? "success" : textOf(fields, "Status"),
  };
  const told = { ...named, ...fields };
  return [...own, ...one(sources.threats, told), ...one(sources.detections, told)];
}

const zeekSources = new Map<string, LogSource>();

/** A log of Zeek; services are named after its files, of which there are some dozens. */
function zeekSource(path: string): LogSource {
  const known = zeekSources.get(path);
  if (known !== undefined) return known;
  const source = { product: "zeek", service: path, categories: path === "dns" ? ["dns"] : [] };
  if (zeekSources.size < 1_000) zeekSources.set(path, source);
  return source;
}

/**
 * The events that an object of a log is. `path` is the name of Zeek's log where the file says it;
 * empty where not. An object of no known form is one event of no known source.
 */
export function jsonEvents(fields: LogFields, path: string): readonly LogEvent[] {
  const event = member(fields, "Event");
  if (event !== null && isFields(event["System"])) return windowsEvents(dumped(event));
  const winlog = member(fields, "winlog");
  if (winlog !== null) return windowsEvents(ofWinlog(fields, winlog));
  if (has(fields, "Channel", "EventID")) return windowsEvents(withWindowsNames(fields));
  if (has(fields, "_path") || (has(fields, "ts") && path !== ""))
    return one(zeekSource(textOf(fields, "_path") || path), fields);
  if (has(fields, "Operation", "Workload", "CreationTime")) return m365Events(fields);
  if (has(fields, "eventSource", "eventName", "awsRegion")) return one(sources.cloudtrail, fields);
  const known = azureEvents(fields) ?? serviceEvents(fields) ?? macosEvents(fields);
  if (known !== null) return known;
  const web = webObject(fields);
  return web === null ? one(unknown, fields) : [web];
}
