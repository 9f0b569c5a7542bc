/**
 * Measures looking at own domains whole, DNS, mail and web: `node platform/bench/own-domains.ts
 * [DOMAINS] [ADDRESSES]`. A signed tree of that many zones on NSD, behind an unbound that does not
 * validate; one nginx that serves them all, on so many addresses of the loopback; one mail server.
 * Told: clock, CPU of the looking alone, connections, and that nothing went unanswered. Needs
 * Debian's nsd, unbound and nginx.
 */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as later } from "node:timers/promises";
import { createSecureContext, TLSSocket } from "node:tls";
import type { DnsRecord, RecordData } from "@vallgrav/domains";
import { type Instant, type PlainDate, succeed } from "@vallgrav/kernel";
import { lackingServers, type ServedZone, startServers } from "../conformance/dnssec/servers.ts";
import { dsOf, labelsOf, makeKey, recordOf, signZone } from "../conformance/dnssec/sign-zone.ts";
import { day, nsec, nsec3 } from "../conformance/dnssec/twist.ts";
import { checkDomains, machineClock, openResolver, resolverLimits } from "../src/hygiene/index.ts";
import { selfSigned } from "../src/tls/index.ts";

const [count = 300, addresses = 30] = process.argv.slice(2).map(Number);
const [httpPort, httpsPort, smtpPort] = [24_480, 24_443, 24_425];
const now = Math.floor(Date.now() / 1_000);
const window = { inception: now - day, expiration: now + 30 * day };
const names = Array.from({ length: count }, (_, at) => `d${String(at).padStart(3, "0")}.test`);
const addressOf = (at: number): string => `127.1.0.${1 + (at % addresses)}`;

const text = (said: string): RecordData => ({ kind: "TXT", strings: [Buffer.from(said)] });

function contentOf(zone: string, more: readonly (readonly [string, RecordData])[]): DnsRecord[] {
  const at = (label: string): string =>
    label === "" ? zone : zone === "." ? label : `${label}.${zone}`;
  const primary = labelsOf(at("ns"));
  const times = { serial: 1, refreshSeconds: 14_400, retrySeconds: 3_600, expireSeconds: 604_800 };
  const soa: RecordData = { kind: "SOA", primary, mailbox: primary, ...times, minimumSeconds: 300 };
  const all: readonly (readonly [string, RecordData])[] = [
    ["", soa],
    ["", { kind: "NS", target: primary }],
    ["ns", { kind: "A", address: "127.0.0.1" }],
    ...more,
  ];
  return all.map(([label, data]) => recordOf(labelsOf(at(label)), data));
}

/** The tree: root, test, and a signed zone for each name. */
function treeOf(): { readonly zones: readonly ServedZone[]; readonly anchor: RecordData } {
  const zones: ServedZone[] = [];
  const top: (readonly [string, RecordData])[] = [["mx", { kind: "A", address: "127.1.1.1" }]];
  for (const [at, name] of names.entries()) {
    const [label = ""] = name.split(".");
    const key = makeKey(13);
    const records = contentOf(name, [
      ["", { kind: "A", address: addressOf(at) }],
      ["", { kind: "MX", preference: 10, exchange: ["mx", "test"] }],
      ["", text("v=spf1 mx -all")],
      ["_dmarc", text(`v=DMARC1; p=reject; rua=mailto:d@${name}`)],
    ]);
    const zone = labelsOf(name);
    zones.push({ zone, records: signZone({ zone, records, keys: [key], denial: nsec, window }) });
    top.push([label, { kind: "NS", target: labelsOf(`ns.${name}`) }], [label, dsOf(zone, key)]);
    top.push([`ns.${label}`, { kind: "A", address: "127.0.0.1" }]);
  }
  const [topKey, rootKey] = [makeKey(13), makeKey(13)];
  const test = { zone: ["test"], keys: [topKey], denial: nsec3, window };
  const root = { zone: [], keys: [rootKey], denial: nsec, window };
  const above: (readonly [string, RecordData])[] = [
    ["test", { kind: "NS", target: ["ns", "test"] }],
    ["test", dsOf(["test"], topKey)],
  ];
  zones.push({ zone: ["test"], records: signZone({ ...test, records: contentOf("test", top) }) });
  zones.push({ zone: [], records: signZone({ ...root, records: contentOf(".", above) }) });
  return { zones, anchor: dsOf([], rootKey) };
}

function nginxSettings(folder: string): string {
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const hosts = names.map((name, at) => {
    const address = addressOf(at);
    return (
      `server { listen ${address}:${httpsPort} ssl; server_name ${name}; ` +
      `add_header Strict-Transport-Security max-age=31536000; return 200 "${name}"; }\n` +
      `server { listen ${address}:${httpPort}; server_name ${name}; ` +
      `return 301 https://${name}$request_uri; }`
    );
  });
  return [
    `pid ${folder}/nginx.pid; daemon off; error_log /dev/null crit; worker_processes 1;`,
    "events { worker_connections 4096; }",
    "http { access_log off; server_names_hash_max_size 4096; server_names_hash_bucket_size 128;",
    ...paths.map((path) => `${path}_temp_path ${folder}/${path};`),
    `ssl_certificate ${folder}/a.crt; ssl_certificate_key ${folder}/a.key;`,
    "ssl_protocols TLSv1.2 TLSv1.3; ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20;",
    ...hosts,
    "}",
  ].join("\n");
}

/** A mail server that greets and begins TLS, in a process of its own. */
function serveMail({ key, certificate }: { key: string; certificate: string }): void {
  const secureContext = createSecureContext({ key, cert: certificate });
  const server = createServer((socket: Socket) => {
    socket.on("error", () => undefined);
    socket.write("220 mx.test\r\n");
    socket.on("data", function hear(chunk: Buffer) {
      const said = chunk.toString("latin1");
      if (said.startsWith("EHLO ")) socket.write("250 STARTTLS\r\n");
      else if (said.startsWith("STARTTLS")) {
        socket.removeListener("data", hear);
        socket.write("220 go\r\n");
        const secure = new TLSSocket(socket, { isServer: true, secureContext });
        secure.on("error", () => socket.destroy());
        secure.resume();
      }
    });
  });
  server.listen(smtpPort, "127.1.1.1", () => process.send?.("ready"));
}

async function measure(): Promise<void> {
  const lacking = lackingServers();
  if (lacking !== null) throw new Error(lacking);
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-own-"));
  const children: ChildProcess[] = [];
  const dayMs = 86_400_000;
  const own = selfSigned({ names: [...names, "mx.test"], fromMs: Date.now() - dayMs, days: 90 });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "a.crt"), own.certificate);
  writeFileSync(join(folder, "a.key"), own.key, { mode: 0o600 });
  writeFileSync(join(folder, "nginx.conf"), nginxSettings(folder));
  const tree = treeOf();
  await using servers = await startServers(tree.zones);
  try {
    const nginx = ["-p", folder, "-c", join(folder, "nginx.conf")];
    children.push(spawn("/usr/sbin/nginx", nginx, { stdio: "ignore" }));
    const mail = fork(import.meta.filename, ["--mail"]);
    children.push(mail);
    mail.send({ key: own.key, certificate: own.certificate });
    await once(mail, "message");
    await later(1_000);
    const server = await servers.startResolver(null);
    await look({ server, servers, tree, roots: [own.certificate] });
  } finally {
    for (const child of children) child.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  }
}

async function look({
  server,
  servers,
  tree,
  roots,
}: {
  readonly server: Awaited<ReturnType<Awaited<ReturnType<typeof startServers>>["startResolver"]>>;
  readonly servers: Awaited<ReturnType<typeof startServers>>;
  readonly tree: ReturnType<typeof treeOf>;
  readonly roots: readonly string[];
}): Promise<void> {
  let [questions, connections] = [0, 0];
  const limits = { ...resolverLimits, perSecond: 5_000, atOnce: 100 };
  const resolver = openResolver({ server, limits, onProbe: () => (questions += 1) });
  const { anchor } = tree;
  if (anchor.kind !== "DS") throw new Error("no DS");
  const recordedAt = new Date().toISOString() as Instant;
  const until = "2099-12-31" as PlainDate;
  const clearance = { domain: "test", by: "x", until, recordedAt, networks: ["127.0.0.0/8"] };
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const checked = await checkDomains(names.map(labelsOf), {
    resolver,
    clearances: { covering: () => Promise.resolve(succeed(clearance)) },
    anchors: [{ zone: [], ds: [anchor] }],
    nowSeconds: now,
    servers: {
      profile: "vallgrav",
      now: recordedAt,
      ports: { http: httpPort, https: httpsPort, smtp: smtpPort, dns: servers.nsd.port },
      roots,
      onProbe: () => (questions += 1),
      surroundings: {
        clock: machineClock,
        random: (sizeBytes) => randomBytes(sizeBytes),
        log: () => (connections += 1),
      },
    },
  });
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  if (!checked.ok) throw new Error("not cleared");
  const must = ["dnssec", "https", "hsts", "redirect", "spf", "dmarc-policy", "starttls"];
  const tls = ["web-versions", "web-suites", "web-trust", "mail-versions", "mail-trust"];
  const faults = checked.value.flatMap(({ judged }) =>
    [...must, ...tls].filter(
      (check) => judged.find((one) => one.check === check)?.standing !== "passed",
    ),
  );
  const served = checked.value.filter(({ servers: all }) =>
    all.some(({ id, result }) => id === "DNS-03" && result === "passed"),
  );
  console.log(
    `${count} domains on ${addresses} addresses: ${seconds.toFixed(1)} s by the clock, ` +
      `${((user + system) / 1e6).toFixed(1)} s CPU; ${questions} questions, ` +
      `${connections} connections; ${served.length} served, ${faults.length} checks not passed ` +
      [...new Set(faults)].join(" "),
  );
  if (checked.value.length === 0 || faults.length > 0 || served.length < count)
    process.exitCode = 1;
}

if (process.argv.includes("--mail"))
  process.once("message", (given) => serveMail(given as Parameters<typeof serveMail>[0]));
else await measure();
