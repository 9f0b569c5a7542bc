/** Judges what a page asks of browsers, and who may issue certificates for it. */
import { permitsIssuer } from "../web/caa.ts";
import type { PageSources } from "../web/page-sources.ts";
import type { WebFacts } from "../web/web-facts.ts";
import type { DomainFacts } from "./domain-facts.ts";
import type { Answer, Standing } from "./judged.ts";
import type { PartAnswer } from "./judge-mail.ts";

const unknown: Answer = { standing: "unknown", about: [] };
const passed: Answer = { standing: "passed", about: [] };
const failed = (...about: readonly string[]): Answer => ({ standing: "failed", about });
const notice = (...about: readonly string[]): Answer => ({ standing: "notice", about });

/** A page over HTTPS answers. */
export function judgeHttps({ hasHttps }: WebFacts): Answer {
  return hasHttps === null ? unknown : hasHttps ? passed : failed();
}

/** Plain HTTP leads to HTTPS on the same name first; a closed port is as good. */
export function judgeRedirect({ redirect }: WebFacts): Answer {
  if (redirect === "unknown") return unknown;
  return redirect === "to-https" || redirect === "closed" ? passed : failed(redirect);
}

/** Least age of strict transport: a year. */
const leastAgeSeconds = 31_536_000;

/** Strict transport for a year; two points for less. */
export function judgeHsts({ page }: WebFacts): PartAnswer {
  if (page === null) return unknown;
  if (page.hsts === null || page.hsts === "invalid") return failed(page.hsts ?? "missing");
  const { maxAgeSeconds } = page.hsts;
  if (maxAgeSeconds >= leastAgeSeconds) return passed;
  return { ...failed(`max-age=${maxAgeSeconds}`), points: 2 };
}

/** A content policy without flaws. */
export function judgePolicy({ page }: WebFacts): Answer {
  if (page === null) return unknown;
  if (page.policy === null) return notice("missing");
  return page.policy.length === 0 ? passed : notice(...page.policy);
}

/** The page may not be framed, by the old header. */
export function judgeFraming({ page }: WebFacts): Answer {
  if (page === null) return unknown;
  return page.forbidsFraming ? passed : { standing: "info", about: [] };
}

/** Browsers do not guess types. */
export function judgeGuessing({ page }: WebFacts): Answer {
  if (page === null) return unknown;
  return page.forbidsGuessing ? passed : notice();
}

/** Addresses do not leak to other sites. */
export function judgeReferrer({ page }: WebFacts): Answer {
  if (page === null) return unknown;
  if (page.referrer === "private") return passed;
  const isMild = page.referrer === "middling" || page.referrer === "absent";
  return isMild ? { standing: "info", about: [page.referrer] } : notice(page.referrer);
}

/** Whom to tell of a weakness is written where it is looked for. */
export function judgeSecurityTxt({ securityTxt }: WebFacts): Answer {
  if (securityTxt === null) return unknown;
  if (typeof securityTxt === "string") return notice(securityTxt);
  return securityTxt.length === 0 ? passed : notice(...securityTxt);
}

/** Compressed pages may let secrets in them be guessed (BREACH): a note, since few are at risk. */
export function judgeCompression({ page }: WebFacts): Answer {
  if (page === null) return unknown;
  return page.isCompressed ? { standing: "info", about: [] } : passed;
}

/** Cookies are marked. */
export function judgeCookies({ page }: WebFacts): Answer {
  if (page === null) return unknown;
  const bad = page.cookies.filter((one) => one.flaws.length > 0);
  return bad.length === 0
    ? passed
    : notice(...bad.map(({ name, flaws }) => `${name}: ${flaws.join(", ")}`));
}

/** What others give to a page they can also change, and whoever looks at it is known to them. */
export const judgeSources =
  (which: keyof PageSources, standing: Standing) =>
  ({ page }: WebFacts): Answer => {
    if (page === null) return unknown;
    if (page.sources === null) return { standing: "not-applicable", about: [] };
    const hosts = page.sources[which];
    return hosts.length === 0 ? passed : { standing, about: hosts };
  };

/** Records of CAA stand, are right and name an issuer. */
export function judgeCaa({ caa }: DomainFacts): Answer {
  if (caa === null || (caa.at === null && caa.isIncomplete)) return unknown;
  if (caa.at === null) return notice("missing");
  if (caa.flaws.length > 0) return notice(...caa.flaws);
  return caa.issuers.length > 0 ? passed : notice("issue");
}

/** The present issuer may issue again; where not, the next renewal fails. */
export function judgeIssuer({ caa, webTls, hasWeb }: DomainFacts): Answer {
  if (hasWeb === false) return { standing: "not-applicable", about: [] };
  const issuers = webTls.flatMap(({ shaken }) => shaken?.chain[0]?.issuer ?? []);
  if (caa === null || issuers.length === 0) return unknown;
  if (caa.at === null && !caa.isIncomplete) return { standing: "not-applicable", about: [] };
  const verdicts = issuers.map((issuer) => permitsIssuer(caa, issuer));
  if (verdicts.includes(false)) return failed(...new Set(issuers));
  return verdicts.every((one) => one === true) ? passed : unknown;
}
