/** The bill of materials: complete, closed, the same every time; and what licences may be in it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  billOf,
  isLicensed,
  type Lock,
  ownLock,
  partsOf,
  withProduct,
  writeChecksum,
} from "./sbom.ts";

const integrity = `sha512-${Buffer.alloc(64, 7).toString("base64")}`;

/** A product of two rooms, of which one needs an older `b` than the other. */
const lock: Lock = {
  "": { name: "house", version: "1.0.0", license: "Apache-2.0" },
  "apps/one": { name: "@h/one", version: "1.0.0", dependencies: { a: "1", b: "2" } },
  "node_modules/@h/one": { resolved: "apps/one", link: true },
  "node_modules/a": { version: "1.0.0", license: "MIT", integrity, dependencies: { b: "1" } },
  "node_modules/a/node_modules/b": { version: "1.0.0", license: "ISC", integrity },
  "node_modules/b": { version: "2.0.0", license: "(MIT OR GPL-3.0)", integrity },
  "node_modules/tests": { version: "9.0.0", license: "MIT", integrity },
};

test("[H280] each package that runs stands once, with those it really finds; tests do not", () => {
  const parts = partsOf(withProduct(lock), "");
  expect(parts.map(({ url, needs }) => [url, needs])).toEqual([
    ["pkg:npm/house@1.0.0", ["pkg:npm/%40h/one@1.0.0"]],
    ["pkg:npm/%40h/one@1.0.0", ["pkg:npm/a@1.0.0", "pkg:npm/b@2.0.0"]],
    ["pkg:npm/a@1.0.0", ["pkg:npm/b@1.0.0"]],
    ["pkg:npm/b@1.0.0", []],
    ["pkg:npm/b@2.0.0", []],
  ]);
});

test("[H280] the bill of this house is closed, hashed and the same every time", () => {
  const parts = partsOf(withProduct(ownLock()), "");
  const text = billOf(parts);
  expect(billOf(partsOf(withProduct(ownLock()), ""))).toBe(text);
  const urls = new Set(parts.map(({ url }) => url));
  expect(parts.flatMap(({ needs }) => needs).filter((url) => !urls.has(url))).toEqual([]);
  const foreign = parts.filter(({ name }) => !/^(?:@vallgrav\/.*|vallgrav)$/.test(name));
  expect(foreign.filter(({ sha512 }) => !/^[\da-f]{128}$/.test(sha512 ?? ""))).toEqual([]);
  const named = foreign.map(({ name }) => name);
  for (const name of ["fastify", "kysely", "pg", "react"]) expect(named).toContain(name);
  for (const name of ["vitest", "knip", "oidc-provider"]) expect(named).not.toContain(name);
  expect(JSON.parse(text)).toMatchObject({
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: expect.stringMatching(
      /^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/,
    ),
  });
  expect(foreign.length).toBeGreaterThan(100);
});

test("[H281] every package that runs is under a licence of the list", () => {
  const parts = partsOf(withProduct(ownLock()), "");
  expect(parts.filter(({ licence }) => !isLicensed(licence)).map(({ url }) => url)).toEqual([]);
  expect(["MIT", "(MIT OR GPL-3.0)", "GPL-3.0", "MIT AND GPL-3.0", null].map(isLicensed)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test("[H282] a checksum stands beside its file, as sha256sum writes it", () => {
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-sum-"));
  try {
    const file = join(folder, "a.tgz");
    writeFileSync(file, "content");
    const digest = createHash("sha256").update("content").digest("hex");
    expect(readFileSync(writeChecksum(file), "utf8")).toBe(`${digest}  a.tgz\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
