/** Where in a file a problem stands, in words. */
import type { Where } from "@vallgrav/kernel";
import type { LanguageCode } from "./phrases.ts";
import { shownText } from "./shown.ts";

/** Files whose places are rows and columns of a table. */
const table = /\.(?:csv|tsv|tab|xlsx|ods)$/i;

function spot({ file, place }: Where, language: LanguageCode): string {
  const [, sheet = "", first, second] = /^(?:(.+)!)?(\d+):(\d+)$/.exec(place) ?? [];
  if (first === undefined || second === undefined) return shownText(place);
  const isTable = sheet !== "" || table.test(file);
  const inside =
    sheet === "" ? "" : `${language === "sv" ? "blad" : "sheet"} ${shownText(sheet)}, `;
  // Ungrouped digits: they are typed into an editor's "go to line".
  if (language === "sv") return `${inside}rad ${first}, ${isTable ? "kolumn" : "tecken"} ${second}`;
  return `${inside}${isTable ? "row" : "line"} ${first}, column ${second}`;
}

/**
 * `export.zip/users.json, rad 12, tecken 7`; in tables `rad 12, kolumn 3`, in
 * workbooks with the sheet before. JSON pointers and
 * `byte N` stand as they are. Empty for no place.
 */
export function placeText(at: Where | null, language: LanguageCode): string {
  if (at === null) return "";
  return [shownText(at.file), spot(at, language)].filter((part) => part !== "").join(", ");
}
