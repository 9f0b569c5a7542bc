/**
 * Windows events as rules expect them. Events of other channels that say what Sysmon says are also
 * given under Sysmon's names, so that one rule serves both; what they were stays as it was.
 * Names: Microsoft's documents of the events 4688, 4657, 4663 and 5156, and of Sysmon's 1, 3, 13;
 * those of file access are Microsoft-Windows-Kernel-File's, as the public rules have them.
 */
import type { LogEvent, LogFields, LogSource, LogValue } from "../log-event.ts";
import { textOf } from "../log-event.ts";
import { windowsSources } from "./windows-channels.ts";

/** A view: whose source it has, and its fields made of the event's own. */
type View = {
  readonly source: LogSource;
  /** Fields of the view, absent where null. */
  readonly fields: (fields: LogFields) => Readonly<Record<string, string | null>>;
  /** Own names that mean something else under Sysmon's. */
  readonly hides: readonly string[];
};

function given(fields: LogFields, name: string): string | null {
  const text = textOf(fields, name);
  return text === "" ? null : text;
}

/** `0x1a4` → `420`; a text that is no such number stays. */
function decimal(text: string | null): string | null {
  return text !== null && /^0x[0-9a-f]{1,13}$/i.test(text) ? String(Number(text)) : text;
}

function account(domain: string | null, name: string | null): string | null {
  if (name === null) return null;
  return domain === null || domain === "-" ? name : `${domain}\\${name}`;
}

/** Mandatory labels (MS-DTYP §2.4.2.4) → the words of Sysmon. */
const integrity: ReadonlyMap<string, string> = new Map([
  ["S-1-16-4096", "Low"],
  ["S-1-16-8192", "Medium"],
  ["S-1-16-12288", "High"],
  ["S-1-16-16384", "System"],
]);

function started(fields: LogFields): Readonly<Record<string, string | null>> {
  // Whom it runs as is the target where there is one, else who started it.
  const target = given(fields, "TargetUserName");
  const whose = target !== null && target !== "-" ? "Target" : "Subject";
  const name = given(fields, `${whose}UserName`);
  return {
    Image: given(fields, "NewProcessName"),
    ProcessId: decimal(given(fields, "NewProcessId")),
    ParentImage: given(fields, "ParentProcessName"),
    ParentProcessId: decimal(given(fields, "ProcessId")),
    User: account(given(fields, `${whose}DomainName`), name),
    LogonId: given(fields, `${whose}LogonId`),
    IntegrityLevel: integrity.get(textOf(fields, "MandatoryLabel")) ?? null,
  };
}

/** `\device\harddiskvolume3\windows\x.exe` → `C:\windows\x.exe`: its letter is not said. */
function onVolume(path: string | null): string | null {
  return path === null ? null : path.replace(/^\\device\\harddiskvolume\d+(?=\\)/i, "C:");
}

const protocols: ReadonlyMap<string, string> = new Map([
  ["6", "tcp"],
  ["17", "udp"],
]);

/** Directions stand as numbers of texts: inbound and outbound. */
const initiated: ReadonlyMap<string, string> = new Map([
  ["%%14592", "false"],
  ["%%14593", "true"],
]);

function connected(fields: LogFields): Readonly<Record<string, string | null>> {
  return {
    Image: onVolume(given(fields, "Application")),
    ProcessId: given(fields, "ProcessID"),
    Protocol: protocols.get(textOf(fields, "Protocol")) ?? given(fields, "Protocol"),
    Initiated: initiated.get(textOf(fields, "Direction")) ?? null,
    SourceIp: given(fields, "SourceAddress"),
    SourcePort: given(fields, "SourcePort"),
    DestinationIp: given(fields, "DestAddress"),
    DestinationPort: given(fields, "DestPort"),
  };
}

const hives: readonly (readonly [RegExp, string])[] = [
  [/^\\REGISTRY\\MACHINE(?=\\|$)/i, "HKLM"],
  [/^\\REGISTRY\\USER(?=\\|$)/i, "HKU"],
];

function inHive(path: string): string {
  for (const [prefix, name] of hives) if (prefix.test(path)) return path.replace(prefix, name);
  return path;
}

/** Types of values stand as numbers of texts; this one is a number of 32 bits. */
const numberType = "%%1876";

function written(fields: LogFields): Readonly<Record<string, string | null>> {
  const value = given(fields, "NewValue");
  const isNumber = textOf(fields, "NewValueType") === numberType && /^\d{1,10}$/.test(value ?? "");
  const hex = Number(value).toString(16).padStart(8, "0");
  const name = given(fields, "ObjectValueName");
  return {
    Image: given(fields, "ProcessName"),
    ProcessId: decimal(given(fields, "ProcessId")),
    TargetObject: inHive(textOf(fields, "ObjectName")) + (name === null ? "" : `\\${name}`),
    Details: isNumber ? `DWORD (0x${hex})` : value,
    EventType: textOf(fields, "OperationType") === "%%1906" ? "DeleteValue" : "SetValue",
    User: account(given(fields, "SubjectDomainName"), given(fields, "SubjectUserName")),
  };
}

function touched(fields: LogFields): Readonly<Record<string, string | null>> {
  return {
    Image: given(fields, "ProcessName"),
    ProcessId: decimal(given(fields, "ProcessId")),
    FileName: given(fields, "ObjectName"),
    User: account(given(fields, "SubjectDomainName"), given(fields, "SubjectUserName")),
  };
}

/** A file that a process on this machine has opened: from elsewhere no process is named. */
function isTouch(fields: LogFields): boolean {
  const by = textOf(fields, "ProcessName");
  return textOf(fields, "ObjectType") === "File" && by !== "" && by !== "-";
}

function found(fields: LogFields): Readonly<Record<string, string | null>> {
  return {
    Signature: given(fields, "Threat Name") ?? given(fields, "ThreatName"),
    Filename: given(fields, "Path"),
    User: given(fields, "Detection User"),
  };
}

function viewOf(
  categories: readonly string[],
  fields: View["fields"],
  hides: readonly string[] = [],
): View {
  return { source: { product: "windows", service: null, categories }, fields, hides };
}

const processStart = viewOf(["process_creation"], started, ["ProcessId", "ParentProcessName"]);
const connection = viewOf(["network_connection"], connected, ["ProcessID", "Application"]);
const set = viewOf(["registry_event", "registry_set"], written, ["ProcessName"]);
const added = viewOf(["registry_event", "registry_add", "registry_set"], written, ["ProcessName"]);
const deleted = viewOf(["registry_event", "registry_delete"], written, ["ProcessName"]);
const access = viewOf(["file_access"], touched, ["ProcessName"]);
const infection = viewOf(["antivirus"], found);

const rpcFirewall: LogSource = {
  product: "rpc_firewall",
  service: null,
  categories: ["application"],
};

/** Numbers of Windows Defender's events that tell of something found. */
const findings = new Set(
  "1006 1007 1008 1009 1010 1011 1012 1017 1018 1019 1115 1116 1117 1118 1119".split(" "),
);

function viewFor(service: string | null, eventId: string, fields: LogFields): View | null {
  if (service === "windefend") return findings.has(eventId) ? infection : null;
  if (service !== "security") return null;
  if (eventId === "4688") return processStart;
  if (eventId === "5156") return connection;
  if (eventId === "4663") return isTouch(fields) ? access : null;
  if (eventId !== "4657") return null;
  // A value that is new, one that is changed, and one that is gone.
  const operation = textOf(fields, "OperationType");
  if (operation === "%%1904") return added;
  return operation === "%%1906" ? deleted : set;
}

function seenAs(fields: LogFields, view: View): LogEvent {
  const seen: Record<string, LogValue> = {};
  // Under `__proto__` an object of the log would become what every field falls back on.
  for (const name of Object.keys(fields))
    if (name !== "__proto__" && !view.hides.includes(name)) seen[name] = fields[name] ?? null;
  for (const [name, value] of Object.entries(view.fields(fields)))
    if (value !== null) seen[name] = value;
  return { source: view.source, fields: seen, text: null };
}

function isRpcFirewall(fields: LogFields): boolean {
  return textOf(fields, "Channel").toLowerCase() === "rpcfw";
}

/** RPC Firewall's log, which rules ask for as an application of its own. */
function beside(fields: LogFields): readonly LogEvent[] {
  if (!isRpcFirewall(fields)) return [];
  return [{ source: rpcFirewall, fields: { EventLog: "RPCFW", ...fields }, text: null }];
}

/**
 * What a Windows event is to rules: itself, for each service its channel is of, and where it says
 * what Sysmon says, that too. Fields are named as {@link fieldsOf} names those of EVTX.
 */
export function windowsEvents(fields: LogFields): readonly LogEvent[] {
  const eventId = textOf(fields, "EventID");
  const sources = windowsSources(textOf(fields, "Channel"), eventId);
  const [only] = sources;
  const view = viewFor(only?.service ?? null, eventId, fields);
  if (sources.length === 1 && only !== undefined && view === null && !isRpcFirewall(fields))
    return [{ source: only, fields, text: null }];
  const own = [
    ...sources.map((source): LogEvent => ({ source, fields, text: null })),
    ...beside(fields),
  ];
  return view === null ? own : [...own, seenAs(fields, view)];
}
