/**
 * Lines of web servers and proxies: Apache's and nginx' common and combined form, with the virtual
 * host in front too, their error logs, and Squid's own form and its combined one.
 */
import type { LogEvent, LogSource } from "../log-event.ts";
import { proxy, webEvent, webServer } from "./web-request.ts";

const apache: LogSource = { product: null, service: "apache", categories: [] };
const nginx: LogSource = { product: null, service: "nginx", categories: [] };

const months = "JanFebMarAprMayJunJulAugSepOctNovDec";

/** `10/Oct/2026:13:55:36 +0200` as ISO 8601; empty where it is none. */
function moment(text: string): string {
  const found = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/.exec(text);
  if (found === null) return "";
  const [, day = "", name = "", year = "", clock = "", hours = "", minutes = ""] = found;
  const month = String(months.indexOf(name) / 3 + 1).padStart(2, "0");
  return `${year}-${month}-${day}T${clock}${hours}:${minutes}`;
}

/** `"…"` with signs behind backslashes; what is between, and where it ends. Linear. */
function quoted(line: string, at: number): readonly [text: string, end: number] | null {
  if (line.charCodeAt(at) !== 0x22) return null;
  for (let next = at + 1; next < line.length; next += 1) {
    const code = line.charCodeAt(next);
    if (code === 0x5c) next += 1;
    else if (code === 0x22) return [line.slice(at + 1, next).replaceAll('\\"', '"'), next + 1];
  }
  return null;
}

const head = new RegExp(
  String.raw`^(?:([\w.-]{1,253}):\d{1,5} )?([\da-fA-F.:]{2,45}|[\w.-]{1,253}) ` +
    String.raw`\S{1,100} (.{1,100}?) \[([^\]]{20,32})\] (?=")`,
);

/** `GET /x HTTP/1.1`; a request that is no HTTP is its target. */
function requestOf(text: string): { readonly method: string; readonly target: string } {
  const found = /^([A-Z]{2,20}) (.*?)(?: HTTP\/\d(?:\.\d)?)?$/s.exec(text);
  return { method: found?.[1] ?? "", target: found?.[2] ?? text };
}

/** A line in Apache's common or combined form; null where it is none. */
export function accessEvent(line: string): LogEvent | null {
  const found = head.exec(line);
  if (found === null) return null;
  const [all, host = "", client = "", user = "", time = ""] = found;
  const request = quoted(line, all.length);
  if (request === null) return null;
  const numbers = /^ (\d{3}) (\d+|-)/.exec(line.slice(request[1], request[1] + 40));
  if (numbers === null) return null;
  const [told, status = "", bytes = ""] = numbers;
  const referrer = quoted(line, request[1] + told.length + 1);
  const agent = referrer === null ? null : quoted(line, referrer[1] + 1);
  // Squid's combined form ends with what it did with the request.
  const isProxy = agent !== null && /^ [A-Z_]+:[A-Z_]+$/.test(line.slice(agent[1], agent[1] + 80));
  const said = { time: moment(time), client, user, host, status, bytes };
  const asked = { referrer: referrer?.[0] ?? "", agent: agent?.[0] ?? "" };
  const source = isProxy ? proxy : webServer;
  return webEvent(source, { ...said, ...requestOf(request[0]), ...asked }, [{}, line]);
}

const squid = new RegExp(
  String.raw`^(\d{9,10}\.\d{3}) +(\d+) (\S{2,253}) ([A-Z_]+)/(\d{3}) (\d+) ([A-Z_]{2,20}) ` +
    String.raw`(\S{1,8192}) (\S{1,100}) ([A-Z_]+/\S{1,253}) (\S{1,100})`,
);

const apacheError = new RegExp(
  String.raw`^\[[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2} [\d:.]{8,15} \d{4}\] ` +
    String.raw`\[(?:([\w-]{0,40}):)?(\w{1,10})\] (.*)$`,
  "s",
);

/** A line in Squid's own form; null where it is none. */
export function squidEvent(line: string): LogEvent | null {
  const found = squid.exec(line);
  if (found === null) return null;
  const [, time = "", , client = "", result = "", status = "", bytes = "", method = ""] = found;
  const [target = "", user = "", peer = "", type = ""] = found.slice(8);
  // A tunnel names a host and a port alone.
  const host = method === "CONNECT" ? target.replace(/:\d{1,5}$/, "") : "";
  const request = { time, client, user, method, target, host, status, bytes };
  const more = { "s-action": result, "s-hierarchy": peer, "cs-mime-type": type };
  return webEvent(proxy, request, [more, line]);
}

/** A line of Apache's or nginx' error log; null where it is none. */
export function webErrorEvent(line: string): LogEvent | null {
  const [, module = "", level = "", rest = ""] = apacheError.exec(line) ?? [];
  if (rest !== "") return { source: apache, fields: { module, level, message: rest }, text: line };
  const found = /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \[(\w{1,10})\] \d+#\d+: (.*)$/s.exec(line);
  if (found === null) return null;
  const [, severity = "", message = ""] = found;
  const time = line.slice(0, 19).replaceAll("/", "-");
  return { source: nginx, fields: { timestamp: time, level: severity, message }, text: line };
}

/** What a line of a web server or proxy is; null where it is none of them. */
export function webLineEvents(line: string): readonly LogEvent[] | null {
  const event = accessEvent(line) ?? squidEvent(line) ?? webErrorEvent(line);
  return event === null ? null : [event];
}
