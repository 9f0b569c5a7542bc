/**
 * A real disk that fills up and then cannot be written, under one store that stays open:
 * `unshare --mount node disk.ts <empty folder>`, for whoever may mount. Mounts a small file system
 * of memory in the folder, which goes with the process, and says as one JSON document what was.
 */
import { execFileSync } from "node:child_process";
import { rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { auditOf } from "../src/audit/index.ts";
import { openStore, type Store } from "../src/storage/index.ts";
import { at } from "../src/storage/test/samples.ts";

const [, , folder = ""] = process.argv;
const mount = (options: string, ...more: readonly string[]): void => {
  execFileSync("mount", ["-o", options, ...more, folder], { stdio: "pipe" });
};
const codeOf = (error: unknown): string => String(Reflect.get(Object(error), "code"));
/** What happens instead of an answer: the code of the failure. */
const codeFrom = (work: Promise<unknown>): Promise<string> => work.then(() => "done", codeOf);

/** Saves settings until one is refused. @returns how many were acknowledged, and the refusal */
async function fill(store: Store): Promise<{ readonly saved: number; readonly code: string }> {
  const value = "x".repeat(20_000);
  for (let saved = 0; saved < 10_000; saved += 1) {
    const code = await codeFrom(store.settings.save(`fill-${saved}`, value, 0));
    if (code !== "done") return { saved, code };
  }
  return { saved: 10_000, code: "never full" };
}

async function countKept(store: Store, saved: number): Promise<number> {
  let kept = 0;
  for (let number = 0; number < saved; number += 1)
    if ((await store.settings.load(`fill-${number}`)) !== null) kept += 1;
  return kept;
}

const event = (second: number) => ({
  actor: "system",
  action: "plan/view",
  object: "",
  outcome: "done" as const,
  at: at(second),
  detail: null,
});

mount("size=8m", "-t", "tmpfs", "tmpfs");
const address = join(folder, "vallgrav.db");
const store = await openStore(address);
const audit = auditOf(store.audit);
await audit.record(event(1));
// The rest of the disk belongs to somebody else, to the last byte.
const { bavail, bsize } = statfsSync(folder);
writeFileSync(join(folder, "ballast"), new Uint8Array(Math.max(0, bavail * bsize - 3_000_000)));
const full = await fill(store);
let recorded = 1;
let fullAudit = "done";
while (fullAudit === "done" && recorded < 10_000) {
  fullAudit = await codeFrom(audit.record(event(2)));
  if (fullAudit === "done") recorded += 1;
}
const keptWhileFull = await countKept(store, full.saved);
rmSync(join(folder, "ballast"));
const withRoom = await codeFrom(store.settings.save("after", "room", 0));
await audit.record(event(3));
recorded += 1;
await store.close();

mount("remount,ro");
const readOnly = await codeFrom(openStore(address));
mount("remount,rw");
const again = await openStore(address);
const verdict = await auditOf(again.audit).verify();
const report = {
  full: full.code,
  hasSaved: full.saved > 10,
  lost: full.saved - keptWhileFull + (full.saved - (await countKept(again, full.saved))),
  fullAudit,
  withRoom,
  readOnly,
  damage: await again.check(),
  isAuditWhole: verdict.firstBroken === null && verdict.entries === recorded,
};
await again.close();
process.stdout.write(`${JSON.stringify(report)}\n`);
