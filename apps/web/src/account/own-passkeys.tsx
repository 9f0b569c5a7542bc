/** One's own passkeys: those there are, a new one on this device, taking one away. */
import type { PasskeyView } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { ApiError } from "../api/client.ts";
import { useAddPasskey, usePasskeys, useRemovePasskey } from "../api/passkey-queries.ts";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatMinute } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { AccountForm } from "./account-form.tsx";
import { canUsePasskeys } from "./passkey-device.ts";

/** The list, and the form where the address allows it. */
export function OwnPasskeys(): ReactNode {
  const { words } = useSpeech();
  const passkeys = usePasskeys();
  const remove = useRemovePasskey();
  const said = words.people.passkeys;
  if (passkeys.isPending) return <Loading />;
  if (passkeys.isError)
    return <Failure error={passkeys.error} onAgain={() => void passkeys.refetch()} />;
  return (
    <>
      <p className="note">{said.lead}</p>
      {passkeys.data.length === 0 ? null : (
        <Table
          caption={said.title}
          isCaptionUnseen
          rows={passkeys.data}
          keyOf={(row) => row.id}
          columns={columnsOf(words, remove.mutate)}
        />
      )}
      {remove.isError ? <Failure error={remove.error} /> : null}
      {canUsePasskeys() ? <AddPasskey /> : <p className="note">{said.notHere}</p>}
    </>
  );
}

function AddPasskey(): ReactNode {
  const { words } = useSpeech();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const add = useAddPasskey();
  const said = words.people.passkeys;
  const wantsCode =
    add.error instanceof ApiError &&
    (add.error.code === "accounts/needs-code" || add.error.code === "accounts/wrong-code");
  const submit = (): void => {
    if (name.trim() === "" || password === "") return;
    const entered = { name: name.trim(), password };
    add.mutate(code.trim() === "" ? entered : { ...entered, code: code.trim() }, {
      onSuccess: () => {
        setName("");
        setPassword("");
        setCode("");
      },
    });
  };
  return (
    <AccountForm button={said.add} isMain={false} isPending={add.isPending} onSubmit={submit}>
      <Field
        label={said.name}
        hint={said.nameHint}
        error={null}
        value={name}
        onChange={setName}
        autoComplete="off"
      />
      <Field
        label={words.people.own.oldPassword}
        error={null}
        value={password}
        onChange={setPassword}
        kind="password"
        autoComplete="current-password"
      />
      {wantsCode || code !== "" ? (
        <Field
          label={words.people.factor.code}
          hint={words.people.factor.codeHint}
          error={null}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
        />
      ) : null}
      {add.isError ? <Refusal error={add.error} /> : null}
    </AccountForm>
  );
}

/** What the server said, or that the device gave none: browsers tell no more, on purpose. */
function Refusal({ error }: { readonly error: Error }): ReactNode {
  const { words } = useSpeech();
  if (error instanceof ApiError) return <Failure error={error} />;
  return (
    <p className="field-error" role="alert">
      {words.people.passkeys.declined}
    </p>
  );
}

function columnsOf(words: Words, onRemove: (id: string) => void): readonly Column<PasskeyView>[] {
  const said = words.people.passkeys;
  return [
    { id: "name", heading: said.name, value: (row) => row.name, isHeading: true },
    {
      id: "since",
      heading: said.since,
      value: (row) => row.createdAt,
      show: (row) => <time dateTime={row.createdAt}>{formatMinute(row.createdAt)}</time>,
    },
    {
      id: "used",
      heading: said.used,
      value: (row) => row.usedAt ?? "",
      show: (row) => (row.usedAt === null ? "–" : formatMinute(row.usedAt)),
    },
    {
      id: "remove",
      heading: said.remove,
      value: () => "",
      show: (row) => (
        <Button
          look="plain"
          aria-label={`${said.remove}: ${row.name}`}
          onPress={() => onRemove(row.id)}
        >
          {said.remove}
        </Button>
      ),
    },
  ];
}
