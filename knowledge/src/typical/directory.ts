/**
 * The directory of a typical municipality, for one that has shown none: who signs in where, who may
 * administer what, and the habits that auditors find again and again. Every figure is an assumption
 * to be replaced by a collection; sizes come from the answers where there are any.
 */
import type { Asset } from "@vallgrav/facts";
import type { AssetId } from "@vallgrav/kernel";
import { type Answers, sizeIn } from "./answers.ts";
import { assumeAsset, assumeRelation, type Assuming, standsFor } from "./assumed.ts";

/** Starting values, ASSUMPTION; shares after municipalities whose figures are published. */
export const typicalSizes = {
  /** Where nobody said how many are employed. */
  employees: 1_500,
  /** Computers per employee: 0.75–0.88 in one municipality, secondary source. */
  computersPerEmployee: 0.8,
  employeesPerServer: 21,
  domainAdministrators: 12,
  helpdesk: 10,
  serverAdministrators: 8,
  /** Service accounts that anyone can ask a ticket for; the first of them rules the domain. */
  serviceAccounts: 3,
  /** Of this many servers, one holds the session of a domain administrator. */
  serversPerRulerSession: 4,
  /** Ordinary computers on which a domain administrator is signed in. */
  clientsWithRuler: 2,
  /** The most things of a kind that are drawn one by one; each then stands for several. */
  most: 120,
} as const;

const domainName = "antagen katalog";
const sid = "S-1-5-21-1-1-1";

type Crowd = { readonly ids: readonly AssetId[]; readonly each: number };

function crowdOf(count: number): { readonly drawn: number; readonly each: number } {
  const drawn = Math.min(count, typicalSizes.most);
  return { drawn, each: drawn === 0 ? 1 : count / drawn };
}

type Of = { readonly kind: "account" | "computer"; readonly key: string; readonly name: string };

function crowd(
  into: Assuming,
  count: number,
  of: Of,
  says: Readonly<Record<string, string | number | boolean>>,
): Crowd {
  const { drawn, each } = crowdOf(count);
  const ids: AssetId[] = [];
  for (let at = 1; at <= drawn; at += 1)
    ids.push(
      assumeAsset(into, {
        kind: of.kind,
        key: `${of.key}${at}`,
        name: `${of.name} ${at}`,
        says: { ...says, domain: domainName, [standsFor]: each },
      }),
    );
  return { ids, each };
}

function group(into: Assuming, key: string, name: string, claim?: string): AssetId {
  return assumeAsset(into, {
    kind: "group",
    key,
    name,
    says: { domain: domainName },
    ...(claim === undefined ? {} : { claims: [{ space: "sid", value: `${sid}-${claim}` }] }),
  });
}

function join(into: Assuming, members: readonly AssetId[], to: AssetId): void {
  for (const member of members) assumeRelation(into, member, "member-of", to);
}

/** What of a directory is known already. */
export type Known = {
  /** Accounts and computers that some source lists, with those of them that are servers. */
  readonly accounts: readonly Asset[];
  readonly clients: readonly Asset[];
  readonly servers: readonly Asset[];
};

type Crowds = { readonly people: Crowd; readonly clients: Crowd; readonly servers: Crowd };

function crowdsOf(into: Assuming, known: Known, answers: Answers): Crowds {
  const employees = sizeIn(answers, "employees") ?? typicalSizes.employees;
  const computers =
    sizeIn(answers, "computers") ?? Math.round(employees * typicalSizes.computersPerEmployee);
  const servers =
    sizeIn(answers, "servers") ??
    Math.max(2, Math.round(employees / typicalSizes.employeesPerServer));
  const of = (assets: readonly Asset[]): Crowd => ({ ids: assets.map(({ id }) => id), each: 1 });
  const people =
    known.accounts.length > 0
      ? of(known.accounts)
      : crowd(
          into,
          employees,
          { kind: "account", key: "employee", name: "anställd (antagen)" },
          { mailbox: true },
        );
  if (known.accounts.length === 0)
    crowd(
      into,
      sizeIn(answers, "pupils") ?? 0,
      { kind: "account", key: "pupil", name: "elev (antagen)" },
      { mailbox: true },
    );
  const clients =
    known.clients.length > 0
      ? of(known.clients)
      : crowd(
          into,
          computers,
          { kind: "computer", key: "client", name: "dator (antagen)" },
          { operatingsystem: "Windows 11" },
        );
  const machines =
    known.servers.length > 0
      ? of(known.servers)
      : crowd(
          into,
          servers,
          { kind: "computer", key: "server", name: "server (antagen)" },
          { operatingsystem: "Windows Server 2022" },
        );
  return { people, clients, servers: machines };
}

/** Every n-th of a list, the first included. */
function every(ids: readonly AssetId[], n: number): readonly AssetId[] {
  return ids.filter((_, at) => at % n === 0);
}

function administrators(into: Assuming, { clients, servers }: Crowds): void {
  const people = (count: number, key: string, name: string): readonly AssetId[] =>
    crowd(into, count, { kind: "account", key, name }, {}).ids;
  const rulers = group(into, "rulers", "domänadministratörer (antagna)", "512");
  const ruling = people(typicalSizes.domainAdministrators, "ruler", "domänadministratör (antagen)");
  join(into, ruling, rulers);
  const desk = group(into, "helpdesk", "helpdesk (antagen)");
  const helping = people(typicalSizes.helpdesk, "helper", "helpdeskkonto (antaget)");
  join(into, helping, desk);
  for (const client of clients.ids) assumeRelation(into, desk, "local-admin-of", client);
  const operators = group(into, "operators", "serveradministratörer (antagna)");
  const operating = people(typicalSizes.serverAdministrators, "operator", "driftkonto (antaget)");
  join(into, operating, operators);
  for (const server of servers.ids) assumeRelation(into, operators, "local-admin-of", server);
  const services = crowd(
    into,
    typicalSizes.serviceAccounts,
    { kind: "account", key: "service", name: "tjänstekonto (antaget)" },
    { hasspn: true },
  ).ids;
  join(into, services.slice(0, 1), rulers);
  const signIn = (who: readonly AssetId[], where: readonly AssetId[]): void => {
    for (const [at, computer] of where.entries()) {
      const account = who[at % who.length];
      if (account !== undefined) assumeRelation(into, account, "session-on", computer);
    }
  };
  signIn(ruling, every(servers.ids, typicalSizes.serversPerRulerSession));
  signIn(ruling, clients.ids.slice(0, typicalSizes.clientsWithRuler));
  signIn(helping, every(clients.ids, 10));
  signIn(operating, servers.ids);
  signIn(services, servers.ids);
}

/**
 * Assumes what of a directory is not known: the domain with its administrators, and people, clients
 * and servers where no source lists any. Returns the name of the domain that what is known and
 * names none is taken to be in.
 */
export function assumeDirectory(into: Assuming, known: Known, answers: Answers): string {
  const domain = assumeAsset(into, {
    kind: "domain",
    key: "home",
    name: domainName,
    says: { domain: domainName },
  });
  const crowds = crowdsOf(into, known, answers);
  const everyone = group(into, "everyone", "alla i katalogen (antagna)");
  join(into, crowds.people.ids, everyone);
  for (const [at, client] of crowds.clients.ids.entries()) {
    const user = crowds.people.ids[at % Math.max(1, crowds.people.ids.length)];
    if (user !== undefined) assumeRelation(into, user, "session-on", client);
  }
  administrators(into, crowds);
  const controller = assumeAsset(into, {
    kind: "computer",
    key: "controller",
    name: "domänkontrollant (antagen)",
    says: { domain: domainName, isdc: true, operatingsystem: "Windows Server 2022" },
  });
  assumeRelation(into, controller, "contained-in", domain);
  return domainName;
}
