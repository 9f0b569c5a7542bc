/** Security descriptors, in bytes and in text. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { descriptorBytes, descriptorText, guidBytes, sidBytes } from "../../../test/descriptor.ts";
import type { MadeAce, MadeDescriptor } from "../../../test/descriptor.ts";
import { bytesOfBase64, guidAt, sidAt, sidOfBytes } from "./binary-names.ts";
import { parseSddl, sidOfSddl } from "./sddl.ts";
import { mostAces, parseSecurityDescriptor } from "./security-descriptor.ts";

const domainSid = "S-1-5-21-1000000001-1000000002-1000000003";
const context = { domainSid, rootDomainSid: "S-1-5-21-9-9-9" };
const resetGuid = "00299570-246d-11d0-a768-00aa006e0529";
const userGuid = "bf967aba-0de6-11d0-a285-00aa003049e2";

const someSid = fc
  .tuple(
    fc.integer({ min: 0, max: 2 ** 40 }),
    fc.array(fc.integer({ min: 0, max: 0xffff_ffff }), { minLength: 1, maxLength: 15 }),
  )
  .map(([authority, parts]) => ["S", 1, authority, ...parts].join("-"));

const someGuid = fc.uuid();

const someAce: fc.Arbitrary<MadeAce> = fc.record({
  denies: fc.boolean(),
  flags: fc.subarray(["OI", "CI", "NP", "IO", "ID"]).map((pairs) => pairs.join("")),
  mask: fc.integer({ min: 0, max: 0xffff_ffff }),
  object: fc.option(someGuid, { nil: null }),
  inheritedBy: fc.option(someGuid, { nil: null }),
  sid: someSid,
});

const someDescriptor: fc.Arbitrary<MadeDescriptor> = fc.record({
  owner: fc.option(someSid, { nil: null }),
  isProtected: fc.boolean(),
  aces: fc.array(someAce, { maxLength: 12 }),
});

test("[D1] base64 is read as the platform reads it, and nothing else is taken", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(bytesOfBase64(Buffer.from(bytes).toString("base64"))).toEqual(bytes);
    }),
  );
  for (const wrong of ["A", "AA", "AAA", "A===", "AAAÅ", "AA A", "AA\n=", "AB==", "AAB=", "A_-A"])
    expect(bytesOfBase64(wrong), wrong).toBeNull();
  expect(bytesOfBase64("")).toEqual(new Uint8Array());
});

test("[D1] SIDs and GUIDs are told as Windows writes them", () => {
  expect(sidOfBytes(sidBytes(`${domainSid}-512`))).toBe(`${domainSid}-512`);
  expect(sidOfBytes(sidBytes("S-1-281474976710655-1"))).toBe("S-1-281474976710655-1");
  expect(guidAt(guidBytes(userGuid), 0)).toBe(userGuid);
  const long = new Uint8Array([...sidBytes("S-1-1-0"), 0]);
  expect(sidOfBytes(long)).toBeNull();
  expect(sidAt(long, 0)).toEqual({ sid: "S-1-1-0", length: 12 });
  for (const wrong of [[], [1], [2, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0], [1, 16, 0, 0, 0, 0, 0, 1]])
    expect(sidAt(Uint8Array.from(wrong), 0)).toBeNull();
  expect(guidAt(new Uint8Array(15), 0)).toBeNull();
});

test("[D2] what was written down comes back, from bytes and from text alike", () => {
  fc.assert(
    fc.property(someDescriptor, (made) => {
      const read = parseSecurityDescriptor(descriptorBytes(made));
      expect(read).toEqual({
        ok: true,
        value: {
          owner: made.owner,
          isProtected: made.isProtected,
          dacl: (made.aces ?? []).map((ace) => ({
            kind: ace.denies === true ? "deny" : "allow",
            mask: ace.mask,
            sid: ace.sid,
            isInherited: ace.flags?.includes("ID"),
            isInheritOnly: ace.flags?.includes("IO"),
            objectType: ace.object,
            inheritedObjectType: ace.inheritedBy,
          })),
        },
      });
      expect(parseSddl(descriptorText(made), context)).toEqual(read);
    }),
  );
});

test("[D2] a list that is not there lets everybody in, an empty one nobody", () => {
  const open = { owner: null, aces: null };
  for (const read of [
    parseSecurityDescriptor(descriptorBytes(open)),
    parseSddl(descriptorText(open), context),
    parseSddl("O:BAG:BA", context),
  ])
    expect(read).toMatchObject({ ok: true, value: { dacl: null } });
  const closed = { owner: null, aces: [] };
  expect(parseSecurityDescriptor(descriptorBytes(closed))).toMatchObject({ value: { dacl: [] } });
  expect(parseSddl("D:P", context)).toMatchObject({ value: { dacl: [], isProtected: true } });
});

test("[D3] entries with conditions and of auditing are told apart, not taken for access", () => {
  const sid = sidBytes("S-1-1-0");
  const entry = (type: number): Uint8Array =>
    Uint8Array.from([type, 0, 8 + sid.length, 0, 0xff, 1, 0xf, 0, ...sid]);
  const made = { owner: null, aces: [] };
  const raw = [9, 2, 17, 255].map(entry);
  expect(parseSecurityDescriptor(descriptorBytes(made, raw))).toMatchObject({
    value: { dacl: [{ kind: "conditional", mask: 0xf_01ff, sid: "S-1-1-0" }, ...other(3)] },
  });
  const text = 'D:(XA;;GA;;;WD;(Title == "a)b(c"))(ZA;;GA;;;WD;(1))(AU;SAFA;WP;;;WD)';
  const read = parseSddl(text, context);
  expect(read.ok && read.value.dacl?.map(({ kind }) => kind)).toEqual([
    "conditional",
    "conditional",
    "other",
  ]);
});

function other(count: number): readonly object[] {
  return Array.from({ length: count }, () => ({ kind: "other" }));
}

test("[D4] text: names relative to the domain and to the first domain of the forest", () => {
  const text =
    `O:DAG:DUD:PAI(OA;CI;CR;${resetGuid};${userGuid.toUpperCase()};DU)` +
    "(A;;0x20094;;;AU) (A;CIIO;GA;;;EA)(A;ID;RPWPCR;;;BA)S:AI(AU;SA;WP;;;WD)";
  const from = (entry: object): object => ({
    kind: "allow",
    isInherited: false,
    isInheritOnly: false,
    objectType: null,
    inheritedObjectType: null,
    ...entry,
  });
  const delegated = { objectType: resetGuid, inheritedObjectType: userGuid };
  expect(parseSddl(text, context)).toEqual({
    ok: true,
    value: {
      owner: `${domainSid}-512`,
      isProtected: true,
      dacl: [
        from({ mask: 0x100, sid: `${domainSid}-513`, ...delegated }),
        from({ mask: 0x2_0094, sid: "S-1-5-11" }),
        from({ mask: 0x1000_0000, sid: "S-1-5-21-9-9-9-519", isInheritOnly: true }),
        from({ mask: 0x130, sid: "S-1-5-32-544", isInherited: true }),
      ],
    },
  });
  expect(sidOfSddl("ba", context)).toBe("S-1-5-32-544");
  expect(sidOfSddl("toString", context)).toBeNull();
  expect(sidOfSddl("QQ", context)).toBeNull();
});

test("[D5] what is no descriptor is refused with what is wrong", () => {
  const whole = descriptorBytes({ owner: "S-1-1-0", aces: [{ mask: 1, sid: "S-1-1-0" }] });
  const changed = (at: number, value: number): Uint8Array => {
    const bytes = Uint8Array.from(whole);
    bytes[at] = value;
    return bytes;
  };
  const fault = (bytes: Uint8Array): string => {
    const read = parseSecurityDescriptor(bytes);
    return read.ok ? "none" : read.problem;
  };
  expect(fault(whole)).toBe("none");
  expect(fault(whole.subarray(0, 19))).toBe("truncated");
  expect(fault(whole.subarray(0, -1))).toBe("truncated");
  expect(fault(changed(0, 2))).toBe("bad-form");
  expect(fault(changed(3, 0))).toBe("bad-form");
  expect(fault(changed(4, 250))).toBe("bad-sid");
  expect(fault(changed(16, 250))).toBe("truncated");
  expect(fault(changed(32, 9))).toBe("bad-form");
  expect(fault(changed(36, 200))).toBe("truncated");
  expect(fault(changed(37, 255))).toBe("too-many-entries");
  expect(fault(changed(42, 3))).toBe("bad-form");
  expect(fault(changed(42, 250))).toBe("truncated");
  expect(fault(changed(48, 9))).toBe("bad-sid");
});

test("[D5] what is no SDDL is refused with what is wrong", () => {
  const fault = (text: string): string => {
    const read = parseSddl(text, context);
    return read.ok ? "none" : read.problem;
  };
  expect(fault("O:BAD:(A;;GA;;;BA)")).toBe("none");
  for (const text of ["", "  ", "O:", "D:(A;;GA;;;BA", 'D:(XA;;GA;;;BA;(a=="b))'])
    expect(fault(text), text).toBe("truncated");
  for (const text of ["O:QQ", "O:S-1-x", "D:(A;;GA;;;)", "D:(A;;GA;;;__proto__)"])
    expect(fault(text), text).toBe("bad-sid");
  for (const text of ["x", "D:(A;;GA;;BA)", "D:(A;;G;;;BA)", "D:(A;;GAQQ;;;BA)", "D:x"])
    expect(fault(text), text).toBe("bad-form");
  for (const text of ["D:(A;QQ;GA;;;BA)", "D:(A;;GA;x;;BA)", "D:(A;;99999999999;;;BA)"])
    expect(fault(text), text).toBe("bad-form");
  expect(fault(`D:${"(A;;GA;;;BA)".repeat(mostAces + 1)}`)).toBe("too-many-entries");
});

test("[D5] any bytes and any text give a descriptor or a fault; nothing is thrown", () => {
  const bytes = someDescriptor.map(descriptorBytes);
  fc.assert(
    fc.property(bytes, fc.array(fc.tuple(fc.nat(), fc.nat(255))), (whole, changes) => {
      const changed = Uint8Array.from(whole);
      for (const [at, value] of changes) changed[at % changed.length] = value;
      expect(typeof parseSecurityDescriptor(changed).ok).toBe("boolean");
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
      expect(typeof parseSecurityDescriptor(any).ok).toBe("boolean");
    }),
  );
  const piece = fc.constantFrom("O:", "D:", "S:", "(A;;GA;;;", "BA", ")", "(", ";", "S-1-1-0", '"');
  const text = fc.oneof(
    fc.array(piece).map((pieces) => pieces.join("")),
    fc.string(),
  );
  fc.assert(
    fc.property(text, (any) => {
      expect(typeof parseSddl(any, context).ok).toBe("boolean");
    }),
  );
});
