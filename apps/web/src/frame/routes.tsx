/** Which page each path shows. */
import { type ReactNode, use } from "react";
import { OwnPage } from "../account/own-page.tsx";
import { alertIdIn } from "../detect/alert-link.ts";
import { assetIdIn } from "../identify/asset-link.tsx";
import { PlaceList } from "../parts/place-list.tsx";
import { domainIn } from "../protect/domain-link.tsx";
import { useSpeech } from "../words/language.tsx";
import { Page } from "./page.tsx";
import { AlertPage, AssetPage, DomainPage, OwnAccountPage, pages, PositionPage } from "./pages.ts";
import { paths } from "./paths.ts";
import { Link, usePath } from "./router.tsx";
import { useMay, UserContext } from "./session.tsx";
import { Unbroken } from "./unbroken.tsx";

/** The page of the current path, as soon as its piece of the program has come. */
export function Routes(): ReactNode {
  const path = usePath();
  return (
    <Unbroken key={path}>
      <PageOf path={path} />
    </Unbroken>
  );
}

function PageOf({ path }: { readonly path: string }): ReactNode {
  const { words } = useSpeech();
  const maySee = useMay("position/view");
  const mustEnrol = use(UserContext)?.mustEnrol === true;
  if (mustEnrol) return <OwnAccountPage />;
  if (path === paths.govern)
    return (
      <Page
        name={words.nav.govern}
        heading={words.nav.govern}
        lead={words.firstHelp.unbuilt.govern}
      >
        <GovernPlaces />
      </Page>
    );
  if (path.startsWith(`${paths.asset}/`)) return <AssetPage id={assetIdIn(path)} />;
  const domain = domainIn(path);
  if (domain !== null) return <DomainPage domain={domain} />;
  const alert = alertIdIn(path);
  if (alert !== null) return <AlertPage id={alert} />;
  if (path === paths.position) return maySee ? <PositionPage /> : <OwnPage />;
  const Known = Object.hasOwn(pages, path) ? pages[path] : undefined;
  if (Known !== undefined) return <Known />;
  return (
    <Page name={words.app.notFound} heading={words.app.notFound} lead={words.app.notFoundText}>
      <p>
        <Link to={paths.position}>{words.app.toStart}</Link>
      </p>
    </Page>
  );
}

/** What of Styra is there already, for those who may see it. */
function GovernPlaces(): ReactNode {
  const { words } = useSpeech();
  const said = words.firstHelp.govern;
  const may = {
    accounts: useMay("accounts/view"),
    registers: useMay("registers/view"),
    releases: useMay("releases/view"),
    opinions: useMay("model/view"),
    place: useMay("access/view"),
    webhooks: useMay("access/view"),
    audit: useMay("audit/view"),
  };
  const order = Object.keys(may) as readonly (keyof typeof may)[];
  return (
    <PlaceList
      places={order.map((name) => ({
        path: paths[name],
        name: words.nav[name],
        text: said[name],
        isShown: may[name],
      }))}
    />
  );
}
