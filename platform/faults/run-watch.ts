/**
 * `npm run faults -- watch [lines] [kills] [seed]`: rsyslog hands so many lines over (default
 * 100 000) by RELP inside TLS, and the receiver is killed so often (default 50).
 * `npm run faults -- stops [lines] [stops]`: it sends so many lines (default 100 000) by plain
 * syslog inside TLS, and the receiver is stopped in order so often (default 5).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { findRsyslog } from "./log-receiver.ts";
import { relpRounds } from "./relp-rounds.ts";
import { syslogStops } from "./syslog-stops.ts";

/** Runs it and says what came of it. @returns the exit code */
export async function runWatch(words: readonly string[]): Promise<0 | 1 | 2> {
  const [linesText = "100000", killsText = "50", seed = "4711"] = words;
  const [lines, kills] = [Number(linesText), Number(killsText)];
  const rsyslog = findRsyslog();
  if (rsyslog === null || !(lines > 0) || !(kills >= 0)) {
    process.stderr.write("usage: npm run faults -- watch [lines] [kills] [seed]; needs rsyslog\n");
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-relp-"));
  const stream = seeded(drawKey("relp"), seed);
  let drawn = 0;
  const beganMs = performance.now();
  try {
    const report = await relpRounds({
      rsyslog,
      folder,
      lines,
      kills,
      chance: () => block(stream, (drawn += 1), 0).high / 2 ** 32,
      mostMs: 3_600_000,
      onKill: (kill) => process.stderr.write(`${kill} of ${kills} kills\n`),
    });
    const { killedAt, received, counts, told, faults } = report;
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

/** Stops the receiver of plain syslog. @returns the exit code */
export async function runStops(words: readonly string[]): Promise<0 | 1 | 2> {
  const [linesText = "100000", stopsText = "5"] = words;
  const [lines, stops] = [Number(linesText), Number(stopsText)];
  const rsyslog = findRsyslog();
  if (rsyslog === null || !(lines > 0) || !(stops >= 0)) {
    process.stderr.write("usage: npm run faults -- stops [lines] [stops]; needs rsyslog\n");
    return 2;
  }
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
