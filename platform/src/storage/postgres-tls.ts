/**
 * Whether a PostgreSQL is spoken to inside TLS, from its address: on this machine if asked for,
 * elsewhere always, unless `sslmode=disable` says otherwise in so many words. There is no mode in
 * between: inside TLS the certificate must hold and be for that machine (libpq's `verify-full`).
 */
import { readFileSync } from "node:fs";
import { checkServerIdentity, type ConnectionOptions } from "node:tls";
import { tlsLeast } from "../tls/index.ts";
import { StoreError } from "./store-error.ts";

/** Parameters of an address that speak of TLS: ours to read, not the driver's. */
const spoken = new Set([
  "ssl",
  "sslmode",
  "sslrootcert",
  "sslcert",
  "sslkey",
  "sslnegotiation",
  "uselibpqcompat",
]);

/** An address without its words on TLS, and what they mean. */
export type PostgresAddress = {
  readonly address: string;
  /** False: plain. */
  readonly ssl: ConnectionOptions | false;
};

function fileIn(path: string | null): string | undefined {
  if (path === null) return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new StoreError("storage/needs-ca", error);
  }
}

/** Name or address of the machine, or the folder of a socket; empty where none is said. */
function hostOf(base: string, query: URLSearchParams): string {
  const said = query.get("host");
  if (said !== null) return said;
  const host = URL.canParse(base) ? new URL(base).hostname : "";
  return decodeURIComponent(host).replace(/^\[(.+)\]$/, "$1");
}

function isHere(host: string): boolean {
  const isLoopback = /^(?:localhost|::1|127(?:\.\d{1,3}){3})$/i.test(host);
  return host === "" || host.startsWith("/") || isLoopback;
}

/** Reads an address. @throws {StoreError} `storage/needs-ca` where a file it names is not there */
export function postgresAddress(whole: string): PostgresAddress {
  const at = whole.indexOf("?");
  const base = at < 0 ? whole : whole.slice(0, at);
  const query = new URLSearchParams(at < 0 ? "" : whole.slice(at + 1));
  const [mode, host] = [query.get("sslmode"), hostOf(base, query)];
  const isAsked = [...query.keys()].some((name) => spoken.has(name));
  if (!isAsked && isHere(host)) return { address: whole, ssl: false };
  const [authority, cert, key] = ["sslrootcert", "sslcert", "sslkey"].map((name) =>
    fileIn(query.get(name)),
  );
  const left = [...query].filter(([name]) => !spoken.has(name));
  const rest = new URLSearchParams(left).toString();
  const address = rest === "" ? base : `${base}?${rest}`;
  if (mode === "disable") return { address, ssl: false };
  const ssl: ConnectionOptions = {
    ...tlsLeast,
    rejectUnauthorized: true,
    // The driver tells no name where the machine is said by its number.
    checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate),
    ...(authority === undefined ? {} : { ca: authority }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
  return { address, ssl };
}
