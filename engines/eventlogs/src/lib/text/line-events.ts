/**
 * Lines that are each an event: syslog, and what stands in its messages or by itself: the audit
 * log, CEF, LEEF, JSON, Sysmon for Linux.
 */
import { type AuditEvents, newAuditEvents } from "../audit/audit-events.ts";
import { isAuditLine, parseAuditLine } from "../audit/audit-line.ts";
import { jsonEvents } from "../json/json-events.ts";
import type { LogEvent, LogSource, LogValue } from "../log-event.ts";
import { isFields } from "../log-event.ts";
import { xmlEvents } from "../xml/xml-events.ts";
import { deviceEvents } from "../devices/device-lines.ts";
import { sourcesOfProgram } from "../devices/programs.ts";
import { webLineEvents } from "../web/access-line.ts";
import { isW3cHead, newW3cLines, type W3cLines } from "../web/w3c-lines.ts";
import { cefEvent, leefEvent } from "./cef-line.ts";
import type { SyslogLine } from "./syslog-line.ts";
import { parseSyslogLine } from "./syslog-line.ts";

/** Forms whose events are lines. */
export type LineForm = "syslog" | "auditd" | "cef" | "leef" | "w3c" | "web" | "device";

/** The form that a line begins as; null where as none. */
export function lineFormOf(line: string): LineForm | null {
  if (isAuditLine(line)) return "auditd";
  if (/^CEF: ?\d+\|/.test(line)) return "cef";
  if (/^LEEF:[12]/.test(line)) return "leef";
  if (isW3cHead(line)) return "w3c";
  if (webLineEvents(line) !== null) return "web";
  if (deviceEvents(line) !== null) return "device";
  return parseSyslogLine(line) === null ? null : "syslog";
}

/** Services by the programs that write for them. */
const services: ReadonlyMap<string, string> = new Map([
  ["sshd", "sshd"],
  ["sshd-session", "sshd"],
  ["sudo", "sudo"],
  ["cron", "cron"],
  ["crond", "cron"],
  ["clamd", "clamav"],
  ["clamscan", "clamav"],
  ["freshclam", "clamav"],
  ["vsftpd", "vsftpd"],
  ["guacd", "guacamole"],
]);

function linux(service: string | null): LogSource {
  return { product: "linux", service, categories: [] };
}

const syslog = linux("syslog");
const auth = linux("auth");
const bySource: ReadonlyMap<string, LogSource> = new Map(
  [...services.values()].map((service) => [service, linux(service)]),
);

/** Facilities of RFC 5424 §6.2.1 for who signs in: auth and authpriv. */
const authFacilities: readonly (number | null)[] = [4, 10];

/** Whoever signs in is also told of by these. */
const authPrograms = new Set(["sshd", "sshd-session", "sudo", "su", "login", "systemd-logind"]);

function syslogEvents(line: SyslogLine, text: string): readonly LogEvent[] {
  const { facility, severity, time, host, program, processId, message } = line;
  const fields: Record<string, LogValue> = { hostname: host, program, message };
  if (time !== "") fields["timestamp"] = time;
  if (processId !== "") fields["pid"] = processId;
  if (facility !== null) fields["facility"] = facility;
  if (severity !== null) fields["severity"] = severity;
  const name = program.replace(/^.*\//, "").toLowerCase();
  const own = bySource.get(services.get(name) ?? "");
  const isAuth = authFacilities.includes(facility) || authPrograms.has(name);
  const sources = [
    ...(own === undefined ? [] : [own]),
    ...(isAuth ? [auth] : []),
    syslog,
    ...sourcesOfProgram(name),
  ];
  return sources.map((source) => ({ source, fields, text }));
}

/** Levels of an object in a line; whoever walks a deeper one would run out of stack. */
const mostLevels = 64;

/** Whether brackets outside texts nest deeper than that. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      for (at += 1; at < text.length && text.charCodeAt(at) !== 0x22; at += 1)
        if (text.charCodeAt(at) === 0x5c) at += 1;
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > mostLevels) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

function ofJson(message: string): readonly LogEvent[] | null {
  if (isTooDeep(message)) return null;
  try {
    const value = JSON.parse(message) as LogValue;
    return isFields(value) ? jsonEvents(value, "") : null;
  } catch {
    return null;
  }
}

/** Events of lines; `before` belong to the line before. */
export type LineStep = { readonly before: readonly LogEvent[]; readonly now: readonly LogEvent[] };

function now(events: readonly LogEvent[] | null): LineStep | null {
  return events === null ? null : { before: [], now: events };
}

/** What a line or a message is that holds an event of another form; null: it holds none. */
function inner(text: string, audit: AuditEvents, w3c: W3cLines): LineStep | null {
  const begin = text.charAt(0);
  if (begin === "{") return now(ofJson(text));
  if (begin === "<") return now(xmlEvents(text));
  if (begin === "C") return now([cefEvent(text) ?? []].flat());
  if (begin === "L") return now([leefEvent(text) ?? []].flat());
  const line = parseAuditLine(text);
  if (line !== null) return audit.take(line, text);
  return now(w3c.line(text) ?? webLineEvents(text));
}

/** Takes lines one after the other. */
export type LineEvents = {
  /** The events of a line; null where it is none. */
  readonly line: (text: string) => LineStep | null;
  /** What the last lines say together. */
  readonly close: () => readonly LogEvent[];
};

/** A reader of lines. */
export function newLineEvents(): LineEvents {
  const audit = newAuditEvents();
  const w3c = newW3cLines();
  return {
    line: (text) => {
      const alone = inner(text, audit, w3c);
      // A line that only describes those after it is an event of nothing, and no fault.
      if (alone !== null && (alone.now.length > 0 || isW3cHead(text))) return alone;
      const device = deviceEvents(text);
      if (device !== null) return { before: [], now: device };
      const found = parseSyslogLine(text);
      if (found === null) return null;
      const inside = inner(found.message, audit, w3c);
      if (inside !== null && inside.now.length > 0) return inside;
      return { before: [], now: syslogEvents(found, text) };
    },
    close: () => audit.close(),
  };
}
