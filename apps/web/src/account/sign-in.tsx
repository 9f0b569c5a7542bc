/** Sign in with name and password, and a code where it is asked for; works without internet. */
import { type ReactNode, useState } from "react";
import { ApiError } from "../api/client.ts";
import { usePasskeySignIn } from "../api/passkey-queries.ts";
import { useSignIn } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { Failure } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";
import { AccountForm } from "./account-form.tsx";
import { ByProvider } from "./by-provider.tsx";
import { canUsePasskeys } from "./passkey-device.ts";
import { isFaultless, judgeSignIn, noErrors } from "./password.ts";

function codeOf(error: Error | null): string {
  return error instanceof ApiError ? error.code : "";
}

/** Whether the server said that a second factor stands in the way. */
function wantsCode(error: Error | null): boolean {
  return codeOf(error) === "session/needs-code" || codeOf(error) === "session/wrong-code";
}

/** The sign-in page; the page that was asked for follows, for the address stays. */
export function SignIn({
  provider,
}: {
  /** What the municipality's own provider is called; null: there is none. */
  readonly provider: string | null;
}): ReactNode {
  const { words } = useSpeech();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [hasTried, setTried] = useState(false);
  const [isCodeAsked, setCodeAsked] = useState(false);
  const signIn = useSignIn("/session");
  const errors = judgeSignIn({ name, password }, words);
  const shown = hasTried ? errors : noErrors;
  const submit = (): void => {
    setTried(true);
    if (!isFaultless(errors)) return;
    const entered = { name: name.trim(), password };
    signIn.mutate(code.trim() === "" ? entered : { ...entered, code: code.trim() }, {
      onError: (error) => {
        if (wantsCode(error)) setCodeAsked(true);
        setCode("");
      },
    });
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
        {isCodeAsked ? (
          <Field
            label={words.people.factor.code}
            hint={words.people.factor.codeHint}
            error={codeOf(signIn.error) === "session/wrong-code" ? words.people.factor.wrong : null}
            value={code}
            onChange={setCode}
            autoComplete="one-time-code"
          />
        ) : null}
        {signIn.isError && !wantsCode(signIn.error) ? <Refusal error={signIn.error} /> : null}
      </AccountForm>
      {provider === null ? null : <ByProvider name={provider} />}
      {canUsePasskeys() ? <ByPasskey /> : null}
    </Page>
  );
}

function ByPasskey(): ReactNode {
  const { words } = useSpeech();
  const signIn = usePasskeySignIn();
  return (
    <div className="actions">
      <Button isPending={signIn.isPending} onPress={() => signIn.mutate()}>
        {words.people.passkeys.signIn}
      </Button>
      {signIn.isError ? (
        <p className="field-error" role="alert">
          {codeOf(signIn.error) === "session/incident"
            ? words.people.incident.shut
            : words.people.passkeys.refused}
        </p>
      ) : null}
    </div>
  );
}

function Refusal({ error }: { readonly error: Error }): ReactNode {
  const { words } = useSpeech();
  const status = error instanceof ApiError ? error.status : 0;
  const said =
    codeOf(error) === "session/not-active"
      ? words.people.notActive
      : codeOf(error) === "session/incident"
        ? words.people.incident.shut
        : status === 401
          ? words.account.wrong
          : status === 429
            ? words.account.tooMany
            : null;
  if (said === null) return <Failure error={error} />;
  return (
    <p className="field-error" role="alert">
      {said}
    </p>
  );
}
