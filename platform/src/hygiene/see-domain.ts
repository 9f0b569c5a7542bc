/**
 * Collects all that is judged of a domain: questions to a resolver, then connections to the servers
 * that the answers name, as far as they are cleared. Nothing else is spoken to.
 */
import {
  type DnsQuestion,
  type DnsReply,
  type DnssecSession,
  type DomainFacts,
  type DomainName,
  type HttpReply,
  type MailFacts,
  type SeenTls,
  askCaa,
  askMail,
  checkDns,
  dataOf,
  dnsFactsOf,
  domainNameText,
  longestPolicy,
  parseStsPolicy,
  questionOf,
  suiteRank,
  webFacts,
} from "@vallgrav/domains";
import { msFromInstant } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";
import { answerFrom } from "./answer-from.ts";
import type { Resolver } from "./resolver.ts";
import { scanTls } from "./tls/scan-tls.ts";
import { shakeHands } from "./tls/shake-hands.ts";
import { type ProbeLimits, type ProbeSurroundings, defaultProbeLimits } from "./tls/tls-target.ts";
import { type PageLimits, fetchPage, pageLimits } from "./web/fetch-page.ts";

/** What collecting needs, and how far it may go. */
export type SeeingSetting = {
  readonly resolver: Resolver;
  /** Validates what the resolver says; null: nothing is proved, and DNS itself stays unknown. */
  readonly dnssec: DnssecSession | null;
  readonly surroundings: ProbeSurroundings;
  readonly now: Instant;
  /** Whether a host at an address is cleared; what is not stays unasked and unknown. */
  readonly isCleared: (host: string, address: string) => boolean | Promise<boolean>;
  /** Trusted roots as PEM; null for those that come with the program. */
  readonly roots: readonly string[] | null;
  readonly ports: { readonly http: number; readonly https: number; readonly smtp: number };
  readonly probeLimits?: ProbeLimits;
  readonly pageLimits?: PageLimits;
};

/** Ports as the world knows them. */
export const usualPorts: SeeingSetting["ports"] = { http: 80, https: 443, smtp: 25 };

function recordsOf(reply: DnsReply): readonly string[] {
  if (reply.kind === "silence") return [];
  return [
    ...dataOf<"A" | "AAAA">(reply.message.answers, "A"),
    ...dataOf<"A" | "AAAA">(reply.message.answers, "AAAA"),
  ].map(({ address }) => address);
}

/** One address of each family that is cleared: servers behind one name are alike, mostly. */
async function addressesOf(host: string, setting: SeeingSetting): Promise<readonly string[]> {
  const name: DomainName = host.split(".");
  const questions: DnsQuestion[] = [questionOf(name, "A"), questionOf(name, "AAAA")];
  const replies = await Promise.all(questions.map(async (one) => setting.resolver.ask(one)));
  const cleared = replies.map(async (reply) => {
    const may = async (address: string) =>
      (await setting.isCleared(host, address)) ? address : [];
    return (await Promise.all(recordsOf(reply).map(may))).flat().slice(0, 1);
  });
  return (await Promise.all(cleared)).flat();
}

/** A server's TLS: hellos, then one handshake. */
async function seeTls(
  place: { readonly host: string; readonly address: string; readonly startTls: "smtp" | null },
  setting: SeeingSetting,
): Promise<SeenTls> {
  const { host, address, startTls } = place;
  const port = startTls === null ? setting.ports.https : setting.ports.smtp;
  const target = { address, port, serverName: host, startTls };
  const limits = setting.probeLimits ?? defaultProbeLimits;
  const facts = await scanTls(target, suiteRank, limits, setting.surroundings);
  const shaken = await shakeHands(target, limits, setting.surroundings, setting.roots);
  return { host, address, facts, shaken };
}

const silent: HttpReply = { kind: "silent" };

async function fetchAt(
  scheme: "http" | "https",
  host: string,
  address: string | undefined,
  path: string,
  setting: SeeingSetting,
): Promise<HttpReply> {
  if (address === undefined) return silent;
  const port = setting.ports[scheme];
  const target = { scheme, host, address, port, path, mayCompress: path === "/" };
  return fetchPage(target, setting.pageLimits ?? pageLimits, setting.surroundings);
}

async function seeWeb(host: string, setting: SeeingSetting) {
  const addresses = await addressesOf(host, setting);
  const [first] = addresses;
  const http = await fetchAt("http", host, first, "/", setting);
  const https = await fetchAt("https", host, first, "/", setting);
  const path = "/.well-known/security.txt";
  const securityTxt = await fetchAt("https", host, first, path, setting);
  const web = webFacts({ host, http, https, securityTxt }, setting.now);
  const webTls: SeenTls[] = [];
  for (const address of addresses) {
    // One address after another: they are often one machine.
    // oxlint-disable-next-line no-await-in-loop
    webTls.push(await seeTls({ host, address, startTls: null }, setting));
  }
  return { web: addresses.length > 0 ? web : null, webTls };
}

async function seeMailServers(
  mail: MailFacts,
  setting: SeeingSetting,
): Promise<readonly SeenTls[]> {
  const seen: SeenTls[] = [];
  for (const host of mail.mx.hosts ?? []) {
    // One mail server after another, one address each: mail servers notice those who knock often.
    // oxlint-disable-next-line no-await-in-loop
    const [address] = await addressesOf(host, setting);
    if (address === undefined) seen.push({ host, address: "", facts: null, shaken: null });
    // oxlint-disable-next-line no-await-in-loop
    else seen.push(await seeTls({ host, address, startTls: "smtp" }, setting));
  }
  return seen;
}

/** The policy of MTA-STS: over HTTPS with a certificate that holds, and without redirects. */
async function seePolicy(
  domain: string,
  mail: MailFacts,
  setting: SeeingSetting,
): Promise<DomainFacts["stsPolicy"]> {
  if (mail.sts !== "right") return null;
  const host = `mta-sts.${domain}`;
  const [address] = await addressesOf(host, setting);
  if (address === undefined) return null;
  const target = { address, port: setting.ports.https, serverName: host, startTls: null };
  const limits = setting.probeLimits ?? defaultProbeLimits;
  const shaken = await shakeHands(target, limits, setting.surroundings, setting.roots);
  if (shaken === null) return null;
  if (shaken.distrust !== null || !shaken.isForHost) return "unreachable";
  const reply = await fetchAt("https", host, address, "/.well-known/mta-sts.txt", setting);
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
  const mail = await answerFrom(askMail(name), resolver);
  const caa = await answerFrom(askCaa(name), resolver);
  const { web, webTls } = await seeWeb(domain, setting);
  return {
    name: domain,
    now,
    dns,
    mail,
    stsPolicy: await seePolicy(domain, mail, setting),
    web,
    caa,
    webTls,
    mailTls: await seeMailServers(mail, setting),
    provedTlsa: await seeProved(mail, setting),
  };
}
