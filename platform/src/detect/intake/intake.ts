/** What every way in shares: where it listens, how it is secured, how lines are handed on. */
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import type { SecureContextOptions, TlsOptions } from "node:tls";
import { tlsLeast } from "../../tls/index.ts";
import type { Watch } from "../watch.ts";
import type { Place } from "./place.ts";

/** A way in that listens. */
export type Listener = {
  /** As it was configured, with the port it got: `relp 127.0.0.1:6514`. */
  readonly name: string;
  readonly port: number;
  /** Takes nothing new, hands on what has come, and closes; within that time. */
  readonly close: (graceMs: number) => Promise<void>;
};

/** What ways in need. */
export type IntakeRoom = {
  readonly watch: Watch;
  readonly nowMs: () => number;
  readonly onFailure: (code: string, error: unknown) => void;
};

/** Files of the certificate to show, and of whose certificates must be shown to us. */
export type Certificates = {
  readonly certificate: string;
  readonly key: string;
  /** Null: anybody may send. */
  readonly authority: string | null;
};

/** Ceilings of the ways in. */
export const intakeLimits = {
  /** Bytes of one line. */
  lineBytes: 262_144,
  /** Connections of one way in at once. */
  connections: 500,
  /** Of them from one address. */
  connectionsOfOne: 100,
  /** Time for a connection's handshake. */
  handshakeMs: 10_000,
  /** Bytes of one HTTP body, packed and unpacked. */
  bodyBytes: 67_108_864,
  /** Bytes of all HTTP bodies at once, with what their lines take while they are kept. */
  bodiesBytes: 268_435_456,
  /** Lines or documents of one request; shippers send some thousands. */
  requestLines: 131_072,
  /** Bytes that a line takes in memory beside its own, until it is on the disk. */
  lineOverhead: 512,
  /** UTF-16 code units of one event of a request; a longer one is a refused line. */
  eventLength: 1_048_576,
  /** Bytes of streams that are taken apart at once, all connections of a way in together. */
  takenBytes: 2_097_152,
  /** Bytes of a piece that is taken apart whatever others have brought. */
  smallBytes: 4_096,
  /** Lines of a RELP session that may have been sent before. */
  repeats: 2_048,
} as const;

/** A request has more lines than are taken, or more bytes. */
export class TooLarge extends Error {
  override readonly name: string = "TooLarge";
}

/** Options of TLS; at least version 1.2. @throws where a file cannot be read */
export function tlsOptions({
  certificate,
  key,
  authority,
}: Certificates): TlsOptions & SecureContextOptions {
  const options = {
    ...tlsLeast,
    cert: readFileSync(certificate),
    key: readFileSync(key),
    handshakeTimeout: intakeLimits.handshakeMs,
  } as const;
  return authority === null
    ? options
    : { ...options, ca: readFileSync(authority), requestCert: true, rejectUnauthorized: true };
}

/** Whether an address is of this machine alone. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** How a place is told. */
export function tellPlace(kind: string, { host }: Place, port: number): string {
  return `${kind} ${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

/** An address of IPv4 inside IPv6, as IPv4. */
export function plainAddress(address: string | undefined): string {
  return (address ?? "").replace(/^::ffff:(?=\d+\.)/, "");
}

/** Hands lines on; waits while the buffer is full. False: the watch is closing. */
export async function handOn(
  { watch }: IntakeRoom,
  lines: Parameters<Watch["take"]>[0],
): Promise<boolean> {
  if (watch.isFull()) await watch.whenRoom();
  try {
    await watch.take(lines);
    return true;
  } catch {
    return false;
  }
}
