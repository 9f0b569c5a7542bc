/** NSD with the zones of a tree, and resolvers of unbound's before it, on the loopback alone. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as later } from "node:timers/promises";
import { type DnsRecord, type DomainName, domainNameText, questionOf } from "@vallgrav/domains";
import { type DnsServer, openResolver, resolverLimits } from "../../src/hygiene/index.ts";
import { zoneFile } from "./sign-zone.ts";

const nsd = "/usr/sbin/nsd";
const unbound = "/usr/sbin/unbound";

/** What is missing on this machine, or null. */
export function lackingServers(): string | null {
  const missing = [nsd, unbound].filter((path) => !existsSync(path));
  return missing.length === 0 ? null : `not installed: ${missing.join(", ")}`;
}

/** A zone as it is served. */
export type ServedZone = { readonly zone: DomainName; readonly records: readonly DnsRecord[] };

/** How a resolver of ours works: `null` trusts nothing and checks nothing. */
export type ResolverPlan = { readonly trust: string } | null;

/** What runs; disposing of it ends it all. */
export type Servers = {
  /** The server with all zones. */
  readonly nsd: DnsServer;
  startResolver(plan: ResolverPlan): Promise<DnsServer>;
} & AsyncDisposable;

async function freePort(): Promise<number> {
  const socket = createSocket("udp4");
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  await once(socket, "close");
  return port;
}

async function answers(server: DnsServer, name: DomainName): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const limits = { ...resolverLimits, timeoutMs: 200, datagrams: 1 };
    const reply = await openResolver({ server, limits }).ask(questionOf(name, "SOA"));
    if (reply.kind === "answer" && reply.message.rcode === 0) return;
    await later(100);
  }
  throw new Error(`nothing answers on port ${server.port}`);
}

function fileOf(zone: DomainName): string {
  return zone.length === 0 ? "root.zone" : `${domainNameText(zone)}.zone`;
}

const dotted = (zone: DomainName): string => (zone.length === 0 ? "." : `${domainNameText(zone)}.`);

function nsdSettings(
  folder: string,
  { address, port }: DnsServer,
  zones: readonly ServedZone[],
): string {
  const server = [
    "server:",
    `  ip-address: ${address}@${port}`,
    "  server-count: 1",
    "  rrl-ratelimit: 0",
    '  username: ""',
    '  database: ""',
    `  zonesdir: "${folder}"`,
    `  pidfile: "${join(folder, "nsd.pid")}"`,
    `  xfrdir: "${folder}"`,
    `  xfrdfile: "${join(folder, "xfrd.state")}"`,
    `  zonelistfile: "${join(folder, "zone.list")}"`,
    "  verbosity: 0",
    "remote-control:",
    "  control-enable: no",
  ];
  const rows = zones.map(
    ({ zone }) => `zone:\n  name: "${dotted(zone)}"\n  zonefile: "${fileOf(zone)}"`,
  );
  return [...server, ...rows, ""].join("\n");
}

/**
 * Settings of a resolver. One that checks is the stricter unbound: by its defaults it takes a DS of
 * SHA-1 although a stronger one beside it does not match, which RFC 4509 §3 advises against.
 */
function unboundSettings(
  folder: string,
  plan: ResolverPlan,
  ports: { readonly own: number; readonly nsd: number },
  zones: readonly ServedZone[],
): string {
  const trust =
    plan === null
      ? ['  module-config: "iterator"']
      : [
          '  module-config: "validator iterator"',
          `  trust-anchor: "${plan.trust}"`,
          "  harden-algo-downgrade: yes",
        ];
  const server = [
    "server:",
    "  interface: 127.0.0.1",
    `  port: ${ports.own}`,
    "  access-control: 127.0.0.0/8 allow",
    "  do-not-query-localhost: no",
    "  do-ip6: no",
    '  username: ""',
    '  chroot: ""',
    `  directory: "${folder}"`,
    `  pidfile: ""`,
    "  use-syslog: no",
    `  logfile: ""`,
    "  num-threads: 1",
    '  local-zone: "test." nodefault',
    "  qname-minimisation: no",
    "  aggressive-nsec: no",
    "  val-sig-skew-min: 0",
    "  val-sig-skew-max: 0",
    ...trust,
    "remote-control:",
    "  control-enable: no",
  ];
  const stubs = zones.map(
    ({ zone }) =>
      `stub-zone:\n  name: "${dotted(zone)}"\n` +
      `  stub-addr: 127.0.0.1@${ports.nsd}\n  stub-prime: no`,
  );
  return [...server, ...stubs, ""].join("\n");
}

/**
 * Starts NSD with the zones. @throws {Error} where it does not answer within ten seconds
 * @param place where it listens; left out: on a free port
 */
export async function startServers(
  zones: readonly ServedZone[],
  place: DnsServer | null = null,
): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-dns-"));
  const running: ChildProcess[] = [];
  const end = async (): Promise<void> => {
    for (const child of running) {
      child.kill("SIGTERM");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const start = (program: string, args: readonly string[]): void => {
    running.push(spawn(program, args, { stdio: "ignore" }));
  };
  const own = place ?? { address: "127.0.0.1", port: await freePort() };
  for (const { zone, records } of zones)
    writeFileSync(join(folder, fileOf(zone)), zoneFile(records));
  const settings = join(folder, "nsd.conf");
  writeFileSync(settings, nsdSettings(folder, own, zones));
  start(nsd, ["-d", "-c", settings]);
  try {
    await answers(own, []);
  } catch (error) {
    await end();
    throw error;
  }
  return {
    nsd: own,
    startResolver: async (plan) => {
      const port = await freePort();
      const home = join(folder, `unbound-${port}`);
      mkdirSync(home);
      const file = join(home, "unbound.conf");
      writeFileSync(file, unboundSettings(home, plan, { own: port, nsd: own.port }, zones));
      start(unbound, ["-d", "-c", file]);
      const server = { address: "127.0.0.1", port };
      await answers(server, []);
      return server;
    },
    [Symbol.asyncDispose]: end,
  };
}
