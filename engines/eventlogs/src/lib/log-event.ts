/** Events of logs as flat fields. */

/** The value of a field: one text, or several where it stands several times. */
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

/** Fields by name. */
export type LogFields = { readonly [name: string]: EventText };

/** The fields of a record as an object. */
export function fieldsOf({ names, values }: LogRecord): LogFields {
  const fields: Record<string, EventText> = {};
  for (let place = 0; place < names.length; place += 1)
    fields[names[place] ?? ""] = values[place] ?? "";
  return fields;
}
