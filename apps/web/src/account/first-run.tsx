/** The first page of all: create the first account. */
import { type ReactNode, useState } from "react";
import { ApiError } from "../api/client.ts";
import { useSignIn } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { goTo } from "../frame/router.tsx";
import { Field } from "../parts/field.tsx";
import { Failure } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";
import { AccountForm } from "./account-form.tsx";
import { isFaultless, judgeFirstAccount, noErrors } from "./password.ts";

/** Name, and the password twice; then on to the choice of how to begin. */
export function FirstRun(): ReactNode {
  const { words, language } = useSpeech();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [hasTried, setTried] = useState(false);
  const create = useSignIn("/first-run");
  const errors = judgeFirstAccount({ name, password, again }, words, language);
  const shown = hasTried ? errors : noErrors;
  const submit = (): void => {
    setTried(true);
    if (!isFaultless(errors)) return;
    create.mutate({ name: name.trim(), password }, { onSuccess: () => goTo(paths.start) });
  };
  return (
    <Page
      name={words.account.firstTitle}
      heading={words.account.firstTitle}
      lead={words.account.firstLead}
    >
      <AccountForm button={words.account.create} isPending={create.isPending} onSubmit={submit}>
        <Field
          label={words.account.name}
          hint={words.account.nameHint}
          error={shown.name}
          value={name}
          onChange={setName}
          autoComplete="username"
        />
        <Field
          label={words.account.password}
          hint={words.account.passwordHint}
          error={shown.password}
          value={password}
          onChange={setPassword}
          kind="password"
          autoComplete="new-password"
        />
        <Field
          label={words.account.again}
          error={shown.again}
          value={again}
          onChange={setAgain}
          kind="password"
          autoComplete="new-password"
        />
        {create.isError ? <Refusal error={create.error} /> : null}
      </AccountForm>
    </Page>
  );
}

function Refusal({ error }: { readonly error: Error }): ReactNode {
  const { words } = useSpeech();
  if (error instanceof ApiError && error.status === 409)
    return (
      <p className="field-error" role="alert">
        {words.account.taken}
      </p>
    );
  return <Failure error={error} />;
}
