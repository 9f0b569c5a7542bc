/** The gate: first run, sign in, or the product. */
import type { ReactNode } from "react";
import { ReturnPage } from "../account/by-provider.tsx";
import { FirstRun } from "../account/first-run.tsx";
import { AskLinkPage } from "../identify/ask-link-page.tsx";
import { InvitationPage } from "../account/invitation-page.tsx";
import { SignIn } from "../account/sign-in.tsx";
import { ApiError } from "../api/client.ts";
import { useSession } from "../api/queries.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";
import { Frame, Outside } from "./frame.tsx";
import { Page } from "./page.tsx";
import { paths } from "./paths.ts";
import { usePath } from "./router.tsx";
import { Routes } from "./routes.tsx";
import { UserContext } from "./session.tsx";

/** The whole interface. */
export function App(): ReactNode {
  const { words } = useSpeech();
  const session = useSession();
  const path = usePath();
  if (path === paths.invitation)
    return (
      <Outside>
        <InvitationPage />
      </Outside>
    );
  if (path === paths.provider)
    return (
      <Outside>
        <ReturnPage />
      </Outside>
    );
  if (path === paths.askLink)
    return (
      <Outside>
        <AskLinkPage />
      </Outside>
    );
  if (session.isPending)
    return (
      <Outside>
        <Loading />
      </Outside>
    );
  if (session.isError && !isSignedOut(session.error))
    return (
      <Outside>
        <Page name={words.app.name} heading={words.app.name}>
          <Failure error={session.error} onAgain={() => void session.refetch()} />
        </Page>
      </Outside>
    );
  const state = session.data?.state ?? "signed-out";
  if (state === "first-run")
    return (
      <Outside>
        <FirstRun />
      </Outside>
    );
  const provider = session.data?.state === "signed-out" ? (session.data.provider ?? null) : null;
  if (session.data?.state !== "signed-in")
    return (
      <Outside>
        <SignIn provider={provider} />
      </Outside>
    );
  return (
    <UserContext value={session.data.user}>
      <Frame user={session.data.user}>
        <Routes />
      </Frame>
    </UserContext>
  );
}

function isSignedOut(error: Error): boolean {
  return error instanceof ApiError && error.status === 401;
}
