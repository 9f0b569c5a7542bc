/** Zones whose chain or records are broken. */
import { keyTagOf, recordTypes } from "@vallgrav/domains";
import { dsOf, labelsOf, makeKey, recordOf, signSet } from "./sign-zone.ts";
import {
  dsBy,
  dsWith,
  firstOf,
  isAt,
  isSignature,
  resigned,
  spoiled,
  windowOf,
  without,
  withFlags,
  zoneOf,
  type Twist,
} from "./twist.ts";

/** Zones whose keys cannot be believed. */
export function brokenChains(now: number): Readonly<Record<string, Twist>> {
  const strange = makeKey(13);
  return {
    strongwrong: {
      ds: (keys) => [
        dsBy(1, keys, "strongwrong"),
        dsWith({ digest: new Uint8Array(32) }, keys, "strongwrong"),
      ],
    },
    expired: { window: windowOf(now, -60, -30) },
    future: { window: windowOf(now, 30, 60) },
    wrongds: { ds: () => [dsOf(zoneOf("wrongds"), strange)] },
    spoiledds: {
      ds: (keys) => [dsWith({ digest: new Uint8Array(32) }, keys, "spoiledds")],
    },
    wrongalg: { ds: (keys) => [dsWith({ algorithm: 15 }, keys, "wrongalg")] },
    unsignedds: { keys: [], ds: () => [dsOf(zoneOf("unsignedds"), strange)] },
    nokeys: { after: without(({ type }) => type === recordTypes.DNSKEY, isSignature("DNSKEY")) },
    nokeysig: { after: without(isSignature("DNSKEY")) },
    spoiledkeys: { after: spoiled(isSignature("DNSKEY")) },
    keysbyother: {
      keys: [makeKey(13, 257), makeKey(13, 256)],
      after: (records, keys) => {
        const set = records.filter(({ type }) => type === recordTypes.DNSKEY);
        const other = keys.at(-1) ?? firstOf(keys);
        const made = signSet(set, other, zoneOf("keysbyother"), windowOf(now, -1, 30));
        return [...without(isSignature("DNSKEY"))(records, keys), made];
      },
    },
  };
}

/** Zones with a set that cannot be believed. */
export function brokenSets(now: number): Readonly<Record<string, Twist>> {
  const strange = makeKey(13);
  return {
    nosig: { after: without((one) => isAt("www")(one) && isSignature("A")(one)) },
    spoiled: { after: spoiled((one) => isAt("www")(one) && isSignature("A")(one)) },
    changed: {
      after: (records) =>
        records.map((one) =>
          isAt("www")(one) && one.type === recordTypes.A
            ? recordOf(one.name, { kind: "A", address: "192.0.2.66" })
            : one,
        ),
    },
    strangekey: {
      after: resigned((set) => signSet(set, strange, zoneOf("strangekey"), windowOf(now, -1, 30))),
    },
    liar: {
      // The tag of the right key, the signature of another.
      after: resigned((set, keys) => {
        const made = signSet(set, strange, zoneOf("liar"), windowOf(now, -1, 30));
        const { data } = made;
        if (data.kind !== "RRSIG") throw new Error("no signature");
        return recordOf(made.name, { ...data, keyTag: keyTagOf(firstOf(keys).data) });
      }),
    },
    signer: {
      after: resigned((set, keys) =>
        signSet(set, firstOf(keys), zoneOf("signer"), windowOf(now, -1, 30), {
          signer: labelsOf("test"),
        }),
      ),
    },
    labels: {
      after: resigned((set, keys) =>
        signSet(set, firstOf(keys), zoneOf("labels"), windowOf(now, -1, 30), { labels: 4 }),
      ),
    },
    fewlabels: {
      // Signed as a wildcard's, which nothing proves that it is.
      after: resigned((set, keys) =>
        signSet(set, firstOf(keys), zoneOf("fewlabels"), windowOf(now, -1, 30), { labels: 2 }),
      ),
    },
    noflag: { keys: [withFlags(makeKey(13), 1)] },
    protocol: { keys: [withFlags(makeKey(13), 257, 4)] },
    sigexpired: {
      after: resigned((set, keys) =>
        signSet(set, firstOf(keys), zoneOf("sigexpired"), windowOf(now, -9, -2)),
      ),
    },
  };
}
