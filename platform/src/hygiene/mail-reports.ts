/**
 * Reports that receivers of mail send of own domains: DMARC's aggregate reports and those of SMTP
 * TLS, plain, packed or in archives. What they come to is told; what is kept of them is which
 * selectors mail was signed with.
 */
import { stat, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { parseDomainName } from "@vallgrav/domains";
import type { EvidenceId, Instant, Problem } from "@vallgrav/kernel";
import {
  type MailReport,
  mailReportLimits,
  type MailReportReading,
  readDmarcReport,
  readTlsReport,
} from "@vallgrav/readers";
import { openUpload } from "../collect/index.ts";
import type { Clearances } from "./clearance.ts";
import type { Selectors } from "./selectors.ts";

/** A count by what it counts. */
export type Counted = { readonly name: string; readonly count: number };

/** What reports say of the mail of one domain. */
export type DomainMail = {
  readonly domain: string;
  readonly reports: number;
  /** First and last day that they cover; null where none tells. */
  readonly from: string | null;
  readonly until: string | null;
  /** Messages in the domain's name, and those that DMARC held for. */
  readonly messages: number;
  readonly aligned: number;
  /** Addresses of which mail did not hold, by messages, the most first; at most twenty. */
  readonly failing: readonly Counted[];
  /** Selectors of keys that mail was signed with, by messages of which the signature held. */
  readonly selectors: readonly Counted[];
  /** Sessions that were encrypted as asked for, and why others were not, by sessions. */
  readonly sessions: number;
  readonly failures: readonly Counted[];
};

/** What was read. */
export type MailReports = {
  readonly reports: number;
  /** Reports that came twice, and those of domains that are nobody's here. */
  readonly repeated: number;
  readonly strange: number;
  readonly domains: readonly DomainMail[];
  /** Files that are none, as warnings. */
  readonly problems: readonly Problem<string, object>[];
};

/** Files that are looked at, deepest folder, and problems that are listed. */
const [mostFiles, mostDepth, mostProblems, mostShown] = [20_000, 8, 50, 20];
/** A report carries nothing that is kept as evidence. */
const evidence = "0".repeat(64) as EvidenceId;

async function* filesIn(path: string, depth = 0): AsyncGenerator<string> {
  if (!(await stat(path)).isDirectory()) yield path;
  else if (depth < mostDepth)
    for (const name of (await readdir(path)).toSorted())
      yield* filesIn(join(path, name), depth + 1);
}

async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const { bytes: maxOutputLength } = mailReportLimits;
  // Half of it, or a bomb, is no report: the reader is given nothing and says so.
  return promisify(gunzip)(bytes, { maxOutputLength }).catch(() => new Uint8Array());
}

/** A report by how its text begins. */
function readReport(name: string, bytes: Uint8Array, receivedAt: Instant): MailReportReading {
  const input = { name, bytes, evidence, receivedAt };
  const start = bytes.subarray(0, 64).find((one) => one > 0x20 && one < 0x80);
  return start === 0x7b ? readTlsReport(input) : readDmarcReport(input);
}

function add(into: Map<string, number>, name: string, count: number): void {
  into.set(name, (into.get(name) ?? 0) + count);
}

/** The most first; of equal ones by their names. */
function listed(counts: ReadonlyMap<string, number>, most = mostShown): readonly Counted[] {
  return [...counts]
    .filter(([, count]) => count > 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([name, count]) => ({ name, count }));
}

function summaryOf(domain: string, reports: readonly MailReport[]): DomainMail {
  const [failing, selectors, failures] = [1, 2, 3].map(() => new Map<string, number>());
  let [messages, aligned, sessions] = [0, 0, 0];
  const days: string[] = [];
  for (const report of reports) {
    for (const day of [report.from, report.until]) if (day !== null) days.push(day.slice(0, 10));
    sessions += report.sessions;
    for (const flow of report.flows) {
      messages += flow.messages;
      if (flow.isAligned) aligned += flow.messages;
      else if (failing !== undefined) add(failing, flow.source, flow.messages);
    }
    for (const one of report.keys)
      if (one.domain === domain && selectors !== undefined) add(selectors, one.selector, one.held);
    for (const { reason, host, sessions: count } of report.failures)
      if (failures !== undefined) add(failures, host === "" ? reason : `${host}: ${reason}`, count);
  }
  days.sort();
  return {
    domain,
    reports: reports.length,
    from: days[0] ?? null,
    until: days.at(-1) ?? null,
    messages,
    aligned,
    failing: listed(failing ?? new Map()),
    selectors: listed(selectors ?? new Map()),
    sessions,
    failures: listed(failures ?? new Map()),
  };
}

/** What reading needs. */
export type ReportRooms = {
  readonly clearances: Pick<Clearances, "covering">;
  readonly selectors: Selectors;
  readonly now: () => Instant;
};

type Heap = { readonly reports: Map<string, MailReport>; repeated: number; files: number };

async function readAll(
  paths: readonly string[],
  now: Instant,
): Promise<{ readonly heap: Heap; readonly problems: readonly Problem<string, object>[] }> {
  const heap: Heap = { reports: new Map(), repeated: 0, files: 0 };
  const problems: Problem<string, object>[] = [];
  const tell = (problem: Problem<string, object>): void => {
    if (problems.length < mostProblems) problems.push({ ...problem, severity: "warning" });
  };
  for (const path of paths)
    for await (const file of filesIn(path)) {
      if (heap.files >= mostFiles) return { heap, problems };
      const opened = await openUpload(file, basename(file));
      if (!opened.ok) {
        tell(opened.problem);
        continue;
      }
      for await (const { name, bytes } of opened.value.files) {
        heap.files += 1;
        const read = readReport(name, await unpacked(bytes), now);
        if (!read.ok) for (const problem of read.problems) tell(problem);
        else {
          const { kind, by, id, domain, from } = read.report;
          const called = JSON.stringify([kind, by, id, domain, from]);
          if (heap.reports.has(called)) heap.repeated += 1;
          heap.reports.set(called, read.report);
        }
      }
    }
  return { heap, problems };
}

/**
 * Reads reports from files, folders and archives, and remembers the selectors that they name of own
 * domains: those of which a signature held.
 * @throws {Error} where a path cannot be opened
 */
export async function readMailReports(
  paths: readonly string[],
  { clearances, selectors, now }: ReportRooms,
): Promise<MailReports> {
  const { heap, problems } = await readAll(paths, now());
  const isOwn = async (domain: string): Promise<boolean> => {
    const name = parseDomainName(domain);
    return name.ok && (await clearances.covering(name.value)).ok;
  };
  const byDomain = Map.groupBy(heap.reports.values(), ({ domain }) => domain);
  const own: (readonly [string, readonly MailReport[]])[] = [];
  for (const [domain, reports] of byDomain) if (await isOwn(domain)) own.push([domain, reports]);
  const seen = own.flatMap(([, reports]) =>
    reports.flatMap(({ keys, until, from }) => {
      const day = (until ?? from ?? now()).slice(0, 10);
      return keys.filter(({ held }) => held > 0).map((one) => ({ ...one, day }));
    }),
  );
  const signers = new Set<string>();
  // Mail in the domain's name may be signed by a name below it, or by somebody else's.
  for (const domain of new Set(seen.map((one) => one.domain)))
    if (await isOwn(domain)) signers.add(domain);
  await selectors.learn(seen.filter(({ domain }) => signers.has(domain)));
  const told = own.reduce((sum, [, reports]) => sum + reports.length, 0);
  return {
    reports: heap.reports.size,
    repeated: heap.repeated,
    strange: heap.reports.size - told,
    domains: own
      .map(([domain, reports]) => summaryOf(domain, reports))
      .sort((a, b) => (a.domain < b.domain ? -1 : 1)),
    problems,
  };
}
