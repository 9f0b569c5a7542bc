/** Accounts and groups of the fictional municipality. */
import {
  ace,
  type Ace,
  createdAt,
  type DirectoryObject,
  guidOf,
  object,
  reference,
  sidOf,
  usualAces,
  wellKnown,
} from "./directory-objects.ts";
import { chanceOf, numbers, type Size } from "./size.ts";

/** The administrations people work in, with their share of all employees. */
export const administrations = [
  { id: "VARD", name: "Vård och omsorg", share: 0.34 },
  { id: "SKOLA", name: "Skola och förskola", share: 0.36 },
  { id: "SOCIAL", name: "Socialtjänst", share: 0.1 },
  { id: "TEKNIK", name: "Teknik och VA", share: 0.1 },
  { id: "LEDNING", name: "Kommunledning", share: 0.1 },
] as const;

/** Relative identifiers by which other files refer to groups and accounts. */
export const groupId = {
  helpdesk: 1_101,
  serverAdministrators: 1_102,
  clientAdministrators: 1_103,
  suppliers: 1_104,
  firstAdministration: 1_111,
} as const;
export const accountId = {
  firstAdministrator: 1_201,
  firstService: 1_301,
  firstPerson: 2_001,
  firstPupil: 1_000_001,
} as const;

export const administratorCount = 10;
export const serviceAccounts = [
  { name: "svc-backup", rules: true },
  { name: "svc-sql", rules: false },
  { name: "svc-integration", rules: false },
  { name: "svc-utskrift", rules: false },
  { name: "svc-ekonomi", rules: false },
  { name: "svc-journal", rules: false },
] as const;

/** Which administration the n-th person works in. */
export function administrationOf(size: Size, person: number): number {
  let left = chanceOf(size, `administration/${person}`);
  for (const [index, { share }] of administrations.entries()) {
    if (left < share) return index;
    left -= share;
  }
  return administrations.length - 1;
}

const accountMore = {
  AllowedToDelegate: [],
  PrimaryGroupSID: sidOf(513),
  HasSIDHistory: [],
  SPNTargets: [],
};

function account(
  relative: number,
  name: string,
  properties: Readonly<Record<string, string | number | boolean | readonly string[]>>,
  more: { readonly Aces?: readonly Ace[]; readonly unit?: number } = {},
): DirectoryObject {
  const contained = guidOf(1, more.unit ?? 1);
  return object(
    sidOf(relative),
    {
      name: `${name.toUpperCase()}@KOMMUN.EXAMPLE.SE`,
      samaccountname: name,
      enabled: true,
      hasspn: false,
      admincount: false,
      pwdneverexpires: false,
      dontreqpreauth: false,
      unconstraineddelegation: false,
      pwdlastset: createdAt,
      isaclprotected: properties["admincount"] === true,
      ...properties,
    },
    {
      ...accountMore,
      ContainedBy: reference(contained, "OU"),
      ...(more.Aces === undefined ? {} : { Aces: more.Aces }),
    },
  );
}

const resetters = [
  ...usualAces(),
  ace(sidOf(groupId.helpdesk), "Group", "ForceChangePassword", true),
];

/** How many accounts the directory has. */
export function accountCount(size: Size): number {
  const pupils = size.pupilAccounts ? size.pupils : 0;
  return 3 + administratorCount + serviceAccounts.length + size.people + pupils;
}

/** Name in the directory of the n-th employee. */
export function personName(n: number): string {
  return `anv${String(n + 1).padStart(5, "0")}`;
}

/** Name in the directory of the n-th pupil. */
export function pupilName(n: number): string {
  return `elev${String(n + 1).padStart(5, "0")}`;
}

/** Whether the account of the n-th employee is enabled. */
export function isEnabled(size: Size, n: number): boolean {
  return chanceOf(size, `enabled/${n}`) > 0.04;
}

/**
 * Accounts that belong to no employee: those built in, administrators, services.
 * @yields each account once
 */
function* ownAccounts(): Generator<DirectoryObject> {
  yield account(500, "Administrator", { admincount: true }, { unit: 2 });
  yield account(501, "Guest", { enabled: false }, { unit: 2 });
  yield account(502, "krbtgt", { enabled: false, admincount: true, hasspn: true }, { unit: 2 });
  for (const n of numbers(administratorCount))
    yield account(
      accountId.firstAdministrator + n,
      `adm-it${String(n + 1).padStart(2, "0")}`,
      { admincount: n < 4 },
      // The help desk may reset the passwords of server administrators: a way up.
      { unit: 2, ...(n < 4 ? {} : { Aces: resetters }) },
    );
  for (const [n, service] of serviceAccounts.entries())
    yield account(
      accountId.firstService + n,
      service.name,
      {
        hasspn: true,
        pwdneverexpires: true,
        admincount: service.rules,
        serviceprincipalnames: [`${service.name}/kommun.example.se`],
      },
      { unit: 3 },
    );
}

/**
 * Every account: the built-in ones, administrators, services, people, and pupils.
 * @yields each account once
 */
export function* accounts(size: Size): Generator<DirectoryObject> {
  yield* ownAccounts();
  for (const n of numbers(size.people))
    yield account(
      accountId.firstPerson + n,
      personName(n),
      { enabled: isEnabled(size, n) },
      { unit: 10 + administrationOf(size, n), Aces: resetters },
    );
  if (!size.pupilAccounts) return;
  for (const n of numbers(size.pupils))
    yield account(accountId.firstPupil + n, pupilName(n), {}, { unit: 11 });
}

function group(
  id: string,
  name: string,
  members: readonly { readonly id: string; readonly type: string }[],
  aces: readonly Ace[] = [],
): DirectoryObject {
  return object(
    id,
    { name: `${name.toUpperCase()}@KOMMUN.EXAMPLE.SE`, samaccountname: name, admincount: false },
    {
      Members: members.map((member) => reference(member.id, member.type)),
      Aces: [...usualAces(), ...aces],
      ContainedBy: reference(guidOf(1, 2), "OU"),
    },
  );
}

function user(relative: number): { readonly id: string; readonly type: string } {
  return { id: sidOf(relative), type: "User" };
}

function nested(id: string): { readonly id: string; readonly type: string } {
  return { id, type: "Group" };
}

/** Every group, with the memberships that make ways in and up. */
export function groups(size: Size): DirectoryObject[] {
  const administrators = Array.from({ length: administratorCount }, (_, n) =>
    user(accountId.firstAdministrator + n),
  );
  const byAdministration = administrations.map((_, index) =>
    Array.from({ length: size.people }, (_unused, n) => n)
      .filter((n) => administrationOf(size, n) === index)
      .map((n) => user(accountId.firstPerson + n)),
  );
  const helpdesk = Array.from({ length: Math.max(2, Math.round(size.people / 60)) }, (_, n) =>
    user(accountId.firstPerson + n),
  );
  return [
    // The backup service is a domain administrator: common, and enough for an intruder.
    group(sidOf(512), "Domain Admins", [
      user(500),
      ...administrators.slice(0, 4),
      user(accountId.firstService),
    ]),
    group(sidOf(513), "Domain Users", []),
    group(sidOf(515), "Domain Computers", []),
    group(sidOf(516), "Domain Controllers", []),
    group(sidOf(518), "Schema Admins", [user(500)]),
    group(sidOf(519), "Enterprise Admins", [user(500)]),
    group(wellKnown("S-1-5-32-544"), "Administrators", [nested(sidOf(512)), nested(sidOf(519))]),
    group(wellKnown("S-1-5-11"), "Authenticated Users", []),
    group(sidOf(groupId.helpdesk), "Servicedesk", helpdesk),
    group(sidOf(groupId.serverAdministrators), "Serveradministratorer", administrators.slice(4), [
      ace(sidOf(groupId.helpdesk), "Group", "AddMember"),
    ]),
    group(sidOf(groupId.clientAdministrators), "Klientadministratorer", [
      nested(sidOf(groupId.helpdesk)),
    ]),
    group(sidOf(groupId.suppliers), "Leverantorer", [user(accountId.firstService + 2)]),
    ...administrations.map(({ id }, index) =>
      group(
        sidOf(groupId.firstAdministration + index),
        `Alla-${id}`,
        byAdministration[index] ?? [],
      ),
    ),
  ];
}
