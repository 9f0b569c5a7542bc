/** All routes there are. */
import type { Instant } from "@vallgrav/kernel";
import type {
  Accounts,
  Administration,
  ApiTokens,
  Passkeys,
  Provisioning,
  SecondFactors,
  SignOn,
  Units,
} from "@vallgrav/platform/accounts";
import type { Audit } from "@vallgrav/platform/audit";
import type { Asking } from "@vallgrav/platform/asking";
import { clearancesOf, type Hygiene } from "@vallgrav/platform/hygiene";
import type { Findings } from "@vallgrav/platform/findings";
import { type OwnPlace, registersOf, type Releases, seeingOf } from "@vallgrav/platform/govern";
import type { Detect, Duty, Graph } from "@vallgrav/platform/detect";
import type { Identify } from "@vallgrav/platform/identify";
import type { Jobs } from "@vallgrav/platform/jobs";
import type { Opinions } from "@vallgrav/platform/opinions";
import type { SettingStore } from "@vallgrav/platform/storage";
import { accessRoutes } from "./govern/access-routes.ts";
import { accountRoutes, changingAccounts } from "./govern/account-routes.ts";
import { auditRoutes } from "./govern/audit-routes.ts";
import { factorRoutes } from "./govern/factor-routes.ts";
import { opinionRoutes } from "./govern/opinion-routes.ts";
import { ownRoutes } from "./govern/own-routes.ts";
import { passkeyRoutes } from "./govern/passkey-routes.ts";
import { providerRoutes } from "./govern/provider-routes.ts";
import { registerRoutes } from "./govern/register-routes.ts";
import { placeRoutes } from "./govern/place-routes.ts";
import { releaseRoutes } from "./govern/release-routes.ts";
import { sessionRoutes } from "./govern/session-routes.ts";
import { tokenRoutes } from "./govern/token-routes.ts";
import { unitRoutes } from "./govern/unit-routes.ts";
import { type WebhookRooms, webhookRoutes } from "./govern/webhook-routes.ts";
import { detectRoutes } from "./detect/detect-routes.ts";
import { dutyRoutes } from "./detect/duty-routes.ts";
import { graphRoutes } from "./detect/graph-routes.ts";
import { healthRoutes } from "./health-routes.ts";
import { assetRoutes } from "./identify/asset-routes.ts";
import { askingRoutes } from "./identify/asking-routes.ts";
import { clearanceRoutes } from "./identify/clearance-routes.ts";
import { importRoutes } from "./identify/import-routes.ts";
import { judgingRoutes } from "./identify/judging-routes.ts";
import { mappingRoutes } from "./identify/mapping-routes.ts";
import { scriptRoute } from "./identify/script-routes.ts";
import { modelRoutes } from "./identify/model-routes.ts";
import { jobRoutes } from "./jobs/job-routes.ts";
import type { Log } from "./log.ts";
import { openApiRoute } from "./openapi/openapi-route.ts";
import { type CostRooms, costRoutes } from "./protect/cost-routes.ts";
import { domainRoutes } from "./protect/domain-routes.ts";
import { type RealityRooms, realityRoutes } from "./protect/reality-routes.ts";
import { type YearlyRooms, yearlyRoutes } from "./protect/yearly-routes.ts";
import { findingRoutes } from "./protect/finding-routes.ts";
import { type ProtectRooms, protectRoutes } from "./protect/protect-routes.ts";
import type { Route } from "./route.ts";
import { scimRoutes } from "./scim/scim-routes.ts";
import { defaultUploadLimits, type UploadLimits } from "./uploads.ts";

/** The rooms that routes call. */
export type RouteRooms = {
  readonly accounts: Accounts;
  readonly administration: Administration;
  readonly factors: SecondFactors;
  readonly passkeys: Passkeys;
  readonly signOn: SignOn;
  readonly tokens: ApiTokens;
  readonly provisioning: Provisioning;
  readonly settings: SettingStore;
  readonly units: Units;
  readonly place: OwnPlace;
  readonly releases: Releases;
  readonly opinions: Opinions;
  readonly webhooks: WebhookRooms;
  readonly audit: Pick<Audit, "find" | "state">;
  readonly home: string;
  readonly identify: Identify;
  readonly asking: Asking;
  readonly findings: Pick<Findings, "affected" | "all" | "decide" | "list" | "one">;
  readonly hygiene: Hygiene;
  readonly detect: Detect;
  readonly duty: Duty;
  readonly graph: Graph;
  readonly jobs: Jobs;
  readonly protect: ProtectRooms & CostRooms & RealityRooms & YearlyRooms;
  /** Folder for uploads. */
  readonly incoming: string;
  readonly log: Log;
  readonly now: () => Instant;
};

/** Every route with its rule. */
export function allRoutes(
  rooms: RouteRooms,
  limits: UploadLimits = defaultUploadLimits,
): readonly Route[] {
  const seeing = seeingOf(rooms.identify, rooms.units);
  const all: readonly Route[] = [
    ...sessionRoutes(rooms),
    ...providerRoutes(rooms, changingAccounts(rooms.administration)),
    ...accountRoutes(rooms),
    ...ownRoutes(rooms),
    ...factorRoutes(rooms),
    ...passkeyRoutes(rooms),
    ...tokenRoutes(rooms),
    ...accessRoutes(rooms),
    ...unitRoutes(rooms.units),
    ...registerRoutes(registersOf(rooms)),
    ...releaseRoutes(rooms.releases),
    ...placeRoutes(rooms.place),
    ...opinionRoutes(rooms.opinions),
    ...webhookRoutes(rooms.webhooks),
    ...clearanceRoutes(clearancesOf(rooms)),
    ...domainRoutes(rooms),
    ...scimRoutes(rooms),
    ...importRoutes({ ...rooms, limits }),
    ...mappingRoutes({ ...rooms, limits }),
    scriptRoute,
    ...modelRoutes(rooms.identify),
    ...judgingRoutes(rooms),
    ...assetRoutes(rooms.identify, seeing),
    ...askingRoutes(rooms),
    ...protectRoutes(rooms.protect, seeing),
    ...costRoutes(rooms.protect),
    ...realityRoutes(rooms.protect),
    ...yearlyRoutes(rooms.protect),
    ...findingRoutes(rooms.findings, seeing),
    ...detectRoutes({ ...rooms, limits }, seeing),
    ...dutyRoutes(rooms.duty),
    ...graphRoutes(rooms),
    ...jobRoutes(rooms.jobs),
    ...auditRoutes(rooms.audit, rooms.accounts),
    ...healthRoutes(rooms),
    openApiRoute(() => all),
  ];
  return all;
}
