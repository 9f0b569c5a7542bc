/** Which page each path shows. */
import { own } from "@vallgrav/kernel";
import { type ReactNode, Suspense, use } from "react";
import { OwnPage } from "../account/own-page.tsx";
import { alertIdIn } from "../detect/alert-link.ts";
import { assetIdIn } from "../identify/asset-link.tsx";
import { Loading } from "../parts/states.tsx";
import { domainIn } from "../protect/domain-link.tsx";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { Page } from "./page.tsx";
import { AlertPage, AssetPage, DomainPage, OwnAccountPage, pages, PositionPage } from "./pages.ts";
import { paths } from "./paths.ts";
import { Link, usePath } from "./router.tsx";
import { useMay, UserContext } from "./session.tsx";
import { Unbroken } from "./unbroken.tsx";

const unbuilt: Readonly<Record<string, keyof Words["unbuilt"]>> = {
  [paths.govern]: "govern",
  [paths.respond]: "respond",
  [paths.recover]: "recover",
};

/** The page of the current path, as soon as its piece of the program has come. */
export function Routes(): ReactNode {
  const path = usePath();
  return (
    <Unbroken key={path}>
      <Suspense fallback={<Loading />}>
        <PageOf path={path} />
      </Suspense>
    </Unbroken>
  );
}

function PageOf({ path }: { readonly path: string }): ReactNode {
  const { words } = useSpeech();
  const maySee = useMay("position/view");
  const mustEnrol = use(UserContext)?.mustEnrol === true;
  const missing = own(unbuilt, path);
  if (mustEnrol) return <OwnAccountPage />;
  if (missing !== undefined)
    return (
      <Page name={words.nav[missing]} heading={words.nav[missing]} lead={words.unbuilt[missing]}>
        {missing === "govern" ? <GovernLinks /> : null}
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
function GovernLinks(): ReactNode {
  const { words } = useSpeech();
  const places = [
    { path: paths.accounts, name: words.nav.accounts, isShown: useMay("accounts/view") },
    { path: paths.registers, name: words.nav.registers, isShown: useMay("registers/view") },
    { path: paths.releases, name: words.nav.releases, isShown: useMay("releases/view") },
    { path: paths.opinions, name: words.nav.opinions, isShown: useMay("model/view") },
    { path: paths.place, name: words.nav.place, isShown: useMay("access/view") },
    { path: paths.webhooks, name: words.nav.webhooks, isShown: useMay("access/view") },
    { path: paths.audit, name: words.nav.audit, isShown: useMay("audit/view") },
  ];
  return places
    .filter(({ isShown }) => isShown)
    .map(({ path, name }) => (
      <p key={path}>
        <Link to={path}>{name}</Link>
      </p>
    ));
}
