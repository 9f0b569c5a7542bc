/**
 * TLS of our own: a certificate and key from files, read again when they change, or made by us
 * where nothing better has come. What is new and does not hold leaves the old one in force.
 */
import { createPrivateKey, X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import type { Server, ServerOptions } from "node:https";
import { join } from "node:path";
import { createSecureContext } from "node:tls";
import {
  type AcmeChoice,
  AcmeFailed,
  acmePair,
  type Certified,
  keepCertificate,
  newProofs,
  type Proofs,
  selfSigned,
  selfSignedDays,
  tlsLeast,
} from "@vallgrav/platform/tls";
import { writePrivately } from "./home-keys.ts";
import { type Log, logFailure } from "./log.ts";

/** Files of a certificate and its key. */
export type TlsFiles = {
  /** PEM: the server's own certificate first, then those between it and the root. */
  readonly certificateFile: string;
  /** PEM without passphrase. */
  readonly keyFile: string;
};

/**
 * Where certificate and key come from: files; `self`: made and kept beside the other keys; or an
 * authority that speaks ACME.
 */
export type TlsSettings = "self" | TlsFiles | { readonly acme: AcmeChoice };

/** What the server listens with. */
export type OwnTls = {
  readonly options: ServerOptions;
  /** Looks at the files time and again; what is new takes the old one's place. @returns the end */
  readonly follow: (server: Pick<Server, "setSecureContext">, everyMs: number) => () => void;
  /** What lies out for the authority while it looks; null where none is asked. */
  readonly proofs: Proofs | null;
};

/** How often the files are looked at. */
export const certificateCheckMs = 10_000;
/** A certificate of our own is made anew this long before its end. */
const renewBeforeMs = 30 * 86_400_000;

/** Reads a pair. @throws Error where one is missing, is none, or they do not belong together */
function readPair(files: TlsFiles): Certified {
  const certificate = readFileSync(files.certificateFile, "utf8");
  const key = readFileSync(files.keyFile, "utf8");
  if (!new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key)))
    throw new Error("the key is another certificate's");
  createSecureContext({ ...tlsLeast, cert: certificate, key });
  return { certificate, key };
}

/** Whether a certificate of ours can still be used, for all of these names. */
function isFresh({ certificate }: Certified, names: readonly string[], nowMs: number): boolean {
  const read = new X509Certificate(certificate);
  const isFor = (name: string): boolean =>
    (read.checkHost(name) ?? read.checkIP(name)) !== undefined;
  const isBegun = read.validFromDate.getTime() <= nowMs;
  return (
    isBegun &&
    read.validToDate.getTime() - renewBeforeMs > nowMs &&
    names.every((name) => isFor(name))
  );
}

/** The files of our own certificate, made where they are missing or soon too old. */
function ownPair(folder: string, names: readonly string[], nowMs: number): TlsFiles {
  const files = {
    certificateFile: join(folder, "tls.certificate"),
    keyFile: join(folder, "tls.key"),
  };
  if (existsSync(files.certificateFile) && existsSync(files.keyFile))
    try {
      if (isFresh(readPair(files), names, nowMs)) return files;
    } catch {
      // Half written or meddled with: a new one costs nothing.
    }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const made = selfSigned({ names, fromMs: nowMs - 3_600_000, days: selfSignedDays });
  writePrivately(files.keyFile, made.key);
  writePrivately(files.certificateFile, made.certificate);
  return files;
}

/** For whom a certificate of our own is made, and where it is kept. */
export type OwnPlace = {
  readonly keyFolder: string;
  readonly names: readonly string[];
  /** Those of the names that others know the machine by. */
  readonly hosts: readonly string[];
  readonly nowMs: number;
  readonly log: Log;
};

/** Why the authority gave no certificate: its own word, and nothing else of what it answered. */
function tellFailed(log: Log, error: unknown): void {
  if (error instanceof AcmeFailed)
    log("error", "tls/no-certificate", { code: error.code, detail: error.detail });
  else logFailure(log, "tls/no-certificate", error);
}

function filesOf(settings: TlsSettings, { keyFolder, names, nowMs }: OwnPlace): TlsFiles {
  if (settings === "self") return ownPair(keyFolder, names, nowMs);
  if (!("acme" in settings)) return settings;
  const file = acmePair({ keyFolder, names, write: writePrivately }, nowMs);
  return { certificateFile: file, keyFile: file };
}

/** Opens certificate and key. @throws Error where they cannot be used */
export function openTls(settings: TlsSettings, place: OwnPlace): OwnTls {
  const { keyFolder, hosts, log } = place;
  const files = filesOf(settings, place);
  const proofs = typeof settings === "object" && "acme" in settings ? newProofs() : null;
  let current = readPair(files);
  const optionsOf = ({ certificate, key }: Certified): ServerOptions => ({
    ...tlsLeast,
    cert: certificate,
    key,
  });
  const follow: OwnTls["follow"] = (server, everyMs) => {
    // The same trouble is told once.
    let told = "";
    const look = (): void => {
      try {
        const found = readPair(files);
        told = "";
        if (found.certificate === current.certificate && found.key === current.key) return;
        current = found;
        server.setSecureContext(optionsOf(found));
        place.log("info", "tls/new-certificate", {
          until: new X509Certificate(found.certificate).validToDate.toISOString(),
        });
      } catch (error) {
        const code = String(Reflect.get(Object(error), "code") ?? "tls/unfit");
        if (code !== told) place.log("error", "tls/kept-old-certificate", { code });
        told = code;
      }
    };
    const timer = setInterval(look, everyMs);
    timer.unref();
    const unkeep =
      proofs === null || typeof settings !== "object" || !("acme" in settings)
        ? null
        : keepCertificate({
            choice: settings.acme,
            names: hosts,
            keyFolder,
            proofs,
            write: writePrivately,
            failed: (error) => tellFailed(log, error),
          });
    return () => {
      clearInterval(timer);
      unkeep?.();
    };
  };
  return { options: optionsOf(current), follow, proofs };
}
