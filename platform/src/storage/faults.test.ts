/** The short form of the fault suite, and the world going wrong in other ways. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test, vi } from "vitest";
import { killRounds } from "../../faults/kill-rounds.ts";
import { withdrawRounds } from "../../faults/withdraw-rounds.ts";
import { auditOf } from "../audit/index.ts";
import { openStore } from "./open-store.ts";
import { findBinaries, startCluster } from "./test/cluster.ts";
import { at } from "./test/samples.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-faults-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const event = (second: number) => ({
  actor: "system",
  action: "plan/view",
  object: "",
  outcome: "done" as const,
  at: at(second),
  detail: null,
});

/** Each kind of writing was acknowledged; how often depends on the machine. */
function expectWritten({ acknowledged }: Awaited<ReturnType<typeof killRounds>>): void {
  const { audit, checks, settings } = acknowledged;
  expect([audit > 0, checks > 0, settings > 0]).toEqual([true, true, true]);
  expect(audit + checks + settings).toBeGreaterThan(5);
}

test("[ST33] killed while writing, five times: nothing is lost or half", async () => {
  let step = 0;
  const spread = (): number => ((step += 1) * 0.37) % 1;
  const address = join(folder, "killed.db");
  const report = await killRounds({ address, rounds: 5, chance: spread });
  expect(report.faults).toEqual([]);
  expect(report.rounds).toBe(5);
  expectWritten(report);
}, 60_000);

test("[ID1380] killed while an import is taken back: it is there whole, or gone", async () => {
  const place = { address: join(folder, "taken-back", "vallgrav.db"), rows: 50 };
  mkdirSync(join(folder, "taken-back"));
  let step = 0;
  const spread = (): number => (step += 1) * 0.4;
  const report = await withdrawRounds({ ...place, folder: join(folder, "taken-back") }, 1, spread);
  expect([report.faults, report.rounds]).toEqual([[], 1]);
}, 60_000);

test("[ST50] PostgreSQL: killed while writing, the fifth time with its database", async () => {
  const binaries = findBinaries();
  if (binaries === null) return;
  const cluster = await startCluster(binaries);
  let step = 0;
  const spread = (): number => ((step += 1) * 0.61) % 1;
  const crashDatabase = vi.fn<() => Promise<void>>(() => cluster.crash());
  const address = await cluster.newDatabase();
  const report = await killRounds({ address, rounds: 5, chance: spread, crashDatabase });
  await cluster.stop();
  expect(report.faults).toEqual([]);
  expect([report.databaseKills, crashDatabase.mock.calls.length]).toEqual([1, 1]);
  expectWritten(report);
}, 120_000);

/** Whether file systems may be mounted here, for a process of one's own alone. */
function canMount(): boolean {
  const tried = spawnSync("unshare", ["--mount", "mount", "-t", "tmpfs", "tmpfs", folder]);
  return tried.status === 0;
}

test.skipIf(!canMount())(
  "[ST51] a real disk fills up, is emptied, and may not be written",
  () => {
    const script = fileURLToPath(new URL("../../faults/disk.ts", import.meta.url));
    const place = mkdtempSync(join(folder, "disk-"));
    const args = ["--mount", process.execPath, script, place];
    const run = spawnSync("unshare", args, { encoding: "utf8", timeout: 60_000 });
    expect([run.status, run.stderr]).toEqual([0, ""]);
    expect(JSON.parse(run.stdout)).toEqual({
      full: "storage/unavailable",
      hasSaved: true,
      lost: 0,
      fullAudit: "audit/unavailable",
      withRoom: "done",
      readOnly: "storage/unavailable",
      damage: [],
      isAuditWhole: true,
    });
  },
  90_000,
);

test("[ST34] a file that may not grow refuses the write whole; with room it goes on", async () => {
  const address = join(folder, "limited.db");
  const victim = fileURLToPath(new URL("../../faults/victim.ts", import.meta.url));
  // The shell's limit on file sizes stands in for a full disk; signals of it become errors.
  const line = `ulimit -f 6000; trap '' XFSZ; exec "$0" "$@"`;
  const args = ["-c", line, process.execPath, victim, address, "5a".repeat(32)];
  const run = spawnSync("sh", args, { encoding: "utf8", timeout: 30_000 });
  expect(run.status).toBe(1);
  expect(run.stderr).toContain("storage/unavailable");
  const said = run.stdout.split("\n").filter((one) => one.startsWith("setting "));
  expect(said.length).toBeGreaterThan(0);
  const { dataKeyOf } = await import("./sealer.ts");
  const keys = [dataKeyOf(Uint8Array.fromHex("5a".repeat(32)))];
  const store = await openStore(address, { keys });
  for (const one of said) {
    const [, name = "", value = ""] = one.split(" ");
    const expected = { value: { change: Number(value) }, version: 1 };
    expect(await store.settings.load(name)).toEqual(expected);
  }
  expect(await store.check()).toEqual([]);
  const audit = auditOf(store.audit);
  await audit.record(event(1));
  expect(await audit.verify()).toMatchObject({ firstBroken: null });
  await store.close();
}, 60_000);

test("[ST34] a clock that jumps back leaves the log whole and in its order", async () => {
  const store = await openStore(join(folder, "clock.db"));
  const audit = auditOf(store.audit);
  for (const second of [100, 5, 200, 0]) await audit.record(event(second));
  expect(await audit.verify()).toMatchObject({ entries: 4, firstBroken: null });
  expect((await audit.find({ from: at(50) }, 9)).map(({ seq }) => seq)).toEqual([3, 1]);
  await store.close();
});

test("[ST34] a folder that cannot be written is refused in words, and works again", async () => {
  const place = mkdtempSync(join(folder, "locked-"));
  chmodSync(place, 0o500);
  const address = join(place, "below", "vallgrav.db");
  const isRoot = process.getuid?.() === 0;
  const opened = await openStore(address).then(
    async (store) => {
      await store.close();
      return "opened";
    },
    (error: unknown) => Reflect.get(Object(error), "code"),
  );
  // Nothing is forbidden to root, and then there is nothing to refuse.
  expect(opened).toBe(isRoot ? "opened" : "storage/unavailable");
  chmodSync(place, 0o700);
  await (await openStore(address)).close();
});

test("[ST34] PostgreSQL gone: told as such; back again: the same store goes on", async () => {
  const binaries = findBinaries();
  if (binaries === null) return;
  const cluster = await startCluster(binaries);
  const store = await openStore(await cluster.newDatabase());
  const audit = auditOf(store.audit);
  await audit.record(event(1));
  await cluster.restart(async () => {
    await expect(audit.record(event(2))).rejects.toMatchObject({ code: "audit/unavailable" });
    await expect(store.settings.load("x")).rejects.toMatchObject({ code: "storage/unavailable" });
  });
  await audit.record(event(3));
  expect(await audit.verify()).toMatchObject({ entries: 2, firstBroken: null });
  await store.close();
  await cluster.stop();
}, 60_000);
