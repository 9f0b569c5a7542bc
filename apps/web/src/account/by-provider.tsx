/** Signing in through the municipality's own provider: setting out, and coming back. */
import { type ReactNode, useEffect, useRef } from "react";
import { ApiError } from "../api/client.ts";
import { useComeBack, useSetOut } from "../api/provider-queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { goTo, Link } from "../frame/router.tsx";
import { Button } from "../parts/button.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";

/** The button; shown only where a provider is configured. */
export function ByProvider({
  name,
  invitation,
}: {
  readonly name: string;
  /** Token of a link to take up there; left out: to sign in. */
  readonly invitation?: string;
}): ReactNode {
  const { words } = useSpeech();
  const setOut = useSetOut();
  const said = words.people.provider;
  return (
    <div className="actions">
      <Button isPending={setOut.isPending} onPress={() => setOut.mutate(invitation)}>
        {invitation === undefined ? said.signIn(name) : said.take(name)}
      </Button>
      {setOut.isError ? <ProviderFailure error={setOut.error} /> : null}
    </div>
  );
}

/** Where the provider sends the browser back; what it brings is used once. */
export function ReturnPage(): ReactNode {
  const { words } = useSpeech();
  const comeBack = useComeBack();
  const isBegun = useRef(false);
  const { mutate } = comeBack;
  useEffect(() => {
    if (isBegun.current) return;
    isBegun.current = true;
    const returned = location.search.slice(1);
    // What came back stands in no list of pages that were visited.
    history.replaceState(null, "", paths.provider);
    mutate(returned, {
      onSuccess: (came) => {
        if (!("confirmed" in came)) goTo(paths.position);
      },
    });
  }, [mutate]);
  const said = words.people.provider;
  const onwards = (
    <p>
      <Link to={paths.position}>{words.account.signInTitle}</Link>
    </p>
  );
  if (comeBack.isError)
    return (
      <Page name={said.title} heading={said.badTitle}>
        <ProviderFailure error={comeBack.error} />
        {onwards}
      </Page>
    );
  if (comeBack.data !== undefined && "confirmed" in comeBack.data)
    return (
      <Page name={said.title} heading={said.confirmedTitle} lead={said.confirmedLead}>
        {onwards}
      </Page>
    );
  return <Loading />;
}

function ProviderFailure({ error }: { readonly error: Error }): ReactNode {
  const { words } = useSpeech();
  const code = error instanceof ApiError ? error.code : "";
  if (code !== "session/incident") return <Failure error={error} />;
  return (
    <p className="field-error" role="alert">
      {words.people.provider.incident}
    </p>
  );
}
