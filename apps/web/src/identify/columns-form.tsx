/** A file whose columns nobody knows: its columns with some values, and what each may mean. */
import { fieldWord, kindWord } from "@vallgrav/knowledge/names";
import type { LookedTable, TableChoice, TableMapping } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useTables } from "../api/mapping-queries.ts";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure, Problems } from "../parts/states.tsx";
import { Table } from "../parts/table.tsx";
import { formatWhole, sentenceCase } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

type Shape = TableChoice["shape"];

/**
 * Nothing where the file holds no tables.
 * @param onRead called with what the columns mean
 * @param onLeave called where the file is to be left out
 */
export function ColumnsForm({
  file,
  isSending,
  onRead,
  onLeave,
}: {
  readonly file: File;
  readonly isSending: boolean;
  readonly onRead: (mapping: TableMapping) => void;
  readonly onLeave: () => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.columns;
  const looked = useTables(file);
  const [sheet, setSheet] = useState("0");
  if (looked.isPending) return <output className="note">{said.looking(visible(file.name))}</output>;
  if (looked.isError) return <Failure error={looked.error} />;
  const { tables, choices, problems } = looked.data;
  if (problems.length > 0) return <Problems problems={problems} />;
  const table = tables[Number(sheet)];
  if (table === undefined) return null;
  return (
    <section className="columns-form" aria-label={said.title(visible(file.name))}>
      <h3>{said.title(visible(file.name))}</h3>
      <p className="note">{said.lead}</p>
      {tables.length < 2 ? null : (
        <Choice
          label={said.sheet}
          value={sheet}
          onChange={setSheet}
          options={tables.map(({ sheet: name, rows }, at) => [
            String(at),
            said.sheetOf(name ?? String(at + 1), rows, formatWhole(rows, language)),
          ])}
        />
      )}
      <Meanings
        key={sheet}
        table={table}
        choices={choices}
        isSending={isSending}
        onRead={onRead}
        onLeave={onLeave}
      />
    </section>
  );
}

/** What is chosen so far: the kind, null while none is, and per heading the field. */
type Chosen = {
  readonly shape: Shape | null;
  readonly fields: ReadonlyMap<string, string | null>;
};

const nothing: Chosen = { shape: null, fields: new Map() };

/** The likeliest kind; none where not one column is found that the kind needs. */
function likeliest(
  { guesses: [first] }: LookedTable,
  choices: readonly TableChoice[],
): TableMapping | undefined {
  const needs = choices.find(({ shape }) => shape === first?.shape)?.needs ?? [];
  const found = new Set(first?.fields.map(({ field }) => field));
  return needs.flat().some((field) => found.has(field)) ? first : undefined;
}

function chosenOf({ shape, fields }: TableMapping): Chosen {
  return { shape, fields: new Map(fields.map(({ heading, field }) => [heading, field])) };
}

/** The kinds in the order in which they are likely. */
function useKinds(table: LookedTable): readonly (readonly [Shape, string])[] {
  const { language } = useSpeech();
  return table.guesses.map(({ shape }) => [shape, sentenceCase(kindWord(shape, language))]);
}

/** Why the choice cannot be read, in words; none where it can. */
function useFaults(choice: TableChoice | undefined, { fields }: Chosen): readonly string[] {
  const { words, language } = useSpeech();
  const given = [...fields.values()].filter((field) => field !== null);
  const twice = new Set(given.filter((field, at) => given.indexOf(field) !== at));
  const missing = (choice?.needs ?? []).filter((some) => !some.some((one) => given.includes(one)));
  return [
    ...missing.map((some) =>
      words.columns.missing(some.map((one) => fieldWord(one, language)).join(words.columns.or)),
    ),
    ...[...twice].map((field) => words.columns.twice(fieldWord(field, language))),
  ];
}

function Meanings({
  table,
  choices,
  isSending,
  onRead,
  onLeave,
}: {
  readonly table: LookedTable;
  readonly choices: readonly TableChoice[];
  readonly isSending: boolean;
  readonly onRead: (mapping: TableMapping) => void;
  readonly onLeave: () => void;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.columns;
  const first = likeliest(table, choices);
  const [chosen, setChosen] = useState<Chosen>(first === undefined ? nothing : chosenOf(first));
  const kinds = useKinds(table);
  const choice = choices.find(({ shape }) => shape === chosen.shape);
  const faults = useFaults(choice, chosen);
  const takeKind = (shape: Shape | ""): void => {
    const guess = table.guesses.find((one) => one.shape === shape);
    setChosen(guess === undefined ? nothing : chosenOf(guess));
  };
  const take = (heading: string, field: string | null): void =>
    setChosen({ ...chosen, fields: new Map(chosen.fields).set(heading, field) });
  return (
    <>
      {first === undefined ? <p>{said.fitsNone}</p> : null}
      <Choice
        label={said.kind}
        options={first === undefined ? [["", said.choose], ...kinds] : kinds}
        value={chosen.shape ?? ""}
        onChange={takeKind}
      />
      {choice === undefined ? null : (
        <ColumnsTable table={table} choice={choice} chosen={chosen} onTake={take} />
      )}
      <output className="columns-faults">
        {faults.map((fault) => (
          <span key={fault}>{fault}</span>
        ))}
      </output>
      <div className="actions">
        <Button
          look="main"
          isPending={isSending}
          isDisabled={choice === undefined || faults.length > 0}
          onPress={() => {
            if (chosen.shape === null) return;
            const fields = table.columns.map(({ heading }) => ({
              heading,
              field: chosen.fields.get(heading) ?? null,
            }));
            onRead({ shape: chosen.shape, fields });
          }}
        >
          {said.readIn}
        </Button>
        <Button onPress={onLeave}>{said.leaveOut}</Button>
      </div>
    </>
  );
}

type LookedColumn = LookedTable["columns"][number];

function ColumnsTable({
  table,
  choice,
  chosen,
  onTake,
}: {
  readonly table: LookedTable;
  readonly choice: TableChoice;
  readonly chosen: Chosen;
  readonly onTake: (heading: string, field: string | null) => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.columns;
  const options = choice.fields
    .map((field) => [field, fieldWord(field, language)] as const)
    .toSorted(([, a], [, b]) => a.localeCompare(b, language));
  const meaning = ({ heading }: LookedColumn): string => chosen.fields.get(heading) ?? "";
  const showMeaning = (column: LookedColumn): ReactNode => (
    <select
      aria-label={said.meaningOf(column.heading)}
      value={meaning(column)}
      onChange={({ target: { value } }) => onTake(column.heading, value === "" ? null : value)}
    >
      <option value="">{said.nothing}</option>
      {options.map(([field, word]) => (
        <option key={field} value={field}>
          {word}
        </option>
      ))}
    </select>
  );
  return (
    <Table
      caption={said.meaning}
      isCaptionUnseen
      rows={table.columns}
      keyOf={({ heading }) => heading}
      columns={[
        { id: "column", heading: said.column, value: ({ heading }) => heading, isHeading: true },
        {
          id: "meaning",
          heading: said.meaning,
          value: (column) => meaning(column),
          show: showMeaning,
        },
        {
          id: "values",
          heading: said.values,
          value: ({ samples }) => (samples.length === 0 ? said.noValues : samples.join(", ")),
        },
      ]}
    />
  );
}
