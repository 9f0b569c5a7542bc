/** Hellos, octet by octet. */
import { expect, test } from "vitest";
import { readHelloRecord } from "../../../test/tls-server.ts";
import { writeClientHello, writeSsl2Hello } from "./client-hello.ts";
import type { ClientHello } from "./client-hello.ts";

const random = Uint8Array.from({ length: 64 }, (_, at) => at);
const small: ClientHello = {
  version: "tls1.0",
  suites: [0x002f],
  random,
  serverName: null,
  groups: [],
  signatureSchemes: [0x0401],
  compression: [0],
  shares: [],
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const randomHex = hex(random.subarray(0, 32));

test("[L2] a hello holds what was asked for, octet by octet", () => {
  expect(hex(writeClientHello(small))).toBe(
    // The record, the message, the version, the random number and no session.
    `1603010040` +
      `0100003c` +
      `0301` +
      `${randomHex}00` +
      // One suite, no compression; renegotiation, extended master secret, point formats.
      `0002002f` +
      `0100` +
      `0011` +
      `ff01000100` +
      `00170000` +
      `000b000403000102`,
  );
});

test("[L2] SSLv3 has no extensions and signals secure renegotiation by a suite", () => {
  expect(hex(writeClientHello({ ...small, version: "ssl3", serverName: "www.example.se" }))).toBe(
    `160300002f0100002b0300${randomHex}000004002f00ff0100`,
  );
});

test("[L2] TLS 1.3 names its version, groups, schemes and shares in extensions", () => {
  const key = random.subarray(32, 64);
  const bytes = writeClientHello({
    ...small,
    version: "tls1.3",
    suites: [0x1301, 0x1303],
    serverName: "www.example.se",
    groups: [29, 23],
    shares: [{ group: 29, key }],
  });
  const read = readHelloRecord(bytes);
  expect({
    ...read,
    extensions: [...read.extensions].map(([type, body]) => [type, hex(body)]),
  }).toEqual({
    version: 0x0304,
    suites: [0x1301, 0x1303],
    compression: [0],
    extensions: [
      [0x0000, `001100000e${Buffer.from("www.example.se").toString("hex")}`],
      [0xff01, "00"],
      [0x0017, ""],
      [0x000a, "0004001d0017"],
      [0x000b, "03000102"],
      [0x000d, "00020401"],
      [0x002b, "020304"],
      [0x002d, "0101"],
      [0x0033, `0024001d0020${hex(key)}`],
    ],
  });
  // The session's name is the random number, as middle boxes expect.
  expect(hex(bytes.subarray(43, 76))).toBe(`20${randomHex}`);
});

test("[L2] no hello is 256 to 511 octets long: some load balancers hang on those", () => {
  for (let count = 1; count < 300; count += 1) {
    const suites = Array.from({ length: count }, (_, at) => at);
    const size = writeClientHello({ ...small, suites }).length - 5;
    expect(size < 256 || size >= 512).toBe(true);
    expect(readHelloRecord(writeClientHello({ ...small, suites })).suites).toEqual(suites);
  }
});

test("[L3] the hello of SSLv2 has suites of three octets and a challenge", () => {
  expect(hex(writeSsl2Hello([0x010080, 0x0700c0], random))).toBe(
    `801f0100020006000000100100800700c0` + randomHex.slice(0, 32),
  );
});
