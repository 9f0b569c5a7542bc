/** Levels of suites, groups, keys and signatures. */
import { expect, test } from "vitest";
import type { CertificateFacts } from "../tls/certificate-facts.ts";
import {
  groupStrength,
  keyStrength,
  signatureStrength,
  suiteRank,
  suiteStrength,
} from "./suite-levels.ts";

const certificate = {
  key: { kind: "ec", bits: null, curve: "prime256v1" },
  signature: "1.2.840.10045.4.3.2",
} as unknown as CertificateFacts;

test("[J1] suites have the levels of the guideline", () => {
  const levels = {
    good: [0x1302, 0x1303],
    sufficient: [0x1301, 0x1304, 0xc02b, 0xc030, 0xcca8, 0xcca9, 0xc0ac],
    "phase-out": [0xc027, 0xc028, 0x009e, 0x009f, 0xccaa, 0x0067, 0xc060, 0xc08a, 0xc09e],
    insufficient: [0x1305, 0xc0ae, 0xc013, 0x0033, 0x002f, 0x009c, 0x000a, 0x0005, 0xc007, 0x0018],
  };
  for (const [level, suites] of Object.entries(levels))
    expect(suites.map(suiteStrength)).toEqual(suites.map(() => level));
  expect(suiteStrength(0x010080)).toBe("insufficient");
  expect(suiteRank(0x0005)).toBeGreaterThan(suiteRank(0x009e));
});

const keyed = (kind: string, bits: number | null, curve: string | null) =>
  keyStrength({ ...certificate, key: { kind, bits, curve } });

test("[J2] groups, keys and signatures have the levels of the guideline", () => {
  expect([29, 23, 0x11ec, 21, 0x0101, 0x0100, 1].map(groupStrength).join(" ")).toBe(
    "good good good phase-out phase-out insufficient insufficient",
  );
  expect(
    [keyed("rsa", 3072, null), keyed("rsa", 2048, null), keyed("rsa", 1024, null)].join(" "),
  ).toBe("good phase-out insufficient");
  expect([
    keyed("ec", null, "secp224r1"),
    keyed("ec", null, "secp256k1"),
    keyed("dsa", 4096, null),
  ]).toEqual(["phase-out", "insufficient", "insufficient"]);
  expect(keyed("ed25519", null, null)).toBe("good");
  const signed = (signature: string) => signatureStrength({ ...certificate, signature });
  expect(signed("1.2.840.113549.1.1.11")).toBe("good");
  expect(signed("1.2.840.113549.1.1.5")).toBe("insufficient");
  expect(signed("1.2.840.113549.1.1.14")).toBe("phase-out");
});
