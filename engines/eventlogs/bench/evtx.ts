/**
 * Measures the reading of EVTX: `node engines/eventlogs/bench/evtx.ts SHARED [ROUNDS] [PYTHON]`.
 *
 * All attack samples are read so many times over from memory on one thread; a record counts when
 * every value of its System and its data is a text. The sum printed is over all names and values
 * of one round: it must be the same for every round, so that nothing was left unread. Before the
 * figure half as many rounds warm up, after which every definition is known, as after the first
 * chunks of a large log. Time is CPU time of this process.
 *
 * With a Python that has the package evtx (bindings of the Rust crate of that name) the crate makes
 * JSON of the same records in the same run, the nearest that it offers to texts.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { type EvtxOptions, type LogRecord, readEvtx } from "../src/index.ts";

const [shared = "../shared/data", roundsText = "40", python] = process.argv.slice(2);
const rounds = Number(roundsText);
const folder = join(shared, "evtx-attack-samples");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".evtx"))
  .sort();
const logs = files.map((name) => readFileSync(join(folder, name)));

function seconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function say(name: string, value: number | string): void {
  const shown = typeof value === "number" ? value.toPrecision(4) : value;
  process.stdout.write(`${name.padEnd(52)} ${shown}\n`);
}

/** A sum over every letter: it can only be made of texts that are there. */
function sumOf(start: number, { names, values }: LogRecord): number {
  let sum = start;
  for (const text of [...names, ...values.flat()])
    for (let place = 0; place < text.length; place += 1)
      sum = Math.imul(sum ^ text.charCodeAt(place), 0x01_00_01_93);
  return sum;
}

let sum = 0;
let records = 0;
let fields = 0;
let bytes = 0;
for (const log of logs) {
  bytes += log.length;
  readEvtx("x", log, (record) => {
    sum = sumOf(sum, record);
    if (record.values.flat().every((value) => typeof value === "string")) records += 1;
    fields += record.values.length;
  });
}

/** What is kept of each record, so that nothing of it can be left out as unused. */
let letters = 0;
const taking = (record: LogRecord): void => {
  for (const value of record.values) letters += value.length;
};
function round(options: Partial<EvtxOptions>): number {
  const took = seconds(() => {
    for (const log of logs) readEvtx("x", log, taking, options);
  });
  return records / took;
}

/** Records a second, round by round: the median, and the best, which others disturbed least. */
function rates(options: Partial<EvtxOptions>): readonly [median: number, best: number] {
  const all = Array.from({ length: rounds }, () => round(options)).sort((a, b) => a - b);
  return [all[all.length >> 1] ?? 0, all.at(-1) ?? 0];
}

say("files", String(logs.length));
say("records", String(records));
say("fields per record", fields / records);
say("bytes per record, files as they lie", bytes / records);
say("sum over all names and values", (sum >>> 0).toString(16));
for (let turn = 0; turn < rounds / 2; turn += 1) round({});
const [plain, best] = rates({});
say("records/s/core, median of rounds", plain);
say("  best round", best);
const [checked] = rates({ crc32: (part) => crc32(part) });
say("records/s/core, checksums too", checked);
say("letters of values, all rounds", String(letters));

if (python !== undefined) {
  const program = `
import os, sys, time
from evtx import PyEvtxParser
files = [os.path.join(d, f) for d, _, fs in os.walk(sys.argv[1]) for f in fs if f.endswith(".evtx")]
rounds, records, letters, begin = int(sys.argv[2]), 0, 0, time.process_time()
for _ in range(rounds):
    for name in files:
        for record in PyEvtxParser(name, number_of_threads=1).records_json():
            records += 1
            letters += len(record["data"])
print(records / (time.process_time() - begin))
`;
  const peer = spawnSync(python, ["-c", program, folder, String(Math.ceil(rounds / 4))], {
    encoding: "utf8",
  });
  say("records/s/core, crate evtx through Python, to JSON", Number(peer.stdout));
}
