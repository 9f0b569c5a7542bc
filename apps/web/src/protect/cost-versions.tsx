/** The versions of the cost sheet, each with what it changed of the one before it. */
import { own } from "@vallgrav/kernel";
import { sheetFieldWord } from "@vallgrav/knowledge/names";
import type { CostSheet, SheetDifference, SheetVersion } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { visible } from "../parts/shown-name.ts";
import { Table } from "../parts/table.tsx";
import { formatDay, formatMinute, formatPrice, formatWhole } from "../words/format.ts";
import { type Speech, useSpeech } from "../words/language.tsx";
import { effectLabel } from "./cost-effects.tsx";
import { factorText, fieldText } from "./cost-text.ts";

/** What a difference is of, in words. */
function nameOf({ id }: SheetDifference, sheet: CostSheet, { language }: Speech): string {
  const known = [...sheet.measures, ...sheet.factors].find((one) => one.id === id);
  return known === undefined ? id : visible(known.name[language]);
}

/** The field of a difference, in words. */
function fieldOf({ id, field }: SheetDifference, sheet: CostSheet, speech: Speech): string {
  const { words } = speech;
  const [kind, ...rest] = field.split("/");
  const of = rest.join("/");
  if (kind === "effect") {
    const row = sheet.measures.find((one) => one.id === id);
    const effect = row?.effects.find(({ key }) => key === of);
    return effect === undefined ? words.costs.effectField : effectLabel(effect, speech);
  }
  if (kind === "hours")
    return words.costs.field.hours(own<string>(words.planTerms.roles, of) ?? of);
  return sheetFieldWord(field, speech.language) ?? field;
}

/** Fields that hold an amount of money. */
const amounts = new Set(["onceSek", "yearlySek", "eachOnceSek", "eachYearlySek"]);

/** What stood or stands in a field. */
function valueOf(
  value: SheetDifference["after"],
  row: SheetDifference,
  sheet: CostSheet,
  { words, language }: Speech,
): string {
  if (value === null)
    return row.kind === "added" ? words.costs.notThere : words.costs.startingValue;
  if (typeof value === "boolean") return value ? words.costs.yes : words.costs.no;
  if (typeof value === "string") {
    const like = row.field === "like" ? sheet.measures.find(({ id }) => id === value) : undefined;
    return visible(like?.name[language] ?? value);
  }
  const factor = row.kind === "factor" ? sheet.factors.find(({ id }) => id === row.id) : undefined;
  if (factor !== undefined) return factorText(value, factor, { words, language });
  return amounts.has(row.field) ? formatPrice(value, language) : fieldText(value);
}

/** All versions, the newest first. */
export function Versions({ sheet }: { readonly sheet: CostSheet }): ReactNode {
  const { words, language } = useSpeech();
  const { versions } = sheet;
  if (versions.length === 0) return null;
  const approvedText = ({ approved }: SheetVersion): string => {
    if (approved === null) return words.costs.draft;
    const by = `${visible(approved.by)} ${formatDay(approved.at)}`;
    return approved.note === "" ? by : `${by}: ${visible(approved.note)}`;
  };
  return (
    <section className="section">
      <h2>{words.costs.versions}</h2>
      <Table
        caption={words.costs.versions}
        isCaptionUnseen
        rows={versions}
        keyOf={({ number }) => String(number)}
        columns={[
          {
            id: "number",
            heading: words.costs.version,
            value: ({ number }) => formatWhole(number, language),
            isHeading: true,
          },
          { id: "approved", heading: words.costs.approvedBy, value: approvedText },
          {
            id: "changed",
            heading: words.costs.changedBy,
            value: ({ by, at }) => `${visible(by)} ${formatMinute(at)}`,
          },
          {
            id: "own",
            heading: words.costs.ownCount,
            value: ({ own: count }) => count,
            isNumber: true,
          },
        ]}
      />
      {versions.map((version) => (
        <Changes key={version.number} version={version} sheet={sheet} />
      ))}
    </section>
  );
}

function Changes({
  version: { number, changes },
  sheet,
}: {
  readonly version: SheetVersion;
  readonly sheet: CostSheet;
}): ReactNode {
  const speech = useSpeech();
  const { words } = speech;
  if (changes.length === 0) return null;
  const title = words.costs.changesOf(String(number));
  return (
    <details>
      <summary>{title}</summary>
      <Table
        caption={title}
        isCaptionUnseen
        rows={changes}
        keyOf={({ id, field }) => `${id} ${field}`}
        columns={[
          {
            id: "what",
            heading: words.costs.changes.what,
            value: (row) => nameOf(row, sheet, speech),
            isHeading: true,
          },
          {
            id: "field",
            heading: words.costs.changes.field,
            value: (row) => fieldOf(row, sheet, speech),
          },
          {
            id: "before",
            heading: words.costs.changes.before,
            value: (row) => valueOf(row.before, row, sheet, speech),
          },
          {
            id: "after",
            heading: words.costs.changes.after,
            value: (row) => valueOf(row.after, row, sheet, speech),
          },
        ]}
      />
    </details>
  );
}
