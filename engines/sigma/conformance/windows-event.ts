/**
 * Windows events as evtx_dump writes them in JSON → events for the engine. For conformance and
 * measuring only: just enough of the taxonomy's mapping for the sample events.
 */
import type { EventFields, EventValue, LogFacts, SigmaEvent } from "../src/index.ts";

const sysmon: Readonly<Record<number, readonly string[]>> = {
  1: ["process_creation"],
  2: ["file_change"],
  3: ["network_connection"],
  4: ["sysmon_status"],
  5: ["process_termination"],
  6: ["driver_load"],
  7: ["image_load"],
  8: ["create_remote_thread"],
  9: ["raw_access_thread"],
  10: ["process_access"],
  11: ["file_event"],
  12: ["registry_event", "registry_add", "registry_delete"],
  13: ["registry_event", "registry_set"],
  14: ["registry_event", "registry_rename"],
  15: ["create_stream_hash"],
  16: ["sysmon_status"],
  17: ["pipe_created"],
  18: ["pipe_created"],
  19: ["wmi_event"],
  20: ["wmi_event"],
  21: ["wmi_event"],
  22: ["dns_query"],
  23: ["file_delete"],
  24: ["clipboard_capture"],
  25: ["process_tampering"],
  26: ["file_delete", "file_delete_detected"],
  27: ["file_block_executable"],
  28: ["file_block_shredding"],
  29: ["file_executable_detected"],
  255: ["sysmon_error"],
};

/** Categories that Windows event logs feed: Sysmon's, PowerShell's, and of audited objects. */
export const windowsCategories: ReadonlySet<string> = new Set([
  ...Object.values(sysmon).flat(),
  "ps_classic_start",
  "ps_classic_provider_start",
  "ps_classic_script",
  "ps_module",
  "ps_script",
  "antivirus",
  "file_access",
]);

const services: Readonly<Record<string, string>> = {
  "microsoft-windows-sysmon/operational": "sysmon",
  "microsoft-windows-windows defender/operational": "windefend",
  "microsoft-windows-taskscheduler/operational": "taskscheduler",
  "microsoft-windows-wmi-activity/operational": "wmi",
  "microsoft-windows-powershell/operational": "powershell",
  security: "security",
  system: "system",
  application: "application",
};

const kept = new Map<string, LogFacts>();

/** What the channel and the number of an event make it; the same object for the same facts. */
export function windowsFacts(channel: string, eventId: number): LogFacts {
  const key = `${channel} ${eventId}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const service = services[channel.toLowerCase()] ?? null;
  const powershell: readonly string[] = service === "powershell" ? ["ps_script", "ps_module"] : [];
  const categories = service === "sysmon" ? (sysmon[eventId] ?? []) : powershell;
  const facts = { product: "windows", service, categories };
  kept.set(key, facts);
  return facts;
}

type Plain = { readonly [name: string]: unknown };

function mapOf(value: unknown): Plain {
  return typeof value === "object" && value !== null ? (value as Plain) : {};
}

function put(fields: Record<string, EventValue>, prefix: string, value: unknown): void {
  if (typeof value !== "object" || value === null) {
    fields[prefix] = value as EventValue;
    return;
  }
  for (const [key, one] of Object.entries(value))
    if (key === "#attributes")
      for (const [name, attribute] of Object.entries(mapOf(one)))
        fields[`${prefix}_${name}`] = attribute as EventValue;
    else if (key === "#text") fields[prefix] = one as EventValue;
}

/** Fields of an event: those of System with their attributes, then those of the data. */
export function windowsFields(event: Plain): EventFields {
  const fields: Record<string, EventValue> = {};
  for (const [name, value] of Object.entries(mapOf(event["System"]))) put(fields, name, value);
  const data = mapOf(event["EventData"] ?? Object.values(mapOf(event["UserData"]))[0]);
  for (const [name, value] of Object.entries(data))
    if (name === "Data") fields["Data"] = mapOf(value)["#text"] as EventValue;
    else if (name !== "#attributes") fields[name] = value as EventValue;
  return fields;
}

/** An event for the engine. */
export function windowsEvent(fields: EventFields): SigmaEvent {
  const channel = fields["Channel"];
  const facts = windowsFacts(typeof channel === "string" ? channel : "", Number(fields["EventID"]));
  return { source: facts, fields, text: null, timeMs: null };
}

/** The objects of a text that holds several after each other. */
export function objectsOf(text: string): readonly Plain[] {
  return text
    .split(/^(?=\{)/m)
    .filter((one) => one.trim() !== "")
    .map((one) => mapOf(JSON.parse(one)));
}
