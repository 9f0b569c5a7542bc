/** A file of the example: its content in pieces, and which true thing stands where in it. */

/** Kinds of thing whose truth is kept. */
export type TrueKind = "account" | "computer" | "person" | "system";

/**
 * Tells what stands at a place: `row` of a table as its number, else the beginning of the place as
 * readers write it (JSON pointer, XPath). `is` names the true thing, the same in every file.
 */
export type Note = (place: string, kind: TrueKind, is: string) => void;

/** A file before it is written; `pieces` is asked once, and nothing of it needs to be kept. */
export type ExampleFile = {
  /** Folder and name, `lists/personal.csv`. */
  readonly path: string;
  readonly pieces: (note: Note) => Iterable<string | Uint8Array>;
};

/** What a row, host or object is about. */
export type About = readonly (readonly [kind: TrueKind, is: string])[];

/** A row of a table with what it is about. */
export type TableRow = {
  readonly cells: readonly (string | number)[];
  readonly about?: About;
};

/** How a table of text is written. */
export type Writing = "utf-8" | "utf-8 with mark" | "windows-1252";

function lineOf(cells: readonly (string | number)[], delimiter: string): string {
  const written = cells.map((value) => {
    const text = String(value);
    return /[";,\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${written.join(delimiter)}\r\n`;
}

/** A table as delimited text, row by row. */
export function csvFile(
  path: string,
  [delimiter, writing]: readonly [delimiter: ";" | ",", writing: Writing],
  [head, rows]: readonly [head: readonly string[], rows: () => Iterable<TableRow>],
): ExampleFile {
  const bytesOf = (text: string): string | Uint8Array =>
    writing === "windows-1252" ? Buffer.from(text, "latin1") : text;
  return {
    path,
    *pieces(note) {
      if (writing === "utf-8 with mark") yield "\uFEFF";
      yield bytesOf(lineOf(head, delimiter));
      let row = 1;
      for (const { cells, about } of rows()) {
        row += 1;
        for (const [kind, is] of about ?? []) note(String(row), kind, is);
        yield bytesOf(lineOf(cells, delimiter));
      }
    },
  };
}

/** A JSON value with what it is about. */
export type JsonItem = { readonly value: unknown; readonly about?: About };

/**
 * The items of a JSON list, a line each, without its brackets; `base` is the list's own place.
 * @yields the text of an item
 */
export function* jsonItems(note: Note, base: string, items: Iterable<JsonItem>): Generator<string> {
  let index = 0;
  for (const { value, about } of items) {
    for (const [kind, is] of about ?? []) note(`${base}/${index}`, kind, is);
    yield `${index === 0 ? "" : ",\n"}${JSON.stringify(value)}`;
    index += 1;
  }
}

/** Text fit to stand in XML. */
export function xml(text: string | number): string {
  return String(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
