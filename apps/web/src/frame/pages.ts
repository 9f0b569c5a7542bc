/** The pages by their paths, and the pieces of the program they come in. */
import type { ComponentType } from "react";
import { bringWords } from "../words/language.tsx";
import { type PageRoom, roomOf } from "./piece-addresses.ts";
import { partOf, type Piece, piece } from "./piece.tsx";
import { paths } from "./paths.ts";

const account = piece(() => import("../account/pages.ts"));
const detect = piece(() => import("../detect/pages.ts"));
const govern = piece(() => import("../govern/pages.ts"));
const identify = piece(() => import("../identify/pages.ts"));
const position = piece(() => import("../position/pages.ts"));
const protect = piece(() => import("../protect/pages.ts"));
const respond = piece(() => import("../respond/pages.ts"));

const problems = piece(() => import("../parts/problem-list.tsx"));

const rooms: Readonly<Record<PageRoom, Piece<unknown>>> = {
  position,
  identify,
  protect,
  govern,
  detect,
  respond,
  account,
};

/** Pages that are shown by what stands in their address, or by who looks. */
export const AlertPage: ComponentType<{ readonly id: string }> = partOf(
  detect,
  (room) => room.AlertPage,
);
export const AssetPage: ComponentType<{ readonly id: string | null }> = partOf(
  identify,
  (room) => room.AssetPage,
);
export const DomainPage: ComponentType<{ readonly domain: string }> = partOf(
  protect,
  (room) => room.DomainPage,
);
export const OwnAccountPage: ComponentType = partOf(account, (room) => room.OwnAccountPage);
export const PositionPage: ComponentType = partOf(position, (room) => room.PositionPage);

/** Pages that are the same for all who see them. */
export const pages: Readonly<Record<string, ComponentType>> = {
  [paths.start]: partOf(account, (room) => room.StartPage),
  [paths.own]: OwnAccountPage,
  [paths.attackers]: partOf(position, (room) => room.AttackersPage),
  [paths.reality]: partOf(position, (room) => room.RealityPage),
  [paths.sources]: partOf(identify, (room) => room.SourcesPage),
  [paths.map]: partOf(identify, (room) => room.MapPage),
  [paths.questions]: partOf(identify, (room) => room.QuestionsPage),
  [paths.asking]: partOf(identify, (room) => room.AskPage),
  [paths.search]: partOf(identify, (room) => room.SearchPage),
  [paths.judging]: partOf(identify, (room) => room.JudgingPage),
  [paths.ways]: partOf(protect, (room) => room.WaysPage),
  [paths.plan]: partOf(protect, (room) => room.PlanPage),
  [paths.measures]: partOf(protect, (room) => room.MeasuresPage),
  [paths.costs]: partOf(protect, (room) => room.CostSheetPage),
  [paths.findings]: partOf(protect, (room) => room.FindingsPage),
  [paths.affected]: partOf(protect, (room) => room.AffectedPage),
  [paths.domains]: partOf(protect, (room) => room.DomainsPage),
  [paths.detect]: partOf(detect, (room) => room.AlertsPage),
  [paths.logSources]: partOf(detect, (room) => room.LogSourcesPage),
  [paths.rules]: partOf(detect, (room) => room.RulesPage),
  [paths.accounts]: partOf(govern, (room) => room.AccountsPage),
  [paths.registers]: partOf(govern, (room) => room.RegistersPage),
  [paths.place]: partOf(govern, (room) => room.PlacePage),
  [paths.webhooks]: partOf(govern, (room) => room.WebhooksPage),
  [paths.releases]: partOf(govern, (room) => room.ReleasesPage),
  [paths.opinions]: partOf(govern, (room) => room.OpinionsPage),
  [paths.audit]: partOf(govern, (room) => room.AuditPage),
  [paths.respond]: partOf(respond, (room) => room.RespondPage),
  [paths.recover]: partOf(respond, (room) => room.RecoverPage),
};

/**
 * Asks for the piece of an address before anybody knows who looks: both take time.
 * @returns when it has come, or did not
 */
export async function bringPageOf(path: string): Promise<void> {
  const room = roomOf(path);
  // Who needs it hears that it did not come.
  if (room !== null) await rooms[room].bring().catch(() => null);
}

/** Milliseconds after which pages that nobody has asked for are fetched. */
const restAfterMs = 3_000;

/** Fetches all other pieces when the first page stands, so that moving on waits for nothing. */
export function bringTheRest(): void {
  setTimeout(() => {
    void bringWords("en");
    for (const { bring } of [...Object.values(rooms), problems]) bring().catch(() => null);
  }, restAfterMs);
}
