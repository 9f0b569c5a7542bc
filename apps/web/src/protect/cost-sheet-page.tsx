/** Kostnadsblad: what measures and harm cost, own prices in their place, approved by name. */
import type { CostSheet, SheetFactor } from "@vallgrav/platform/api";
import { type ReactNode, use, useState } from "react";
import { useApproveCosts, useCostSheet } from "../api/cost-queries.ts";
import { Page } from "../frame/page.tsx";
import { useMay, UserContext } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { useCountedPress } from "../parts/pressing.ts";
import { Field } from "../parts/field.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { Table } from "../parts/table.tsx";
import { formatDay } from "../words/format.ts";
import { type Speech, useSpeech } from "../words/language.tsx";
import { CostDialog, type Editing } from "./cost-dialogs.tsx";
import { CostMeasures, editColumn } from "./cost-measures.tsx";
import { factorText } from "./cost-text.ts";
import { Versions } from "./cost-versions.tsx";
import { showSource, sourceText } from "./measure-source.tsx";
import { NotCounted } from "./not-counted.tsx";
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
      <NotCounted />
      {data === undefined ? null : (
        <>
          {isDraft(data) ? <Approval sheet={data} /> : null}
          <CostMeasures rows={data.measures} onEdit={onEdit} />
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

function Factors({
  rows,
  onEdit,
}: {
  readonly rows: readonly SheetFactor[];
  readonly onEdit: ((editing: Editing) => void) | null;
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
