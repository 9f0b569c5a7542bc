/** Profiles: which checks count, in which category and how much. */
import { msFromInstant } from "@vallgrav/kernel";
import type { DnsCheckId } from "../facts/check-dns.ts";
import type { ServerCheckId } from "../servers/check-servers.ts";
import type { MailFacts } from "../mail/mail-facts.ts";
import type { WebFacts } from "../web/web-facts.ts";
import type { DomainFacts, SeenTls } from "./domain-facts.ts";
import {
  judgeDaneExists,
  judgeDaneRollover,
  judgeDaneValid,
  judgeDkim,
  judgeDmarc,
  judgeDmarcPolicy,
  judgeSpf,
  judgeSpfPolicy,
  judgeStartTls,
  judgeSts,
  judgeStsCoverage,
  judgeTlsReports,
} from "./judge-mail.ts";
import type { PartAnswer } from "./judge-mail.ts";
import {
  judgeMailSix,
  judgeMailSixReach,
  judgeWebDane,
  judgeWebDaneValid,
  judgeWebSame,
  judgeWebSix,
  judgeWebSixReach,
} from "./judge-six.ts";
import { judgeBelow, judgeDmarcRecord, judgeKeys } from "./judge-senders.ts";
import { judgeRoutes, judgeSigned } from "./judge-routing.ts";
import { judgeTls } from "./judge-tls.ts";
import type { TlsCheck } from "./judge-tls.ts";
import {
  judgeCaa,
  judgeCompression,
  judgeCookies,
  judgeFraming,
  judgeGuessing,
  judgeHsts,
  judgeHttps,
  judgeIssuer,
  judgePolicy,
  judgeRedirect,
  judgeReferrer,
  judgeSecurityTxt,
  judgeSources,
} from "./judge-web.ts";
import { count } from "./judged.ts";
import type { Judged, Weight } from "./judged.ts";
import type { ProfileName } from "./profile-names.ts";

type Row = readonly [
  check: string,
  category: string,
  weight: Weight,
  judge: (facts: DomainFacts) => PartAnswer,
  most?: number,
];

const unknown: PartAnswer = { standing: "unknown", about: [] };
const notApplicable: PartAnswer = { standing: "not-applicable", about: [] };

const ofMail =
  (judge: (mail: MailFacts) => PartAnswer) =>
  ({ mail }: DomainFacts): PartAnswer =>
    mail === null ? unknown : judge(mail);

/** What HTTPS does not offer cannot be asked of it. */
const ofWeb =
  (judge: (web: WebFacts) => PartAnswer) =>
  ({ web, hasWeb }: DomainFacts): PartAnswer =>
    hasWeb === false ? notApplicable : web === null ? unknown : judge(web);

/** A check of DNS; one that came out half right has half its points, as one server of two. */
function ofDns(id: DnsCheckId | ServerCheckId) {
  return ({ dns }: DomainFacts): PartAnswer => {
    const check = dns?.find((one) => one.id === id);
    if (check === undefined || check.result === "unknown") return unknown;
    const { result, about } = check;
    if (result === "none") return notApplicable;
    if (result === "passed") return { standing: "passed", about };
    return { standing: "failed", about, points: result === "warning" ? 5 : 0 };
  };
}

function ofTls(servers: "webTls" | "mailTls", check: TlsCheck) {
  return (facts: DomainFacts): PartAnswer => {
    const all: readonly SeenTls[] = facts[servers];
    const takesNoMail = facts.mail?.mx.hosts?.length === 0;
    if (servers === "mailTls" ? takesNoMail : facts.hasWeb === false) return notApplicable;
    return judgeTls(all, check, msFromInstant(facts.now));
  };
}

/** A name that mail is not told to be trusted for matters only with an authority in DANE. */
const webTls: readonly (readonly [TlsCheck, Weight])[] = [
  ["versions", "required"],
  ["suites", "required"],
  ["order", "required"],
  ["groups", "required"],
  ["signature-hash", "required"],
  ["compression", "required"],
  ["renegotiation", "required"],
  ["extended-master-secret", "required"],
  ["early-data", "required"],
  ["client-renegotiation", "optional"],
  ["stapling", "recommended"],
  ["trust", "required"],
  ["name", "required"],
  ["key", "required"],
  ["certificate-signature", "required"],
];

const mailTls: readonly (readonly [TlsCheck, Weight])[] = [
  ["versions", "required"],
  ["suites", "required"],
  ["order", "required"],
  ["groups", "required"],
  ["signature-hash", "recommended"],
  ["compression", "required"],
  ["renegotiation", "required"],
  ["extended-master-secret", "required"],
  ["client-renegotiation", "optional"],
  ["trust", "optional"],
  ["name", "optional"],
  ["key", "required"],
  ["certificate-signature", "required"],
];

const tlsRows: readonly Row[] = [
  ...webTls.map(([check, weight]): Row => [
    `web-${check}`,
    "web-tls",
    weight,
    ofTls("webTls", check),
  ]),
  ...mailTls.map(([check, weight]): Row => [
    `mail-${check}`,
    "mail-tls",
    weight,
    ofTls("mailTls", check),
  ]),
];

const internetnl: readonly Row[] = [
  ["name-servers-ipv6", "ipv6", "required", ofDns("DNS-14")],
  ["name-servers-ipv6-reach", "ipv6", "required", ofDns("DNS-14b")],
  ["web-ipv6", "ipv6", "required", judgeWebSix],
  ["web-ipv6-reach", "ipv6", "required", judgeWebSixReach],
  ["web-ipv6-same", "ipv6", "required", judgeWebSame, 2],
  ["mail-ipv6", "ipv6", "required", judgeMailSix],
  ["mail-ipv6-reach", "ipv6", "required", judgeMailSixReach],
  ["dnssec", "dnssec", "required", ofDns("SEC-01")],
  ["mail-dnssec", "dnssec", "required", ofDns("SEC-13")],
  ["https", "web-tls", "recommended", ofWeb(judgeHttps)],
  ["redirect", "web-tls", "required", ofWeb(judgeRedirect)],
  ["hsts", "web-tls", "required", ofWeb(judgeHsts)],
  ["http-compression", "web-tls", "optional", ofWeb(judgeCompression)],
  ["web-dane", "web-tls", "optional", judgeWebDane],
  ["web-dane-valid", "web-tls", "recommended", judgeWebDaneValid],
  ["caa", "web-tls", "recommended", judgeCaa],
  ["framing", "web-security", "optional", ofWeb(judgeFraming)],
  ["type-guessing", "web-security", "recommended", ofWeb(judgeGuessing)],
  ["content-policy", "web-security", "recommended", ofWeb(judgePolicy)],
  ["referrer", "web-security", "recommended", ofWeb(judgeReferrer)],
  ["security-txt", "web-security", "recommended", ofWeb(judgeSecurityTxt)],
  ["dmarc", "mail-authenticity", "required", ofMail(judgeDmarc)],
  ["dmarc-policy", "mail-authenticity", "required", ofMail(judgeDmarcPolicy)],
  ["dkim", "mail-authenticity", "required", ofMail(judgeDkim)],
  ["spf", "mail-authenticity", "required", ofMail(judgeSpf)],
  ["spf-policy", "mail-authenticity", "required", ofMail(judgeSpfPolicy)],
  ["starttls", "mail-tls", "required", judgeStartTls],
  ["dane", "mail-tls", "required", judgeDaneExists],
  ["dane-valid", "mail-tls", "required", judgeDaneValid],
  ["dane-rollover", "mail-tls", "optional", judgeDaneRollover],
  ["web-roa", "routing", "required", judgeSigned("web"), 5],
  ["web-route", "routing", "required", judgeRoutes("web")],
  ["name-servers-roa", "routing", "required", judgeSigned("nameServers"), 5],
  ["name-servers-route", "routing", "required", judgeRoutes("nameServers")],
  ["mail-roa", "routing", "required", judgeSigned("mail"), 5],
  ["mail-route", "routing", "required", judgeRoutes("mail")],
  ["mail-name-servers-roa", "routing", "required", judgeSigned("mailNameServers"), 5],
  ["mail-name-servers-route", "routing", "required", judgeRoutes("mailNameServers")],
  ...tlsRows,
];

/** What others do not ask, and what will break. */
const ours: readonly Row[] = [
  ["sts", "mail-tls", "recommended", judgeSts],
  ["tls-reports", "mail-tls", "recommended", ofMail(judgeTlsReports)],
  ["cookies", "web-security", "recommended", ofWeb(judgeCookies)],
  ["third-parties", "web-security", "optional", ofWeb(judgeSources("others", "info"))],
  ["script-integrity", "web-security", "recommended", ofWeb(judgeSources("unsealed", "notice"))],
  ["mixed-content", "web-security", "recommended", ofWeb(judgeSources("plain", "failed"))],
  ["dkim-keys", "mail-authenticity", "recommended", ofMail(judgeKeys)],
  ["dmarc-below", "mail-authenticity", "recommended", ofMail(judgeBelow)],
  ["dmarc-record", "mail-authenticity", "recommended", ofMail(judgeDmarcRecord)],
  ["web-expiry", "will-break", "recommended", ofTls("webTls", "expiry")],
  ["mail-expiry", "will-break", "recommended", ofTls("mailTls", "expiry")],
  ["sts-coverage", "will-break", "recommended", judgeStsCoverage],
  ["issuer", "will-break", "recommended", judgeIssuer],
];

const profiles: Readonly<Record<ProfileName, readonly Row[]>> = {
  "internetnl-1.11.2": internetnl,
  "ncsc-tls": tlsRows,
  vallgrav: [...internetnl, ...ours],
};

/** Every check by its name, each once. */
export const domainChecks: readonly string[] = profiles.vallgrav.map(([check]) => check);

/** Whether a profile has a check. */
export function hasCheck(profile: ProfileName, check: string): boolean {
  return profiles[profile].some(([one]) => one === check);
}

/**
 * Judges a domain by a profile, check by check in the profile's order. Where Internet.nl's own
 * checks stand among these, and which do not, is told in SPEC.md.
 */
export function judgeDomain(facts: DomainFacts, profile: ProfileName): readonly Judged[] {
  return profiles[profile].map(([check, category, weight, judge, most = 10]) =>
    count({ check, category, weight, most }, judge(facts)),
  );
}
