/** Lines, rules and a watch for tests. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instantFromMs, type Instant } from "@vallgrav/kernel";
import { afterEach } from "vitest";
import { openStore, type Store } from "../../storage/index.ts";
import { openWatch, type Watch, type WatchInput } from "../watch.ts";
import type { ReceivedLine } from "../spool-format.ts";

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

/** A folder that is gone after the test. */
export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-watch-"));
  opened.push(() => Promise.resolve(rmSync(folder, { recursive: true, force: true })));
  return folder;
}

/** 2026-11-30 10:00 UTC. */
export const startMs: number = Date.UTC(2026, 10, 30, 10);

/** A line of syslog so many seconds after the start. */
export function line(text: string, change: Partial<ReceivedLine> & { at?: number } = {}) {
  const { at = 0, ...rest } = change;
  const ms = startMs + at * 1_000;
  const time = new Date(ms).toISOString();
  return {
    source: "s",
    receivedMs: ms,
    mayRepeat: false,
    bytes: Buffer.from(`<38>1 ${time} srv-1.example.test sshd 1 - - ${text}`),
    ...rest,
  } satisfies ReceivedLine;
}

/** A rule that holds of lines with "Failed password", and a correlation over three of them. */
export const sshRules = `
title: Failed password
id: 5a4f0c3e-0000-4000-8000-000000000001
name: failed_password
level: medium
tags: [attack.t1110.001]
logsource: { product: linux, service: sshd }
detection:
  selection: { message|contains: Failed password }
  condition: selection
---
title: Many failed passwords
id: 5a4f0c3e-0000-4000-8000-000000000002
level: high
tags: [attack.t1110]
correlation:
  type: event_count
  rules: [failed_password]
  group-by: [hostname]
  timespan: 5m
  condition: { gte: 3 }
  generate: true
`;

/** A store in a file; closed after the test. */
export async function newStore(folder: string): Promise<Store> {
  const store = await openStore(join(folder, "vallgrav.db"));
  opened.push(() => store.close());
  return store;
}

/** A watch over a folder with the rules above; closed after the test. */
export async function newWatch(
  folder: string,
  store: Store,
  change: Partial<WatchInput> & { readonly failures?: string[] } = {},
): Promise<Watch> {
  const rules = join(folder, "ssh.yml");
  writeFileSync(rules, sshRules);
  const { failures = [], ...rest } = change;
  const watch = await openWatch({
    store,
    folder: join(folder, "watch"),
    rulePaths: () => [rules],
    now: () => instantFromMs(startMs) as Instant,
    onFailure: (code, error) => failures.push(`${code} ${String(error)}`),
    ...rest,
  });
  opened.push(() => watch.close(0));
  return watch;
}
