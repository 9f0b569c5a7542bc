/** Judges whether others can send in a domain's name, and whether mail to it is kept from ears. */
import { coversHost } from "../mail/mta-sts.ts";
import { judgeDane } from "../mail/dane.ts";
import type { MailFacts } from "../mail/mail-facts.ts";
import type { DomainFacts, SeenTls } from "./domain-facts.ts";
import type { Answer } from "./judged.ts";
import { worstAnswer } from "./judge-tls.ts";

const unknown: Answer = { standing: "unknown", about: [] };
const passed: Answer = { standing: "passed", about: [] };
const notApplicable: Answer = { standing: "not-applicable", about: [] };
const failed = (...about: readonly string[]): Answer => ({ standing: "failed", about });

/** An answer with the points of one that failed but not wholly. */
export type PartAnswer = Answer & { readonly points?: number };

/** Whether the domain sends no mail and says so in every way there is; such a one needs no DKIM. */
export function isParked({ spf, dmarc, mx }: MailFacts): boolean {
  return (
    /^v=spf1 -all\s*$/iu.test(spf.text ?? "") &&
    dmarc.effective.domain === "reject" &&
    dmarc.effective.subdomains === "reject" &&
    mx.takesNone
  );
}

/** An SPF record stands there, once. */
export function judgeSpf({ spf }: MailFacts): Answer {
  const { flaws } = spf;
  if (flaws.some((one) => one.flaw === "several-records")) return failed("several-records");
  const isSilent = flaws.some((one) => one.flaw === "unanswered") && spf.text === null;
  if (isSilent) return unknown;
  // A record with a fault is there, and is judged by what it says.
  return spf.text !== null || flaws.some((one) => one.flaw === "syntax") ? passed : failed();
}

const voidFlaws = new Set("syntax too-many-lookups missing-include too-many-voids loop".split(" "));

/** The policy is right and says no to others: two points where it only says too little. */
export function judgeSpfPolicy(facts: MailFacts): PartAnswer {
  const { spf } = facts;
  const exists = judgeSpf(facts);
  if (exists.standing !== "passed") return exists;
  const flaws = spf.flaws.filter((one) => voidFlaws.has(one.flaw));
  const about = flaws.map(({ flaw, about: what }) => `${flaw}: ${what}`);
  if (flaws.some((one) => one.flaw === "syntax")) return failed(...about);
  if (flaws.length > 0) return { ...failed(...about), points: 2 };
  if (spf.last === "fail" || spf.last === "softfail") return passed;
  if (spf.flaws.some((one) => one.flaw === "unanswered")) return unknown;
  return { ...failed(spf.last ?? "no all"), points: 2 };
}

/** A DMARC record rules the domain. */
export function judgeDmarc({ dmarc }: MailFacts): Answer {
  if (dmarc.record !== null) return passed;
  return dmarc.isIncomplete ? unknown : failed(...dmarc.flaws.map((one) => one.flaw));
}

/** It asks receivers to keep out what fails: two points where it only watches. */
export function judgeDmarcPolicy(facts: MailFacts): PartAnswer {
  const exists = judgeDmarc(facts);
  if (exists.standing !== "passed") return exists;
  const isBad = new Set(["unknown-policy", "syntax"]);
  const bad = facts.dmarc.flaws.filter(({ flaw }) => isBad.has(flaw));
  if (bad.length > 0) return failed(...bad.map((one) => one.about));
  return facts.dmarc.effective.domain === "none" ? { ...failed("none"), points: 2 } : passed;
}

/** Something stands where keys of DKIM stand. A hint, as Internet.nl takes it. */
export function judgeDkim(facts: MailFacts): Answer {
  if (isParked(facts)) return notApplicable;
  if (facts.hasKeyFolder === null) return unknown;
  return facts.hasKeyFolder ? passed : failed();
}

/** Whether a mail server offers TLS: it is known when hands were shaken or a hello was answered. */
function offersTls({ facts, shaken, host }: SeenTls): Answer {
  if (shaken !== null) return passed;
  const offered = facts?.versions.some((one) => one.isOffered === true);
  if (offered === true) return passed;
  const isKnown = facts !== null && facts.versions.every((one) => one.isOffered === false);
  return isKnown ? failed(host) : unknown;
}

/** Every mail server offers TLS; does not arise where there is none. */
export function judgeStartTls(facts: DomainFacts): Answer {
  const hosts = facts.mail?.mx.hosts ?? null;
  if (hosts === null) return unknown;
  if (hosts.length === 0) return notApplicable;
  const missing = hosts.filter((host) => !facts.mailTls.some((seen) => seen.host === host));
  const answers = facts.mailTls.map(offersTls);
  return worstAnswer(missing.length > 0 ? [...answers, unknown] : answers);
}

/** TLSA records, proved by DNSSEC, stand for every mail server. */
export function judgeDaneExists(facts: DomainFacts): Answer {
  const tlsa = facts.mail?.tlsa;
  if (tlsa === undefined || facts.mail?.mx.hosts === null) return unknown;
  if (tlsa.size === 0) return notApplicable;
  const answers = [...tlsa].map(([host, records]): Answer => {
    if (records === null) return unknown;
    if (records.length === 0) return failed(host);
    return facts.provedTlsa.has(host) ? passed : { standing: "unknown", about: [host] };
  });
  return worstAnswer(answers);
}

/** They name what each server shows. Records that name nothing keep mail away: the worst of all. */
export function judgeDaneValid(facts: DomainFacts): Answer {
  const answers = facts.mailTls.flatMap(({ host, shaken }): readonly Answer[] => {
    const records = facts.mail?.tlsa.get(host) ?? [];
    if (records.length === 0) return [];
    if (shaken === null) return [unknown];
    return [judgeDane(records, shaken).isValid ? passed : failed(host)];
  });
  if (answers.length > 0) return worstAnswer(answers);
  const exists = judgeDaneExists(facts);
  return exists.standing === "unknown" ? unknown : notApplicable;
}

/** A second record stands ready before a key is changed. */
export function judgeDaneRollover(facts: DomainFacts): Answer {
  const answers = facts.mailTls.flatMap(({ host, shaken }): readonly Answer[] => {
    const records = facts.mail?.tlsa.get(host) ?? [];
    if (records.length === 0 || shaken === null) return [];
    const isReady = judgeDane(records, shaken).hasRollover;
    return [isReady ? passed : { standing: "notice", about: [host] }];
  });
  if (answers.length > 0) return worstAnswer(answers);
  return judgeDaneExists(facts).standing === "unknown" ? unknown : notApplicable;
}

/** The record and the policy of MTA-STS are right and in force. */
export function judgeSts({ mail, stsPolicy }: DomainFacts): Answer {
  if (mail === null || mail.sts === "unknown") return unknown;
  if (mail.mx.takesNone) return notApplicable;
  if (mail.sts !== "right") return failed(mail.sts);
  if (stsPolicy === null) return unknown;
  if (typeof stsPolicy === "string") return failed(stsPolicy);
  if (stsPolicy.mode === "enforce") return passed;
  return stsPolicy.mode === "testing" ? { standing: "notice", about: ["testing"] } : failed("none");
}

/**
 * The policy covers every mail server, and each shows a certificate that senders will trust. What
 * fails here keeps mail away once the policy is in force.
 */
export function judgeStsCoverage(facts: DomainFacts): Answer {
  const { stsPolicy, mail, mailTls } = facts;
  if (stsPolicy === null || typeof stsPolicy === "string" || stsPolicy.mode === "none")
    return judgeSts(facts).standing === "unknown" ? unknown : notApplicable;
  const hosts = mail?.mx.hosts;
  if (hosts === undefined || hosts === null) return unknown;
  const answers = hosts.map((host): Answer => {
    if (!stsPolicy.hosts.some((pattern) => coversHost(pattern, host))) return failed(host);
    const shaken = mailTls.find((seen) => seen.host === host)?.shaken ?? null;
    if (shaken === null) return unknown;
    return shaken.distrust === null && shaken.isForHost ? passed : failed(host);
  });
  return answers.length === 0 ? notApplicable : worstAnswer(answers);
}

/** Senders know where to tell of failures. */
export function judgeTlsReports({ tlsReports, mx }: MailFacts): Answer {
  if (mx.takesNone) return notApplicable;
  if (tlsReports === "unknown") return unknown;
  return tlsReports === "right" ? passed : failed(tlsReports);
}

/** Whether others can send in the domain's name, in the names below it and in made-up ones. */
export type Spoofability = Readonly<
  Record<"domain" | "subdomains" | "missing", "possible" | "refused" | "unknown">
>;

/**
 * The verdict: mail that pretends is refused only where DMARC asks for it in force; a question that
 * went unanswered leaves it open.
 */
export function spoofability({ dmarc }: MailFacts): Spoofability {
  const verdict = (policy: string) =>
    policy !== "none" ? "refused" : dmarc.isIncomplete ? "unknown" : "possible";
  return {
    domain: verdict(dmarc.effective.domain),
    subdomains: verdict(dmarc.effective.subdomains),
    missing: verdict(dmarc.effective.missing),
  };
}
