/** The harm test of one request: what is decided, by which paragraph, for which reason, by whom. */
import type { ReleaseOutcome, ReleasesView, ReleaseView } from "@vallgrav/platform/api";
import { type ReactNode, use, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useSendRelease } from "../api/release-queries.ts";
import { UserContext } from "../frame/session.tsx";
import { Boxes, flipped } from "../parts/boxes.tsx";
import { Choice } from "../parts/choice.tsx";
import { Field } from "../parts/field.tsx";
import { Failure } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";

const outcomes: readonly ReleaseOutcome[] = ["released", "in-part", "refused"];

/** @param unit id of the authority, or the word for the municipality as a whole */
export function DecisionForm({
  release,
  view,
  unit,
}: {
  readonly release: ReleaseView;
  readonly view: ReleasesView;
  readonly unit: string;
}): ReactNode {
  const { words } = useSpeech();
  const [outcome, setOutcome] = useState<ReleaseOutcome>("in-part");
  const [grounds, setGrounds] = useState<readonly string[]>([]);
  const [reason, setReason] = useState("");
  const [decidedBy, setDecidedBy] = useState(use(UserContext)?.name ?? "");
  const [hasTried, setTried] = useState(false);
  const send = useSendRelease();
  const said = words.releases;
  const isKept = outcome !== "released";
  const submit = (): void => {
    setTried(true);
    if (isKept && grounds.length === 0) return;
    const body = { outcome, grounds: isKept ? grounds : [], reason, decidedBy };
    send.mutate({ unit, request: release.id, body });
  };
  return (
    <AccountForm
      button={said.saveDecision}
      isMain={false}
      isPending={send.isPending}
      onSubmit={submit}
    >
      <p className="note">{said.warning}</p>
      <Choice
        label={said.outcome}
        options={outcomes.map((one) => [one, said.outcomes[one]] as const)}
        value={outcome}
        onChange={setOutcome}
      />
      {isKept ? (
        <fieldset className="field">
          <legend>{said.grounds}</legend>
          <Grounds of={release} view={view} chosen={grounds} onChoose={setGrounds} />
          {hasTried && grounds.length === 0 ? <p className="field-error">{said.noGround}</p> : null}
          <p className="note">{said.appeal}</p>
        </fieldset>
      ) : null}
      <Field
        label={said.reason}
        error={null}
        value={reason}
        onChange={setReason}
        autoComplete="off"
      />
      <Field
        label={said.decidedBy}
        hint={said.decidedByHint}
        error={null}
        value={decidedBy}
        onChange={setDecidedBy}
        autoComplete="off"
      />
      {send.isError ? <Failure error={send.error} /> : null}
    </AccountForm>
  );
}

/** The paragraphs: those that lie nearest to what is asked for say so. */
function Grounds({
  of,
  view,
  chosen,
  onChoose,
}: {
  readonly of: ReleaseView;
  readonly view: ReleasesView;
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.releases;
  const kinds = view.materials.filter(({ id }) => of.materials.includes(id));
  const near = new Set<string>(kinds.flatMap(({ grounds }) => grounds));
  const wordOf = (id: string): string => {
    const ground = view.grounds.find((one) => one.id === id);
    if (ground === undefined) return id;
    const notes = [
      near.has(id) ? said.near : "",
      said.presumptions[ground.presumption],
      ground.isChecked ? "" : said.unchecked,
    ].filter((note) => note !== "");
    return `${ground.law[language]}. ${ground.about[language]} (${notes.join("; ")})`;
  };
  return (
    <Boxes
      all={view.grounds.map(({ id }): string => id)}
      chosen={chosen}
      wordOf={wordOf}
      onFlip={(id) => onChoose(flipped(chosen, id))}
    />
  );
}
