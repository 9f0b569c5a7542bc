/**
 * Lines of the audit log → events: each line by itself, as rules on the log want it, and what the
 * lines of one event say together under Sysmon's names.
 */
import type { LogEvent, LogSource } from "../log-event.ts";
import type { AuditLine } from "./audit-line.ts";

const own: LogSource = { product: "linux", service: "auditd", categories: [] };
const started: LogSource = { product: "linux", service: null, categories: ["process_creation"] };
const file: LogSource = { product: "linux", service: null, categories: ["file_event"] };
const network: LogSource = { product: "linux", service: null, categories: ["network_connection"] };

type Fields = Readonly<Record<string, string>>;

/** What was last started under a number. */
type Started = { readonly image: string; readonly commandLine: string };

/** Numbers of processes kept, so that a child can name its parent. */
const mostProcesses = 65_536;

/** Lines of one event that are kept together. */
const mostLines = 256;

/** What a line completes. */
export type AuditStep = {
  /** What the lines before it say together, where it is of another event. */
  readonly before: readonly LogEvent[];
  /** The line itself, and what it completes as the last of its event. */
  readonly now: readonly LogEvent[];
};

/** The events of an audit log, line by line. */
export type AuditEvents = {
  readonly take: (line: AuditLine, text: string) => AuditStep;
  /** What the last lines say together. */
  readonly close: () => readonly LogEvent[];
};

type State = {
  serial: string;
  lines: AuditLine[];
  readonly started: Map<string, Started>;
};

function ofType(lines: readonly AuditLine[], type: string): Fields | null {
  return lines.find((line) => line.type === type)?.fields ?? null;
}

/** Fields that have a value. */
function present(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function commandLine(execve: Fields): string {
  const count = Math.min(Number(execve["argc"]) || 0, 10_000);
  const words: string[] = [];
  for (let at = 0; at < count; at += 1) words.push(execve[`a${at}`] ?? "");
  return words.join(" ");
}

function actor(call: Fields): Record<string, string | undefined> {
  return {
    Image: call["exe"],
    ProcessId: call["pid"],
    User: call["UID"] ?? call["uid"],
    LogonId: call["ses"],
  };
}

function startOf(state: State, call: Fields, execve: Fields): LogEvent {
  const line = commandLine(execve);
  const parent = state.started.get(call["ppid"] ?? "");
  const pid = call["pid"];
  if (pid !== undefined) {
    if (state.started.size >= mostProcesses) state.started.clear();
    state.started.set(pid, { image: call["exe"] ?? "", commandLine: line });
  }
  const fields = present({
    ...actor(call),
    CommandLine: line,
    CurrentDirectory: ofType(state.lines, "CWD")?.["cwd"],
    ParentProcessId: call["ppid"],
    ParentImage: parent?.image,
    ParentCommandLine: parent?.commandLine,
  });
  return { source: started, fields, text: null };
}

/** Address family and port, then an address of IPv4; anything else is none. */
const internet = /^0200([0-9A-F]{4})([0-9A-F]{8})/;

function connectionOf(call: Fields, address: Fields): LogEvent | null {
  const found = internet.exec(address["saddr"] ?? "");
  if (found === null) return null;
  const [, port = "", bytes = ""] = found;
  const ip = [0, 2, 4, 6].map((at) => Number.parseInt(bytes.slice(at, at + 2), 16)).join(".");
  const fields = present({
    ...actor(call),
    DestinationIp: ip,
    DestinationPort: String(Number.parseInt(port, 16)),
    Initiated: "true",
  });
  return { source: network, fields, text: null };
}

/** What the lines of one event say together. */
function together(state: State): readonly LogEvent[] {
  const { lines } = state;
  const call = ofType(lines, "SYSCALL");
  if (call === null) return [];
  const events: LogEvent[] = [];
  const execve = ofType(lines, "EXECVE");
  if (execve !== null) events.push(startOf(state, call, execve));
  const address = ofType(lines, "SOCKADDR");
  const connection =
    address !== null && call["SYSCALL"] === "connect" ? connectionOf(call, address) : null;
  if (connection !== null) events.push(connection);
  const directory = ofType(lines, "CWD")?.["cwd"];
  for (const { type, fields } of lines)
    if (type === "PATH" && fields["nametype"] === "CREATE" && fields["name"] !== undefined) {
      const { name } = fields;
      const isWhole = name.startsWith("/") || directory === undefined;
      const path = isWhole ? name : `${directory.replace(/\/$/, "")}/${name}`;
      const seen = present({ ...actor(call), TargetFilename: path });
      events.push({ source: file, fields: seen, text: null });
    }
  return events;
}

function flush(state: State): readonly LogEvent[] {
  const timestamp = state.lines[0]?.timeMs ?? 0;
  const events = together(state);
  state.lines = [];
  return events.map((event) => ({ ...event, fields: { ...event.fields, timestamp } }));
}

/** A gatherer of the lines of one log. */
export function newAuditEvents(): AuditEvents {
  const state: State = { serial: "", lines: [], started: new Map() };
  return {
    take: (line, text) => {
      const before = line.serial === state.serial ? [] : flush(state);
      state.serial = line.serial;
      const isLast = line.type === "EOE";
      if (state.lines.length < mostLines && !isLast) state.lines.push(line);
      const timestamp = line.timeMs;
      const alone = { source: own, fields: { ...line.fields, timestamp }, text };
      return { before, now: [alone, ...(isLast ? flush(state) : [])] };
    },
    close: () => flush(state),
  };
}
