/** Which named rights the entries of a descriptor amount to. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { principalsOf, rightsOf } from "./access-rights.ts";
import type { RightsHolder } from "./access-rights.ts";
import { parseSddl } from "./sddl.ts";
import type { Ace, SecurityDescriptor } from "./security-descriptor.ts";

const holders: readonly RightsHolder[] = [
  "aiaca",
  "certtemplate",
  "computer",
  "container",
  "domain",
  "enterpriseca",
  "gpo",
  "group",
  "ntauthstore",
  "ou",
  "rootca",
  "user",
];

const lapsGuid = "11111111-2222-4333-8444-555555555555";
const otherGuid = "99999999-2222-4333-8444-555555555555";
const changesGuid = "1131f6aa-9c07-11d1-f79f-00c04fc2dcd2";
const changesAllGuid = "1131f6ad-9c07-11d1-f79f-00c04fc2dcd2";
const filteredGuid = "89e95b76-444d-4c62-991a-0facbeda640c";
const resetGuid = "00299570-246d-11d0-a768-00aa006e0529";
const enrollGuid = "0e10c968-78fb-11d2-90d4-00c04f79dc55";
const memberGuid = "bf9679c0-0de6-11d0-a285-00aa003049e2";
const keyGuid = "5b47d60f-6090-40b2-9f37-2a4de88f3063";
const actGuid = "3f78c3e5-f79a-46bd-a0b8-9d18116ddc79";
const restrictionsGuid = "4c164200-20c0-11d0-a768-00aa006e0529";
const spnGuid = "f3a64788-5306-11d1-a9c5-0000f80367c1";
const linkGuid = "f30e3bbe-9ff0-11d1-b603-0000f80367c1";
const enrollmentFlagGuid = "d15ef7d8-f226-46db-ae79-b34e560bd12c";
const nameFlagGuid = "ea1dddc4-60ff-416e-8cc0-17cee534bce7";
const userClass = "bf967aba-0de6-11d0-a285-00aa003049e2";
const groupClass = "bf967a9c-0de6-11d0-a285-00aa003049e2";

function parsed(text: string): SecurityDescriptor {
  const read = parseSddl(text, { domainSid: "S-1-5-21-1-2-3", rootDomainSid: "S-1-5-21-1-2-3" });
  if (!read.ok) throw new Error(`${text}: ${read.problem}`);
  return read.value;
}

function names(text: string, holder: RightsHolder, hasLaps = false): string {
  const context = { holder, hasLaps, lapsAttributes: new Set([lapsGuid]) };
  return rightsOf(parsed(text), context)
    .map(({ right }) => right)
    .join(" ");
}

/** Names of what one entry for everybody gives over each kind of object, those without left out. */
function byHolder(rights: string, object = "", hasLaps = false): string {
  const type = object === "" ? "A" : "OA";
  return holders
    .map((holder) => [holder, names(`D:(${type};;${rights};${object};;WD)`, holder, hasLaps)])
    .filter(([, found]) => found !== "")
    .map(([holder, found]) => `${holder}: ${found}`)
    .join(", ");
}

test("[D6] the owner, everything, and who may change owner or list: over every kind", () => {
  for (const holder of holders) {
    expect(names("O:BAD:", holder)).toBe("Owns");
    expect(names("D:(A;;0xf01ff;;;WD)", holder)).toBe("GenericAll");
    expect(names("D:(A;;GA;;;WD)", holder)).toBe("GenericAll");
    expect(names("D:(A;;WDWO;;;WD)", holder)).toBe("WriteDacl WriteOwner");
    expect(names(`D:(OA;;0xf01ff;${otherGuid};;WD)`, holder)).toBe("");
    expect(names("D:(A;;GR;;;WD)", holder)).toBe("");
  }
});

test("[D6] a list that is not there is everything for everybody", () => {
  const context = { holder: "user", hasLaps: false, lapsAttributes: new Set<string>() } as const;
  expect(rightsOf(parsed("O:BA"), context)).toEqual([
    { right: "Owns", sid: "S-1-5-32-544", isInherited: false, entry: null },
    { right: "GenericAll", sid: "S-1-1-0", isInherited: false, entry: null },
  ]);
});

test("[D7] extended rights, all and by name", () => {
  expect(byHolder("CR")).toBe(
    "certtemplate: AllExtendedRights, domain: AllExtendedRights, user: AllExtendedRights",
  );
  expect(byHolder("CR", "", true)).toContain("computer: AllExtendedRights, ");
  expect(byHolder("CR", changesGuid)).toBe("domain: GetChanges");
  expect(byHolder("CR", changesAllGuid)).toBe("domain: GetChangesAll");
  expect(byHolder("CR", filteredGuid)).toBe("domain: GetChangesInFilteredSet");
  expect(byHolder("CR", resetGuid)).toBe("user: ForceChangePassword");
  expect(byHolder("CR", enrollGuid)).toBe("certtemplate: Enroll, enterpriseca: Enroll");
  expect(byHolder("RPCR", lapsGuid, true)).toBe("computer: ReadLAPSPassword");
  expect(byHolder("RPCR", lapsGuid)).toBe("");
  expect(byHolder("CR", otherGuid, true)).toBe("");
});

test("[D7] writing, all properties and by name; adding oneself", () => {
  const all = holders.filter((holder) => holder !== "container");
  expect(byHolder("WP")).toBe(all.map((holder) => `${holder}: GenericWrite`).join(", "));
  expect(byHolder("GW")).toBe(byHolder("WP"));
  expect(byHolder("WP", memberGuid)).toBe("group: AddMember");
  expect(byHolder("SW", memberGuid)).toBe("group: AddSelf");
  expect(byHolder("SWWP", memberGuid)).toBe("group: AddMember");
  expect(byHolder("SW")).toBe("");
  expect(byHolder("WP", keyGuid)).toBe(
    "computer: AddKeyCredentialLink, user: AddKeyCredentialLink",
  );
  expect(byHolder("WP", actGuid)).toBe("computer: AddAllowedToAct");
  expect(byHolder("WP", restrictionsGuid)).toBe("computer: WriteAccountRestrictions");
  expect(byHolder("WP", spnGuid)).toBe("user: WriteSPN");
  expect(byHolder("WP", linkGuid)).toBe("domain: WriteGPLink, ou: WriteGPLink");
  expect(byHolder("WP", enrollmentFlagGuid)).toBe("certtemplate: WritePKIEnrollmentFlag");
  expect(byHolder("WP", nameFlagGuid)).toBe("certtemplate: WritePKINameFlag");
  expect(byHolder("RP", nameFlagGuid)).toBe("");
});

test("[D8] bits of an enrolment service are read as those of its authority", () => {
  expect(byHolder("CC")).toBe("enterpriseca: ManageCA");
  expect(byHolder("DC")).toBe("enterpriseca: ManageCertificates");
  expect(byHolder("0x200")).toBe("enterpriseca: Enroll");
});

test("[D9] only entries that let in, for this very object, and for a principal that is one", () => {
  for (const aside of ["D;;GA;;;WD", "XA;;GA;;;WD;(1)", "A;IO;GA;;;WD", "A;CIIOID;GA;;;WD"])
    expect(names(`D:(${aside})`, "user"), aside).toBe("");
  for (const nobody of ["SY", "CO", "PS"])
    expect(names(`O:${nobody}D:(A;;GA;;;${nobody})`, "user"), nobody).toBe("");
  expect(names(`D:(OA;ID;WP;;${userClass};WD)`, "user")).toBe("GenericWrite");
  expect(names(`D:(OA;ID;WP;;${groupClass};WD)`, "user")).toBe("");
  expect(names(`D:(OA;;WP;;${groupClass};WD)`, "user")).toBe("GenericWrite");
});

test("[D9] an entry that came from above says so, and where it stands", () => {
  const context = { holder: "group", hasLaps: false, lapsAttributes: new Set<string>() } as const;
  expect(rightsOf(parsed("D:(D;;GA;;;AU)(A;ID;WD;;;BA)"), context)).toEqual([
    { right: "WriteDacl", sid: "S-1-5-32-544", isInherited: true, entry: 1 },
  ]);
});

test("[D9] principals of a list of principals", () => {
  const text = "O:BAD:(A;;GA;;;AU)(D;;GA;;;WD)(A;;GR;;;SY)(A;;GR;;;AU)(A;ID;RP;;;DA)";
  expect(principalsOf(parsed(text))).toEqual(["S-1-5-11", "S-1-5-21-1-2-3-512"]);
  expect(principalsOf(parsed("O:BA"))).toEqual([]);
});

const someAce: fc.Arbitrary<Ace> = fc.record({
  kind: fc.constantFrom("allow", "deny", "conditional", "other"),
  mask: fc.integer({ min: 0, max: 0xf_ffff }),
  sid: fc.constantFrom("S-1-1-0", "S-1-5-11", "S-1-5-18"),
  isInherited: fc.boolean(),
  isInheritOnly: fc.boolean(),
  objectType: fc.constantFrom(null, memberGuid, keyGuid, lapsGuid, resetGuid, linkGuid),
  inheritedObjectType: fc.constantFrom(null, userClass, groupClass),
});

test("[D9] more entries never give fewer rights, and each comes from its own entry", () => {
  const context = { hasLaps: true, lapsAttributes: new Set([lapsGuid]) };
  const some = fc.tuple(fc.constantFrom(...holders), fc.array(someAce), someAce);
  fc.assert(
    fc.property(some, ([holder, dacl, ace]) => {
      const over = (list: readonly Ace[]): readonly object[] =>
        rightsOf({ owner: null, isProtected: false, dacl: list }, { ...context, holder });
      const [before, alone] = [over(dacl), over([ace])];
      expect(over([...dacl, ace])).toEqual([
        ...before,
        ...alone.map((right) => ({ ...right, entry: dacl.length })),
      ]);
    }),
  );
});
