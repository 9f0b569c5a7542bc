/** The door of alerts: the bytes of what another product hands over, to its alerts. */
import type { EvidenceId, Instant, Json } from "@vallgrav/kernel";
import { decodeUtf16, decodeUtf8, decodeWindows1252, foundUtf16 } from "../decode.ts";
import { refused } from "../gathering.ts";
import { objectOf } from "../json.ts";
import { scanJson } from "../json-scan.ts";
import { parseJson } from "../opening/json-file.ts";
import type { ReaderInput } from "../reading.ts";
import { delimiters, readTable, type Row } from "../table/csv.ts";
import { alertColumns, type AlertColumns, sayRow } from "./alert-columns.ts";
import { alertsIn, entriesIn, type FoundAlert } from "./alert-objects.ts";
import { alertFileLimits, type AlertReading, type ForeignAlert } from "./foreign-alert.ts";
import { finished, newGathered } from "./gathered-alert.ts";
import { alertOfMail } from "./mail-alert.ts";
import { parseMail } from "./mail-parts.ts";

/** A file of alerts. */
export type AlertFile = { readonly name: string; readonly bytes: Uint8Array };

type Found = { readonly alerts: readonly FoundAlert[]; readonly skipped: number };

const most = alertFileLimits.alerts;
const jsonLimits = { depth: 64, stringLength: 1_048_576 } as const;

/** The file as the helpers of other readers take one. */
function inputOf({ name, bytes }: AlertFile): ReaderInput {
  const limits = { bytes: alertFileLimits.bytes, ...jsonLimits };
  return { name, bytes, limits, evidence: "" as EvidenceId, receivedAt: "" as Instant };
}

function textOf(bytes: Uint8Array): string {
  const utf16 = foundUtf16(bytes);
  if (utf16 !== null) return decodeUtf16(bytes, utf16);
  const decoded = decodeUtf8(bytes);
  return decoded.ok ? decoded.text : decodeWindows1252(bytes);
}

function ofEntries(entries: readonly (readonly [entry: Json, place: string])[]): Found {
  const alerts: FoundAlert[] = [];
  let skipped = 0;
  // One more than is taken tells that there are too many.
  for (const [entry, place] of entries.slice(0, most + 1)) {
    const object = objectOf(entry);
    const found = object === null ? [] : alertsIn(object, place);
    if (found.length === 0) skipped += 1;
    alerts.push(...found);
  }
  return { alerts, skipped };
}

/** An object a line; null where not one line is one. */
function ofLines(text: string): Found | null {
  const entries: (readonly [entry: Json, place: string])[] = [];
  let bad = 0;
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    if (scanJson(line, jsonLimits) === null)
      entries.push([JSON.parse(line) as Json, `${index + 1}:1`]);
    else bad += 1;
  }
  if (entries.length === 0) return null;
  const { alerts, skipped } = ofEntries(entries);
  return { alerts, skipped: skipped + bad };
}

const tableLimits = { rows: most + 20, columns: 200, cells: 4_000_000, stringLength: 65_536 };
/** Rows among which the headings are looked for. */
const headerWithin = 10;

type Head = { readonly row: Row; readonly columns: AlertColumns };

function headOf(rows: readonly Row[]): Head | null {
  for (const row of rows.slice(0, headerWithin)) {
    const columns = alertColumns(row.cells);
    if (columns !== null) return { row, columns };
  }
  return null;
}

/** The list of alerts that a table is, by the separator under which most is understood. */
function ofTable(text: string): Found | null {
  let best: { readonly rows: readonly Row[]; readonly head: Head } | null = null;
  for (const delimiter of delimiters) {
    const { rows } = readTable(text, delimiter, tableLimits);
    const head = headOf(rows);
    if (head !== null && head.columns.size > (best?.head.columns.size ?? 0)) best = { rows, head };
  }
  if (best === null) return null;
  const { row, columns } = best.head;
  const body = best.rows.filter(({ number }) => number > row.number);
  const alerts = body.map(({ number, cells }): FoundAlert => {
    const alert = newGathered(`${number}:1`);
    sayRow(alert, columns, [row.cells, cells]);
    return { form: "generic-csv", alert };
  });
  return { alerts, skipped: 0 };
}

/** A mail: headers at the beginning, and one of those that every mail has. */
function isMail(text: string): boolean {
  return (
    /^(?:[\w-]{1,80}:[^\n]*\n|[ \t][^\n]*\n){2}/.test(text) &&
    /^(?:from|subject|message-id):/im.test(text.slice(0, 65_536))
  );
}

function finishedOf({ alerts, skipped }: Found, { name }: AlertFile): AlertReading {
  const done: ForeignAlert[] = [];
  const forms = new Set<FoundAlert["form"]>();
  let unnamed = skipped;
  for (const { form, alert } of alerts.slice(0, most)) {
    const one = finished(alert);
    if (one === null) unnamed += 1;
    else {
      done.push(one);
      forms.add(form);
    }
  }
  if (alerts.length > most)
    return refused(inputOf({ name, bytes: new Uint8Array() }), "readers/limit", {
      limit: "rows",
      max: most,
    });
  return { ok: true, forms: [...forms].sort(), alerts: done, skipped: unnamed, problems: [] };
}

function isJson(name: string, bytes: Uint8Array): boolean {
  return /\.(?:json|jsonl|csv)$/i.test(name) && bytes.length > 0;
}

/** A mail is what is attached to it, where that is alerts; else it is one alert itself. */
function ofMail(file: AlertFile): AlertReading {
  const mail = parseMail(file.bytes);
  const attached = mail.parts.filter(({ file: name, bytes }) => isJson(name, bytes));
  const readings = attached.map((one) => ofText({ name: one.file, bytes: one.bytes }));
  const held = readings.flatMap((one) => (one.ok && one.alerts.length > 0 ? [one] : []));
  if (held.length === 0)
    return finishedOf({ alerts: [{ form: "mail", alert: alertOfMail(mail) }], skipped: 0 }, file);
  return {
    ok: true,
    forms: [...new Set(held.flatMap(({ forms }) => forms))].sort(),
    alerts: held.flatMap(({ alerts }) => alerts),
    skipped: held.reduce((sum, { skipped }) => sum + skipped, 0),
    problems: [],
  };
}

function ofText(file: AlertFile): AlertReading {
  const text = textOf(file.bytes);
  const isObject = /^\s*[[{]/.test(text);
  if (isObject && scanJson(text, jsonLimits) === null)
    return finishedOf(ofEntries(entriesIn(JSON.parse(text) as Json)), file);
  const found = isObject ? ofLines(text) : ofTable(text);
  if (found !== null) return finishedOf(found, file);
  if (!isObject) return refused(inputOf(file), "readers/no-alerts", {});
  const parsed = parseJson(inputOf(file), text, [text, 0]);
  return "ok" in parsed && !parsed.ok ? parsed : refused(inputOf(file), "readers/no-alerts", {});
}

/**
 * Reads alerts of another product: JSON, CSV or a mail. Total: any bytes give a reading. Linear in
 * the file. What is no alert in it is counted; a file without any is refused as unrecognised.
 */
export function readAlerts(file: AlertFile): AlertReading {
  const { bytes } = file;
  const input = inputOf(file);
  if (bytes.length > alertFileLimits.bytes)
    return refused(input, "readers/limit", { limit: "bytes", max: alertFileLimits.bytes });
  if (bytes.length === 0) return refused(input, "readers/empty-file", {});
  const isText = foundUtf16(bytes) === null;
  const beginning = isText ? decodeWindows1252(bytes.subarray(0, 65_536)) : "";
  const reading = isMail(beginning) ? ofMail(file) : ofText(file);
  if (reading.ok && reading.alerts.length === 0 && reading.skipped > 0)
    return refused(input, "readers/no-alerts", {});
  return reading;
}
