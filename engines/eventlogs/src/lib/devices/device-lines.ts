/**
 * Messages of network devices that name themselves by their form: Cisco (`%AAA-5-…`), Huawei
 * (`%%01BGP/…`), Juniper's routing daemon, and FortiOS' lists of `name=value`.
 */
import { type LogEvent, type LogSource, type LogValue, textOf } from "../log-event.ts";

function sourceOf(product: string, service: string | null, ...categories: string[]): LogSource {
  return { product, service, categories };
}

const cisco = sourceOf("cisco", "syslog");
/** Facilities of Cisco that tell who signs in, and what was typed. */
const accounting = new Set([
  "AAA",
  "AAAA",
  "PARSER",
  "SEC_LOGIN",
  "TACACS",
  "RADIUS",
  "SSH",
  "SYS",
]);
const ciscoServices: ReadonlyMap<string, LogSource> = new Map([
  ...[...accounting].map((facility) => [facility, sourceOf("cisco", "aaa")] as const),
  ["BGP", sourceOf("cisco", "bgp")],
  ["LDP", sourceOf("cisco", "ldp")],
]);

function ciscoEvents(line: string): readonly LogEvent[] | null {
  const found = /(?:^|[\s:])%([A-Z][A-Z0-9_]{1,30})-([0-7])-([A-Z0-9_]{2,60}): /.exec(
    line.slice(0, 1_024),
  );
  if (found === null) return null;
  const [, facility = "", severity = "", mnemonic = ""] = found;
  const message = line.slice(found.index + found[0].length);
  const fields = { facility, severity, mnemonic, message };
  const own = ciscoServices.get(facility);
  return [...(own === undefined ? [] : [own]), cisco].map((source) => ({
    source,
    fields,
    text: line,
  }));
}

function huaweiEvents(line: string): readonly LogEvent[] | null {
  const found = /%%\d{2}([A-Z][A-Z0-9_]{1,30})\/(\d)\/([A-Za-z0-9_]{2,60})/.exec(
    line.slice(0, 1_024),
  );
  if (found === null) return null;
  const [, module = "", severity = "", mnemonic = ""] = found;
  const source = sourceOf("huawei", module === "BGP" ? "bgp" : null);
  return [{ source, fields: { module, severity, mnemonic }, text: line }];
}

const pair = /(?:^|[\s>])([A-Za-z][\w-]{0,60})=(?:"((?:[^"\\]|\\.){0,8192})"|([^\s"]{0,8192}))/g;

function fortiEvents(line: string): readonly LogEvent[] | null {
  const begin = line.slice(0, 2_048);
  if (!/(?:^|[\s>])date=\d{4}-\d\d-\d\d time=/.test(begin) || !/\bdevname=/.test(begin))
    return null;
  const fields: Record<string, LogValue> = {};
  for (const [, name = "", quoted, bare] of line.matchAll(pair))
    if (name !== "__proto__" && !Object.hasOwn(fields, name)) fields[name] = quoted ?? bare ?? "";
  fields["timestamp"] = `${textOf(fields, "date")}T${textOf(fields, "time")}`;
  const event: LogEvent = { source: sourceOf("fortigate", "event"), fields, text: line };
  if (fields["type"] === "traffic") {
    const named = { src_ip: "srcip", dst_ip: "dstip", src_port: "srcport", dst_port: "dstport" };
    const known = Object.entries(named).flatMap(([name, own]) =>
      fields[own] === undefined ? [] : [[name, fields[own]] as const],
    );
    const source = sourceOf("fortigate", "traffic", "firewall");
    return [{ source, fields: { ...fields, ...Object.fromEntries(known) }, text: line }];
  }
  if (!line.includes("sslvpn")) return [event];
  return [event, { ...event, source: sourceOf("fortios", "sslvpnd") }];
}

/** The events of a device's message; null where it has the form of none. */
export function deviceEvents(line: string): readonly LogEvent[] | null {
  if (line.includes("%")) {
    const found = huaweiEvents(line) ?? ciscoEvents(line);
    if (found !== null) return found;
  }
  return line.includes("devname=") ? fortiEvents(line) : null;
}
