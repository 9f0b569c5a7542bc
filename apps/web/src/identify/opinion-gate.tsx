/** Before files leave the browser: who is still to be heard, and a way on for a stated reason. */
import type { OpinionView } from "@vallgrav/platform/api";
import { type ReactNode, use, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useRecordOpinions } from "../api/opinion-queries.ts";
import { paths } from "../frame/paths.ts";
import { goTo } from "../frame/router.tsx";
import { UserContext } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
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

function Later({
  missing,
  onGoOn,
}: {
  readonly missing: readonly OpinionView[];
  readonly onGoOn: () => void;
}): ReactNode {
  const { words } = useSpeech();
  const [text, setText] = useState("");
  const [hasTried, setTried] = useState(false);
  const record = useRecordOpinions();
  const said = words.opinions.gate;
  const submit = (): void => {
    setTried(true);
    if (text.trim() === "") return;
    const answer = { answer: "later", who: "", reference: "", text } as const;
    record.mutate(
      missing.map(({ kind }) => ({ kind, ...answer })),
      { onSuccess: onGoOn },
    );
  };
  return (
    <AccountForm button={said.goOn} isPending={record.isPending} onSubmit={submit}>
      <Field
        label={said.later}
        hint={said.laterHint}
        error={hasTried && text.trim() === "" ? said.needReason : null}
        value={text}
        onChange={setText}
        autoComplete="off"
      />
      {record.isError ? <Failure error={record.error} /> : null}
    </AccountForm>
  );
}
