/** Kostnadsblad: what measures and harm cost, own prices in their place, approved by name. */
import type { CostSheet, SheetFactor, SheetMeasure } from "@vallgrav/platform/api";
import { type ReactNode, use, useState } from "react";
import { useApproveCosts, useCostSheet } from "../api/cost-queries.ts";
import { Page } from "../frame/page.tsx";
import { useMay, UserContext } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { useCountedPress } from "../parts/pressing.ts";
import { Field } from "../parts/field.tsx";
import { RowButton } from "../parts/row-button.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatDay, formatSek } from "../words/format.ts";
import { type Speech, useSpeech } from "../words/language.tsx";
import { CostDialog, type Editing } from "./cost-dialogs.tsx";
import { factorText, linesText } from "./cost-text.ts";
import { Versions } from "./cost-versions.tsx";
import { showSource, sourceText } from "./measure-source.tsx";
import { AddMeasure } from "./own-measure.tsx";

/** The page of the cost sheet. */
export function CostSheetPage(): ReactNode {
  const speech = useSpeech();
  const { words } = speech;
  const sheet = useCostSheet();
  const mayChange = useMay("model/change");
  const [editing, setEditing] = useState<Editing | null>(null);
  const { data } = sheet;
  const onEdit = mayChange ? setEditing : null;
  return (
    <Page
      name={words.costs.title}
      heading={data === undefined ? words.costs.title : headingOf(data, speech)}
      lead={words.costs.lead}
    >
      {sheet.isPending ? <Loading /> : null}
      {sheet.isError ? <Failure error={sheet.error} onAgain={() => void sheet.refetch()} /> : null}
      {data === undefined ? null : (
        <>
          {isDraft(data) ? <Approval sheet={data} /> : null}
          <Measures rows={data.measures} onEdit={onEdit} />
          {mayChange ? <AddMeasure rows={data.measures} revision={data.revision} /> : null}
          <Factors rows={data.factors} onEdit={onEdit} />
          <Versions sheet={data} />
          {editing === null ? null : (
            <CostDialog
              editing={editing}
              revision={data.revision}
              onClose={() => setEditing(null)}
            />
          )}
        </>
      )}
    </Page>
  );
}

function isDraft({ versions }: CostSheet): boolean {
  return versions[0] !== undefined && versions[0].approved === null;
}

function headingOf(sheet: CostSheet, { words }: Speech): string {
  const { inForce } = sheet;
  if (isDraft(sheet)) return words.costs.headingDraft;
  if (inForce === null) return words.costs.headingStart;
  const { number, approvedBy, approvedAt } = inForce;
  return words.costs.headingApproved(String(number), visible(approvedBy), formatDay(approvedAt));
}

/** Says what the plan is made with meanwhile, and takes the approval. */
function Approval({ sheet }: { readonly sheet: CostSheet }): ReactNode {
  const { words } = useSpeech();
  const name = use(UserContext)?.name ?? "";
  const [note, setNote] = useState("");
  const approve = useApproveCosts(sheet.revision);
  const mayChange = useMay("model/change");
  const isCounted = useCountedPress(approve.isPending);
  const { inForce } = sheet;
  return (
    <section className="section costs-approve">
      <h2>{words.costs.approveTitle}</h2>
      <p>
        {inForce === null
          ? words.costs.planUsesStart
          : words.costs.planUses(String(inForce.number))}
      </p>
      {mayChange ? (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            if (isCounted()) approve.mutate(note.trim());
          }}
        >
          <p className="note">{words.costs.approveText(visible(name))}</p>
          <Field
            label={words.costs.note}
            hint={words.costs.noteHint}
            error={null}
            value={note}
            onChange={setNote}
            isOptional
            autoComplete="off"
          />
          {approve.isError ? <Failure error={approve.error} /> : null}
          <Button look="main" type="submit" isPending={approve.isPending}>
            {words.costs.approve}
          </Button>
        </form>
      ) : null}
    </section>
  );
}

type OnEdit = ((editing: Editing) => void) | null;

/** The last column: a button per row, where one may change. */
function editColumn<Row>(
  nameOf: (row: Row) => string,
  onEdit: ((row: Row) => void) | null,
  { words }: Speech,
): readonly Column<Row>[] {
  if (onEdit === null) return [];
  return [
    {
      id: "change",
      heading: words.costs.change,
      isScreenOnly: true,
      value: () => "",
      show: (row) => (
        <RowButton label={words.costs.changeOf(nameOf(row))} onPress={() => onEdit(row)}>
          {words.costs.change}
        </RowButton>
      ),
    },
  ];
}

/** The name of a measure, with what is special about it. */
function measureText(
  { name, own, like }: SheetMeasure,
  rows: readonly SheetMeasure[],
  { words, language }: Speech,
): string {
  const base = rows.find(({ id }) => id === like)?.name[language];
  const said = visible(name[language]);
  const shown = base === undefined ? said : `${said} (${words.costs.isLike(base)})`;
  return own?.isLeftOut === true ? words.costs.isLeftOut(shown) : shown;
}

function Measures({
  rows,
  onEdit,
}: {
  readonly rows: readonly SheetMeasure[];
  readonly onEdit: OnEdit;
}): ReactNode {
  const speech = useSpeech();
  const { words, language } = speech;
  return (
    <section className="section costs">
      <h2>{words.costs.measures}</h2>
      <Table
        caption={words.costs.measures}
        isCaptionUnseen
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          {
            id: "name",
            heading: words.costs.measure,
            value: (row) => measureText(row, rows, speech),
            isHeading: true,
          },
          {
            id: "lines",
            heading: words.costs.lines,
            value: ({ lines }) => linesText(lines, speech),
          },
          {
            id: "sum",
            heading: words.costs.sum,
            value: ({ sumSek }) => sumSek,
            show: ({ sumSek }) => formatSek(sumSek, language),
            isNumber: true,
          },
          {
            id: "source",
            heading: words.costs.source,
            value: (row) => sourceText(row, words, language),
            show: showSource,
          },
          ...editColumn<SheetMeasure>(
            ({ name }) => name[language],
            onEdit === null ? null : (row) => onEdit({ kind: "measure", row }),
            speech,
          ),
        ]}
      />
    </section>
  );
}

function Factors({
  rows,
  onEdit,
}: {
  readonly rows: readonly SheetFactor[];
  readonly onEdit: OnEdit;
}): ReactNode {
  const speech = useSpeech();
  const { words, language } = speech;
  return (
    <section className="section costs">
      <h2>{words.costs.factors}</h2>
      <p className="note">{words.costs.factorsLead}</p>
      <Table
        caption={words.costs.factors}
        isCaptionUnseen
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          {
            id: "name",
            heading: words.costs.factor,
            value: ({ name }) => name[language],
            isHeading: true,
          },
          {
            id: "value",
            heading: words.costs.value,
            value: ({ value }) => value,
            show: (row) => factorText(row.value, row, speech),
            isNumber: true,
          },
          {
            id: "start",
            heading: words.costs.start,
            value: ({ start }) => start,
            show: (row) => factorText(row.start, row, speech),
            isNumber: true,
          },
          {
            id: "source",
            heading: words.costs.source,
            value: (row) => sourceText(row, words, language),
            show: showSource,
          },
          ...editColumn<SheetFactor>(
            ({ name }) => name[language],
            onEdit === null ? null : (row) => onEdit({ kind: "factor", row }),
            speech,
          ),
        ]}
      />
    </section>
  );
}
