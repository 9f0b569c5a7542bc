/** One's own second factor: begun with the password, put in force by a code, removed with both. */
import { type ReactNode, useState } from "react";
import {
  type BegunFactor,
  useBeginFactor,
  useConfirmFactor,
  useOwnFactor,
  useRemoveFactor,
} from "../api/people-queries.ts";
import { useForget } from "../api/queries.ts";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { AccountForm } from "./account-form.tsx";

/** The second factor in whichever state it is. */
export function OwnFactor(): ReactNode {
  const factor = useOwnFactor();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (factor.isPending) return <Loading />;
  if (factor.isError) return <Failure error={factor.error} onAgain={() => void factor.refetch()} />;
  if (codes !== null) return <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />;
  if (factor.data.isActive) return <RemoveFactor codesLeft={factor.data.codesLeft} />;
  return <AddFactor onCodes={setCodes} />;
}

function AddFactor({
  onCodes,
}: {
  readonly onCodes: (codes: readonly string[]) => void;
}): ReactNode {
  const { words } = useSpeech();
  const [password, setPassword] = useState("");
  const begin = useBeginFactor();
  const said = words.people.factor;
  if (begin.data !== undefined) return <ConfirmFactor begun={begin.data} onCodes={onCodes} />;
  return (
    <>
      <p className="note">{said.none}</p>
      <AccountForm
        button={said.add}
        isMain={false}
        isPending={begin.isPending}
        onSubmit={() => {
          if (password !== "") begin.mutate(password);
        }}
      >
        <Field
          label={words.people.own.oldPassword}
          error={null}
          value={password}
          onChange={setPassword}
          kind="password"
          autoComplete="current-password"
        />
        {begin.isError ? <Failure error={begin.error} /> : null}
      </AccountForm>
    </>
  );
}

function ConfirmFactor({
  begun,
  onCodes,
}: {
  readonly begun: BegunFactor;
  readonly onCodes: (codes: readonly string[]) => void;
}): ReactNode {
  const { words } = useSpeech();
  const [code, setCode] = useState("");
  const confirm = useConfirmFactor();
  const said = words.people.factor;
  return (
    <>
      <p>{said.type}</p>
      <p className="one-time-link">{(begun.secret.match(/.{1,4}/g) ?? []).join(" ")}</p>
      <p>
        <a href={begun.address}>{said.open}</a>
      </p>
      <AccountForm
        button={said.confirm}
        isMain={false}
        isPending={confirm.isPending}
        onSubmit={() =>
          confirm.mutate(code.trim(), { onSuccess: (made) => onCodes(made.recoveryCodes) })
        }
      >
        <Field
          label={said.code}
          error={null}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
        />
        {confirm.isError ? <Failure error={confirm.error} /> : null}
      </AccountForm>
    </>
  );
}

function RecoveryCodes({
  codes,
  onKept,
}: {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}): ReactNode {
  const { words } = useSpeech();
  const forget = useForget();
  const said = words.people.factor;
  return (
    <>
      <p role="alert">{said.recovery}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="actions">
        <Button onPress={() => print()}>{said.print}</Button>
        <Button
          onPress={() => {
            onKept();
            forget();
          }}
        >
          {said.kept}
        </Button>
      </div>
    </>
  );
}

function RemoveFactor({ codesLeft }: { readonly codesLeft: number }): ReactNode {
  const { words, language } = useSpeech();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const remove = useRemoveFactor();
  const said = words.people.factor;
  return (
    <>
      <p className="note">{said.active(formatWhole(codesLeft, language))}</p>
      <AccountForm
        button={said.remove}
        isMain={false}
        isPending={remove.isPending}
        onSubmit={() => {
          if (password !== "" && code !== "") remove.mutate({ password, code: code.trim() });
        }}
      >
        <Field
          label={words.people.own.oldPassword}
          error={null}
          value={password}
          onChange={setPassword}
          kind="password"
          autoComplete="current-password"
        />
        <Field
          label={said.code}
          hint={said.codeHint}
          error={null}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
        />
        {remove.isError ? <Failure error={remove.error} /> : null}
      </AccountForm>
    </>
  );
}
