/** Sign in with name and password; works without internet. */
import { type ReactNode, useState } from "react";
import { ApiError } from "../api/client.ts";
import { useSignIn } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { Field } from "../parts/field.tsx";
import { Failure } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";
import { AccountForm } from "./account-form.tsx";
import { isFaultless, judgeSignIn, noErrors } from "./password.ts";

/** The sign-in page; the page that was asked for follows, for the address stays. */
export function SignIn(): ReactNode {
  const { words } = useSpeech();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [hasTried, setTried] = useState(false);
  const signIn = useSignIn("/session");
  const errors = judgeSignIn({ name, password }, words);
  const shown = hasTried ? errors : noErrors;
  const submit = (): void => {
    setTried(true);
    if (isFaultless(errors)) signIn.mutate({ name: name.trim(), password });
  };
  return (
    <Page
      name={words.account.signInTitle}
      heading={words.account.signInTitle}
      lead={words.account.signInLead}
    >
      <AccountForm button={words.account.signIn} isPending={signIn.isPending} onSubmit={submit}>
        <Field
          label={words.account.name}
          error={shown.name}
          value={name}
          onChange={setName}
          autoComplete="username"
        />
        <Field
          label={words.account.password}
          error={shown.password}
          value={password}
          onChange={setPassword}
          kind="password"
          autoComplete="current-password"
        />
        {signIn.isError ? <Refusal error={signIn.error} /> : null}
      </AccountForm>
    </Page>
  );
}

function Refusal({ error }: { readonly error: Error }): ReactNode {
  const { words } = useSpeech();
  const status = error instanceof ApiError ? error.status : 0;
  if (status !== 401 && status !== 429) return <Failure error={error} />;
  return (
    <p className="field-error" role="alert">
      {status === 401 ? words.account.wrong : words.account.tooMany}
    </p>
  );
}
