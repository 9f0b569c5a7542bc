/** The door of this engine; see README and SPEC. */
export {
  compareNames,
  type DomainName,
  domainNameText,
  isSameName,
  isWithin,
  parseDomainName,
} from "./lib/domain-name.ts";
export type { DomainsProblem, DomainsProblemCode } from "./lib/domains-problem.ts";
export { canonicalSet, signedOctets } from "./lib/dns/canonical.ts";
export {
  type DnsMessage,
  type DnsQuestion,
  type DnsReply,
  type Edns,
  extendedErrors,
  questionOf,
  rcodes,
  type SilenceReason,
} from "./lib/dns/message.ts";
export { longestMessage, mostRecords, readMessage } from "./lib/dns/read-message.ts";
export {
  type DataOf,
  dataOf,
  type DelegationData,
  type DnsRecord,
  type KeyData,
  type RecordData,
  type SignatureData,
} from "./lib/dns/record.ts";
export {
  classIn,
  recordTypes,
  type RecordTypeName,
  recordTypeText,
} from "./lib/dns/record-types.ts";
export { dataOctets } from "./lib/dns/write-data.ts";
export {
  isReplyTo,
  largestUdp,
  type QueryOptions,
  writeMessage,
  writeQuery,
} from "./lib/dns/write-message.ts";
export { type Beside, detailLanesLike, versionLanesLike } from "./lib/tls/alike-lanes.ts";
export type { CertificateFacts, HandshakeFacts, TlsaForm } from "./lib/tls/certificate-facts.ts";
export { type ClientHello, writeClientHello, writeSsl2Hello } from "./lib/tls/client-hello.ts";
export {
  askedVersion,
  type DetailLane,
  detailLanes,
  type SuiteRank,
} from "./lib/tls/detail-lanes.ts";
export type { KeyExchange } from "./lib/tls/key-exchange.ts";
export {
  type Lane,
  type ProbeOutcome,
  type ScanSetting,
  type TlsProbe,
  type VersionSupport,
  versionLanes,
} from "./lib/tls/lanes.ts";
export { curveNumber, groupName, type TlsVersion, tlsVersions } from "./lib/tls/parameters.ts";
export {
  type AnswerDepth,
  type AnswerFault,
  type AnswerLimits,
  answerLimits,
  readServerAnswer,
  type ServerAnswer,
  type ServerHello,
} from "./lib/tls/server-answer.ts";
export { type SuiteId, suiteName, type SuiteTraits, suiteTraits } from "./lib/tls/suites.ts";
export { noDetails, type PrimeFacts, type TlsDetails, type TlsFacts } from "./lib/tls/tls-facts.ts";
export { type DnsLane } from "./lib/mail/asking.ts";
export type { SpfAudit, SpfFlaw } from "./lib/mail/audit-spf.ts";
export { type DaneVerdict, judgeDane, type Tlsa } from "./lib/mail/dane.ts";
export type { DkimFlaw, DkimKey, DkimKeys } from "./lib/mail/dkim.ts";
export type { DmarcFacts, DmarcFlaw, DmarcPolicy, DmarcRecord } from "./lib/mail/dmarc.ts";
export { askMail, type MailFacts, type MailHosts, type OneRecord } from "./lib/mail/mail-facts.ts";
export {
  coversHost,
  longestPolicy,
  parseStsPolicy,
  type StsFault,
  type StsPolicy,
} from "./lib/mail/mta-sts.ts";
export { checkHost, type Sending, type SpfOutcome, type SpfResult } from "./lib/mail/check-host.ts";
export { isSpfText, parseSpf, type SpfRecord } from "./lib/mail/spf-record.ts";
export { keyTagOf } from "./lib/dnssec/verify-set.ts";
export {
  type DigestName,
  type DnssecLimits,
  dnssecLimits,
  type DnssecPort,
  type DnssecSetting,
  type TrustAnchor,
} from "./lib/dnssec/setting.ts";
export { type DnssecSession, openDnssec, validatedText } from "./lib/dnssec/validate.ts";
export {
  type Asking,
  bogusReasons,
  type DnssecReason,
  indeterminateReasons,
  insecureReasons,
  type SecurityStatus,
  type Validated,
} from "./lib/dnssec/verdict.ts";
export { keyDigest } from "./lib/dnssec/zones.ts";
export {
  type CheckResult,
  checkDns,
  type DnsCheck,
  type DnsCheckId,
  dnsChecks,
} from "./lib/facts/check-dns.ts";
export {
  addressesOf,
  type DnsFacts,
  dnsFactsOf,
  type HostFacts,
  mostHosts,
} from "./lib/facts/dns-facts.ts";
export { askCaa, type CaaFacts, permitsIssuer } from "./lib/web/caa.ts";
export type { PolicyFlaw } from "./lib/web/content-policy.ts";
export type { CookieFacts, CookieFlaw, Headers, Hsts, ReferrerPolicy } from "./lib/web/headers.ts";
export { isSamePage } from "./lib/web/likeness.ts";
export type { PageSources } from "./lib/web/page-sources.ts";
export { checkSecurityTxt, type SecurityTxtFlaw } from "./lib/web/security-txt.ts";
export {
  type HttpReply,
  type Redirect,
  redirectHost,
  type WebFacts,
  webFacts,
  type WebReplies,
} from "./lib/web/web-facts.ts";
export { type Break, type BreakKind, breaksOf } from "./lib/judge/breaks.ts";
export type { DomainFacts, RoutingFacts, SeenTls, SixFacts } from "./lib/judge/domain-facts.ts";
export { type Spoofability, spoofability } from "./lib/judge/judge-mail.ts";
export {
  type Answer,
  categoryScore,
  type Judged,
  type Score,
  type Standing,
  totalScore,
  type Weight,
} from "./lib/judge/judged.ts";
export { profileNames, type ProfileName } from "./lib/judge/profile-names.ts";
export { domainChecks, hasCheck, judgeDomain } from "./lib/judge/profiles.ts";
export { suiteRank, suiteStrength, type Strength } from "./lib/judge/suite-levels.ts";
export {
  parsePrefix,
  type Prefix,
  type PrefixRow,
  type PrefixTable,
  prefixTable,
} from "./lib/routing/prefixes.ts";
export { isSpecialAddress } from "./lib/facts/special-addresses.ts";
export {
  type RoaLimits,
  roaLimits,
  type RoaReader,
  roaReader,
  type RoaTable,
} from "./lib/routing/roas.ts";
export { type RouteReader, routeReader } from "./lib/routing/routes.ts";
export {
  type AddressRouting,
  addressRouting,
  type RouteState,
  type RoutingTables,
} from "./lib/routing/validity.ts";
export {
  checkServers,
  type ServerCheck,
  type ServerCheckId,
  serverChecks,
} from "./lib/servers/check-servers.ts";
export {
  delegationIn,
  type DelegationFacts,
  type ServerFacts,
  type ServerQuestion,
  type ServerQuestionId,
  serverQuestions,
  type ServersFacts,
} from "./lib/servers/server-facts.ts";
