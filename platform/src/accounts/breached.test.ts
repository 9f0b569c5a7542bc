/** Leaked passwords in a file of somebody else's. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instantFromMs } from "@vallgrav/kernel";
import type { Instant } from "@vallgrav/kernel";
import { afterAll, expect, test } from "vitest";
import { onSqlite } from "../storage/test/contract.ts";
import { accountsOf, administrationOf } from "./index.ts";
import { breachedIn, examineBreached } from "./breached.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-breached-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function hashOf(password: string): string {
  return createHash("sha1").update(password).digest("hex").toUpperCase();
}

let files = 0;
function fileOf(text: string): string {
  files += 1;
  const path = join(folder, `${files}.txt`);
  writeFileSync(path, text);
  return path;
}

const many = Array.from({ length: 2_000 }, (_, at) => `lösenord nummer ${at}`);
const sorted = many.map(hashOf).toSorted();

test("[AC482] every line of a file in order is found, and nothing else", async () => {
  for (const [end, last] of [
    ["\r\n", "\r\n"],
    ["\n", ""],
  ] as const) {
    const path = fileOf(
      sorted.map((hash, at) => `${hash}:${at % 7 === 0 ? 1 : 98_765}`).join(end) + last,
    );
    expect(await examineBreached(path)).toMatchObject({ isGood: true });
    const isBreached = breachedIn(path);
    for (const password of many.filter((_, at) => at % 17 === 0 || at < 3))
      expect([password, await isBreached(password)]).toEqual([password, true]);
    for (const hash of [sorted[0], sorted.at(-1)]) {
      const password = many.find((one) => hashOf(one) === hash) ?? "";
      expect(await isBreached(password)).toBe(true);
    }
    for (let at = 0; at < 100; at += 1) expect(await isBreached(`annat ${at}`)).toBe(false);
  }
  const bare = fileOf(`${sorted.slice(0, 1).join("\n")}\n`);
  expect(await breachedIn(bare)(many.find((one) => hashOf(one) === sorted[0]) ?? "")).toBe(true);
});

test("[AC483] what is no such file is found out, and lets no password through", async () => {
  const bad = [
    fileOf(""),
    fileOf("hello\n"),
    fileOf(sorted.toReversed().join("\n")),
    fileOf("x".repeat(5_000)),
    fileOf(`${sorted.slice(0, 10).join("\n")}\n${"0".repeat(500)}\n`),
    join(folder, "none.txt"),
  ];
  for (const path of bad)
    expect([path, (await examineBreached(path)).isGood]).toEqual([path, false]);
  await expect(breachedIn(join(folder, "none.txt"))("x")).rejects.toThrow("ENOENT");
  await expect(breachedIn(bad[1] ?? "")("x")).rejects.toThrow("no hash");
});

onSqlite((stores) => {
  test("[AC484] a leaked password is refused wherever one is chosen", async () => {
    const store = await stores.open();
    const now = (): Instant => instantFromMs(0) as Instant;
    const leaked = "korrekt häst batteri 7";
    const options = { store, now, isBreached: breachedIn(fileOf(`${hashOf(leaked)}:3\r\n`)) };
    const accounts = accountsOf(options);
    const administration = administrationOf(options);
    const refused = { ok: false, problem: { code: "accounts/password-breached" } };
    const first = { name: "Astrid", password: leaked, address: "127.0.0.1" };
    expect(await accounts.firstRun(first)).toMatchObject(refused);
    const good = "en annan lång mening 9";
    expect(await accounts.firstRun({ ...first, password: good })).toMatchObject({ ok: true });
    const invited = await administration.invite({ name: "Bo", role: "auditor", unit: null });
    const token = invited.ok ? invited.value.token : "";
    expect(await administration.confirm(token, leaked)).toMatchObject(refused);
    expect(await administration.confirm(token, good)).toMatchObject({ ok: true });
    const [one] = await accounts.list();
    const change = { ...first, password: good, newPassword: leaked };
    expect(await accounts.changePassword(one?.id ?? "", change)).toMatchObject(refused);
  });
});
