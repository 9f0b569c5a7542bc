/** Suites by number. */
import { expect, test } from "vitest";
import { suiteLines } from "./suite-names.ts";
import { earlierSuites, ssl2Suites, suiteName, suiteTraits, tls13Suites } from "./suites.ts";

test("[L1] every suite has its registered name; a number without one stands as such", () => {
  expect(suiteName(0x1301)).toBe("TLS_AES_128_GCM_SHA256");
  expect(suiteName(0xc02f)).toBe("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
  expect(suiteName(0x000a)).toBe("TLS_RSA_WITH_3DES_EDE_CBC_SHA");
  expect(suiteName(0xd005)).toBe("TLS_ECDHE_PSK_WITH_AES_128_CCM_SHA256");
  expect(suiteName(0xfefe)).toBe("TLS_RSA_FIPS_WITH_DES_CBC_SHA");
  expect(suiteName(0x0700c0)).toBe("SSL2_DES_192_EDE3_CBC_WITH_MD5");
  expect(suiteName(0x0047)).toBe("0x0047");
  expect(suiteTraits(0x0047)).toBeNull();
  expect([tls13Suites.length, earlierSuites.length, ssl2Suites.length]).toEqual([15, 357, 8]);
  const all = [...tls13Suites, ...earlierSuites];
  expect(new Set(all.map(suiteName)).size).toBe(372);
  expect(suiteLines.every((line) => /^[0-9a-f]{4}(?: [A-Za-z0-9_]+)+$/u.test(line))).toBe(true);
});

test("[L1] a suite's name says how it works", () => {
  expect(suiteTraits(0xc02f)).toEqual({
    exchange: "ECDHE_RSA",
    cipher: "AES_128_GCM_SHA256",
    hasForwardSecrecy: true,
    isAead: true,
  });
  expect(suiteTraits(0x1303)).toEqual({
    exchange: "TLS13",
    cipher: "CHACHA20_POLY1305_SHA256",
    hasForwardSecrecy: true,
    isAead: true,
  });
  expect(suiteTraits(0x0005)).toEqual({
    exchange: "RSA",
    cipher: "RC4_128_SHA",
    hasForwardSecrecy: false,
    isAead: false,
  });
  expect(suiteTraits(0x0018)?.hasForwardSecrecy).toBe(false);
});
