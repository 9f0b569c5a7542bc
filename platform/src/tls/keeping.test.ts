/** A certificate by ACME from the start to its renewal. */
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { AcmeFailed, type AcmePorts } from "./acme.ts";
import { acmeFile, acmePair, isCertificateFresh, newProofs, renewIfDue } from "./keeping.ts";
import { authorityOf } from "./test/authority.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const names = ["vallgrav.example.test"];
const choice = {
  directory: "https://ca.example.test/directory",
  contact: null,
  binding: null,
  authorities: null,
  hasAgreed: true,
};
const nowMs = Date.UTC(2026, 10, 24);
const dayMs = 86_400_000;
const write = (file: string, text: string): void => writeFileSync(file, text, { mode: 0o600 });

test("[ST705] our own until the authority answers; then its own, renewed in time", async () => {
  const keyFolder = mkdtempSync(join(tmpdir(), "vallgrav-acme-"));
  folders.push(keyFolder);
  const file = acmePair({ keyFolder, names, write }, nowMs);
  expect([file, statSync(file).mode & 0o777]).toEqual([acmeFile(keyFolder), 0o600]);
  expect(isCertificateFresh(file, names, nowMs)).toBe(false);
  const proofs = newProofs();
  const authority = authorityOf({ nowMs });
  const token = "a".repeat(32);
  const seen: (string | null)[] = [];
  // The authority looks where we lay.
  const ask: AcmePorts["ask"] = async (url, method, sent) => {
    if (url.includes("/challenge/")) {
      const path = `/.well-known/acme-challenge/${token}`;
      const proof = proofs.at(path);
      seen.push(proofs.at(`${path}x`), proofs.at(`/${token}`));
      if (proof !== null) authority.proofs.set(token, proof);
    }
    return authority.ask(url, method, sent);
  };
  const failures: unknown[] = [];
  const failed = (error: unknown): void => void failures.push(error);
  const wait = async (): Promise<void> => {};
  const keeping = { choice, names, keyFolder, proofs, write, failed, ask, wait };
  expect(await renewIfDue(keeping, () => nowMs)).toBe(true);
  expect(seen).toEqual([null, null]);
  expect(proofs.at(`/.well-known/acme-challenge/${token}`)).toBeNull();
  expect(isCertificateFresh(file, names, nowMs)).toBe(true);
  expect(isCertificateFresh(file, ["other.example.test"], nowMs)).toBe(false);
  // Of thirty days twenty-nine are left: nothing is asked again until a third is.
  expect(await renewIfDue(keeping, () => nowMs + 18 * dayMs)).toBe(false);
  const later = (): number => nowMs + 20 * dayMs;
  expect(isCertificateFresh(file, names, later())).toBe(false);
  // What cannot be had is told of, and the old one stays.
  const pem = readFileSync(file, "utf8");
  const down = (): Promise<never> => Promise.reject(new Error("no answer"));
  expect(await renewIfDue({ ...keeping, ask: down }, later)).toBe(false);
  const bad = authorityOf({ nowMs, cannotReach: true });
  expect(await renewIfDue({ ...keeping, ask: bad.ask }, later)).toBe(false);
  expect(failures.map((one) => (one instanceof AcmeFailed ? one.code : String(one)))).toEqual([
    "Error: no answer",
    "tls/acme-not-proved",
  ]);
  expect(readFileSync(file, "utf8")).toBe(pem);
  expect(acmePair({ keyFolder, names, write }, nowMs)).toBe(file);
  expect(new X509Certificate(readFileSync(file)).checkHost(names[0] ?? "")).toBe(names[0]);
});
