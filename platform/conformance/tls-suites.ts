/**
 * Holds the TLS scan against sslscan: the same versions and suites on every test server, and the
 * time it took. Needs Debian's openssl, gnutls-bin, nginx, postfix and sslscan, and root for
 * postfix;
 * without them it is skipped, unless `VALLGRAV_REQUIRE` names `tls`. None of them is used by the
 * product itself.
 */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TlsFacts } from "@vallgrav/domains";
import { defaultProbeLimits, machineClock, scanTls } from "../src/hygiene/index.ts";
import { programs, startServers, testServers, waitForPort } from "./tls-servers.ts";
import type { TestServer } from "./tls-servers.ts";

type Comparison = {
  readonly name: string;
  readonly passed: boolean;
  readonly detail: string;
  readonly skipped?: boolean;
};

/** What is missing on this machine, or null. */
function lacking(): string | null {
  const missing = Object.values(programs).filter((path) => !existsSync(path));
  if (missing.length > 0) return `not installed: ${missing.join(", ")}`;
  return process.getuid?.() === 0 ? null : "needs root to start a mail server";
}

/** `tls1.2 c02f` for every pair we found. */
function pairsOf(facts: TlsFacts): readonly string[] {
  return facts.versions.flatMap(({ version, suites }) =>
    suites.map((suite) => `${version} ${suite.toString(16).padStart(4, "0")}`),
  );
}

/** The same of sslscan. @throws {Error} where it fails */
function askSslscan(server: TestServer): readonly string[] {
  const args = ["--xml=-", "--no-heartbleed", "--no-groups", "--no-check-certificate"];
  if (server.startTls === "smtp") args.push("--starttls-smtp");
  const ended = spawnSync(programs.sslscan, [...args, `127.0.0.1:${server.port}`], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (ended.status !== 0) throw new Error(`sslscan: ${ended.stderr}`);
  const pattern = /<cipher [^>]*sslversion="([^"]+)"[^>]* id="0x([0-9A-F]+)"/gu;
  return [...ended.stdout.matchAll(pattern)].map(
    ([, version = "", id = ""]) => `${version.replace("TLSv", "tls")} ${id.toLowerCase()}`,
  );
}

const without = (all: readonly string[], others: readonly string[]): readonly string[] =>
  all.filter((one) => !others.includes(one));

/** The same set of versions and suites, and within a second where TLS begins at once. */
async function compareServer(server: TestServer): Promise<readonly Comparison[]> {
  let connections = 0;
  const startedMs = performance.now();
  const facts = await scanTls(
    { address: "127.0.0.1", port: server.port, serverName: null, startTls: server.startTls },
    (suite) => suite,
    defaultProbeLimits,
    {
      clock: machineClock,
      random: (sizeBytes) => randomBytes(sizeBytes),
      log: () => {
        connections += 1;
      },
    },
  );
  const tookMs = Math.round(performance.now() - startedMs);
  const [ours, theirs] = [pairsOf(facts), askSslscan(server)];
  const [more, less] = [without(ours, theirs), without(theirs, ours)];
  const same = more.length + less.length === 0;
  const differ = same ? "the same" : `only ours: ${more.join()}; only theirs: ${less.join()}`;
  return [
    {
      name: `TLS as sslscan sees it, ${server.name}`,
      passed: same && theirs.length > 0,
      detail: `${ours.length} pairs, ${connections} connections, ${tookMs} ms; ${differ}`,
    },
    {
      name: `TLS within a second, ${server.name}`,
      passed: tookMs < 1_000,
      detail: `${tookMs} ms`,
    },
  ];
}

/** Runs every comparison. */
export async function run(): Promise<readonly Comparison[]> {
  const reason = lacking();
  const isRequired = (process.env["VALLGRAV_REQUIRE"] ?? "").split(",").includes("tls");
  if (reason !== null)
    return [{ name: "TLS servers", passed: false, skipped: !isRequired, detail: reason }];
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-tls-"));
  const servers = testServers(folder);
  const processes = startServers(servers);
  try {
    await Promise.all(servers.map(async ({ port }) => waitForPort(port)));
    const results: Comparison[] = [];
    for (const server of servers) {
      // One after another: they share a processor, and the time is measured.
      // oxlint-disable-next-line no-await-in-loop
      results.push(...(await compareServer(server)));
    }
    return results;
  } finally {
    for (const process of processes) process.kill("SIGTERM");
    spawnSync(programs.postfix, ["-c", join(folder, "postfix", "conf"), "stop"]);
    rmSync(folder, { recursive: true, force: true });
  }
}
