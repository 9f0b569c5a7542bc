/** Computers, domain, units, policies and certificate services of the fictional municipality. */
import {
  ace,
  type Ace,
  createdAt,
  type DirectoryObject,
  domainName,
  domainSid,
  guidOf,
  object,
  reference,
  sidOf,
  usualAces,
  wellKnown,
} from "./directory-objects.ts";
import { accountId, administrations, administratorCount, groupId } from "./people.ts";
import { clientAt, firstComputer, serversOf } from "./estate.ts";
import { chanceOf, numbers, type Size } from "./size.ts";

type Session = { readonly UserSID: string; readonly ComputerSID: string };
type Machine = {
  readonly relative: number;
  readonly name: string;
  readonly operatingSystem: string;
  readonly laps: boolean;
  readonly controller?: boolean;
  readonly unconstrained?: boolean;
  readonly administrators: readonly number[];
  readonly sessions: readonly number[];
};

function localGroup(rid: number, members: readonly number[]): unknown {
  return {
    ObjectIdentifier: wellKnown(`S-1-5-32-${rid}`),
    Name: "IGNOREME",
    Results: members.map((member) => reference(sidOf(member), member < 1_200 ? "Group" : "User")),
    LocalNames: [],
    Collected: true,
    FailureReason: null,
  };
}

function results(list: readonly Session[]): unknown {
  return { Results: list, Collected: true, FailureReason: null };
}

function computer(machine: Machine): DirectoryObject {
  const id = sidOf(machine.relative);
  const sessions = machine.sessions.map((user) => ({ UserSID: sidOf(user), ComputerSID: id }));
  return object(
    id,
    {
      name: `${machine.name.toUpperCase()}.${domainName}`,
      samaccountname: `${machine.name.toUpperCase()}$`,
      enabled: true,
      haslaps: machine.laps,
      isdc: machine.controller === true,
      unconstraineddelegation: machine.controller === true || machine.unconstrained === true,
      operatingsystem: machine.operatingSystem,
      pwdlastset: createdAt,
    },
    {
      PrimaryGroupSID: sidOf(machine.controller === true ? 516 : 515),
      AllowedToDelegate: [],
      AllowedToAct: [],
      HasSIDHistory: [],
      DumpSMSAPassword: [],
      Sessions: results(sessions),
      PrivilegedSessions: results([]),
      RegistrySessions: results([]),
      LocalGroups: machine.controller === true ? [] : [localGroup(544, machine.administrators)],
      UserRights: [],
      Status: null,
      ContainedBy: reference(
        guidOf(
          1,
          machine.controller === true ? 4 : machine.relative < firstComputer + 1_000 ? 5 : 6,
        ),
        "OU",
      ),
    },
  );
}

const controllers = ["dc01", "dc02"] as const;

/** How many computers the directory has. */
export function computerCount(size: Size): number {
  const members = serversOf(size).filter(({ sid }) => sid !== null);
  return controllers.length + members.length + size.clients;
}

function* servers(size: Size): Generator<Machine> {
  for (const [n, { name, sid, operatingSystem }] of serversOf(size).entries()) {
    if (sid === null) continue;
    yield {
      relative: firstComputer + 10 + n,
      name,
      operatingSystem,
      laps: n % 3 === 0,
      unconstrained: name === "srv-utskrift01",
      administrators: [groupId.serverAdministrators, ...(n % 5 === 1 ? [groupId.suppliers] : [])],
      // Administrators of the domain sign in on a few ordinary servers, and leave their
      // credentials.
      sessions:
        n % 6 === 2
          ? [accountId.firstAdministrator + (n % 4)]
          : n % 4 === 0
            ? [accountId.firstAdministrator + 4 + (n % (administratorCount - 4))]
            : [],
    };
  }
}

function* clients(size: Size): Generator<Machine> {
  for (const n of numbers(size.clients)) {
    const { name, user, operatingSystem } = clientAt(size, n);
    const helped = chanceOf(size, `helped/${n}`) < 0.03;
    yield {
      relative: firstComputer + 1_000 + n,
      name,
      operatingSystem,
      laps: chanceOf(size, `laps/${n}`) < 0.55,
      administrators: [groupId.clientAdministrators],
      sessions: [
        accountId.firstPerson + user,
        ...(helped ? [accountId.firstAdministrator + 4 + (n % (administratorCount - 4))] : []),
      ],
    };
  }
}

/**
 * Controllers, servers and clients. Servers carry the systems of the register.
 * @yields each computer once
 */
export function* computers(size: Size): Generator<DirectoryObject> {
  for (const [n, name] of controllers.entries())
    yield computer({
      relative: firstComputer + n,
      name,
      operatingSystem: "Windows Server 2022 Standard",
      laps: false,
      controller: true,
      administrators: [],
      sessions: [],
    });
  for (const machine of servers(size)) yield computer(machine);
  for (const machine of clients(size)) yield computer(machine);
}

/** The domain. */
export function domains(): DirectoryObject[] {
  const rights: readonly Ace[] = [
    ...usualAces(),
    ace(sidOf(512), "Group", "GetChanges"),
    ace(sidOf(512), "Group", "GetChangesAll"),
    ace(sidOf(516), "Group", "GetChanges"),
    ace(sidOf(516), "Group", "GetChangesAll"),
  ];
  return [
    object(
      domainSid,
      { name: domainName, functionallevel: "2016", collected: true, isaclprotected: false },
      {
        Aces: rights,
        Trusts: [],
        Links: [{ IsEnforced: false, GUID: guidOf(2, 1) }],
        ChildObjects: [],
        GPOChanges: null,
      },
    ),
  ];
}

/** Organisational units: accounts by administration, administrators, services, computers. */
export function units(): DirectoryObject[] {
  const names: readonly (readonly [number, string])[] = [
    [1, "Anvandare"],
    [2, "Administration"],
    [3, "Tjanstekonton"],
    [4, "Domain Controllers"],
    [5, "Servrar"],
    [6, "Klienter"],
    ...administrations.map(({ id }, index) => [10 + index, id] as const),
  ];
  return names.map(([number, name]) =>
    object(
      guidOf(1, number),
      { name: `${name.toUpperCase()}@${domainName}`, blocksinheritance: false },
      {
        Links: number === 5 ? [{ IsEnforced: false, GUID: guidOf(2, 2) }] : [],
        ChildObjects: [],
        ContainedBy: number >= 10 ? reference(guidOf(1, 1), "OU") : reference(domainSid, "Domain"),
        Aces:
          number === 6
            ? [...usualAces(), ace(sidOf(groupId.clientAdministrators), "Group", "GenericAll")]
            : usualAces(),
      },
    ),
  );
}

/** Group policies; server administrators write the one that reaches all servers. */
export function policies(): DirectoryObject[] {
  return [
    object(guidOf(2, 1), { name: `STANDARD@${domainName}` }, { ContainedBy: null }),
    object(
      guidOf(2, 2),
      { name: `SERVRAR@${domainName}` },
      { Aces: [...usualAces(), ace(sidOf(groupId.serverAdministrators), "Group", "GenericWrite")] },
    ),
  ];
}

/** Certificate templates: one sound, and one where whoever asks may choose the name. */
export function templates(): DirectoryObject[] {
  const shared = {
    requiresmanagerapproval: false,
    authorizedsignatures: 0,
    schemaversion: 2,
    nosecurityextension: false,
    effectiveekus: ["1.3.6.1.5.5.7.3.2"],
  };
  return [
    object(
      guidOf(3, 1),
      { name: `ANVANDARE@${domainName}`, enrolleesuppliessubject: false, ...shared },
      { Aces: [...usualAces(), ace(sidOf(513), "Group", "Enroll")] },
    ),
    object(
      guidOf(3, 2),
      { name: `WEBBSERVER-GAMMAL@${domainName}`, enrolleesuppliessubject: true, ...shared },
      { Aces: [...usualAces(), ace(sidOf(groupId.serverAdministrators), "Group", "Enroll")] },
    ),
  ];
}

/** The certificate authority, on a server of its own. */
export function authorities(size: Size): DirectoryObject[] {
  const host = serversOf(size).findIndex(({ name }) => name === "srv-cert01");
  return [
    object(
      guidOf(4, 1),
      {
        name: `KOMMUN-CA@${domainName}`,
        caname: "kommun-CA",
        dnshostname: "srv-cert01.kommun.example.se",
      },
      {
        HostingComputer: sidOf(firstComputer + 10 + host),
        EnabledCertTemplates: [
          reference(guidOf(3, 1), "CertTemplate"),
          reference(guidOf(3, 2), "CertTemplate"),
        ],
        CARegistryData: null,
      },
    ),
  ];
}
