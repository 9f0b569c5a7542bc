/** Logs of text: which form they have shows in their first line that is not empty. */
import { jsonEvents } from "../json/json-events.ts";
import type { JsonLimits } from "../json/json-lines.ts";
import { defaultJsonLimits, newJsonLines } from "../json/json-lines.ts";
import type { LogEvent } from "../log-event.ts";
import type { LogProblem, ProblemList, RecordFault } from "../log-problem.ts";
import { addProblem } from "../log-problem.ts";
import { webErrorEvent } from "../web/access-line.ts";
import { newEventCutter, xmlEvents } from "../xml/xml-events.ts";
import { type LineForm, lineFormOf, newLineEvents } from "./line-events.ts";

/** Forms of text that are read. */
export type TextForm = "json" | "xml" | LineForm;

/** Takes the events that one record is to rules, and the line it begins on, from 1. */
export type EventSink = (events: readonly LogEvent[], line: number) => void;

/** What was found in a text. */
export type TextReport = {
  /** Null where the text is of no known form. */
  readonly form: TextForm | null;
  readonly records: number;
  readonly damaged: number;
  readonly problems: readonly LogProblem[];
};

/** A text under reading. */
export type TextLog = {
  /** Takes the next line, without its end. False: this is no log, nothing more is looked at. */
  readonly line: (text: string) => boolean;
  /** Nothing more comes. */
  readonly close: () => TextReport;
};

/** How a text is read. */
export type TextOptions = JsonLimits & {
  /** Problems told; the counts go on. */
  readonly problems: number;
};

/** Ceilings unless said otherwise. */
export const defaultTextOptions: TextOptions = { ...defaultJsonLimits, problems: 100 };

/** What takes the lines of one form. */
type Form = {
  readonly line: (text: string) => void;
  readonly close: () => void;
  readonly counts: { readonly objects: number; readonly damaged: number };
};

/** What a form is opened with. */
type Opening = {
  readonly file: string;
  readonly sink: EventSink;
  readonly list: ProblemList;
  readonly limits: JsonLimits;
};

function formOf(line: string): TextForm | null {
  // Apache's error log begins its lines as a list of JSON would.
  if (/^\s*[{[]/.test(line)) return webErrorEvent(line) === null ? "json" : "web";
  if (/^\s*<(?:\?xml|Events?[\s>])/.test(line)) return "xml";
  return lineFormOf(line);
}

/** The log of Zeek that a file is by its name: `dns.log`, `conn.2026-01-02.log.json`. */
function zeekPath(file: string): string {
  return /(?:^|[\\/])([a-z0-9_]+)(?:\.[\w:.-]+)?\.log(?:\.json)?$/.exec(file)?.[1] ?? "";
}

function openJson({ file, sink, list, limits }: Opening): Form {
  const path = zeekPath(file);
  return newJsonLines(file, (fields, line) => sink(jsonEvents(fields, path), line), list, limits);
}

/** Counts what was given and what was left out. */
function newTally({ file, list }: Opening) {
  const counts = { objects: 0, damaged: 0 };
  const refuse = (line: number, fault: RecordFault): void => {
    counts.damaged += 1;
    const at = { file, place: `${line}:1` };
    const args = { fault };
    addProblem(list, { code: "eventlogs/bad-record", severity: "warning", at, args });
  };
  return { counts, refuse };
}

function openXml(opening: Opening): Form {
  const { counts, refuse } = newTally(opening);
  const cutter = newEventCutter((text, line) => {
    const events = xmlEvents(text);
    if (events === null) refuse(line, "xml");
    else {
      counts.objects += 1;
      opening.sink(events, line);
    }
  }, opening.limits.characters);
  return { ...cutter, counts };
}

function openLines(opening: Opening): Form {
  const { counts, refuse } = newTally(opening);
  const { sink, limits, list, file } = opening;
  const lines = newLineEvents();
  let number = 0;
  const line = (text: string): void => {
    number += 1;
    if (text.trim() === "") return;
    if (text.length > limits.characters) {
      counts.damaged += 1;
      const args = { what: "line", limit: limits.characters } as const;
      const at = { file, place: `${number}:1` };
      addProblem(list, { code: "eventlogs/too-large", severity: "warning", at, args });
      return;
    }
    const step = lines.line(text);
    if (step === null) {
      refuse(number, "text");
      return;
    }
    if (step.before.length > 0) sink(step.before, number - 1);
    counts.objects += 1;
    sink(step.now, number);
  };
  const close = (): void => {
    const left = lines.close();
    if (left.length > 0) sink(left, number);
  };
  return { line, close, counts };
}

function open(form: TextForm, opening: Opening): Form {
  if (form === "json") return openJson(opening);
  return form === "xml" ? openXml(opening) : openLines(opening);
}

/** Empty lines before the first; a text of nothing else is left soon. */
const mostEmpty = 1_000;

/** A reader of the text of one file. `file` is its name as the user knows it. */
export function newTextLog(
  file: string,
  sink: EventSink,
  options: Partial<TextOptions> = {},
): TextLog {
  const limits = { ...defaultTextOptions, ...options };
  const list = { problems: [] as LogProblem[], limit: limits.problems };
  let form: TextForm | null = null;
  let reader: Form | null = null;
  let empty = 0;
  return {
    line: (text) => {
      if (reader === null) {
        if (text.trim() === "") return (empty += 1) < mostEmpty;
        form = formOf(text);
        if (form === null) return false;
        reader = open(form, { file, sink, list, limits });
        for (; empty > 0; empty -= 1) reader.line("");
      }
      reader.line(text);
      return true;
    },
    close: () => {
      reader?.close();
      const { objects, damaged } = reader?.counts ?? { objects: 0, damaged: 0 };
      const at = { file, place: "" };
      if (form === null)
        list.problems.push({ code: "eventlogs/not-a-log", severity: "warning", at, args: {} });
      return { form, records: objects, damaged, problems: list.problems };
    },
  };
}
