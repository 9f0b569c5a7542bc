/** One's own account: who one is here, the password, and where one is signed in. */
import type { SessionView } from "@vallgrav/platform/api";
import { type ReactNode, use, useState } from "react";
import { useChangePassword, useEndSession, useOwnSessions } from "../api/people-queries.ts";
import { Page } from "../frame/page.tsx";
import { UserContext } from "../frame/session.tsx";
import { Announce } from "../parts/announce.tsx";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatMinute } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { AccountForm } from "./account-form.tsx";
import { NewPassword } from "./new-password.tsx";
import { OwnFactor } from "./own-factor.tsx";
import { OwnPasskeys } from "./own-passkeys.tsx";
import { OwnTokens } from "./own-tokens.tsx";
import { isFaultless, judgeFirstAccount, noErrors } from "./password.ts";

/** The page of one's own account. */
export function OwnAccountPage(): ReactNode {
  const { words } = useSpeech();
  const user = use(UserContext);
  if (user === null) return null;
  const said = words.people;
  return (
    <Page
      name={said.own.title}
      heading={said.own.title}
      lead={
        user.mustEnrol
          ? said.factor.demanded(said.roles[user.role])
          : said.own.lead(visible(user.name), said.roles[user.role])
      }
    >
      <section className="section">
        <h2>{said.own.passwordTitle}</h2>
        <ChangePassword name={user.name} />
      </section>
      <section className="section">
        <h2>{said.factor.title}</h2>
        <OwnFactor />
      </section>
      <section className="section">
        <h2>{said.passkeys.title}</h2>
        <OwnPasskeys />
      </section>
      {user.mustEnrol || user.may.length === 0 ? null : (
        <section className="section">
          <h2>{words.tokens.title}</h2>
          <OwnTokens />
        </section>
      )}
      <section className="section">
        <h2>{said.own.sessionsTitle}</h2>
        <p className="note">{said.own.sessionsLead}</p>
        <OwnSessions />
      </section>
    </Page>
  );
}

const untyped = { password: "", again: "" };

function ChangePassword({ name }: { readonly name: string }): ReactNode {
  const { words, language } = useSpeech();
  const [old, setOld] = useState("");
  const [typed, setTyped] = useState(untyped);
  const [hasTried, setTried] = useState(false);
  const change = useChangePassword();
  const errors = judgeFirstAccount({ name, ...typed }, words, language);
  const said = words.people.own;
  const submit = (): void => {
    setTried(true);
    if (old === "" || !isFaultless(errors)) return;
    change.mutate(
      { password: old, newPassword: typed.password },
      {
        onSuccess: () => {
          setOld("");
          setTyped(untyped);
          setTried(false);
        },
      },
    );
  };
  return (
    <AccountForm button={said.change} isPending={change.isPending} onSubmit={submit}>
      <Field
        label={said.oldPassword}
        error={hasTried && old === "" ? words.account.needPassword : null}
        value={old}
        onChange={setOld}
        kind="password"
        autoComplete="current-password"
      />
      <NewPassword
        typed={typed}
        errors={hasTried ? errors : noErrors}
        label={said.newPassword}
        onChange={setTyped}
      />
      {change.isError ? <Failure error={change.error} /> : null}
      <Announce>{change.isSuccess ? said.changed : ""}</Announce>
    </AccountForm>
  );
}

function OwnSessions(): ReactNode {
  const { words } = useSpeech();
  const sessions = useOwnSessions();
  const end = useEndSession();
  const said = words.people.own;
  if (sessions.isPending) return <Loading />;
  if (sessions.isError)
    return <Failure error={sessions.error} onAgain={() => void sessions.refetch()} />;
  return (
    <>
      <Table
        caption={said.sessionsTitle}
        isCaptionUnseen
        rows={sessions.data}
        keyOf={(row) => row.id}
        columns={columnsOf(words, end.mutate)}
      />
      {end.isError ? <Failure error={end.error} /> : null}
    </>
  );
}

function columnsOf(words: Words, onEnd: (session: string) => void): readonly Column<SessionView>[] {
  const said = words.people.own;
  return [
    {
      id: "address",
      heading: said.address,
      value: (row) => (row.isThis ? `${row.address} (${said.here})` : row.address),
      isHeading: true,
    },
    {
      id: "since",
      heading: said.since,
      value: (row) => row.createdAt,
      show: (row) => <time dateTime={row.createdAt}>{formatMinute(row.createdAt)}</time>,
    },
    {
      id: "seen",
      heading: said.seen,
      value: (row) => row.seenAt,
      show: (row) => <time dateTime={row.seenAt}>{formatMinute(row.seenAt)}</time>,
    },
    {
      id: "end",
      heading: said.end,
      value: () => "",
      show: (row) =>
        row.isThis ? null : (
          <Button look="plain" onPress={() => onEnd(row.id)}>
            {said.end}
          </Button>
        ),
    },
  ];
}
