/**
 * W3C's extended log file format (working draft of 1996): IIS, and proxies that write it. A line
 * `#Fields:` says what the lines after it hold, and may come again.
 */
import { type LogEvent, type LogValue, textOf } from "../log-event.ts";
import { proxy, webEvent, webServer } from "./web-request.ts";

/** Lines under reading. */
export type W3cLines = {
  /** Events of a line; none for one that only describes; null where it is no such line. */
  readonly line: (text: string) => readonly LogEvent[] | null;
};

/** Fields of one line at most. */
const mostFields = 200;

/** Whether a line begins such a log. */
export function isW3cHead(line: string): boolean {
  return /^#(?:Software|Version|Date|Start-Date|Fields|Remark):/.test(line);
}

/** Names that only proxies write. */
const ofProxies =
  /^(?:c-uri|cs-uri-scheme|r-(?:ip|dns|port|host)|s-action|s-hierarchy|x-.*|sc-filter-.*)$/;

/** A name as it is used here: `cs(User-Agent)` → `cs-user-agent`. */
function plain(name: string): string {
  const [, prefix, header] = /^([a-z]{1,4})\(([\w-]{1,60})\)$/i.exec(name) ?? [];
  return (header === undefined ? name : `${prefix ?? ""}-${header}`).toLowerCase();
}

/** Words of a line; a proxy puts those with spaces in quotes. */
function wordsOf(line: string): readonly string[] {
  const isTabbed = line.includes("\t");
  if (isTabbed) return line.split("\t");
  const words: string[] = [];
  for (const [, bare, quoted] of line.matchAll(/([^\s"]\S*)|"((?:[^"]|"")*)"/g))
    words.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
  return words;
}

function eventOf(names: readonly string[], line: string): LogEvent | null {
  const words = wordsOf(line);
  if (words.length !== names.length) return null;
  const fields: Record<string, LogValue> = {};
  for (const [at, word] of words.entries())
    if (word !== "-" && word !== "") fields[names[at] ?? ""] = word;
  const of = (name: string): string => textOf(fields, name);
  const isProxy = names.some((name) => ofProxies.test(name));
  const date = of("date");
  const clock = of("time");
  const time = date === "" ? "" : `${date}T${clock === "" ? "00:00:00" : clock}`;
  const query = of("cs-uri-query");
  const path = query === "" ? of("cs-uri-stem") : `${of("cs-uri-stem")}?${query}`;
  const host = of("cs-host");
  const scheme = of("cs-uri-scheme");
  const whole = of("c-uri") || of("cs-uri");
  const target =
    whole === "" && isProxy && host !== "" ? `${scheme || "http"}://${host}${path}` : "";
  const request = {
    time,
    client: of("c-ip"),
    user: of("cs-username"),
    method: of("cs-method"),
    target: whole || target || path,
    host,
    status: of("sc-status"),
    bytes: of("sc-bytes"),
    // IIS writes a plus for each space of a header.
    agent: of("cs-user-agent").replaceAll("+", " "),
    referrer: of("cs-referer"),
    cookie: of("cs-cookie"),
  };
  return webEvent(isProxy ? proxy : webServer, request, [fields, line]);
}

/** A reader of such lines. */
export function newW3cLines(): W3cLines {
  let names: readonly string[] | null = null;
  return {
    line: (text) => {
      if (isW3cHead(text)) {
        const [, list] = /^#Fields:\s*(.*)$/.exec(text) ?? [];
        if (list !== undefined) names = list.trim().split(/\s+/).slice(0, mostFields).map(plain);
        return [];
      }
      if (names === null) return null;
      const event = eventOf(names, text);
      return event === null ? null : [event];
    },
  };
}
