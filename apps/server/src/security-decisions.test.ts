/** The page on security decisions says what is in force. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  defaultSessionLimits,
  defaultThrottle,
  journeyMs,
  linkMs,
  passwordLength,
  providerLimits,
  tokenLimits,
} from "@vallgrav/platform/accounts";
import { defaultUploadLimits as archive } from "@vallgrav/platform/collect";
import { retentionDays } from "@vallgrav/platform/keeping";
import { expect, test } from "vitest";
import { requestsPerMinute } from "./app.ts";
import { attemptsPerMinute } from "./govern/session-routes.ts";
import { bodyLimitBytes } from "./problem-answer.ts";
import { defaultUploadLimits as upload } from "./uploads.ts";
import { visitorLimits } from "./visitors.ts";

const root = new URL("../../../", import.meta.url);

function read(path: string): string {
  return readFileSync(fileURLToPath(new URL(path, root)), "utf8");
}

const page = read("docs/security-decisions.md");

/** A ceiling of the readers, an engine that the server does not know: as its source has it. */
function reader(name: string): number {
  const source = read("engines/readers/src/lib/reading.ts");
  const defaults = source.slice(source.indexOf("defaultLimits: ReaderLimits"));
  const [, value = ""] = new RegExp(`\\b${name}: ([\\d_]+),`).exec(defaults) ?? [];
  return Number(value.replaceAll("_", ""));
}

const inForce: Readonly<Record<string, number>> = {
  "password-least": passwordLength.least,
  "password-most": passwordLength.most,
  "session-idle-hours": defaultSessionLimits.idleMs / 3_600_000,
  "session-hours": defaultSessionLimits.absoluteMs / 3_600_000,
  "link-hours": linkMs / 3_600_000,
  "name-free-failures": defaultThrottle.name.free,
  "name-longest-wait-seconds": defaultThrottle.name.longestWaitMs / 1000,
  "address-free-failures": defaultThrottle.address.free,
  "address-longest-wait-seconds": defaultThrottle.address.longestWaitMs / 1000,
  "token-days": tokenLimits.days,
  "tokens-per-account": tokenLimits.perAccount,
  "journey-minutes": journeyMs / 60_000,
  "provider-seconds": providerLimits.timeoutMs / 1000,
  "provider-bytes": providerLimits.answerBytes,
  "attempts-per-minute": attemptsPerMinute,
  "requests-per-minute": requestsPerMinute,
  connections: visitorLimits.connections,
  "connections-per-network": visitorLimits.connectionsOfOne,
  "body-bytes": bodyLimitBytes,
  "upload-files": upload.files,
  "upload-file-bytes": upload.fileBytes,
  "upload-total-bytes": upload.totalBytes,
  "archive-entries": archive.entries,
  "archive-file-bytes": archive.fileBytes,
  "archive-total-bytes": archive.totalBytes,
  "archive-ratio": archive.ratio,
  "reader-bytes": reader("bytes"),
  "reader-depth": reader("depth"),
  "reader-rows": reader("rows"),
  "reader-columns": reader("columns"),
  "reader-cells": reader("cells"),
  "reader-text": reader("stringLength"),
  "job-retention-days": retentionDays.jobs,
  "audit-detail-retention-days": retentionDays.auditDetails,
};

test("[SV25] every figure on the page is in force, and none is missing", () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (\d+) \|/gm)];
  const written = Object.fromEntries(rows.map(([, key = "", value]) => [key, Number(value)]));
  expect(written).toEqual(inForce);
  expect(rows.length).toBe(Object.keys(inForce).length);
});

test("[SV25] the algorithms on the page are those the code names", () => {
  const seals = read("platform/src/storage/sealer.ts") + read("platform/src/keeping/lock-files.ts");
  expect(page).toContain("AES-256-GCM");
  const ciphers = [...seals.matchAll(/"(aes-[a-z\d-]+|chacha[a-z\d-]+|des[a-z\d-]*)"/g)];
  expect(ciphers.length).toBeGreaterThan(1);
  expect(new Set(ciphers.map(([, name]) => name))).toEqual(new Set(["aes-256-gcm"]));
  const cost = /N: ([\d_]+), r: (\d+), p: (\d+)/.exec(seals)?.slice(1) ?? [];
  const [n, r, p] = cost.map((text) => text.replaceAll("_", ""));
  expect(page).toContain(`scrypt (N ${n}, r ${r}, p ${p})`);
  const hashes = read("platform/src/accounts/password-hash.ts");
  expect(hashes).toContain('"argon2id"');
  expect(hashes).toContain("memoryKib = 19_456");
  expect(page).toContain("Argon2id, 19 MiB, 2 passes, 1 lane");
});

/** Every source file that serves, with its text. */
function sources(): readonly (readonly [file: string, text: string])[] {
  return ["apps/server/src", "platform/src", "knowledge/src"].flatMap((folder) =>
    readdirSync(fileURLToPath(new URL(folder, root)), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !/\.test\.ts$|(?:^|\/)test\//.test(file))
      .map((file) => [`${folder}/${file}`, read(`${folder}/${file}`)] as const),
  );
}

test("[SV113] no regular expression is made of what comes from outside", () => {
  const all = sources();
  const making = all.filter(([, text]) => /\bRegExp\(/.test(text)).map(([file]) => file);
  // Paths of our own routes, which no request chooses.
  expect(making).toEqual(["apps/server/src/app.ts"]);
  expect(all.length).toBeGreaterThan(150);
});

test("[SV114] what nobody may guess comes from the system's own chance", () => {
  const all = sources();
  expect(all.filter(([, text]) => text.includes("Math.random")).map(([file]) => file)).toEqual([]);
  for (const file of ["tokens", "second-factors", "administration", "passkeys"])
    expect(read(`platform/src/accounts/${file}.ts`)).toMatch(
      /import \{[^}]*randomBytes[^}]*\} from "node:crypto"/,
    );
});

test("[SV118] the share of ASVS that is met does not fall", () => {
  const states = [...read("docs/asvs.csv").matchAll(/^V[\d.]+,[12],([a-z-]+),/gm)].map(
    ([, one]) => one,
  );
  const met = states.filter((state) => state === "met").length;
  const applicable = states.filter((state) => state !== "not-applicable").length;
  const share = met / applicable;
  process.stdout.write(`asvs: ${met} of ${applicable} met, ${(share * 100).toFixed(1)} %\n`);
  expect([states.length, share >= 0.85]).toEqual([253, true]);
});

test("[SV115] no page hinders pasting, and every field of a password says which it is", () => {
  const folder = fileURLToPath(new URL("apps/web/src", root));
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .map((file) => read(`apps/web/src/${file}`));
  expect(pages.filter((text) => /onPaste/.test(text))).toEqual([]);
  const fields = pages.flatMap(
    (text) => text.match(/<Field\b[^/]*?kind="password"[^/]*?\/>/gs) ?? [],
  );
  expect(fields.filter((field) => !/autoComplete="(?:current|new)-password"/.test(field))).toEqual(
    [],
  );
  expect(fields.length).toBeGreaterThan(3);
});
