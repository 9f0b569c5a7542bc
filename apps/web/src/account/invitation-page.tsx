/** Where a link leads: whoever bears it chooses the account's password. No session is needed. */
import { type ReactNode, useState } from "react";
import { useConfirm, useInvitation } from "../api/people-queries.ts";
import { useSession } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";
import { AccountForm } from "./account-form.tsx";
import { NewPassword } from "./new-password.tsx";
import { ByProvider } from "./by-provider.tsx";
import { isFaultless, judgeFirstAccount, noErrors } from "./password.ts";

/** The token stands after the #, so that it is never sent as an address. */
export function InvitationPage(): ReactNode {
  const { words } = useSpeech();
  const [token] = useState(() => location.hash.slice(1));
  const invited = useInvitation(token);
  const said = words.people.invitation;
  if (invited.isPending) return <Loading />;
  if (invited.isError)
    return (
      <Page name={said.title} heading={said.badTitle}>
        <Failure error={invited.error} />
        <p>
          <Link to={paths.position}>{words.account.signInTitle}</Link>
        </p>
      </Page>
    );
  return <ChoosePassword token={token} name={invited.data.name} />;
}

function ChoosePassword({
  token,
  name,
}: {
  readonly token: string;
  readonly name: string;
}): ReactNode {
  const { words, language } = useSpeech();
  const [typed, setTyped] = useState({ password: "", again: "" });
  const [hasTried, setTried] = useState(false);
  const confirm = useConfirm();
  const session = useSession();
  const provider = session.data?.state === "signed-out" ? session.data.provider : undefined;
  const said = words.people.invitation;
  const errors = judgeFirstAccount({ name, ...typed }, words, language);
  if (confirm.isSuccess)
    return (
      <Page name={said.title} heading={said.doneTitle} lead={said.doneLead}>
        <p>
          <Link to={paths.position}>{words.account.signInTitle}</Link>
        </p>
      </Page>
    );
  const submit = (): void => {
    setTried(true);
    if (isFaultless(errors)) confirm.mutate({ token, password: typed.password });
  };
  return (
    <Page name={said.title} heading={said.heading(name)} lead={said.lead}>
      <AccountForm button={said.choose} isPending={confirm.isPending} onSubmit={submit}>
        <NewPassword
          typed={typed}
          errors={hasTried ? errors : noErrors}
          label={words.account.password}
          onChange={setTyped}
        />
        {confirm.isError ? <Failure error={confirm.error} /> : null}
      </AccountForm>
      {provider === undefined ? null : <ByProvider name={provider} invitation={token} />}
    </Page>
  );
}
