/**
 * Looks up the ways to a domain's servers in what is known of the internet's routes. No server is
 * spoken to but the resolver, which has mostly been asked already.
 */
import {
  type AddressRouting,
  addressRouting,
  dataOf,
  type DomainFacts,
  type DomainName,
  questionOf,
  rcodes,
} from "@vallgrav/domains";
import type { SeeingSetting } from "./seeing.ts";

/** Servers of each kind that are looked up. */
const mostHosts = 16;

/** Data of one type; null where no answer came that says so. */
async function ask<T extends "A" | "AAAA" | "NS">(
  name: DomainName,
  type: T,
  { resolver }: SeeingSetting,
) {
  const reply = await resolver.ask(questionOf(name, type));
  if (reply.kind === "silence") return null;
  const { rcode, answers } = reply.message;
  return rcode === rcodes.noError || rcode === rcodes.nxDomain ? dataOf(answers, type) : null;
}

/** Addresses of all hosts, each once; null where those of any are not known. */
async function addressesOf(
  hosts: readonly DomainName[],
  setting: SeeingSetting,
): Promise<readonly string[] | null> {
  const found = await Promise.all(
    hosts
      .slice(0, mostHosts)
      .map(async (host) => [await ask(host, "A", setting), await ask(host, "AAAA", setting)]),
  );
  const all = found.flat();
  if (all.includes(null)) return null;
  return [...new Set(all.flatMap((some) => some?.map(({ address }) => address) ?? []))];
}

/** Labels that are climbed to the zone that a host stands in. */
const mostLabels = 8;

/** Name servers of the zone that a host stands in; null where they are not known. */
async function serversAbove(
  host: DomainName,
  setting: SeeingSetting,
): Promise<readonly DomainName[] | null> {
  for (let up = 0; up < Math.min(host.length, mostLabels); up += 1) {
    // One after another, from the host up: the first zone met is its own.
    // oxlint-disable-next-line no-await-in-loop
    const servers = await ask(host.slice(up), "NS", setting);
    if (servers === null) return null;
    if (servers.length > 0) return servers.map(({ target }) => target);
  }
  return null;
}

/** Name servers of all hosts' zones, each once; null where those of any are not known. */
async function serversOf(
  hosts: readonly DomainName[],
  setting: SeeingSetting,
): Promise<readonly DomainName[] | null> {
  const found = await Promise.all(hosts.map(async (host) => serversAbove(host, setting)));
  if (found.includes(null)) return null;
  const all = found.flatMap((some) => some ?? []);
  return [...new Map(all.map((server) => [server.join("."), server])).values()];
}

/**
 * The ways to a domain's web, name servers, mail servers and their name servers.
 * @param mailHosts names of its mail servers; null where they are not known
 */
export async function seeRoutes(
  domain: DomainName,
  mailHosts: readonly string[] | null,
  setting: SeeingSetting,
): Promise<DomainFacts["routing"]> {
  const tables = setting.routing ?? null;
  if (tables === null || tables === "unreadable") return tables;
  const waysTo = async (
    hosts: readonly DomainName[] | null,
  ): Promise<readonly AddressRouting[] | null> => {
    const addresses = hosts === null ? null : await addressesOf(hosts, setting);
    return addresses?.map((address) => addressRouting(address, tables)) ?? null;
  };
  const mail = mailHosts?.map((host): DomainName => host.split(".")) ?? null;
  const servers = await ask(domain, "NS", setting);
  const isNamed = servers !== null && servers.length > 0;
  return {
    web: await waysTo([domain]),
    nameServers: await waysTo(isNamed ? servers.map(({ target }) => target) : null),
    mail: await waysTo(mail),
    mailNameServers: await waysTo(mail === null ? null : await serversOf(mail, setting)),
  };
}
