/** The door of TLS: certificates of our own, and what inside TLS is taken. */
export { type Certified, type SelfSigned, selfSigned, selfSignedDays } from "./certificate.ts";
export { tlsLeast } from "./suites.ts";
