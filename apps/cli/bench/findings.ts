/**
 * A list of findings: `node apps/cli/bench/findings.ts [findings]`. Two scanners' reports of
 * 400 made-up hosts are imported, in which half of what the second tells the first has told too by
 * the same CVE; then the list is gathered, deduplicated and ordered, and asked for again, and a
 * warning is held against it. Prints seconds of the clock and of the processor. Fails where
 * findings are lost or told twice.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exampleDate } from "@vallgrav/examples";
import { logToStderr, openRooms, type Rooms } from "@vallgrav/server";
import { beginPeak, peakMegabytes } from "./peak.ts";

const wanted = Number(process.argv[2] ?? 20_000);
const hosts = 400;
/** Weaknesses that either scanner tells of one host: two thirds of them each. */
const perHost = Math.ceil(wanted / hosts);

function cve(host: number, flaw: number): string {
  return `CVE-${2015 + (flaw % 11)}-${100_000 + host * 1_000 + flaw}`;
}

/** What a scanner tells of a host: the first two thirds of its flaws, or the last. */
function toldBy(scanner: 0 | 1): readonly number[] {
  const third = Math.floor(perHost / 3);
  return Array.from({ length: perHost }, (_, at) => at).filter((at) =>
    scanner === 0 ? at < perHost - third : at >= third,
  );
}

function nameOf(host: number): string {
  return `srv-${host}.example.se`;
}

function nessus(): string {
  const items = (host: number): string =>
    toldBy(0)
      .map(
        (flaw) =>
          `<ReportItem port="${1_000 + flaw}" svc_name="x" protocol="tcp" ` +
          `severity="${1 + (flaw % 4)}" ` +
          `pluginID="${10_000 + flaw}" pluginName="Flaw ${flaw}" pluginFamily="x">` +
          `<cve>${cve(host, flaw)}</cve><cvss3_base_score>${(1 + (flaw % 9)).toFixed(1)}` +
          `</cvss3_base_score></ReportItem>`,
      )
      .join("");
  const listed = Array.from(
    { length: hosts },
    (_, host) =>
      `<ReportHost name="${nameOf(host)}"><HostProperties>` +
      `<tag name="host-fqdn">${nameOf(host)}</tag><tag name="HOST_END">x</tag>` +
      `</HostProperties>${items(host)}</ReportHost>`,
  );
  const report = `<Report name="r">${listed.join("")}</Report>`;
  return `<?xml version="1.0"?><NessusClientData_v2>${report}</NessusClientData_v2>`;
}

function openvas(): string {
  const rows = Array.from({ length: hosts }, (_, host) =>
    toldBy(1).map(
      (flaw) =>
        `192.0.2.1,${nameOf(host)},${1_000 + flaw},tcp,${(1 + (flaw % 9)).toFixed(1)},High,` +
        `Flaw ${flaw},1.3.6.1.${flaw},${cve(host, flaw)},2026-11-01T00:00:00Z`,
    ),
  ).flat();
  const head = "IP,Hostname,Port,Port Protocol,CVSS,Severity,NVT Name,NVT OID,CVEs,Timestamp";
  return `${[head, ...rows].join("\n")}\n`;
}

async function measured<T>(name: string, work: () => Promise<T>, told: (found: T) => string) {
  beginPeak();
  const [startMs, before] = [performance.now(), process.cpuUsage()];
  const found = await work();
  const { user, system } = process.cpuUsage(before);
  const seconds = ((performance.now() - startMs) / 1_000).toFixed(2);
  const cpu = ((user + system) / 1e6).toFixed(2);
  const peak = `peak ${peakMegabytes().toFixed(0)} MB`;
  console.log(`${name}: ${seconds} s, processor ${cpu} s, ${peak}; ${told(found)}`);
  return found;
}

async function importAll(rooms: Rooms, folder: string): Promise<string> {
  const files = [
    ["nessus.nessus", nessus()],
    ["openvas.csv", openvas()],
  ].map(([name = "", text = ""]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return { path, name, modifiedAt: exampleDate, temporary: false };
  });
  const begun = await rooms.identify.importFiles(files, "bench");
  const job = await rooms.jobs.wait(begun.id);
  if (job?.state !== "done") throw new Error(JSON.stringify(job?.problems.slice(0, 3)));
  return `${job.counts["observations"] ?? 0} statements`;
}

const folder = mkdtempSync(join(tmpdir(), "vallgrav-findings-"));
try {
  const rooms = await openRooms({
    home: join(folder, "home"),
    size: { outer: 2, inner: 1, seed: "bench", threads: 1 },
    work: true,
    log: logToStderr,
  });
  await measured("import", () => importAll(rooms, folder), String);
  await measured(
    "model",
    () => rooms.identify.current(),
    (model) => `${model?.model.assets.length} things`,
  );
  const list = (): ReturnType<typeof rooms.findings.all> => rooms.findings.all();
  const told = ({ findings }: Awaited<ReturnType<typeof list>>): string =>
    `${findings.length} findings`;
  const { findings } = await measured("gathered, deduplicated, ordered", list, told);
  await measured("again", list, told);
  const warning = Array.from({ length: 20 }, (_, flaw) => cve(flaw * 19, flaw)).join(", ");
  await measured(
    "a warning of 20 CVEs held against them",
    () => rooms.findings.affected(`Varning om ${warning}. ${"Text utan namn. ".repeat(1_000)}`),
    (found) => `${found?.affected.length ?? 0} things, ${found?.letters.length ?? 0} letters`,
  );
  await rooms.close();
  const inBoth = findings.filter(
    ({ reports }) => new Set(reports.map(({ tool }) => tool)).size === 2,
  );
  const both = toldBy(0).filter((flaw) => toldBy(1).includes(flaw)).length * hosts;
  const isRight = findings.length === perHost * hosts && inBoth.length === both;
  console.log(`${isRight ? "" : "NOT "}${perHost * hosts} findings, ${both} of them told by both`);
  process.exitCode = isRight ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
