/** The link of an account to a person at the municipality's own sign-in. */
import type { AccountView } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useLinkIdentity, useUnlinkIdentity } from "../api/token-queries.ts";
import { Announce } from "../parts/announce.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";

/** @param account whose; shown while it is not null. */
export function IdentityDialog({
  account,
  onClose,
}: {
  readonly account: AccountView | null;
  readonly onClose: () => void;
}): ReactNode {
  const { words } = useSpeech();
  return (
    <Dialog
      title={words.tokens.link.title(visible(account?.name ?? ""))}
      isOpen={account !== null}
      onClose={onClose}
    >
      {account === null ? null : <Identity account={account} onClose={onClose} />}
    </Dialog>
  );
}

function Identity({
  account,
  onClose,
}: {
  readonly account: AccountView;
  readonly onClose: () => void;
}): ReactNode {
  const { words } = useSpeech();
  const [subject, setSubject] = useState("");
  const [told, setTold] = useState("");
  const link = useLinkIdentity();
  const unlink = useUnlinkIdentity();
  const said = words.tokens.link;
  const failed = link.error ?? unlink.error;
  const submit = (): void => {
    if (subject.trim() === "") return;
    unlink.reset();
    link.mutate(
      { id: account.id, subject: subject.trim() },
      { onSuccess: () => setTold(said.saved) },
    );
  };
  const remove = (): void => {
    link.reset();
    unlink.mutate(account.id, { onSuccess: () => setTold(said.removed) });
  };
  return (
    <>
      <p>{said.text}</p>
      <AccountForm button={said.save} isPending={link.isPending} onSubmit={submit}>
        <Field
          label={said.subject}
          error={null}
          value={subject}
          onChange={setSubject}
          autoComplete="off"
        />
        {failed === null ? null : <Failure error={failed} />}
      </AccountForm>
      <div className="actions">
        <Button onPress={remove}>{said.remove}</Button>
        <Button onPress={onClose}>{words.app.close}</Button>
        <Announce>{told}</Announce>
      </div>
    </>
  );
}
