/**
 * Writes the first message of a conversation, as any client since SSLv2 could have: also with what
 * no maintained library will offer any more, so that a server's answer shows what it would accept.
 */
import { versionNumber } from "./parameters.ts";
import type { TlsVersion } from "./parameters.ts";

/** What a client says first. Lists stand in the order they are sent. */
export type ClientHello = {
  readonly version: Exclude<TlsVersion, "ssl2">;
  /** At most 16 000 suites; some servers read no more than 64. */
  readonly suites: readonly number[];
  /** 32 octets; they also stand as the session's name where TLS 1.3 wants one. */
  readonly random: Uint8Array;
  /** The host asked for, in ASCII; null for none, as with a bare address. */
  readonly serverName: string | null;
  readonly groups: readonly number[];
  readonly signatureSchemes: readonly number[];
  /** Methods of compression: 0 none, 1 DEFLATE. */
  readonly compression: readonly number[];
  /** Our part of the exchange in TLS 1.3, by group; none asks the server to name its group. */
  readonly shares: readonly { readonly group: number; readonly key: Uint8Array }[];
};

/** Writes octets and lengths known only afterwards. */
type Writer = { readonly bytes: number[] };

const put16 = (to: Writer, value: number): void => {
  to.bytes.push((value >> 8) & 0xff, value & 0xff);
};

/** Writes what `fill` writes, after its length in `octets` octets. */
function framed(to: Writer, octets: 1 | 2 | 3, fill: () => void): void {
  const at = to.bytes.length;
  for (let count = 0; count < octets; count += 1) to.bytes.push(0);
  fill();
  const size = to.bytes.length - at - octets;
  for (let count = 0; count < octets; count += 1)
    to.bytes[at + count] = (size >> (8 * (octets - 1 - count))) & 0xff;
}

function extension(to: Writer, type: number, fill: () => void): void {
  put16(to, type);
  framed(to, 2, fill);
}

/** A list of 16-bit numbers after its length in `octets` octets. */
function list16(to: Writer, octets: 1 | 2, values: readonly number[]): void {
  framed(to, octets, () => {
    for (const value of values) put16(to, value);
  });
}

function writeServerName(to: Writer, name: string): void {
  extension(to, 0x0000, () => {
    framed(to, 2, () => {
      to.bytes.push(0);
      framed(to, 2, () => {
        for (let at = 0; at < name.length; at += 1) to.bytes.push(name.charCodeAt(at) & 0x7f);
      });
    });
  });
}

function writeTls13(to: Writer, hello: ClientHello): void {
  extension(to, 0x002b, () => {
    list16(to, 1, [0x0304]);
  });
  extension(to, 0x002d, () => {
    framed(to, 1, () => to.bytes.push(1));
  });
  extension(to, 0x0033, () => {
    framed(to, 2, () => {
      for (const share of hello.shares) {
        put16(to, share.group);
        framed(to, 2, () => to.bytes.push(...share.key));
      }
    });
  });
}

/** Extensions by RFC 6066, 5746, 7627, 8422, 5246 and 8446, as far as the version knows them. */
function writeExtensions(to: Writer, hello: ClientHello): void {
  if (hello.serverName !== null) writeServerName(to, hello.serverName);
  extension(to, 0xff01, () => to.bytes.push(0));
  extension(to, 0x0017, () => undefined);
  if (hello.groups.length > 0)
    extension(to, 0x000a, () => {
      list16(to, 2, hello.groups);
    });
  extension(to, 0x000b, () => {
    framed(to, 1, () => to.bytes.push(0, 1, 2));
  });
  if (hello.version === "tls1.2" || hello.version === "tls1.3")
    extension(to, 0x000d, () => {
      list16(to, 2, hello.signatureSchemes);
    });
  if (hello.version === "tls1.3") writeTls13(to, hello);
}

/**
 * Some load balancers hang on a hello of 256 to 511 octets (RFC 7685 §1): such a one is padded to
 * 512. Called inside the extensions, whose frame is `before` octets into the message.
 */
function pad(to: Writer): void {
  // The record's own five octets stand in front of the message and are not counted.
  const size = to.bytes.length - 5;
  if (size < 256 || size > 511) return;
  extension(to, 0x0015, () => {
    while (to.bytes.length - 5 < 512) to.bytes.push(0);
  });
}

/**
 * The record that says hello. SSLv3 knows no extensions, so there the suite 0x00FF stands for
 * secure
 * renegotiation (RFC 5746 §3.3).
 */
export function writeClientHello(hello: ClientHello): Uint8Array {
  const to: Writer = { bytes: [22] };
  const isSsl3 = hello.version === "ssl3";
  const version = versionNumber(hello.version);
  put16(to, isSsl3 ? 0x0300 : 0x0301);
  framed(to, 2, () => {
    to.bytes.push(1);
    framed(to, 3, () => {
      put16(to, version > 0x0303 ? 0x0303 : version);
      to.bytes.push(...hello.random.subarray(0, 32));
      framed(to, 1, () => {
        if (hello.version === "tls1.3") to.bytes.push(...hello.random.subarray(0, 32));
      });
      list16(to, 2, isSsl3 ? [...hello.suites, 0x00ff] : hello.suites);
      framed(to, 1, () => to.bytes.push(...hello.compression));
      if (!isSsl3)
        framed(to, 2, () => {
          writeExtensions(to, hello);
          pad(to);
        });
    });
  });
  return Uint8Array.from(to.bytes);
}

/**
 * The hello of SSLv2 with its three-octet suites (SSL 2.0 specification §2.5). `random` gives the
 * challenge of 16 octets.
 */
export function writeSsl2Hello(suites: readonly number[], random: Uint8Array): Uint8Array {
  const to: Writer = { bytes: [] };
  framed(to, 2, () => {
    to.bytes.push(1);
    put16(to, 0x0002);
    put16(to, suites.length * 3);
    put16(to, 0);
    put16(to, 16);
    for (const suite of suites) to.bytes.push(suite >> 16, (suite >> 8) & 0xff, suite & 0xff);
    to.bytes.push(...random.subarray(0, 16));
  });
  to.bytes[0] = (to.bytes[0] ?? 0) | 0x80;
  return Uint8Array.from(to.bytes);
}
