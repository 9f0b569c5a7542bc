/**
 * An inventory of 5 000 components against 300 000 published advisories:
 * `node apps/cli/bench/match.ts [records] [components] [folder]`. Both are made by a seed, in OSV
 * 1.7 and CycloneDX 1.6. Sizes are our estimate [A] of the real mix, since no whole database is at
 * hand: most records are one to three kilobytes, one in a hundred lists hundreds of versions, and
 * few products (a kernel, a browser) have thousands of records while most have one. Prints seconds
 * of the clock and of the processor, and the most memory of each stage. With a folder what was made
 * stays there and is taken the next time.
 */
import {
  createWriteStream,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drawKey, uniform } from "@vallgrav/kernel";
import type { EvidenceId, Instant } from "@vallgrav/kernel";
import { matchInventory, updateAdvisories } from "@vallgrav/platform/advisories";
import { read } from "@vallgrav/readers";
import { beginPeak, peakMegabytes } from "./peak.ts";

const [records, components] = [
  Number(process.argv[2] ?? 300_000),
  Number(process.argv[3] ?? 5_000),
];
const mostSeconds = 5;
const mostMegabytes = 2_048;

const key = drawKey("match-bench");

/** A number from 0 to below 1 of a record's own, one for each use. */
function draw(of: number, use: number): number {
  return uniform(key, of, use);
}

/** Share of all records, package type and reach of names per ecosystem [A]. */
const ecosystems = [
  ["npm", "npm", 0.34, 60_000],
  ["PyPI", "pypi", 0.1, 12_000],
  ["Maven", "maven", 0.06, 4_000],
  ["Go", "golang", 0.04, 2_500],
  ["Packagist", "composer", 0.03, 2_000],
  ["NuGet", "nuget", 0.02, 1_000],
  ["crates.io", "cargo", 0.01, 800],
  ["RubyGems", "gem", 0.02, 900],
  ["Debian:12", "deb", 0.2, 3_000],
  ["Ubuntu:24.04:LTS", "deb", 0.18, 2_500],
] as const;

type Ecosystem = (typeof ecosystems)[number];

function ecosystemAt(share: number): Ecosystem {
  let sum = 0;
  return ecosystems.find(([, , part]) => (sum += part) > share) ?? ecosystems[0];
}

/** A package by its rank: of a thousand, the first has one record in thirty, most have few. */
function nameOf([, type, , names]: Ecosystem, share: number): string {
  const rank = Math.floor(names * share);
  return type === "maven" ? `se.example:lib-${rank}` : `lib-${rank}`;
}

/** @param power above one for early versions, below for late ones */
function versionOf(of: number, use: number, power: number): string {
  const [major, minor, patch] = [0, 1, 2].map((part) =>
    Math.floor(draw(of, use + part) ** power * 20),
  );
  return `${major}.${minor}.${patch}`;
}

function recordOf(at: number): object {
  const ecosystem = ecosystemAt(draw(at, 0));
  const [name] = ecosystem;
  const isLong = draw(at, 1) < 0.01;
  const versions = Array.from(
    { length: isLong ? 100 + Math.floor(draw(at, 2) * 600) : Math.floor(draw(at, 2) * 12) },
    (_, one) => versionOf(at, 100 + 3 * one, 2),
  );
  const id = `CVE-${2000 + (at % 27)}-${100_000 + at}`;
  return {
    schema_version: "1.7.0",
    id: `EX-${at}`,
    modified: "2026-01-01T00:00:00Z",
    published: "2026-01-01T00:00:00Z",
    aliases: [id],
    summary: `A made-up weakness number ${at}`,
    details: "Nothing of this is true. ".repeat(20 + Math.floor(draw(at, 3) ** 4 * 400)),
    severity: [{ type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" }],
    affected: [
      {
        package: { ecosystem: name, name: nameOf(ecosystem, draw(at, 4) ** 2) },
        ranges: [
          {
            type: "ECOSYSTEM",
            events: [{ introduced: "0" }, { fixed: versionOf(at, 5, 2) }],
          },
        ],
        versions,
      },
    ],
    references: Array.from({ length: 1 + Math.floor(draw(at, 8) * 8) }, (_, one) => ({
      type: "WEB",
      url: `https://advisories.example.se/${at}/${one}`,
    })),
  };
}

async function writeRecords(path: string): Promise<number> {
  const out = createWriteStream(path);
  let bytes = 0;
  for (let at = 0; at < records; at += 1) {
    const line = `${JSON.stringify(recordOf(at))}\n`;
    bytes += line.length;
    if (!out.write(line)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
  return bytes;
}

/** Packages of every rank, each once, in rather late versions: some of the records still fit. */
function inventory(): string {
  const listed = new Map<string, object>();
  for (let at = 10_000_000; listed.size < components; at += 1) {
    const ecosystem = ecosystemAt(draw(at, 0));
    const [told, type] = ecosystem;
    const name = nameOf(ecosystem, draw(at, 4)).replace(":", "/");
    const version = versionOf(at, 5, 0.5);
    const [distribution = ""] = told.toLowerCase().split(":");
    const isOfOne = type === "deb";
    const [before, tail] = isOfOne
      ? [`${distribution}/`, `?distro=${told.toLowerCase().replaceAll(":", "-")}`]
      : ["", ""];
    const purl = `pkg:${type}/${before}${name}@${version}${tail}`;
    listed.set(`${told} ${name}`, { type: "library", name, version, purl });
  }
  const head = { bomFormat: "CycloneDX", specVersion: "1.6", version: 1 };
  return JSON.stringify({ ...head, components: [...listed.values()] });
}

async function measured<T>(name: string, work: () => Promise<T>, told: (found: T) => string) {
  beginPeak();
  const [startMs, before] = [performance.now(), process.cpuUsage()];
  const found = await work();
  const seconds = (performance.now() - startMs) / 1_000;
  const { user, system } = process.cpuUsage(before);
  const cpuSeconds = (user + system) / 1e6;
  const megabytes = peakMegabytes();
  const [clock, cpu] = [seconds, cpuSeconds].map((one) => `${one.toFixed(1)} s`);
  const peak = `${megabytes.toFixed(0)} MB`;
  console.log(`${name}: ${clock}, processor ${cpu}, peak ${peak}; ${told(found)}`);
  return { seconds, cpuSeconds, megabytes };
}

async function match(folder: string, bom: string): Promise<string> {
  const reading = read({
    name: "bom.cdx.json",
    bytes: readFileSync(bom),
    evidence: "e" as EvidenceId,
    receivedAt: "2026-01-01T00:00:00.000Z" as Instant,
  });
  if (!reading.ok) throw new Error(reading.problems[0]?.code);
  const found = await matchInventory(folder, reading.observations);
  if (!found.ok) throw new Error(found.problem.code);
  const { components: held, spokenOf, unaffected, matches, notExamined } = found.value;
  if (matches.length === 0) throw new Error("nothing is affected, so nothing was measured");
  return (
    `${held} components, ${spokenOf} spoken of, ${matches.length} affected or unknown, ` +
    `${unaffected} not, ${notExamined.length} not examined`
  );
}

const kept = process.argv[4];
const folder = kept ?? mkdtempSync(join(tmpdir(), "vallgrav-match-"));
try {
  const [lines, base, bom] = ["osv.jsonl", "base", "bom.json"].map((one) => join(folder, one));
  if (lines === undefined || base === undefined || bom === undefined) throw new Error("no paths");
  if (!existsSync(base)) {
    const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB of records`;
    await measured("writing", () => writeRecords(lines), megabytes);
    const options = { now: "2026-01-02T00:00:00.000Z", onProgress: () => undefined };
    const done = (): string => `${records} records`;
    await measured("update", () => updateAdvisories(base, [lines], options), done);
    rmSync(lines);
  }
  writeFileSync(bom, inventory());
  await measured("match, first", () => match(base, bom), String);
  const warm = await measured("match, warm", () => match(base, bom), String);
  const isFast = Math.min(warm.seconds, warm.cpuSeconds) < mostSeconds;
  const isLean = warm.megabytes < mostMegabytes;
  console.log(`${isFast && isLean ? "" : "NOT "}below ${mostSeconds} s and ${mostMegabytes} MB`);
  process.exitCode = isFast && isLean ? 0 : 1;
} finally {
  if (kept === undefined) rmSync(folder, { recursive: true, force: true });
}
