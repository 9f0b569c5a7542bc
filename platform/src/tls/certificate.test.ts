/** Certificates of our own, read by another's eyes: OpenSSL's, through Node. */
import { createPrivateKey, X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { selfSigned } from "./certificate.ts";

const fromMs = Date.UTC(2026, 10, 24);

test("[ST282] a certificate of our own says whom it is for, since when and how long", () => {
  const names = ["vallgrav.example.se", "127.0.0.1", "::1", "2001:db8::7:1"];
  const made = selfSigned({ names, fromMs, days: 397 });
  const read = new X509Certificate(made.certificate);
  expect(read.checkPrivateKey(createPrivateKey(made.key))).toBe(true);
  expect([read.verify(read.publicKey), read.ca]).toEqual([true, false]);
  expect(read.subject).toBe("CN=vallgrav.example.se");
  expect([read.checkHost("vallgrav.example.se"), read.checkHost("other.example.se")]).toEqual([
    "vallgrav.example.se",
    undefined,
  ]);
  for (const address of ["127.0.0.1", "::1", "2001:db8::7:1"])
    expect(read.checkIP(address)).toBe(address);
  expect([read.validFromDate.getTime(), read.validToDate.getTime()]).toEqual([
    fromMs,
    fromMs + 397 * 86_400_000,
  ]);
});

test("[ST282] two are never alike, and the year 2050 is written in full", () => {
  const late = { names: ["a.test"], fromMs: Date.UTC(2049, 11, 1), days: 60 };
  const [one, two] = [selfSigned(late), selfSigned(late)];
  const [first, second] = [
    new X509Certificate(one.certificate),
    new X509Certificate(two.certificate),
  ];
  expect(first.serialNumber === second.serialNumber || one.key === two.key).toBe(false);
  expect(first.validToDate.getUTCFullYear()).toBe(2050);
});
