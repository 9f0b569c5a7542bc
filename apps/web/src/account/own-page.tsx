/** The first page of those whose role sees nothing of the municipality: who they are here. */
import { type ReactNode, use } from "react";
import { Page } from "../frame/page.tsx";
import { UserContext } from "../frame/session.tsx";
import { visible } from "../parts/shown-name.ts";
import { SeenSomething } from "../respond/seen-something.tsx";
import { useSpeech } from "../words/language.tsx";

/** Says what the role is, and that it sees no more. */
export function OwnPage(): ReactNode {
  const { words } = useSpeech();
  const user = use(UserContext);
  if (user === null) return null;
  return (
    <Page
      name={words.people.ownTitle}
      heading={words.people.ownHeading(visible(user.name))}
      lead={words.people.ownLead(words.people.roles[user.role])}
    >
      <SeenSomething />
    </Page>
  );
}
