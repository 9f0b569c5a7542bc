/** Which page each path shows. */
import { own } from "@vallgrav/kernel";
import { type ReactNode, use } from "react";
import { OwnAccountPage } from "../account/own-account-page.tsx";
import { OwnPage } from "../account/own-page.tsx";
import { StartPage } from "../account/start-page.tsx";
import { AccountsPage } from "../govern/accounts-page.tsx";
import { AuditPage } from "../govern/audit-page.tsx";
import { OpinionsPage } from "../govern/opinions-page.tsx";
import { PlacePage } from "../govern/place-page.tsx";
import { ReleasesPage } from "../govern/releases-page.tsx";
import { WebhooksPage } from "../govern/webhooks-page.tsx";
import { RegistersPage } from "../govern/registers-page.tsx";
import { AlertPage, alertIdIn } from "../detect/alert-page.tsx";
import { AlertsPage } from "../detect/alerts-page.tsx";
import { LogSourcesPage } from "../detect/log-sources-page.tsx";
import { RulesPage } from "../detect/rules-page.tsx";
import { assetIdIn } from "../identify/asset-link.tsx";
import { AssetPage } from "../identify/asset-page.tsx";
import { SearchPage } from "../identify/search-page.tsx";
import { AskPage } from "../identify/ask-page.tsx";
import { JudgingPage } from "../identify/judging-page.tsx";
import { MapPage } from "../identify/map-page.tsx";
import { QuestionsPage } from "../identify/questions-page.tsx";
import { SourcesPage } from "../identify/sources-page.tsx";
import { PositionPage } from "../position/position-page.tsx";
import { AttackersPage } from "../position/attackers-page.tsx";
import { RealityPage } from "../position/reality-page.tsx";
import { AffectedPage } from "../protect/affected-page.tsx";
import { CostSheetPage } from "../protect/cost-sheet-page.tsx";
import { domainIn } from "../protect/domain-link.tsx";
import { DomainPage } from "../protect/domain-page.tsx";
import { DomainsPage } from "../protect/domains-page.tsx";
import { FindingsPage } from "../protect/findings-page.tsx";
import { MeasuresPage } from "../protect/measures-page.tsx";
import { PlanPage } from "../protect/plan-page.tsx";
import { WaysPage } from "../protect/ways-page.tsx";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { Page } from "./page.tsx";
import { paths } from "./paths.ts";
import { Link, usePath } from "./router.tsx";
import { useMay, UserContext } from "./session.tsx";

const unbuilt: Readonly<Record<string, keyof Words["unbuilt"]>> = {
  [paths.govern]: "govern",
  [paths.respond]: "respond",
  [paths.recover]: "recover",
};

/** Pages that are the same for all who see them. */
const pages: Readonly<Record<string, () => ReactNode>> = {
  [paths.start]: StartPage,
  [paths.attackers]: AttackersPage,
  [paths.reality]: RealityPage,
  [paths.sources]: SourcesPage,
  [paths.map]: MapPage,
  [paths.questions]: QuestionsPage,
  [paths.asking]: AskPage,
  [paths.search]: SearchPage,
  [paths.judging]: JudgingPage,
  [paths.ways]: WaysPage,
  [paths.plan]: PlanPage,
  [paths.measures]: MeasuresPage,
  [paths.costs]: CostSheetPage,
  [paths.findings]: FindingsPage,
  [paths.affected]: AffectedPage,
  [paths.domains]: DomainsPage,
  [paths.detect]: AlertsPage,
  [paths.logSources]: LogSourcesPage,
  [paths.rules]: RulesPage,
  [paths.own]: OwnAccountPage,
  [paths.accounts]: AccountsPage,
  [paths.registers]: RegistersPage,
  [paths.place]: PlacePage,
  [paths.webhooks]: WebhooksPage,
  [paths.releases]: ReleasesPage,
  [paths.opinions]: OpinionsPage,
  [paths.audit]: AuditPage,
};

/** The page of the current path. */
export function Routes(): ReactNode {
  const path = usePath();
  const { words } = useSpeech();
  const maySee = useMay("position/view");
  const mustEnrol = use(UserContext)?.mustEnrol === true;
  const missing = own(unbuilt, path);
  if (mustEnrol) return <OwnAccountPage />;
  if (missing !== undefined)
    return (
      <Page
        key={path}
        name={words.nav[missing]}
        heading={words.nav[missing]}
        lead={words.unbuilt[missing]}
      >
        {missing === "govern" ? <GovernLinks /> : null}
      </Page>
    );
  if (path.startsWith(`${paths.asset}/`)) return <AssetPage key={path} id={assetIdIn(path)} />;
  const domain = domainIn(path);
  if (domain !== null) return <DomainPage key={path} domain={domain} />;
  const alert = alertIdIn(path);
  if (alert !== null) return <AlertPage key={path} id={alert} />;
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
