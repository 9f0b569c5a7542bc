/** Before files leave the browser: who is still to be heard, and a way on for a stated reason. */
import type { OpinionView } from "@vallgrav/platform/api";
import { type ReactNode, use, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useRecordOpinions } from "../api/opinion-queries.ts";
import { paths } from "../frame/paths.ts";
import { goTo } from "../frame/router.tsx";
import { UserContext } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { Failure } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";

/** @param onGoOn called when a reason is kept for each of those who are missing. */
export function OpinionGate({
  missing,
  isOpen,
  onClose,
  onGoOn,
}: {
  readonly missing: readonly OpinionView[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onGoOn: () => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const isAdministrator = use(UserContext)?.role === "administrator";
  const said = words.opinions.gate;
  return (
    <Dialog title={said.title} isOpen={isOpen} onClose={onClose}>
      <p>{said.text}</p>
      <ul>
        {missing.map(({ kind, name }) => (
          <li key={kind}>{name[language]}</li>
        ))}
      </ul>
      {isAdministrator ? <Later missing={missing} onGoOn={onGoOn} /> : <p>{said.askOthers}</p>}
      <div className="actions">
        <Button
          look={isAdministrator ? "side" : "main"}
          onPress={() => {
            onClose();
            goTo(paths.opinions);
          }}
        >
          {said.toPage}
        </Button>
        <Button onPress={onClose}>{words.app.close}</Button>
      </div>
    </Dialog>
  );
}

/** Ready reasons, and one's own in words. */
const reasons = ["trial", "asked", "urgent", "other"] as const;
type Reason = "none" | (typeof reasons)[number];

function Later({
  missing,
  onGoOn,
}: {
  readonly missing: readonly OpinionView[];
  readonly onGoOn: () => void;
}): ReactNode {
  const { words } = useSpeech();
  const [reason, setReason] = useState<Reason>("none");
  const [own, setOwn] = useState("");
  const [hasTried, setTried] = useState(false);
  const record = useRecordOpinions();
  const said = words.opinions.gate;
  // Kept in the words it was read in: who chose it meant those.
  const text = reason === "none" ? "" : reason === "other" ? own.trim() : said.reasons[reason];
  const submit = (): void => {
    setTried(true);
    if (text === "") return;
    const answer = { answer: "later", who: "", reference: "", text } as const;
    record.mutate(
      missing.map(({ kind }) => ({ kind, ...answer })),
      { onSuccess: onGoOn },
    );
  };
  const error = hasTried && text === "" ? said.needReason : null;
  return (
    <AccountForm button={said.goOn} isPending={record.isPending} onSubmit={submit}>
      <Choice
        label={said.later}
        options={[
          ["none", said.choose] as const,
          ...reasons.map((one) => [one, said.reasons[one]] as const),
        ]}
        value={reason}
        onChange={setReason}
      />
      <p className="note">{said.laterHint}</p>
      {reason === "other" ? (
        <Field label={said.own} error={error} value={own} onChange={setOwn} autoComplete="off" />
      ) : (
        <p role="alert" className="field-error">
          {error}
        </p>
      )}
      {record.isError ? <Failure error={record.error} /> : null}
    </AccountForm>
  );
}
