/** Records of logs, and the events they are to rules. */

/** The value of a field of a flat record: one text, or several where it stands several times. */
export type EventText = string | readonly string[];

/** One record of a log. */
export type LogRecord = {
  /** Number or id that the log itself gives it; empty where it has none. */
  readonly id: string;
  /** When it happened, milliseconds since 1970 UTC; null where it does not say. */
  readonly timeMs: number | null;
  /** Names of its fields; records of one kind share the list. */
  readonly names: readonly string[];
  /** Values, in the order of the names. */
  readonly values: readonly EventText[];
  /** Where in the file it begins: byte for binary logs, line (from 1) for text. */
  readonly at: number;
  /** It was found by searching, beside or behind what the log says it holds. */
  readonly isRecovered: boolean;
};

/** The value of a field of an event. Nested ones are of logs that nest them. */
export type LogValue = string | number | boolean | null | readonly LogValue[] | LogFields;

/** Fields by name. */
export type LogFields = { readonly [name: string]: LogValue };

/** What is known of where an event comes from, in the words of Sigma. Null and none: not known. */
export type LogSource = {
  readonly product: string | null;
  readonly service: string | null;
  readonly categories: readonly string[];
};

/** What a record is to rules. */
export type LogEvent = {
  readonly source: LogSource;
  readonly fields: LogFields;
  /** The line as it came; null where the fields hold all of it. */
  readonly text: string | null;
};

/** The fields of a record as an object. */
export function fieldsOf({ names, values }: LogRecord): Readonly<Record<string, EventText>> {
  const fields: Record<string, EventText> = {};
  for (let place = 0; place < names.length; place += 1)
    fields[names[place] ?? ""] = values[place] ?? "";
  return fields;
}

/** Whether a value has named members. */
export function isFields(value: LogValue | undefined): value is LogFields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text of a field that has one; empty where it has none or several. */
export function textOf(fields: LogFields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}
