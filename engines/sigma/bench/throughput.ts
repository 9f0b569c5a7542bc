/**
 * Measures reading, compiling and matching of the sample events, each in twenty variants:
 * `node engines/sigma/bench/throughput.ts SHARED [ROUNDS]`.
 * CPU time of this process, which other load on the machine lengthens less than the clock does; the
 * median of the rounds, and the best, which other load disturbed least. Beside the matching stands
 * `JSON.parse` of the same lines, as a measure of the machine. Two threads go by the clock.
 */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { archiveRules, sampleCases } from "../conformance/archive.ts";
import { windowsEvent } from "../conformance/windows-event.ts";
import type { EventFields, SigmaEvent } from "../src/index.ts";
import { buildRuleSet, compileMatcher, interpret, isForSource, parseSigma } from "../src/index.ts";

const [shared = "../shared/data", roundsText = "2000"] = process.argv.slice(2);
const rounds = Math.ceil(Number(roundsText) / 20);

function seconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function say(name: string, value: number | string): void {
  const shown = typeof value === "number" ? value.toPrecision(4) : value;
  process.stdout.write(`${name.padEnd(44)} ${shown}\n`);
}

const { texts, documents } = archiveRules(shared);
const rules = buildRuleSet(documents);
/**
 * An event with a time, numbers and ends of its own, as no two events of a log are quite alike: a
 * matcher that remembers texts must not remember those.
 */
function varied(event: EventFields, turn: number): EventFields {
  const fields: Record<string, EventFields[string]> = { ...event };
  const { CommandLine: line, TargetFilename: file, ProcessGuid: guid } = event;
  if (typeof line === "string") fields["CommandLine"] = `${line} #${turn}`;
  if (typeof file === "string") fields["TargetFilename"] = file.replace(/(?=[^\\]*$)/, `${turn}\\`);
  if (typeof guid === "string") fields["ProcessGuid"] = guid.slice(0, -6) + String(100_000 + turn);
  if ("ProcessId" in event) fields["ProcessId"] = 1_000 + turn;
  if ("UtcTime" in event)
    fields["UtcTime"] = `2026-11-29 12:00:${String(turn % 60).padStart(2, "0")}.${turn}`;
  return fields;
}

const variants = 20;
const cases = sampleCases(shared).flatMap(({ events: all }) => all);
const lines = Array.from({ length: variants }, (_, variant) =>
  cases.map((one, place) => JSON.stringify(varied(one, variant * cases.length + place))),
).flat();
const bytes = lines.reduce((sum, line) => sum + line.length, 0);
say("rules", String(rules.rules.length));
say(
  "reading all rules, s",
  seconds(() => texts.map(([name, text]) => parseSigma(name, text))),
);
const matcher = compileMatcher(rules.rules);
const first = (): void => {
  for (const line of lines) matcher.match(windowsEvent(JSON.parse(line)));
};
say("compiling for the sources of the samples, s", seconds(first));
say("bytes per event", bytes / lines.length);
let hits = 0;
const tried = matcher.tried();
// Half of the rounds warm up.
for (let round = 0; round < rounds; round += 1) first();
const parsing = seconds(() => {
  for (let round = 0; round < rounds; round += 1) for (const line of lines) JSON.parse(line);
});
const rates: number[] = [];
for (let round = 0; round < rounds; round += 1)
  rates.push(
    lines.length /
      seconds(() => {
        for (const line of lines)
          hits += matcher.match(windowsEvent(JSON.parse(line))).rules.length;
      }),
  );
rates.sort((a, b) => a - b);
const median = rates[rates.length >> 1] ?? 0;
const events = rounds * lines.length;
say("candidate rules per event", (matcher.tried() - tried) / events / 2);
say("hits per event", hits / events);
say("events/s, JSON.parse alone", events / parsing);
say("events/s, JSON.parse and all rules, median", median);
say("  best round", rates.at(-1) ?? 0);
say("all rules, as multiple of JSON.parse", events / parsing / median);

/** The hits of one variant of each event, by the matcher and by the plain meaning. */
function hitList(find: (event: SigmaEvent) => readonly number[]): string {
  const list = lines.slice(0, cases.length).map((line) => find(windowsEvent(JSON.parse(line))));
  return createHash("sha256").update(JSON.stringify(list)).digest("hex").slice(0, 16);
}

say(
  "hit list",
  hitList((one) => matcher.match(one).rules),
);
say(
  "  by the plain meaning",
  hitList((one) =>
    rules.rules.flatMap(({ rule, condition }, place) =>
      isForSource(rule.logSource, one.source) && interpret(condition, one) ? [place] : [],
    ),
  ),
);

/** Events a second of two threads that do the same at once, by the clock. */
async function together(threads: number): Promise<number> {
  const file = new URL("throughput-thread.ts", import.meta.url);
  const workers = Array.from(
    { length: threads },
    () => new Worker(file, { workerData: { shared, lines } }),
  );
  const run = async (): Promise<void> => {
    await Promise.all(
      workers.map((worker) => {
        worker.postMessage(rounds, []);
        return once(worker, "message");
      }),
    );
  };
  await run();
  const beginMs = performance.now();
  await run();
  const tookMs = performance.now() - beginMs;
  await Promise.all(workers.map((worker) => worker.terminate()));
  return (threads * events) / (tookMs / 1_000);
}

say("events/s, two threads, by the clock", await together(2));

// "Invoke-Obfuscation Via Use Clip": each part of the expression can begin almost anywhere.
const expression = /echo.*clip.*&&.*(?:Clipboard|i`?n`?v`?o`?k`?e`?)/i;
const hostile = (length: number): string => "echoclip&&".repeat(length / 10);
const source = { product: "windows", service: "sysmon", categories: ["process_creation"] };
const fields = { EventID: 1, Image: "C:\\Windows\\System32\\cmd.exe" };
const eventOf = (CommandLine: string): SigmaEvent => ({
  source,
  fields: { ...fields, CommandLine },
  text: null,
  timeMs: null,
});
const event = eventOf(hostile(8_192));
let undecided = 0;
const ours = seconds(() => {
  undecided = matcher.match(event).undecided.length;
});
const theirs = seconds(() => expression.test(hostile(2_048)));
say("hostile line of 8 KiB, all rules, ms", ours * 1_000);
say("  rules left undecided", String(undecided));
say("  V8 on 2 KiB of it, one expression, ms", theirs * 1_000);
