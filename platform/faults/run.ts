/**
 * `npm run faults -- [rounds] [seed] [sqlite|postgres]`: kills a writing process so many times
 * (default 50), on PostgreSQL every fifth time the database's server too. Fails where anything
 * acknowledged is lost or half, or where fewer than 30 % of the kills came inside a transaction:
 * then it would prove too little. The short form runs in `npm test`.
 *
 * `npm run faults -- withdraw [rounds] [rows] [seed]` kills while an import is taken back.
 * `npm run faults -- watch` and `http` kill the receiver of logs instead, and
 * `npm run faults -- stops` stops it in order: see `run-watch.ts`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { block, drawKey, seeded } from "@vallgrav/kernel";
import { findBinaries, startCluster } from "../src/storage/test/cluster.ts";
import { killRounds } from "./kill-rounds.ts";
import { runHttp, runStops, runWatch } from "./run-watch.ts";
import { runWithdraw } from "./withdraw-rounds.ts";

const leastInside = 0.3;

if (process.argv[2] === "withdraw") process.exit(await runWithdraw(process.argv.slice(3)));
if (process.argv[2] === "watch") process.exit(await runWatch(process.argv.slice(3)));
if (process.argv[2] === "http") process.exit(await runHttp(process.argv.slice(3)));
if (process.argv[2] === "stops") process.exit(await runStops(process.argv.slice(3)));

const [roundsText = "50", seedText = String(Date.now() % 2 ** 31), kind = "sqlite"] =
  process.argv.slice(2);
const rounds = Number(roundsText);
const binaries = kind === "postgres" ? findBinaries() : null;
if (!Number.isInteger(rounds) || rounds < 1 || (kind !== "sqlite" && binaries === null)) {
  process.stderr.write("usage: npm run faults -- [rounds] [seed] [sqlite|postgres]\n");
  process.exit(2);
}
const stream = seeded(drawKey("faults"), seedText);
let drawn = 0;
const chance = (): number => block(stream, (drawn += 1), 0).high / 2 ** 32;
const folder = mkdtempSync(join(tmpdir(), "vallgrav-faults-"));
const cluster = binaries === null ? null : await startCluster(binaries, true);
try {
  const report = await killRounds({
    address: (await cluster?.newDatabase()) ?? join(folder, "vallgrav.db"),
    rounds,
    chance,
    ...(cluster === null ? {} : { crashDatabase: () => cluster.crash() }),
  });
  const { insideTransaction, acknowledged, faults, slowestRecoveryMs } = report;
  const verdict = faults.length === 0 ? "1 passed, 0 failed" : "0 passed, 1 failed";
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  const share = insideTransaction / rounds;
  const isProof = share >= leastInside;
  process.stdout.write(
    `${kind} kills: ${rounds}, inside a transaction: ${insideTransaction} ` +
      `(${Math.round(share * 100)} %), of the database itself: ${report.databaseKills}, ` +
      `seed ${seedText}\n` +
      `acknowledged: ${acknowledged.imports} imports, ` +
      `${acknowledged.settings} settings, ${acknowledged.checks} checks, ` +
      `${acknowledged.audit} audit entries\n` +
      `slowest opening after a kill: ${Math.round(slowestRecoveryMs)} ms\n` +
      `${verdict}\n`,
  );
  if (!isProof) process.stdout.write("too few kills came inside a transaction\n");
  process.exitCode = faults.length === 0 && isProof ? 0 : 1;
} finally {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
}
