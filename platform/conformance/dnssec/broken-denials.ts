/** Zones that do not prove what is not there. */
import { recordTypes } from "@vallgrav/domains";
import { recordOf } from "./sign-zone.ts";
import { delegation, isSignature, nsec3, spoiled, without, type Twist } from "./twist.ts";

/** Zones whose denials are missing, wrong or unsigned. */
export function brokenDenials(): Readonly<Record<string, Twist>> {
  return {
    nonsec: { after: without(({ type }) => type === recordTypes.NSEC, isSignature("NSEC")) },
    nsecunsigned: { after: without(isSignature("NSEC")) },
    nsecspoiled: { after: spoiled(isSignature("NSEC")) },
    soaunsigned: { after: without(isSignature("SOA")) },
    nsechole: {
      // The span that holds both the name and the wildcard ends before them.
      before: (records) =>
        records.map((one) =>
          one.data.kind === "NSEC" && one.name[0] === "mx"
            ? recordOf(one.name, { ...one.data, next: ["mz", "nsechole", "test"] })
            : one,
        ),
    },
    nsecbits: {
      before: (records) =>
        records.map((one) =>
          one.data.kind === "NSEC" && one.name[0] === "www"
            ? recordOf(one.name, { ...one.data, types: [1, 16, 28, 46, 47] })
            : one,
        ),
    },
    nonsec3: {
      denial: nsec3,
      after: without(({ type }) => type === recordTypes.NSEC3, isSignature("NSEC3")),
    },
    nsec3spoiled: { denial: nsec3, after: spoiled(isSignature("NSEC3")) },
    nsec3bits: {
      denial: nsec3,
      before: (records) =>
        records.map((one) =>
          one.data.kind === "NSEC3" && one.data.types.includes(recordTypes.TXT)
            ? recordOf(one.name, { ...one.data, types: [1, 16, 28, 46] })
            : one,
        ),
    },
    nsec3flags: {
      denial: nsec3,
      before: (records) =>
        records.map((one) =>
          one.data.kind === "NSEC3" ? recordOf(one.name, { ...one.data, flags: 2 }) : one,
        ),
    },
    nods: {
      // A delegation below without any proof that it is unsigned.
      more: [delegation("nods.test", "child")],
      after: without(({ type }) => type === recordTypes.NSEC, isSignature("NSEC")),
    },
    halfsigned: {
      after: without((one) => one.data.kind === "RRSIG" && !isSignature("DNSKEY")(one)),
    },
  };
}
