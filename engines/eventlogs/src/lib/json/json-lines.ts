/**
 * Text of JSON logs → objects: one a line, one over several lines, several after each other, and
 * lists of them, alone or inside a list that an export wraps them in.
 */
import type { LogFields, LogValue } from "../log-event.ts";
import { isFields } from "../log-event.ts";
import type { LogProblem, ProblemList } from "../log-problem.ts";
import { addProblem } from "../log-problem.ts";

/** Ceilings of the reader. */
export type JsonLimits = {
  /** Characters of one object. */
  readonly characters: number;
};

/** An object of 32 Mi characters is no event any more. */
export const defaultJsonLimits: JsonLimits = { characters: 33_554_432 };

/** Takes objects with the line they begin on, from 1. */
export type ObjectSink = (fields: LogFields, line: number) => void;

/** A text under reading. */
export type JsonLines = {
  /** Takes the next line, without its end. */
  readonly line: (text: string) => void;
  /** Nothing more comes. */
  readonly close: () => void;
  /** Objects given, and lines or objects left out. */
  readonly counts: { objects: number; damaged: number };
};

/** Lists that exports wrap their events in. */
const wrappers = ["Records", "records", "value", "events"];

type Reading = {
  readonly file: string;
  readonly sink: ObjectSink;
  readonly list: ProblemList;
  readonly limits: JsonLimits;
  readonly counts: { objects: number; damaged: number };
  lineNumber: number;
  /** Lines of an object that goes over several; empty where none is open. */
  parts: string[];
  length: number;
  begun: number;
  depth: number;
  inText: boolean;
  isTooLong: boolean;
};

function tell(reading: Reading, line: number, problem: Pick<LogProblem, "code" | "args">): void {
  const at = { file: reading.file, place: `${line}:1` };
  addProblem(reading.list, { ...problem, severity: "warning", at } as LogProblem);
}

function refuse(reading: Reading, line: number): void {
  reading.counts.damaged += 1;
  tell(reading, line, { code: "eventlogs/bad-record", args: { fault: "json" } });
}

function give(reading: Reading, value: LogValue, line: number, depth: number): void {
  if (Array.isArray(value) && depth < 4) {
    for (const one of value as readonly LogValue[]) give(reading, one, line, depth + 1);
    return;
  }
  if (!isFields(value)) {
    refuse(reading, line);
    return;
  }
  // An activity that has an id of parts lists what happened in it, and is one event itself.
  const wrapper = isFields(value["id"])
    ? undefined
    : wrappers.find((name) => Array.isArray(value[name]));
  const inside = wrapper === undefined ? undefined : value[wrapper];
  if (Array.isArray(inside) && inside.every((one) => isFields(one as LogValue)) && depth < 2) {
    for (const one of inside as readonly LogValue[]) give(reading, one, line, depth + 1);
    return;
  }
  reading.counts.objects += 1;
  reading.sink(value, line);
}

function parsed(text: string): LogValue | undefined {
  try {
    return JSON.parse(text) as LogValue;
  } catch {
    return undefined;
  }
}

/** How deep the braces are after a line. Texts may hold braces, and end where their line does. */
function follow(reading: Reading, text: string): void {
  reading.inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (reading.inText) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) reading.inText = false;
    } else if (code === 0x22) reading.inText = true;
    else if (code === 0x7b || code === 0x5b) reading.depth += 1;
    else if (code === 0x7d || code === 0x5d) reading.depth -= 1;
  }
}

function end(reading: Reading): void {
  const { parts, begun, isTooLong } = reading;
  reading.parts = [];
  reading.length = 0;
  reading.depth = 0;
  if (isTooLong) {
    reading.isTooLong = false;
    reading.counts.damaged += 1;
    const args = { what: "line", limit: reading.limits.characters } as const;
    tell(reading, begun, { code: "eventlogs/too-large", args });
    return;
  }
  const value = parsed(parts.join("\n").replace(/,\s*$/, ""));
  if (value === undefined) refuse(reading, begun);
  else give(reading, value, begun, 0);
}

/** A line of an object that goes over several. */
function add(reading: Reading, text: string): void {
  if (reading.parts.length === 0) reading.begun = reading.lineNumber;
  reading.length += text.length;
  if (reading.length > reading.limits.characters) {
    reading.isTooLong = true;
    reading.parts = [""];
  } else reading.parts.push(text);
  follow(reading, text);
  if (reading.depth <= 0) end(reading);
}

const onlyPunctuation = /^\s*[[\],]*\s*$/;

function take(reading: Reading, text: string): void {
  reading.lineNumber += 1;
  if (reading.parts.length > 0) {
    // An object never closed would swallow all the rest: one that begins a line ends it.
    if (text.startsWith("{") && reading.depth > 0 && parsed(text) !== undefined) {
      refuse(reading, reading.begun);
      reading.parts = [];
      reading.length = 0;
      reading.depth = 0;
      reading.isTooLong = false;
    } else {
      add(reading, text);
      return;
    }
  }
  if (onlyPunctuation.test(text)) return;
  if (text.length <= reading.limits.characters) {
    const value = parsed(text);
    if (value !== undefined) {
      give(reading, value, reading.lineNumber, 0);
      return;
    }
  }
  if (/^\s*[{[]/.test(text)) add(reading, text);
  else refuse(reading, reading.lineNumber);
}

/** A reader of the text of one file, by lines. Linear in the text. */
export function newJsonLines(
  file: string,
  sink: ObjectSink,
  list: ProblemList,
  limits: Partial<JsonLimits> = {},
): JsonLines {
  const reading: Reading = {
    file,
    sink,
    list,
    limits: { ...defaultJsonLimits, ...limits },
    counts: { objects: 0, damaged: 0 },
    lineNumber: 0,
    parts: [],
    length: 0,
    begun: 0,
    depth: 0,
    inText: false,
    isTooLong: false,
  };
  return {
    line: (text) => take(reading, text),
    close: () => {
      if (reading.parts.length > 0) end(reading);
    },
    counts: reading.counts,
  };
}
