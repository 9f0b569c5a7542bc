/** Återställa: what there is to go by before anything is restored; the room itself is not built. */
import { type ReactNode, use } from "react";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { useMay, UserContext } from "../frame/session.tsx";
import { PlaceList } from "../parts/place-list.tsx";
import { useSpeech } from "../words/language.tsx";

/** The page. */
export function RecoverPage(): ReactNode {
  const { words } = useSpeech();
  const said = words.firstHelp;
  const isWalled = use(UserContext)?.isWalled === true;
  const may = {
    search: useMay("model/view"),
    asking: useMay("model/view") && !isWalled,
    plan: useMay("ways/view") && !isWalled,
    place: useMay("access/view") && !isWalled,
  };
  const order = ["search", "asking", "plan", "place"] as const;
  const isAny = order.some((name) => may[name]);
  return (
    <Page
      name={words.nav.recover}
      heading={words.nav.recover}
      lead={isAny ? said.recoverLead : null}
    >
      <PlaceList
        places={order.map((name) => ({
          path: paths[name],
          name: words.nav[name],
          text: said.recover[name],
          isShown: may[name],
        }))}
      />
      <p className="note">{said.unbuilt.recover}</p>
    </Page>
  );
}
