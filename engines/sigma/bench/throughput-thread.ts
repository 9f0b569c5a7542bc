/** A thread of throughput.ts: compiles the rules, then matches all lines as often as it is told. */
import { parentPort, workerData } from "node:worker_threads";
import { archiveRules } from "../conformance/archive.ts";
import { windowsEvent } from "../conformance/windows-event.ts";
import { buildRuleSet, compileMatcher } from "../src/index.ts";

type Given = { readonly shared: string; readonly lines: readonly string[] };

const { shared, lines } = workerData as Given;
const matcher = compileMatcher(buildRuleSet(archiveRules(shared).documents).rules);

parentPort?.on("message", (rounds: number) => {
  let hits = 0;
  for (let round = 0; round < rounds; round += 1)
    for (const line of lines) hits += matcher.match(windowsEvent(JSON.parse(line))).rules.length;
  parentPort?.postMessage(hits, []);
});
