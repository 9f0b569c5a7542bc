/**
 * Collects all that is judged of a domain: questions to a resolver, then connections to the servers
 * that the answers name, as far as they are cleared. Nothing else is spoken to.
 */
import {
  type DomainFacts,
  type DomainName,
  type HttpReply,
  type MailFacts,
  type SeenTls,
  type SixFacts,
  askCaa,
  askMail,
  checkDns,
  dataOf,
  dnsFactsOf,
  domainNameText,
  isSamePage,
  longestPolicy,
  parseStsPolicy,
  questionOf,
  webFacts,
} from "@vallgrav/domains";
import { msFromInstant } from "@vallgrav/kernel";
import { answerFrom } from "./answer-from.ts";
import type { SeeingSetting } from "./seeing.ts";
import { seeRoutes } from "./see-routes.ts";
import { securityPaths, seeSecurityTxt } from "./see-security-txt.ts";
import { addressesIn, fetchAllAt, fetchAt, placesOf, reachMail, seeTls } from "./see-hosts.ts";
import { shakeHands } from "./tls/shake-hands.ts";
import { defaultProbeLimits } from "./tls/tls-target.ts";

const silence: HttpReply = { kind: "silent" };

async function seeWeb(host: string, setting: SeeingSetting) {
  const places = await placesOf(host, setting);
  const { four, six } = places;
  const addresses = addressesIn(places);
  const first = addresses[0] ?? null;
  const page = async (scheme: "http" | "https", path: string, address: string | null) =>
    fetchAt({ scheme, host, path }, address, setting);
  const http = await page("http", "/", first);
  const secure = { scheme: "https", host } as const;
  const [https = silence, ownTxt = silence] = await fetchAllAt(
    secure,
    ["/", securityPaths.own],
    first,
    setting,
  );
  const { reply: securityTxt, isOld } = await seeSecurityTxt(host, first, ownTxt, setting);
  const replies = { host, http, https, securityTxt, isSecurityTxtOld: isOld };
  const web = webFacts(replies, setting.now);
  const webTls: SeenTls[] = [];
  // One address after another: they are often one machine.
  for (const address of addresses)
    // oxlint-disable-next-line no-await-in-loop
    webTls.push(await seeTls({ host, address, startTls: null }, setting));
  const isNone = four.exists === false && six.exists === false;
  const hasWeb = four.exists === true || six.exists === true ? true : isNone ? false : null;
  const isAlone = four.address === null;
  // Over both families the same is asked; where there is only one, there is nothing to compare.
  const other = isAlone ? null : six.address;
  const over = { http: await page("http", "/", other), https: await page("https", "/", other) };
  const sixWeb = {
    hasAddress: six.exists,
    isReached: isAlone ? isAnswered(six.address, http, https) : isMetAlike({ http, https }, over),
    isSame: isSamePage(https, over.https),
  };
  return { web: addresses.length > 0 ? web : null, webTls, hasWeb, sixWeb };
}

/** Whether a page that is met over IPv6 alone answers. */
function isAnswered(address: string | null, ...replies: readonly HttpReply[]): boolean | null {
  if (address === null) return null;
  return replies.some(({ kind }) => kind === "reply") ? true : null;
}

type BothPages = Readonly<Record<"http" | "https", HttpReply>>;

/** Whether what answers over the one answers over the other; null where it stays silent. */
function isMetAlike(one: BothPages, other: BothPages): boolean | null {
  const asked = (["http", "https"] as const).filter((scheme) => one[scheme].kind === "reply");
  const met = asked.map((scheme) => other[scheme].kind);
  if (asked.length === 0 || met.includes("silent")) return met.includes("closed") ? false : null;
  return !met.includes("closed");
}

async function seeMailServers(mail: MailFacts, setting: SeeingSetting) {
  const mailTls: SeenTls[] = [];
  const sixMail = new Map<string, SixFacts>();
  for (const host of mail.mx.hosts ?? []) {
    // One mail server after another, one address each: mail servers notice those who knock often.
    // oxlint-disable-next-line no-await-in-loop
    const places = await placesOf(host, setting);
    const [address] = addressesIn(places);
    if (address === undefined) mailTls.push({ host, address: "", facts: null, shaken: null });
    // oxlint-disable-next-line no-await-in-loop
    else mailTls.push(await seeTls({ host, address, startTls: "smtp" }, setting));
    const { exists, address: six } = places.six;
    // oxlint-disable-next-line no-await-in-loop
    const reached = await reachMail(host, six, setting);
    const isReached = reached === "unknown" ? null : reached === "open";
    sixMail.set(host, { hasAddress: exists, isReached });
  }
  return { mailTls, sixMail };
}

const policyPath = "/.well-known/mta-sts.txt";

/** The policy of MTA-STS: over HTTPS with a certificate that holds, and without redirects. */
async function seePolicy(
  domain: string,
  mail: MailFacts,
  setting: SeeingSetting,
): Promise<DomainFacts["stsPolicy"]> {
  if (mail.sts !== "right") return null;
  const host = `mta-sts.${domain}`;
  const [address] = addressesIn(await placesOf(host, setting));
  if (address === undefined) return null;
  const target = { address, port: setting.ports.https, serverName: host, startTls: null };
  const limits = setting.probeLimits ?? defaultProbeLimits;
  const shaken = await setting.visits.at(address, () =>
    shakeHands(target, limits, setting.surroundings, setting.roots),
  );
  if (shaken === null) return null;
  if (shaken.distrust !== null || !shaken.isForHost) return "unreachable";
  const reply = await fetchAt({ scheme: "https", host, path: policyPath }, address, setting);
  if (reply.kind === "silent") return null;
  if (reply.kind === "closed" || reply.status !== 200) return "unreachable";
  const type = reply.headers.find(([name]) => name === "content-type")?.[1] ?? "";
  if (!/^text\/plain\b/iu.test(type)) return "unreachable";
  return parseStsPolicy(reply.body.slice(0, longestPolicy + 1));
}

/** Mail servers whose TLSA records are proved. */
async function seeProved(mail: MailFacts, setting: SeeingSetting): Promise<ReadonlySet<string>> {
  const proved = new Set<string>();
  for (const [host, records] of mail.tlsa) {
    if (setting.dnssec === null || records === null || records.length === 0) continue;
    const question = questionOf(["_25", "_tcp", ...host.split(".")], "TLSA");
    // Keys learnt for one name serve the next.
    // oxlint-disable-next-line no-await-in-loop
    const { status } = await answerFrom(setting.dnssec.validate(question), setting.resolver);
    if (status === "secure") proved.add(host);
  }
  return proved;
}

/** TLSA records of the web, and whether DNSSEC proves them. */
async function seeWebTlsa(host: string, setting: SeeingSetting): Promise<DomainFacts["webTlsa"]> {
  const question = questionOf(["_443", "_tcp", ...host.split(".")], "TLSA");
  if (setting.dnssec === null) return null;
  const { status, outcome, records } = await answerFrom(
    setting.dnssec.validate(question),
    setting.resolver,
  );
  if (outcome === "none" || status === "bogus") return null;
  return { records: dataOf(records, "TLSA"), isProved: status === "secure" };
}

/** All that is judged of a domain. */
export async function seeDomain(name: DomainName, setting: SeeingSetting): Promise<DomainFacts> {
  const { resolver, dnssec, now } = setting;
  if (dnssec === null) return seeServers(name, null, setting);
  const facts = await answerFrom(dnsFactsOf(name, dnssec), resolver);
  return seeServers(name, checkDns(facts, Math.floor(msFromInstant(now) / 1_000)), setting);
}

/**
 * All that is judged of a domain whose DNS has been looked at.
 * @param dns what came of that; null: nothing is known of it
 */
export async function seeServers(
  name: DomainName,
  dns: DomainFacts["dns"],
  setting: SeeingSetting,
): Promise<DomainFacts> {
  const domain = domainNameText(name);
  const { resolver, now } = setting;
  const mail = await answerFrom(askMail(name, setting.selectors?.(name)), resolver);
  const caa = await answerFrom(askCaa(name), resolver);
  const { web, webTls, hasWeb, sixWeb } = await seeWeb(domain, setting);
  const { mailTls, sixMail } = await seeMailServers(mail, setting);
  return {
    name: domain,
    now,
    dns,
    mail,
    stsPolicy: await seePolicy(domain, mail, setting),
    web,
    hasWeb,
    sixWeb,
    webTlsa: await seeWebTlsa(domain, setting),
    sixMail,
    caa,
    webTls,
    mailTls,
    provedTlsa: await seeProved(mail, setting),
    routing: await seeRoutes(name, mail.mx.hosts, setting),
  };
}
