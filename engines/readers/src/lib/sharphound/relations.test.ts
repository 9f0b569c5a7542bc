/** Relations and rights of every kind of file. */
import { expect, test } from "vitest";
import type { Json } from "@vallgrav/kernel";
import {
  account,
  collection,
  domainSid,
  inputOf,
  lines,
  readGood,
  readKind,
  readUsers,
  relations,
  told,
} from "../../../test/file.ts";
import type { Read } from "../../../test/file.ts";

function readAs(kind: string, members: { readonly [key: string]: Json }): Read {
  return readGood(inputOf("x", collection(kind, [account(1, {}, members)])));
}

function reference(rid: number | string, ObjectType: string): Json {
  return {
    ObjectIdentifier: typeof rid === "number" ? `${domainSid}-${rid}` : rid,
    ObjectType,
  };
}

const unit = "organisational-unit 00000030-0000-4000-8000-000000000030";
const ca = "certificate-authority 00000060-0000-4000-8000-000000000060";

test("[S16] users: delegation, former identity, primary group, container", () => {
  expect(relations(readKind("users"))).toEqual([
    "account -1103 has-sid-of account S-1-5-21-2000000001-2000000002-2000000003-1109",
    "account -1103 may-delegate-to computer -1301",
    "account -1103 member-of group -513",
    `account -1103 contained-in ${unit}`,
  ]);
});

test("[S16] containers, policies, templates and stores: where they are", () => {
  const services = "container 00000021-0000-4000-8000-000000000021";
  expect(relations(readKind("gpos"))).toEqual([]);
  expect(relations(readKind("containers"))).toEqual([
    "container 00000020-0000-4000-8000-000000000020 contained-in domain DOMAIN",
  ]);
  expect(relations(readKind("certtemplates"))).toEqual([
    `certificate-template 00000050-0000-4000-8000-000000000050 contained-in ${services}`,
  ]);
  for (const [kind, digit] of [
    ["rootcas", 1],
    ["aiacas", 2],
    ["ntauthstores", 3],
  ] as const)
    expect(relations(readKind(kind))).toEqual([
      `certificate-store 0000006${digit}-0000-4000-8000-00000000006${digit} ` +
        `contained-in ${services}`,
    ]);
});

test("[S16] groups: members of every kind", () => {
  expect(relations(readKind("groups"))).toEqual([
    "account -1103 member-of group -1201",
    "computer -1301 member-of group -1201",
    "group -1202 member-of group -1201",
    `group -1201 contained-in ${unit}`,
    "group -1201 member-of group EXAMPLE.SE-S-1-5-32-544",
  ]);
});

test("[S16, S18, S19] computers: who may act, sessions that were collected, local groups", () => {
  expect(relations(readKind("computers"))).toEqual([
    "account -1103 may-act-for computer -1301",
    "computer -1301 member-of group -515",
    `computer -1301 contained-in ${unit}`,
    "account -1103 session-on computer -1301",
    "account -500 session-on computer -1301",
    "group -1201 local-admin-of computer -1301",
    "account -1103 remote-desktop-to computer -1301",
    "group -1202 remote-management-to computer -1301",
  ]);
});

test("[S17, S20] units: children, linked policies, local groups by policy", () => {
  expect(relations(readKind("ous"))).toEqual([
    `computer -1302 contained-in ${unit}`,
    `${unit} contained-in domain DOMAIN`,
    `group-policy 00000041-0000-4000-8000-000000000041 linked-to ${unit}`,
    "group -1201 local-admin-of computer -1301",
    "group -1201 local-admin-of computer -1302",
    "account -1103 remote-desktop-to computer -1301",
    "account -1103 remote-desktop-to computer -1302",
    "group -1202 remote-management-to computer -1301",
    "group -1202 remote-management-to computer -1302",
  ]);
});

test("[S17, S21] domains: linked policies, trusts from the trusting to the trusted", () => {
  const other = (digit: number): string =>
    `domain S-1-5-21-${digit}000000001-${digit}000000002-${digit}000000003`;
  expect(relations(readKind("domains"))).toEqual([
    "group-policy 00000040-0000-4000-8000-000000000040 linked-to domain DOMAIN",
    `domain DOMAIN trusts ${other(2)}`,
    `${other(2)} trusts domain DOMAIN`,
    `domain DOMAIN trusts ${other(3)}`,
    `${other(4)} trusts domain DOMAIN`,
  ]);
  const types = lines(readKind("domains")).filter((line) => line.includes("trust-type"));
  expect(types.map((line) => line.replace(/.*-\d000000003 = /, ""))).toEqual([
    '"ParentChild:sid-filtering-off"',
    '"External:sid-filtering-on"',
    '"Forest:sid-filtering-on"',
  ]);
});

test("[S21] a trust names the other domain, and one of unknown direction is told", () => {
  const trust = (TrustDirection: Json): Json => ({
    TargetDomainSid: "S-1-5-21-1-2-3",
    TargetDomainName: "ANNAN.TEST",
    TrustDirection,
  });
  const Trusts = [trust("Outbound"), trust("Sideways"), trust("Disabled"), 7];
  const text = collection("domains", [{ ObjectIdentifier: domainSid, Trusts }]);
  const reading = readGood(inputOf("x", text));
  const warned = (at: number): readonly unknown[] => [
    "readers/bad-value",
    "warning",
    { field: "Trusts", expected: "reference" },
    `/data/0/Trusts/${at}`,
  ];
  expect(told(reading)).toEqual([warned(1), warned(3)]);
  expect(reading.observations.slice(1).map(({ says }) => says)).toEqual([
    {
      relation: "trusts",
      to: {
        kind: "domain",
        claims: [
          { space: "sid", value: "S-1-5-21-1-2-3" },
          { space: "fqdn", value: "annan.test" },
        ],
      },
    },
    { property: "trust-type/S-1-5-21-1-2-3", value: "Unknown:sid-filtering-unknown" },
  ]);
});

test("[S22] authorities: host, published templates", () => {
  expect(relations(readKind("enterprisecas"))).toEqual([
    `${ca} publishes certificate-template 00000050-0000-4000-8000-000000000050`,
    `${ca} hosted-on computer -1301`,
    `${ca} contained-in container 00000021-0000-4000-8000-000000000021`,
  ]);
});

test("[S23] rights that a CA keeps in its registry are relations but no listed rights", () => {
  const reading = readKind("enterprisecas");
  expect(lines(reading).filter((line) => line.includes("right/"))).toEqual([
    `group -513 right/Enroll ${ca}`,
    `group -1201 right/ManageCA ${ca}`,
    `group -1301-544 right/ManageCertificates ${ca}`,
  ]);
  expect(reading.rights.read).toBe(1);
});

test("[S23] a right inherited and given is one relation and two rights", () => {
  const reading = readKind("users");
  expect(lines(reading).filter((line) => line.includes("right/"))).toEqual([
    "group -1201 right/ForceChangePassword account -1103",
  ]);
  expect(reading.rights).toEqual({
    read: 2,
    keys: ["inherited", "own"].map(
      (how) => `${domainSid}-1103 ${domainSid}-1201 ForceChangePassword ${how}`,
    ),
  });
});

test("[S23] unknown rights are told once each, broken entries one by one", () => {
  const ace = (RightName: Json, PrincipalSID: Json = `${domainSid}-2`): Json => ({
    PrincipalSID,
    PrincipalType: "User",
    RightName,
    IsInherited: false,
  });
  const Aces = [ace("Fly"), ace("Fly"), ace("toString"), ace("Owns"), ace("Owns", "x"), 7];
  const reading = readUsers(account(1, {}, { Aces }));
  const broken = { field: "Aces", expected: "reference" };
  expect(told(reading)).toEqual([
    ["readers/bad-value", "warning", broken, "/data/0/Aces/4"],
    ["readers/bad-value", "warning", broken, "/data/0/Aces/5"],
    ["readers/unknown-right", "warning", { name: "Fly", count: 2 }, ""],
    ["readers/unknown-right", "warning", { name: "toString", count: 1 }, ""],
  ]);
  expect(reading.rights.keys).toEqual([`${domainSid}-1 ${domainSid}-2 Owns own`]);
});

test("[S18] what was not collected says nothing", () => {
  const Results = [{ UserSID: `${domainSid}-9`, ComputerSID: `${domainSid}-1` }];
  const sessions = (Collected: Json): readonly string[] =>
    relations(readAs("computers", { Sessions: { Results, Collected } }));
  expect(sessions(true)).toEqual(["account -9 session-on computer -1"]);
  expect(sessions(false)).toEqual([]);
  expect(sessions(null)).toEqual([]);
  const groups = (Collected: Json): readonly string[] =>
    relations(
      readAs("computers", {
        LocalGroups: [
          { ObjectIdentifier: "S-1-5-32-544", Results: [reference(9, "User")], Collected },
        ],
      }),
    );
  expect(groups(true)).toEqual(["account -9 local-admin-of computer -1"]);
  expect(groups(false)).toEqual([]);
});

test("[S19] other local groups are no relation of ours", () => {
  const group = (rid: string): Json => ({
    ObjectIdentifier: `${domainSid}-1-${rid}`,
    Results: [reference(9, "User")],
    Collected: true,
  });
  const LocalGroups = ["545", "551", "562", "1000", "constructor"].map((rid) => group(rid));
  expect(relations(readAs("computers", { LocalGroups }))).toEqual([]);
});

test("[S11] references without a type of ours get the likeliest kind", () => {
  const kinds: readonly (readonly [string | number, string])[] = [
    [1109, "account"],
    [500, "account"],
    [512, "group"],
    [domainSid, "domain"],
    [`${domainSid}-1301-544`, "group"],
    ["EXAMPLE.SE-S-1-5-32-551", "group"],
    ["EXAMPLE.SE-S-1-5-11", "group"],
    ["EXAMPLE.SE-S-1-5-18", "account"],
    ["S-1-5-32", "container"],
    ["62907768-89f3-470a-a3d2-7aa40415fcfe", "container"],
  ];
  const Members = kinds.map(([identifier]) => reference(identifier, "Base"));
  const reading = readAs("groups", { Members });
  const found = reading.observations.slice(2).map(({ subject }) => subject.kind);
  expect(found).toEqual(kinds.map(([, kind]) => kind));
});

test("[S11] every type of the format has a kind, in any case", () => {
  const types =
    "User Computer Group Domain OU Container Configuration GPO CertTemplate EnterpriseCA RootCA " +
    "AIACA NTAuthStore LocalGroup localuser";
  const Members = types.split(" ").map((type) => reference(7000, type));
  const subjects = Members.map((member) => {
    const { observations } = readAs("groups", { Members: [member] });
    return observations.at(-1)?.subject.kind;
  });
  expect(subjects.join(" ")).toBe(
    "account computer group domain organisational-unit container container group-policy " +
      "certificate-template certificate-authority certificate-store certificate-store " +
      "certificate-store group account",
  );
});

test("[S11] what names nothing, and lists that are none, are told by place", () => {
  const reading = readAs("computers", {
    Members: [{}, 7, reference("CN=X,DC=EXAMPLE", "Group")],
    AllowedToAct: "x",
    PrimaryGroupSID: 7,
    ContainedBy: "x",
    Links: [{ GUID: 1 }],
    Sessions: [],
    RegistrySessions: { Collected: true, Results: [{}] },
    LocalGroups: [7],
    GPOChanges: { LocalAdmins: [1], AffectedComputers: {} },
  });
  const warned = (field: string, expected: string, place: string): readonly unknown[] => [
    "readers/bad-value",
    "warning",
    { field, expected },
    `/data/0/${place}`,
  ];
  expect(told(reading)).toEqual([
    warned("Members", "reference", "Members/0"),
    warned("Members", "reference", "Members/1"),
    warned("Members", "reference", "Members/2"),
    warned("AllowedToAct", "list", "AllowedToAct"),
    warned("PrimaryGroupSID", "reference", "PrimaryGroupSID"),
    warned("ContainedBy", "reference", "ContainedBy"),
    warned("Links", "reference", "Links/0"),
    warned("Sessions", "object", "Sessions"),
    warned("RegistrySessions", "reference", "RegistrySessions/Results/0"),
    warned("LocalGroups", "reference", "LocalGroups/0"),
    warned("AffectedComputers", "list", "GPOChanges/AffectedComputers"),
    warned("LocalAdmins", "reference", "GPOChanges/LocalAdmins/0"),
  ]);
});

test("[R4, S20] principals times computers stay below the ceiling of observations", () => {
  const many = Array.from({ length: 1000 }, (_, at) => reference(2000 + at, "User"));
  const GPOChanges = { LocalAdmins: many, AffectedComputers: many };
  const text = collection("ous", [account(1, {}, { GPOChanges })]);
  const reading = readGood(inputOf("x", text, { observations: 1_000_002 }));
  expect(reading.observations.length).toBe(1_000_002);
});
