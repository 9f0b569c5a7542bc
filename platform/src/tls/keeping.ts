/**
 * Keeps the certificate of an authority that speaks ACME: obtained at the first start, renewed when
 * a third of its time is left, tried again each hour where that failed. Whoever follows the file
 * takes what is new into use; until there is anything the server has a certificate of our own.
 */
import { X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type AcmePorts, type AcmeSettings, newAcmeKey, obtainCertificate } from "./acme.ts";
import { acmeFetch } from "./acme-fetch.ts";
import { selfSigned, selfSignedDays } from "./certificate.ts";

/** The authority, and whom to trust when speaking to it. */
export type AcmeChoice = AcmeSettings & {
  /** PEM of whom to trust besides the system's, for an authority of one's own; null: nobody. */
  readonly authorities: string | null;
  /** Whether whoever runs the machine has agreed to the authority's terms. */
  readonly hasAgreed: boolean;
};

/** Proofs that lie out for the authority while it looks. */
export type Proofs = {
  readonly lay: AcmePorts["prove"];
  /** The proof at a path; null where there is none. */
  readonly at: (path: string) => string | null;
};

const proofPath = "/.well-known/acme-challenge/";
const renewEveryMs = 3_600_000;

/** A place for proofs. */
export function newProofs(): Proofs {
  const laid = new Map<string, string>();
  return {
    lay: (token, proof) => {
      laid.set(token, proof);
      return () => void laid.delete(token);
    },
    at: (path) =>
      path.startsWith(proofPath) ? (laid.get(path.slice(proofPath.length)) ?? null) : null,
  };
}

/** The file of certificate and key, in one so that both change at once. */
export function acmeFile(keyFolder: string): string {
  return join(keyFolder, "acme.pem");
}

/** The certificate in the file; null where there is none that can be read. */
function certificateIn(file: string): X509Certificate | null {
  try {
    return new X509Certificate(readFileSync(file));
  } catch {
    return null;
  }
}

/** Whether nobody vouches for it: then it is one of our own making. */
export function isOwnMade(certificate: X509Certificate): boolean {
  return certificate.issuer === certificate.subject && certificate.verify(certificate.publicKey);
}

/** Whether an authority's is there for all names, with more than a third of its time left. */
export function isCertificateFresh(file: string, names: readonly string[], nowMs: number): boolean {
  const found = certificateIn(file);
  if (found === null || isOwnMade(found)) return false;
  const [from, to] = [found.validFromDate.getTime(), found.validToDate.getTime()];
  const isFor = (name: string): boolean => found.checkHost(name) !== undefined;
  return to - nowMs > (to - from) / 3 && names.every((name) => isFor(name));
}

/** The file, with a certificate of our own in it where there is none that can be used. */
export function acmePair(
  { keyFolder, names, write }: Pick<CertificateKeeping, "keyFolder" | "names" | "write">,
  nowMs: number,
): string {
  const file = acmeFile(keyFolder);
  const found = certificateIn(file);
  if (found !== null && found.validToDate.getTime() > nowMs) return file;
  mkdirSync(keyFolder, { recursive: true, mode: 0o700 });
  const made = selfSigned({ names, fromMs: nowMs - 3_600_000, days: selfSignedDays });
  write(file, made.certificate + made.key);
  return file;
}

function accountKeyIn({ keyFolder, write }: CertificateKeeping): string {
  const file = join(keyFolder, "acme-account.key");
  if (!existsSync(file)) write(file, newAcmeKey());
  return readFileSync(file, "utf8");
}

/** What keeping needs. */
export type CertificateKeeping = {
  readonly choice: AcmeChoice;
  /** Names of the machine, without addresses. */
  readonly names: readonly string[];
  readonly keyFolder: string;
  readonly proofs: Proofs;
  /** Writes a file for its owner alone, whole or not at all. */
  readonly write: (file: string, text: string) => void;
  /** Told why there is no certificate. */
  readonly failed: (error: unknown) => void;
  /** Asks the authority; over HTTPS where none is given. */
  readonly ask?: AcmePorts["ask"];
  readonly wait?: AcmePorts["wait"];
};

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });

/** Obtains a certificate where one is due. @returns whether one was written */
export async function renewIfDue(
  keeping: CertificateKeeping,
  nowMs: () => number,
): Promise<boolean> {
  const { choice, names, keyFolder, proofs, write, failed } = keeping;
  const file = acmeFile(keyFolder);
  if (isCertificateFresh(file, names, nowMs())) return false;
  const ask = keeping.ask ?? acmeFetch(choice.authorities);
  const ports: AcmePorts = { ask, prove: proofs.lay, wait: keeping.wait ?? pause, nowMs };
  try {
    const accountKey = accountKeyIn(keeping);
    const made = await obtainCertificate(choice, { names, accountKey }, ports);
    write(file, made.certificate + made.key);
    return true;
  } catch (error) {
    failed(error);
    return false;
  }
}

/** Looks now and each hour; a look that is still under way is not doubled. @returns the end */
export function keepCertificate(keeping: CertificateKeeping): () => void {
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    await renewIfDue(keeping, () => Date.now());
    isLooking = false;
  };
  void look();
  const timer = setInterval(() => void look(), renewEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}
