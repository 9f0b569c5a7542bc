/** The thread that holds the rules: reads lines from the buffer and says what they came to. */
import { parentPort, workerData } from "node:worker_threads";
import { invariant } from "@vallgrav/kernel";
import { buildRuleSet } from "@vallgrav/sigma";
import { ownRules } from "./own-rules.ts";
import { readRules } from "./rule-files.ts";
import { activeOf, listRules } from "./rule-list.ts";
import { filesIn, openSpoolReader } from "./spool-reader.ts";
import type { ThreadAsked, ThreadGiven, ThreadSaid } from "./watch-thread.ts";
import { newWatcher } from "./watcher.ts";

const port = parentPort;
invariant(port !== null, "this is a thread");

/** Lines gone through at a time, some tens of milliseconds; of the longest ones, so many bytes. */
const batchLines = 2_000;
const batchBytes = 8_388_608;

const given = workerData as ThreadGiven;
const found = await readRules(given.rulePaths, ownRules());
const rules = found.ok ? found.rules : buildRuleSet(ownRules());
const watcher = newWatcher({ rules, tunings: given.tunings });
const reader = openSpoolReader(given.folder, filesIn(given.folder)[0] ?? given.from, given.keys);

function say(said: ThreadSaid): void {
  port?.postMessage(said, []);
}

let position = given.from;
// What lies behind is gone through again without telling: repeats and correlations remember it.
for (;;) {
  const behind = reader.read(position, batchLines, batchBytes);
  if (behind.length === 0) break;
  watcher.take(behind);
}
const list = listRules(rules);
say({
  kind: "ready",
  active: activeOf(list),
  refused:
    rules.inactive.length + found.problems.filter(({ severity }) => severity === "error").length,
  files: given.rulePaths,
  list,
});

port.on("message", ({ below }: ThreadAsked) => {
  const lines = reader.read(below, batchLines, batchBytes);
  const next = (lines.at(-1)?.number ?? position - 1) + 1;
  const watched = watcher.take(lines);
  say({ kind: "watched", from: position, next, watched });
  position = next;
});
