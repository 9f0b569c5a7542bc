/**
 * Measures who is who on an invented estate seen by six sources, with names misspelt, renamed and
 * used again: `node engines/facts/bench/reconciliation.ts [MACHINES …] [--seed N]`. Per size:
 * precision and recall over pairs of sightings, and CPU time; ten times the machines should cost
 * about ten times the time.
 */
import { reconcile, whoIsWho } from "../src/index.ts";
import { agreement, estate } from "../test/estate.ts";
import { end } from "../test/observing.ts";

const at = process.argv.indexOf("--seed");
const seed = at < 0 ? 1 : Number(process.argv[at + 1]);
const given = process.argv.slice(2, at < 0 ? undefined : at).map(Number);
const sizes = given.length > 0 ? given : [1_000, 10_000, 100_000];
function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

console.log("machines  statements  precision  recall   model, CPU s");
for (const machines of sizes) {
  const { observations, evidence, truth } = estate(machines, seed);
  const found = agreement(whoIsWho(observations, evidence, end), truth);
  if (found.pairs === 0) throw new Error("no pair of sightings: nothing was measured");
  const { precision, recall } = found;
  const seconds = cpuSeconds(() => reconcile(observations, evidence, end));
  console.log(
    [
      String(machines).padStart(8),
      String(observations.length).padStart(10),
      precision.toFixed(4).padStart(9),
      recall.toFixed(4).padStart(7),
      seconds.toFixed(2).padStart(13),
    ].join("  "),
  );
}
