/** Logs of text: which form they have shows in their first line that is not empty. */
import { jsonEvents } from "../json/json-events.ts";
import type { JsonLimits } from "../json/json-lines.ts";
import { defaultJsonLimits, newJsonLines } from "../json/json-lines.ts";
import type { LogEvent } from "../log-event.ts";
import type { LogProblem } from "../log-problem.ts";

/** Forms of text that are read. */
export type TextForm = "json";

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

function formOf(line: string): TextForm | null {
  return /^\s*[{[]/.test(line) ? "json" : null;
}

/** The log of Zeek that a file is by its name: `dns.log`, `conn.2026-01-02.log.json`. */
function zeekPath(file: string): string {
  return /(?:^|[\\/])([a-z0-9_]+)(?:\.[\w:.-]+)?\.log(?:\.json)?$/.exec(file)?.[1] ?? "";
}

/** Lines looked at for a form, so that a long text of none is left soon. */
const mostEmpty = 1_000;

/** A reader of the text of one file. `file` is its name as the user knows it. */
export function newTextLog(
  file: string,
  sink: EventSink,
  options: Partial<TextOptions> = {},
): TextLog {
  const all = { ...defaultTextOptions, ...options };
  const list = { problems: [] as LogProblem[], limit: all.problems };
  const path = zeekPath(file);
  let form: TextForm | null = null;
  let reader: Form | null = null;
  let empty = 0;
  const open = (): Form =>
    newJsonLines(file, (fields, line) => sink(jsonEvents(fields, path), line), list, all);
  return {
    line: (text) => {
      if (reader === null) {
        if (text.trim() === "") return (empty += 1) < mostEmpty;
        form = formOf(text);
        if (form === null) return false;
        reader = open();
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
