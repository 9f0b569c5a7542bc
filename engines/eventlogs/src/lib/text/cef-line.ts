/**
 * CEF and LEEF, the forms in which appliances tell of events. Formats: ArcSight "Common Event
 * Format Implementation Standard" (0 and 1), IBM "Log Event Extended Format" (1.0 and 2.0).
 */
import type { LogEvent } from "../log-event.ts";

/** Products by how their maker names itself, where Sigma has a name for them. */
const products: readonly (readonly [RegExp, string, string | null])[] = [
  [/^fortinet/i, "fortigate", "event"],
  [/^palo alto/i, "paloalto", "globalprotect"],
  [/^cisco/i, "cisco", null],
  [/^juniper/i, "juniper", null],
  [/^huawei/i, "huawei", null],
];

function plainName(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
}

/** Parts of a head between bars; a bar behind a backslash is text. Null where there are too few. */
function headOf(text: string, count: number): { parts: readonly string[]; rest: string } | null {
  const parts: string[] = [];
  let part = "";
  let at = 0;
  for (; at < text.length && parts.length < count; at += 1) {
    const letter = text.charAt(at);
    if (letter === "\\" && at + 1 < text.length) {
      at += 1;
      part += text.charAt(at);
    } else if (letter === "|") {
      parts.push(part);
      part = "";
    } else part += letter;
  }
  return parts.length < count ? null : { parts, rest: text.slice(at) };
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/gs, (_, letter: string) => {
    if (letter === "n") return "\n";
    return letter === "r" ? "\r" : letter;
  });
}

const key = /(?:^|\s)([\w.[\]-]{1,100})=/g;

/** `name=value` pairs after each other; a value goes on to the next name, spaces and all. */
function extensionOf(text: string): Record<string, string> {
  const fields: Record<string, string> = {};
  // An equals sign that belongs to a value is behind a backslash, so no name ends there.
  const names = [...text.matchAll(key)];
  for (const [place, found] of names.entries()) {
    const from = found.index + found[0].length;
    const to = names[place + 1]?.index ?? text.length;
    const name = found[1] ?? "";
    if (name !== "__proto__") fields[name] = unescaped(text.slice(from, to).trim());
  }
  return fields;
}

/** Values whose name stands in another field (`cs1Label`) are also under that name. */
function withLabels(fields: Record<string, string>): Record<string, string> {
  for (const [name, label] of Object.entries(fields)) {
    const [, own] = /^(\w{1,50})Label$/.exec(name) ?? [];
    const value = own === undefined ? undefined : fields[own];
    if (
      value !== undefined &&
      label !== "" &&
      label !== "__proto__" &&
      !Object.hasOwn(fields, label)
    )
      fields[label] = value;
  }
  return fields;
}

function eventOf(
  vendor: string,
  product: string,
  fields: Readonly<Record<string, string>>,
  text: string,
): LogEvent {
  const known = products.find(([maker]) => maker.test(vendor));
  const source =
    known === undefined
      ? { product: plainName(vendor), service: plainName(product), categories: [] }
      : { product: known[1], service: known[2], categories: [] };
  return { source, fields, text };
}

/** An event of CEF; null where the text is none. */
export function cefEvent(text: string): LogEvent | null {
  if (!/^CEF: ?\d+\|/.test(text)) return null;
  const head = headOf(text, 7);
  if (head === null) return null;
  const [, vendor = "", product = "", version = "", id = "", name = "", severity = ""] = head.parts;
  const own = {
    DeviceVendor: vendor,
    DeviceProduct: product,
    DeviceVersion: version,
    DeviceEventClassID: id,
    Name: name,
    Severity: severity,
  };
  return eventOf(vendor, product, { ...withLabels(extensionOf(head.rest)), ...own }, text);
}

/** The separator that LEEF 2.0 names: itself, or its number in hexadecimal. */
function separatorOf(text: string): string {
  const [, hex] = /^(?:0?x)([0-9a-f]{1,4})$/i.exec(text) ?? [];
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  return text === "" ? "\t" : text;
}

/** An event of LEEF; null where the text is none. */
export function leefEvent(text: string): LogEvent | null {
  const isSecond = text.startsWith("LEEF:2");
  if (!isSecond && !text.startsWith("LEEF:1")) return null;
  const head = headOf(text, isSecond ? 6 : 5);
  if (head === null) return null;
  const [, vendor = "", product = "", version = "", id = "", separator = "\t"] = head.parts;
  const fields: Record<string, string> = {};
  for (const pair of head.rest.split(separatorOf(separator))) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, at).trim();
    if (at > 0 && name !== "__proto__") fields[name] = pair.slice(at + 1);
  }
  const own = { DeviceVendor: vendor, DeviceProduct: product, DeviceVersion: version, EventID: id };
  return eventOf(vendor, product, { ...fields, ...own }, text);
}
