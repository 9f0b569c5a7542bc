/**
 * `node platform/bench/finding-order.ts [OUTER INNER]`: how like the order of 20 seeded flaws of
 * the example by what mending moves is to that by their scores, with its ceiling between two halves
 * of the runs (dials.md §5.4), and what computing it costs.
 */
import { toldFindings, touchedBy } from "@vallgrav/knowledge";
import { type OrderedPlace, orderSaid } from "../src/findings/order.ts";
import { computeImpacts } from "../src/protect/impacts.ts";
import { exampleModel, modelOfFiles, preparedOf } from "../src/protect/test/example.ts";
import { flawedFiles, seededFlaws } from "../src/protect/test/flawed.ts";

const [outer = 100, inner = 20] = process.argv.slice(2).map(Number);
const size = { outer, inner, seed: "1", threads: 1 };
const hosts = exampleModel()
  .model.assets.filter(({ kind }) => kind === "computer")
  .map(({ name }) => name);
const flaws = seededFlaws(hosts, 20);
const current = modelOfFiles(flawedFiles(flaws));
const groups = flaws.map(({ host, cve }) => {
  const asset = current.model.assets.find((one) => one.name.toLowerCase() === host);
  if (asset === undefined) throw new Error(`nothing is called ${host}`);
  const told = toldFindings(asset).find(({ finding }) => finding.cves.includes(cve));
  return told === undefined ? [] : [...touchedBy(asset, told.finding)];
});
const prepared = await preparedOf(current, size);
const before = process.cpuUsage();
const computed = await computeImpacts(prepared, size, groups, {
  signal: new AbortController().signal,
  progress: async () => {},
});
const { user, system } = process.cpuUsage(before);
const places = flaws.flatMap(({ score }, at): readonly OrderedPlace[] => {
  const [impact, halves] = [computed.impacts[at] ?? null, computed.halves[at] ?? null];
  return impact === null || halves === null ? [] : [{ score, loss: impact.loss.value, halves }];
});
for (const { score, loss, halves } of places.toSorted((a, b) => a.loss - b.loss)) {
  const [first, second] = halves.map((one) => `${(100 * one).toFixed(2)} %`);
  process.stdout.write(
    `CVSS ${score.toFixed(1)}: ${(100 * loss).toFixed(2)} % (${first}, ${second})\n`,
  );
}
const { tau, ceiling } = orderSaid(places);
process.stdout.write(
  `${outer} x ${inner} runs: tau ${tau?.toFixed(3) ?? "none"} to the order by CVSS, ceiling ` +
    `${ceiling?.toFixed(3) ?? "none"}; ${computed.played} runs played anew, ` +
    `${((user + system) / 1e6).toFixed(1)} s of processor time\n`,
);
