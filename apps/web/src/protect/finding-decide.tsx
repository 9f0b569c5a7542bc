/** What people decide of a finding: who, until when, or that it is lived with. */
import type { PlainDate } from "@vallgrav/kernel";
import type { FindingChange, FindingView } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useDecide } from "../api/finding-queries.ts";
import { useMay } from "../frame/session.tsx";
import { NoteField } from "../identify/note-field.tsx";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure } from "../parts/states.tsx";
import { formatDay } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

/** @param onDone called when something was kept */
export function FindingDecide({
  finding,
  onDone,
}: {
  readonly finding: FindingView;
  readonly onDone: () => void;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.findings;
  const mayChange = useMay("model/change");
  const { decision } = finding;
  const accepted = decision?.accepted ?? null;
  return (
    <section className="finding-part">
      <h3>{said.decideTitle}</h3>
      <p className="note">{said.mended}</p>
      {decision === null ? null : (
        <p className="note">{said.decided(visible(decision.by), formatDay(decision.at))}</p>
      )}
      {accepted === null ? null : <p>{said.accepted(accepted.until, visible(accepted.reason))}</p>}
      {mayChange ? (
        <Deciding finding={finding} onDone={onDone} />
      ) : (
        <p className="note">{words.app.readerOnly}</p>
      )}
    </section>
  );
}

type DecidingProps = { readonly finding: FindingView; readonly onDone: () => void };

function day(text: string): PlainDate {
  return text.trim() as PlainDate;
}

function Deciding({ finding, onDone }: DecidingProps): ReactNode {
  return (
    <>
      <Assign finding={finding} onDone={onDone} />
      <Accept finding={finding} onDone={onDone} />
    </>
  );
}

function Assign({ finding, onDone }: DecidingProps): ReactNode {
  const { words } = useSpeech();
  const said = words.findings;
  const decide = useDecide();
  const { id, decision } = finding;
  const [owner, setOwner] = useState(finding.owner ?? "");
  const [due, setDue] = useState<string>(decision?.due ?? "");
  const assign = (): void => {
    const kept = owner.trim() === "" ? null : owner;
    const until = due.trim() === "" ? null : day(due);
    decide.mutate({ id, owner: kept, due: until }, { onSuccess: onDone });
  };
  return (
    <>
      <div className="fields">
        <Field
          label={said.ownerField}
          error={null}
          value={owner}
          onChange={setOwner}
          autoComplete="off"
        />
        <Field
          label={said.dueField}
          error={null}
          value={due}
          onChange={setDue}
          kind="count"
          autoComplete="off"
        />
      </div>
      <div className="actions">
        <Button isPending={decide.isPending} onPress={assign}>
          {said.assign}
        </Button>
      </div>
      {decide.isError ? <Failure error={decide.error} /> : null}
    </>
  );
}

function Accept({ finding, onDone }: DecidingProps): ReactNode {
  const { words } = useSpeech();
  const said = words.findings;
  const decide = useDecide();
  const { id, decision } = finding;
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const keep = (accept: FindingChange["accept"]): void =>
    decide.mutate({ id, accept: accept ?? null }, { onSuccess: onDone });
  return (
    <>
      <div className="fields">
        <NoteField
          label={said.reasonField}
          hint={said.reasonHint}
          value={reason}
          onChange={setReason}
        />
        <Field
          label={said.untilField}
          error={null}
          value={until}
          onChange={setUntil}
          kind="count"
          autoComplete="off"
        />
      </div>
      <div className="actions">
        <Button isPending={decide.isPending} onPress={() => keep({ reason, until: day(until) })}>
          {said.accept}
        </Button>
        {(decision?.accepted ?? null) === null ? null : (
          <Button isPending={decide.isPending} onPress={() => keep(null)}>
            {said.reopen}
          </Button>
        )}
      </div>
      {decide.isError ? <Failure error={decide.error} /> : null}
    </>
  );
}
