/** The door of TLS: certificates of our own, and what inside TLS is taken. */
export { type Certified, type SelfSigned, selfSigned, selfSignedDays } from "./certificate.ts";
export { AcmeFailed, isAcmeUsable } from "./acme.ts";
export {
  type AcmeChoice,
  acmeFile,
  acmePair,
  type CertificateKeeping,
  isOwnMade,
  keepCertificate,
  newProofs,
  type Proofs,
} from "./keeping.ts";
export { tlsLeast } from "./suites.ts";
