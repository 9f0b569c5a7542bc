/**
 * `npm run faults -- watch [lines] [kills] [seed]`: rsyslog hands so many lines over (default
 * 100 000) by RELP inside TLS, and the receiver is killed so often (default 50).
 * `npm run faults -- http [lines] [kills] [seed]`: the same by Splunk's collector and
 * Elasticsearch's bulk, from a shipper that sends a request again until it is answered.
 * `npm run faults -- stops [lines] [stops]`: it sends so many lines (default 100 000) by plain
 * syslog inside TLS, and the receiver is stopped in order so often (default 5).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { findRsyslog } from "./log-receiver.ts";
import { httpRounds } from "./http-rounds.ts";
import { relpRounds, type RelpReport } from "./relp-rounds.ts";
import { syslogStops } from "./syslog-stops.ts";

type Words = readonly string[];

/** A run with a folder, seeded chance and the words that name its size. */
type Play = (given: {
  readonly folder: string;
  readonly lines: number;
  readonly kills: number;
  readonly chance: () => number;
  readonly mostMs: number;
  readonly onKill: (kill: number) => void;
}) => Promise<RelpReport>;

/** Plays and says what came of it. @returns the exit code */
async function runKills(words: Words, play: Play): Promise<0 | 1> {
  const [linesText = "100000", killsText = "50", seed = "4711"] = words;
  const [lines, kills] = [Number(linesText), Number(killsText)];
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-kills-"));
  const stream = seeded(drawKey("relp"), seed);
  let drawn = 0;
  const beganMs = performance.now();
  try {
    const { killedAt, received, counts, told, faults } = await play({
      folder,
      lines,
      kills,
      chance: () => block(stream, (drawn += 1), 0).high / 2 ** 32,
      mostMs: 3_600_000,
      onKill: (kill) => process.stderr.write(`${kill} of ${kills} kills\n`),
    });
    for (const fault of faults) process.stdout.write(`${fault}\n`);
    process.stdout.write(
      `lines: ${lines}, kills: ${killedAt.length} of ${kills}, seed ${seed}, ` +
        `${Math.round((performance.now() - beganMs) / 1_000)} s\n` +
        `received ${received} = parsed ${counts.parsed} + refused ${counts.refused} + ` +
        `repeated ${counts.repeated}; told ${told}\n` +
        `killed after bytes: ${killedAt.join(" ")}\n` +
        `${faults.length === 0 ? "1 passed, 0 failed" : "0 passed, 1 failed"}\n`,
    );
    return faults.length === 0 && killedAt.length === kills ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function areCounts([lines = "1", times = "1"]: Words): boolean {
  return Number(lines) > 0 && Number(times) >= 0;
}

function usage(text: string): 2 {
  process.stderr.write(`usage: npm run faults -- ${text}\n`);
  return 2;
}

/** rsyslog by RELP inside TLS. @returns the exit code */
export async function runWatch(words: Words): Promise<0 | 1 | 2> {
  const rsyslog = findRsyslog();
  if (rsyslog === null || !areCounts(words))
    return usage("watch [lines] [kills] [seed]; needs rsyslog");
  return runKills(words, (given) => relpRounds({ ...given, rsyslog }));
}

/** A shipper by HTTP. @returns the exit code */
export async function runHttp(words: Words): Promise<0 | 1 | 2> {
  if (!areCounts(words)) return usage("http [lines] [kills] [seed]");
  return runKills(words, httpRounds);
}

/** Stops the receiver of plain syslog. @returns the exit code */
export async function runStops(words: Words): Promise<0 | 1 | 2> {
  const [linesText = "100000", stopsText = "5"] = words;
  const [lines, stops] = [Number(linesText), Number(stopsText)];
  const rsyslog = findRsyslog();
  if (rsyslog === null || !areCounts(words)) return usage("stops [lines] [stops]; needs rsyslog");
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-stops-"));
  const beganMs = performance.now();
  try {
    const report = await syslogStops({ rsyslog, folder, lines, stops, mostMs: 1_800_000 });
    const { received, counts, faults } = report;
    for (const fault of faults) process.stdout.write(`${fault}\n`);
    process.stdout.write(
      `lines: ${lines}, stops: ${stops}, ` +
        `${Math.round((performance.now() - beganMs) / 1_000)} s\n` +
        `received ${received} = parsed ${counts.parsed} + refused ${counts.refused}; ` +
        `sent twice ${received - lines}\n` +
        `${faults.length === 0 ? "1 passed, 0 failed" : "0 passed, 1 failed"}\n`,
    );
    return faults.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
