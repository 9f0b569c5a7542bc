/** Feeds of advisories and inventories, made up, in folders that go after each test. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EvidenceId, Instant, Observation } from "@vallgrav/kernel";
import { read } from "@vallgrav/readers";
import { afterEach } from "vitest";
import { matchInventory, updateAdvisories } from "../index.ts";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-advisories-"));
  folders.push(folder);
  return folder;
}

export const now = "2026-06-01T00:00:00.000Z";

export function osv(id: string, name: string, fixed: string, more: object = {}): object {
  const ranges = [{ type: "SEMVER", events: [{ introduced: "0" }, { fixed }] }];
  const affected = [{ package: { ecosystem: "npm", name }, ranges }];
  return { id, modified: "2026-01-01T00:00:00Z", aliases: [], summary: id, affected, ...more };
}

export const first = osv("T-1", "left", "1.2.0", { aliases: ["CVE-2026-0001"] });
export const second = osv("T-2", "right", "2.0.0", { aliases: ["CVE-2026-0002"] });

export const kev = {
  catalogVersion: "2026.01.02",
  vulnerabilities: [{ cveID: "CVE-2026-0002", dateAdded: "2026-01-02", dueDate: "2026-01-23" }],
};
export const epss =
  "#model_version:v1,score_date:2026-01-02\ncve,epss,percentile\nCVE-2026-0001,0.5,0.9\n";

export const euvd = {
  items: ["CVE-2026-0001", "CVE-2026-0002"].map((aliases, at) => ({
    id: `EUVD-2026-${at}`,
    aliases,
    exploitedSince: "Jan 1, 2026, 12:00:00 AM",
  })),
};

export function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

export async function updated(db: string, ...paths: readonly string[]): Promise<string> {
  const made = await updateAdvisories(db, paths, { now, onProgress: () => undefined });
  if (!made.ok) return made.problem.code;
  const { manifest, files } = made.value;
  const { advisories, statements, exploited, scores } = manifest.counts;
  const told = files.map((one) => `${one.records}/${one.changed}/${one.leftOut}${one.already}`);
  const counts = [advisories, statements, exploited, scores].join(" ");
  return `${manifest.generation}: ${counts}; ${told.join(" ")}`;
}

export function inventory(...components: readonly object[]): readonly Observation[] {
  const bom = { bomFormat: "CycloneDX", specVersion: "1.6", components };
  const reading = read({
    name: "bom.json",
    bytes: new TextEncoder().encode(JSON.stringify(bom)),
    evidence: "e" as EvidenceId,
    receivedAt: now as Instant,
  });
  if (!reading.ok) throw new Error("refused");
  return reading.observations;
}

export function npm(name: string, version: string): object {
  return { type: "library", name, version, purl: `pkg:npm/${name}@${version}` };
}

export async function matched(db: string, observations: readonly Observation[]): Promise<unknown> {
  const made = await matchInventory(db, observations);
  if (!made.ok) return made.problem.code;
  const { matches, notExamined, unaffected, components, spokenOf } = made.value;
  return {
    matches: matches.map((one) =>
      [
        one.advisory,
        one.component,
        one.status,
        one.reason.kind,
        one.fixedIn ?? "-",
        one.exploited === null ? "-" : "exploited",
        one.score?.probability ?? "-",
      ].join(" "),
    ),
    notExamined: notExamined.map((one) => one.component),
    counts: [components, spokenOf, unaffected],
  };
}
