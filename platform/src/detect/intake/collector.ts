/**
 * Splunk's HTTP event collector: events as JSON objects one after the other, raw lines, health and
 * acknowledgement. An event is answered when it is on the disk, so every answer is its receipt.
 */
import type { HttpAnswer, HttpAsked } from "./http-asked.ts";
import { intakeLimits, TooLarge } from "./intake.ts";

/** What is answered without a body being read; null: it is another request. */
export function collectorAnswer({ method, path }: HttpAsked): HttpAnswer | null {
  if (method === "GET" && /^\/services\/collector\/health(?:\/1\.0)?$/.test(path))
    return { status: 200, body: { text: "HEC is healthy", code: 17 } };
  // Number 0 is what every request was answered with, after it was kept.
  if (/^\/services\/collector\/ack$/.test(path))
    return { status: 200, body: { acks: { "0": true } } };
  return null;
}

const encoder = new TextEncoder();

/** End of the object that begins at a place; the text's end where it is never closed. */
function endOf(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      for (at += 1; at < text.length && text.charCodeAt(at) !== 0x22; at += 1)
        if (text.charCodeAt(at) === 0x5c) at += 1;
    } else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

const [lineFeed, carriageReturn, space] = [0x0a, 0x0d, 0x20];

/** Where the next line begins that holds more than blanks; the text's end where none does. */
function lineFrom(text: string, from: number): number {
  let begin = from;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > space) return begin;
    if (code === lineFeed) begin = at + 1;
  }
  return text.length;
}

/**
 * Lines of a text that hold something: a text of line ends makes no list.
 * @yields one after the other
 */
function* linesIn(text: string): Generator<string> {
  for (let at = lineFrom(text, 0); at < text.length;) {
    const found = text.indexOf("\n", at);
    const next = found < 0 ? text.length : found;
    const isReturn = found > at && text.charCodeAt(found - 1) === carriageReturn;
    yield text.slice(at, isReturn ? next - 1 : next);
    at = lineFrom(text, next);
  }
}

/** Lines that say of themselves what they are: syslog, JSON, XML, CEF, LEEF, auditd. */
const tellsItself =
  /^(?:[{<]|CEF:|LEEF:|type=|[A-Z][a-z]{2} [ \d]\d \d\d:|\d{4}-\d\d-\d\d[T ]\d\d:)/;

/** A word of a syslog header (RFC 5424 §6): printable, without spaces; `-` where there is none. */
function headerWord(given: unknown, most: number): string {
  if (typeof given !== "string" || given === "") return "-";
  return given.replaceAll(/[^!-~]/gu, "_").slice(0, most);
}

/** Seconds since 1970, as the collector is told time; `-` where that is none. */
function headerTime(given: unknown): string {
  const ms = given === undefined || given === null ? Number.NaN : Math.round(Number(given) * 1_000);
  return ms >= 0 && ms < 253_402_300_800_000 ? new Date(ms).toISOString() : "-";
}

/**
 * A text as lines. Where it does not say itself what it is, what is told beside it stands before
 * it, as in syslog: who, when and by which program are known then.
 * @yields one after the other
 */
function* linesOfText(text: string, about: Readonly<Record<string, unknown>>): Generator<string> {
  const { host, time, source, sourcetype } = about;
  const program = headerWord(sourcetype ?? source, 48);
  const header = `<13>1 ${headerTime(time)} ${headerWord(host, 255)} ${program} - - - `;
  for (const line of linesIn(text)) yield tellsItself.test(line) ? line : header + line;
}

/** An event as lines: its own fields, with host and time beside them where it has none. */
function linesOf(text: string): Iterable<string> | null {
  // No line so long is kept, so it is not made objects of either.
  if (text.length > intakeLimits.eventLength) return [""];
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return null;
  }
  const about = Object(given) as Readonly<Record<string, unknown>>;
  const { event, host, time, source, sourcetype } = about;
  if (event === undefined || event === null) return null;
  if (typeof event === "string") return linesOfText(event, about);
  if (typeof event !== "object") return null;
  const beside = { host, time, source, sourcetype };
  try {
    return [JSON.stringify({ ...beside, ...event })];
  } catch {
    // Nested deeper than there is stack.
    return null;
  }
}

/** Lines on their way to the disk, counted. */
function newLines(most: number) {
  const lines: Uint8Array[] = [];
  return {
    lines,
    addAll: (texts: Iterable<string>): void => {
      for (const text of texts) {
        if (lines.length === most) throw new TooLarge();
        lines.push(encoder.encode(text));
      }
    },
  };
}

/**
 * The lines of a request; null where it is none that can be read: then nothing of it is kept.
 * Cost: linear in the body.
 * @throws {TooLarge} where there are more lines than are taken
 */
export function collectorLines(
  path: string,
  body: Uint8Array,
  most: number = intakeLimits.requestLines,
): readonly Uint8Array[] | null {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
  const { lines, addAll } = newLines(most);
  if (path.includes("/raw")) {
    addAll(linesIn(text));
    return lines;
  }
  let events = 0;
  for (let at = 0; at < text.length; events += 1) {
    const from = text.indexOf("{", at);
    const between = text.slice(at, from < 0 ? text.length : from);
    if (between.trim() !== "") return null;
    if (from < 0) break;
    // One without a line costs as much.
    if (events === most) throw new TooLarge();
    at = endOf(text, from);
    const own = linesOf(text.slice(from, at));
    if (own === null) return null;
    addAll(own);
  }
  return lines.length === 0 ? null : lines;
}
