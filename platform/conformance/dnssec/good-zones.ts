/** Zones that are as they should be, or honestly unsigned. */
import { dsOf, makeKey } from "./sign-zone.ts";
import { alias, delegation, dsBy, dsWith, nsec3, optOut, zoneOf, type Twist } from "./twist.ts";

/** Zones of every algorithm, digest and denial. */
export function goodZones(): Readonly<Record<string, Twist>> {
  const strange = makeKey(13);
  return {
    plain: {
      algorithm: 15,
      more: [
        delegation("plain.test", "unsigned"),
        alias("out.plain.test", "www.hashed.test"),
        alias("loose.plain.test", "www.unsigned.test"),
        alias("bad.plain.test", "www.expired.test"),
      ],
    },
    hashed: { denial: nsec3, more: [delegation("hashed.test", "unsigned")] },
    split: { keys: [makeKey(13, 257), makeKey(13, 256)] },
    rsa256: { algorithm: 8, denial: nsec3 },
    rsa512: { algorithm: 10 },
    p384: { algorithm: 14, ds: (keys) => [dsBy(4, keys, "p384")] },
    ed448: { algorithm: 16 },
    optout: { denial: optOut, more: [delegation("optout.test", "unsigned")] },
    iter150: { denial: { ...nsec3, iterations: 150 } },
    iter151: { denial: { ...nsec3, iterations: 151 } },
    unsigned: { keys: [] },
    signednods: { ds: () => [] },
    sha1ds: { ds: (keys) => [dsBy(1, keys, "sha1ds")] },
    unknownalg: { ds: (keys) => [dsWith({ algorithm: 200 }, keys, "unknownalg")] },
    unknowndigest: { ds: (keys) => [dsWith({ digestType: 200 }, keys, "unknowndigest")] },
    mixedds: {
      ds: (keys) => [dsWith({ algorithm: 200 }, keys, "mixedds"), dsBy(2, keys, "mixedds")],
    },
    twods: { ds: (keys) => [dsOf(zoneOf("twods"), strange), dsBy(2, keys, "twods")] },
  };
}
