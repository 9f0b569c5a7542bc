/** Software of the model held against advisories, merged with what scanners found. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Instant } from "@vallgrav/kernel";
import { afterAll, expect, test } from "vitest";
import { advisoryGeneration, matchModel, updateAdvisories } from "../advisories/index.ts";
import { modelOfFiles } from "../protect/test/example.ts";
import { gatherFindings } from "./gather.ts";
import { nessus } from "./test/reports.ts";

const folder = mkdtempSync(join(tmpdir(), "vallgrav-weaknesses-"));
const db = join(folder, "db");

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const host = "srv4.kommun.example.se";
const lynis = `# Lynis Report
report_version_major=1
report_datetime_end=2026-11-01 00:00:30
hostname=${host}
os_fullname=Debian
os=Linux
linux_version=Debian
package_manager[]=dpkg
installed_packages_array=openssl,3.0.1-1|bash,5.2-1|unheard,1.0-1
`;

function record(id: string, name: string, fixed: string, cve: string): object {
  const ranges = [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed }] }];
  const affected = [{ package: { ecosystem: "Debian:12", name }, ranges }];
  const modified = "2026-01-01T00:00:00Z";
  return { id, modified, aliases: [], upstream: [cve], summary: id, affected };
}

const cve = "CVE-2026-990101";

async function advisories(): Promise<void> {
  const [osv, kev] = [join(folder, "osv.json"), join(folder, "kev.json")];
  const records = [
    record("DSA-1", "openssl", "3.0.2-1", cve),
    record("DSA-2", "bash", "5.1-1", "CVE-2026-990102"),
  ];
  writeFileSync(osv, JSON.stringify(records));
  const entry = { cveID: cve, dateAdded: "2026-01-02", dueDate: "2026-01-23" };
  const vulnerabilities = [{ ...entry, knownRansomwareCampaignUse: "Known" }];
  writeFileSync(kev, JSON.stringify({ catalogVersion: "2026.01.02", vulnerabilities }));
  const now = "2026-11-02T00:00:00.000Z";
  const made = await updateAdvisories(db, [osv, kev], { now, onProgress: () => undefined });
  expect(made.ok).toBe(true);
}

test("[FN13] installed software that an advisory tells of is a finding of its host", async () => {
  expect(await advisoryGeneration(db)).toBeNull();
  await advisories();
  expect(await advisoryGeneration(db)).toBe(1);
  const inventory = { name: "lynis.dat", bytes: new TextEncoder().encode(lynis) };
  const scanned = nessus("2026-11-02", [{ host, cve, severity: 8.1, port: "443" }]);
  const told = async (...files: Parameters<typeof modelOfFiles>[0]) => {
    const { model } = modelOfFiles(files);
    const matches = await matchModel(db, model, [cve]);
    if (matches === null) throw new Error("the folder has a state");
    const found = gatherFindings(model, {
      asOf: "2026-11-20T08:00:00.000Z" as Instant,
      exploited: (one) => {
        const known = matches.exploited(one);
        return known === null
          ? null
          : { since: known.addedOn, due: known.dueOn, isRansomware: known.isRansomware };
      },
      matches: matches.matches,
    });
    return { found, matches };
  };
  const alone = await told(inventory);
  expect(alone.matches).toMatchObject({ generation: 1, unknown: 0, unsure: [] });
  expect(alone.matches.matches.map(({ usable }) => usable)).toEqual([1]);
  expect(alone.found.map(({ weakness, asset }) => [weakness, asset.kind])).toEqual([
    [cve, "computer"],
  ]);
  expect(alone.found[0]).toMatchObject({
    severity: "unrated",
    exploited: { since: "2026-01-02", due: "2026-01-23", isRansomware: true },
    fix: { copy: expect.stringContaining("3.0.2-1") },
    touches: [{ step: "flawMended" }],
  });
  const both = await told(inventory, scanned);
  expect(both.found.map(({ weakness }) => weakness)).toEqual([cve]);
  const tools = both.found[0]?.reports.map(({ tool }) => tool);
  expect(tools?.toSorted()).toEqual(["advisories", "nessus"]);
  expect(both.found[0]).toMatchObject({ severity: "high", score: 8.1, goneSince: null });
  expect((both.found[0]?.certainty ?? 0) > (alone.found[0]?.certainty ?? 1)).toBe(true);
});
