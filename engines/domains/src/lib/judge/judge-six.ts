/** Judges whether web and mail are met over IPv6 as over IPv4, and DANE of the web. */
import { judgeDane } from "../mail/dane.ts";
import type { DomainFacts } from "./domain-facts.ts";
import type { PartAnswer } from "./judge-mail.ts";
import type { Answer } from "./judged.ts";
import { worstAnswer } from "./judge-tls.ts";

const unknown: Answer = { standing: "unknown", about: [] };
const passed: Answer = { standing: "passed", about: [] };
const notApplicable: Answer = { standing: "not-applicable", about: [] };
const failed = (...about: readonly string[]): Answer => ({ standing: "failed", about });

const wanted = (is: boolean | null, about: string): Answer =>
  is === null ? { standing: "unknown", about: [about] } : is ? passed : failed(about);

/** The web has an address of IPv6. */
export function judgeWebSix({ name, hasWeb, sixWeb }: DomainFacts): Answer {
  if (hasWeb === false) return notApplicable;
  return sixWeb === null ? unknown : wanted(sixWeb.hasAddress, name);
}

/** What answers over IPv4 answers there too; what has no address there is met nowhere. */
export function judgeWebSixReach(facts: DomainFacts): Answer {
  const has = judgeWebSix(facts);
  if (has.standing !== "passed" || facts.sixWeb === null) return has;
  return wanted(facts.sixWeb.isReached, facts.name);
}

/** And shows the same page. Does not arise where there are not two to compare. */
export function judgeWebSame(facts: DomainFacts): Answer {
  const met = judgeWebSixReach(facts);
  if (met.standing === "unknown") return unknown;
  if (met.standing !== "passed" || facts.sixWeb === null) return notApplicable;
  return wanted(facts.sixWeb.isSame, facts.name);
}

/** Over all mail servers: the points are the share of those that have what is asked. */
function overHosts({ mail, sixMail }: DomainFacts, of: "hasAddress" | "isReached"): PartAnswer {
  const hosts = mail?.mx.hosts ?? null;
  if (hosts === null) return unknown;
  if (hosts.length === 0) return notApplicable;
  const answers = hosts.map((host) => {
    const facts = sixMail.get(host);
    if (facts === undefined) return { standing: "unknown" as const, about: [host] };
    return wanted(facts.hasAddress === false ? false : facts[of], host);
  });
  const right = answers.filter(({ standing }) => standing === "passed").length;
  return { ...worstAnswer(answers), points: Math.round((10 * right) / hosts.length) };
}

/** Every mail server has an address of IPv6. */
export const judgeMailSix = (facts: DomainFacts): PartAnswer => overHosts(facts, "hasAddress");

/** Every mail server takes connections there. */
export const judgeMailSixReach = (facts: DomainFacts): PartAnswer => overHosts(facts, "isReached");

/** TLSA records, proved by DNSSEC, stand for the web. */
export function judgeWebDane({ hasWeb, webTlsa }: DomainFacts): Answer {
  if (hasWeb === false) return notApplicable;
  if (webTlsa === null) return unknown;
  if (webTlsa.records.length === 0) return { standing: "info", about: [] };
  return webTlsa.isProved ? passed : unknown;
}

/** They name what each address shows. */
export function judgeWebDaneValid(facts: DomainFacts): Answer {
  const exists = judgeWebDane(facts);
  if (exists.standing === "unknown") return unknown;
  const records = facts.webTlsa?.records ?? [];
  if (records.length === 0) return notApplicable;
  const answers = facts.webTls.map(({ host, shaken }): Answer => {
    if (shaken === null) return unknown;
    return judgeDane(records, shaken).isValid ? passed : { standing: "notice", about: [host] };
  });
  return worstAnswer(answers);
}
