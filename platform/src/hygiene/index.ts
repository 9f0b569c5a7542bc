/** What the world sees of a domain: asked politely, of what the municipality says is its own. */
export { createHygiene, type Hygiene } from "./door.ts";
export { answerFrom } from "./answer-from.ts";
export { dnssecPort } from "./dnssec-port.ts";
export { type DnsProbe, type Resolver } from "./resolver.ts";
export { type ResolverLimits, openResolver, resolverLimits } from "./open-resolver.ts";
export { type DnsServer, dnsServerText, parseDnsServer, systemDnsServer } from "./dns-server.ts";
export { seeDomain } from "./see-domain.ts";
export { type SeeingSetting, usualPorts } from "./seeing.ts";
export { readRouting, type RoutingFiles, routingOf } from "./read-routing.ts";
export { type Selectors, selectorsOf } from "./selectors.ts";
export { type DomainMail, type MailReports, readMailReports } from "./mail-reports.ts";
export { routingFrom } from "./fetch-roas.ts";
export { type Scheduled, schedulesOf } from "./schedule.ts";
export { serverLimits } from "./ask-servers.ts";
export {
  fetchPage,
  type PageLimits,
  pageLimits,
  type PageSurroundings,
  type PageTarget,
} from "./web/fetch-page.ts";
export { shakeHands } from "./tls/shake-hands.ts";
export { scanTls } from "./tls/scan-tls.ts";
export { defaultProbeLimits } from "./tls/tls-target.ts";
export type { ProbeEntry, ProbeLimits, ProbeSurroundings, TlsTarget } from "./tls/tls-target.ts";
export { machineClock, type PaceClock } from "./pace.ts";
export { parseAnchors } from "./anchor-file.ts";
export {
  type CheckedDomain,
  type CheckSetting,
  checkDomains,
  type ServerSetting,
} from "./check-domains.ts";
export {
  type Clearance,
  type Clearances,
  clearancesOf,
  type HygieneCode,
  type HygieneProblem,
  hygieneProblem,
  longestClearanceDays,
} from "./clearance.ts";
export { connectionProbe, disposeProbeLogs, openProbeLog, type ProbeLog } from "./probe-log.ts";
