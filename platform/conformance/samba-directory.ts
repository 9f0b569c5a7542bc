/**
 * Holds the LDAP collector against a real domain controller (Samba) and a real directory that is
 * none (OpenLDAP). The same domain is also collected from its database by a program of its own, in
 * the printed script's form: both must give the same attack graph, and it must be the right one.
 *
 * Needs Debian's samba, samba-ad-provision, samba-dsdb-modules, samba-vfs-modules, python3-samba,
 * winbind, slapd and openssl, and root, whose ports these are. Without them it is skipped, unless
 * `VALLGRAV_REQUIRE` names `samba`.
 */
import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as later } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { EvidenceId, Instant, Subject } from "@vallgrav/kernel";
import { read } from "@vallgrav/readers";
import type { Reading } from "@vallgrav/readers";
import { collectDirectory, DirectoryFailed, openDirectory } from "../src/collect/index.ts";
import { directoryPlan } from "../src/collect/directory/directory-plan.ts";

type Comparison = {
  readonly name: string;
  readonly passed: boolean;
  readonly detail: string;
  readonly skipped?: boolean;
};
type Read = Extract<Reading, { readonly ok: true }>;

const users = 2_000;
const longestMs = 60_000;
const readerPassword = "Bara-lasa-1234";
const helper = fileURLToPath(new URL("samba-domain.py", import.meta.url));
const base = "DC=example,DC=test";

/** What is missing on this machine, or null. */
function lacking(): string | null {
  const needed = ["/usr/sbin/samba", "/usr/bin/samba-tool", "/usr/sbin/slapd", "/usr/bin/openssl"];
  const missing = needed.filter((path) => !existsSync(path));
  if (missing.length > 0) return `not installed: ${missing.join(", ")}`;
  return process.getuid?.() === 0 ? null : "needs root for the ports of a domain controller";
}

/** Runs a program to its end. @throws {Error} with what it said where it failed */
function runProgram(program: string, args: readonly string[], input = "", env = {}): string {
  const ended = spawnSync(program, args, {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 30,
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LANG: "C.UTF-8", ...env },
  });
  if (ended.status !== 0)
    throw new Error(`${program} ${args.join(" ")}: ${ended.stderr.slice(-2_000)}`);
  return ended.stdout;
}

async function waitForPort(port: number): Promise<void> {
  for (let tries = 0; tries < 240; tries += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
      socket.once("close", () => resolve(false));
      setTimeout(() => socket.destroy(), 1_000).unref();
    });
    if (isOpen) return;
    await later(250);
  }
  throw new Error(`nothing listens on port ${port}`);
}

/** A certificate for this machine and its key. */
function makeCertificate(folder: string): { readonly key: string; readonly certificate: string } {
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
  const names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const files = ["-keyout", key, "-out", certificate];
  runProgram("openssl", [
    "req",
    "-x509",
    "-nodes",
    "-days",
    "2",
    "-subj",
    "/CN=localhost",
    ...curve,
    ...names,
    ...files,
  ]);
  return { key, certificate };
}

/** Provisions and fills a domain; the path of its configuration. */
function makeDomain(folder: string): string {
  const target = join(folder, "dc");
  mkdirSync(target);
  runProgram("samba-tool", [
    "domain",
    "provision",
    "--realm=EXAMPLE.TEST",
    "--domain=EXAMPLE",
    "--server-role=dc",
    "--dns-backend=NONE",
    "--host-name=dc1",
    "--host-ip=127.0.0.1",
    "--adminpass=Nagon-annan-1234",
    `--targetdir=${target}`,
    "--option=interfaces=lo",
    "--option=bind interfaces only=yes",
  ]);
  const configuration = join(target, "etc", "smb.conf");
  const env = { READER_PASSWORD: readerPassword };
  runProgram("/usr/bin/python3", [helper, "fill", configuration, String(users)], "", env);
  return configuration;
}

function startSamba(folder: string, configuration: string): ChildProcess {
  const { key, certificate } = makeCertificate(folder);
  const options = {
    "server services": "ldap",
    "pid directory": folder,
    "lock directory": join(folder, "dc", "state"),
    "ncalrpc dir": join(folder, "ncalrpc"),
    "log file": join(folder, "log"),
    "tls keyfile": key,
    "tls certfile": certificate,
    "tls cafile": certificate,
  };
  const given = Object.entries(options).map(([name, value]) => `--option=${name}=${value}`);
  return spawn("/usr/sbin/samba", ["-i", "-M", "single", "-s", configuration, ...given], {
    stdio: "ignore",
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LANG: "C.UTF-8" },
  });
}

/** Collects over LDAP; the text, and how long it took. */
async function collectLive(
  url: string,
  user: string,
  certificate: string,
): Promise<{ readonly text: string; readonly tookMs: number; readonly gaps: readonly unknown[] }> {
  const authorities = readFileSync(certificate, "utf8");
  const startMs = performance.now();
  const pieces = collectDirectory({
    keeper: null,
    open: () => openDirectory({ url, user, password: readerPassword, authorities }),
    now: () => new Date(),
    elapsedMs: () => performance.now(),
    progress: () => undefined,
    signal: new AbortController().signal,
  });
  let text = "";
  for (;;) {
    const next = await pieces.next();
    if (next.done === true)
      return { text, tookMs: performance.now() - startMs, gaps: next.value.gaps };
    text += next.value;
  }
}

function readText(text: string): Read {
  const reading = read({
    name: "ad.json",
    bytes: new TextEncoder().encode(text),
    evidence: "e" as EvidenceId,
    receivedAt: new Date().toISOString() as Instant,
  });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading;
}

/** Problems of a reading, but for the notices of secrets, and how many those are. */
function problemsOf({ problems }: Read): readonly [others: Read["problems"], secrets: number] {
  const others = problems.filter(({ code }) => code !== "readers/secret-in-field");
  return [others, problems.length - others.length];
}

function nameOf({ kind, claims: [{ value }] }: Subject): string {
  return `${kind} ${value}`;
}

/** Everything a reading says, one line each, sorted: edges of the graph apart from the rest. */
function saidBy(reading: Read): {
  readonly edges: readonly string[];
  readonly rest: readonly string[];
} {
  const edges: string[] = [];
  const rest: string[] = [];
  for (const { subject, says } of reading.observations)
    if ("relation" in says) edges.push(`${nameOf(subject)} ${says.relation} ${nameOf(says.to)}`);
    else rest.push(`${nameOf(subject)} ${JSON.stringify(says)}`);
  return { edges: edges.toSorted(), rest: rest.toSorted() };
}

function compare(name: string, found: unknown, wanted: unknown): Comparison {
  const [left, right] = [JSON.stringify(found), JSON.stringify(wanted)];
  return { name, passed: left === right, detail: left === right ? "" : `${left}, not ${right}` };
}

/** The lines of one list that the other lacks, a few of them. */
function lackedBy(list: readonly string[], other: readonly string[]): readonly string[] {
  const known = new Set(other);
  return list.filter((line) => !known.has(line)).slice(0, 5);
}

/** The unit that only one group may read, by its name in the directory's own database. */
function hiddenUnit(reading: Read): string {
  const found = reading.observations.find(
    ({ says }) => "property" in says && says.value === "DOLD@EXAMPLE.TEST",
  );
  return found?.subject.claims[0].value ?? "nowhere";
}

/** Edges of a kind, as names of accounts in place of SIDs, that the domain was filled with. */
function delegated(reading: Read): readonly Comparison[] {
  const names = new Map<string, string>();
  for (const { subject, says } of reading.observations)
    if ("property" in says && says.property === "samaccountname")
      names.set(nameOf(subject), String(says.value));
  const count = (relation: string, by: string): number =>
    reading.observations.filter(
      ({ subject, says }) =>
        "relation" in says && says.relation === relation && names.get(nameOf(subject)) === by,
    ).length;
  const computers = users / 5;
  return [
    compare(
      "resets of passwords, delegated to a group",
      count("right/ForceChangePassword", "grupp1"),
      users,
    ),
    compare("members of groups, delegated", count("right/AddMember", "grupp2"), 40),
    // The one whose list was replaced by another first still inherits.
    compare(
      "keys of computers, delegated",
      count("right/AddKeyCredentialLink", "grupp3"),
      computers,
    ),
    compare(
      "everything over one computer and a closed unit",
      count("right/GenericAll", "grupp4"),
      2,
    ),
    compare("adding oneself to a group", count("right/AddSelf", "grupp5"), 1),
    compare(
      "replication",
      [count("right/GetChanges", "grupp5"), count("right/GetChangesAll", "grupp5")],
      [1, 1],
    ),
    compare("who may act for a computer", count("may-act-for", "grupp2"), 1),
    compare("delegation with protocol transition", count("may-delegate-to", "PC0$"), 1),
  ];
}

/** What the two collections say, and that it is the right thing. */
async function compareDomain(folder: string, certificate: string): Promise<readonly Comparison[]> {
  const configuration = join(folder, "dc", "etc", "smb.conf");
  const live = await collectLive("ldaps://localhost", "lasare@example.test", certificate);
  const again = await collectLive("ldap://127.0.0.1", "EXAMPLE\\lasare", certificate);
  const plan = directoryPlan({
    domain: base,
    configuration: `CN=Configuration,${base}`,
    schema: `CN=Schema,CN=Configuration,${base}`,
  });
  const input = JSON.stringify(plan);
  const script = runProgram("/usr/bin/python3", [helper, "collect", configuration], input);
  const [ours, theirs, encrypted] = [live.text, script, again.text].map(readText);
  if (ours === undefined || theirs === undefined || encrypted === undefined) return [];
  const hidden = hiddenUnit(theirs);
  const [said, all] = [saidBy(ours), saidBy(theirs)];
  const isSeen = (line: string): boolean => !line.includes(hidden);
  const wanted = { edges: all.edges.filter(isSeen), rest: all.rest.filter(isSeen) };
  const counts = ours.counts.map(({ kind, read: many }) => `${many} ${kind}`).join(", ");
  const accounts = ours.counts.find(({ kind }) => kind === "users")?.read ?? 0;
  return [
    compare("the ordinary account may read every part", live.gaps, []),
    // Administrator, Guest, krbtgt, the name server's, and the account that reads.
    compare("accounts", accounts, users + 5),
    compare("problems of the collection", problemsOf(ours), problemsOf(theirs)),
    compare("descriptions with a password", problemsOf(ours)[1], 2),
    compare("and the password itself", live.text.includes("Exempel99"), false),
    compare("what the account may not read", all.edges.length - wanted.edges.length, 3),
    compare("and is not told", [...said.edges, ...said.rest].every(isSeen), true),
    compare("edges that LDAP lacks", lackedBy(wanted.edges, said.edges), []),
    compare("edges that LDAP has alone", lackedBy(said.edges, wanted.edges), []),
    compare("the same edges", said.edges.length, wanted.edges.length),
    compare("other statements that LDAP lacks", lackedBy(wanted.rest, said.rest), []),
    compare("other statements that LDAP has alone", lackedBy(said.rest, wanted.rest), []),
    compare("the same over StartTLS", saidBy(encrypted).edges.length, said.edges.length),
    ...delegated(ours),
    {
      name: "collected within a minute",
      passed: live.tookMs < longestMs,
      detail: `${Math.round(live.tookMs)} ms, ${said.edges.length} edges, ${counts}`,
    },
  ];
}

/** What keeps somebody out keeps them out. */
async function compareRefusals(
  folder: string,
  certificate: string,
): Promise<readonly Comparison[]> {
  const code = async (url: string, user: string, trusted: string): Promise<unknown> =>
    collectLive(url, user, trusted).then(
      () => "collected",
      (error: unknown) => (error instanceof DirectoryFailed ? error.code : error),
    );
  const other = join(folder, "other");
  mkdirSync(other);
  const stranger = makeCertificate(other).certificate;
  const lasare = "lasare@example.test";
  return [
    compare(
      "nobody of that name",
      await code("ldaps://localhost", "ingen@example.test", certificate),
      "collect/ldap-credentials",
    ),
    compare(
      "a certificate of nobody trusted",
      await code("ldaps://localhost", lasare, stranger),
      "collect/ldap-untrusted",
    ),
    compare(
      "the same for StartTLS",
      await code("ldap://localhost", lasare, stranger),
      "collect/ldap-untrusted",
    ),
  ];
}

/** A directory that is none of Active Directory's says so, and is not harmed. */
async function compareOpenldap(folder: string): Promise<Comparison> {
  const home = join(folder, "openldap");
  mkdirSync(join(home, "data"), { recursive: true });
  const { key, certificate } = makeCertificate(home);
  writeFileSync(
    join(home, "slapd.conf"),
    [
      "include /etc/ldap/schema/core.schema",
      "modulepath /usr/lib/ldap",
      "moduleload back_mdb",
      `pidfile ${home}/pid`,
      `TLSCertificateFile ${certificate}`,
      `TLSCertificateKeyFile ${key}`,
      "database mdb",
      'suffix "dc=example,dc=test"',
      'rootdn "cn=admin,dc=example,dc=test"',
      `rootpw ${readerPassword}`,
      `directory ${home}/data`,
    ].join("\n"),
  );
  const address = "ldaps://127.0.0.1:6360";
  const server = spawn(
    "/usr/sbin/slapd",
    ["-f", join(home, "slapd.conf"), "-h", address, "-d", "0"],
    {
      stdio: "ignore",
    },
  );
  try {
    await waitForPort(6360);
    const outcome = await collectLive(address, "cn=admin,dc=example,dc=test", certificate).then(
      () => "collected",
      (error: unknown) => (error instanceof DirectoryFailed ? error.code : String(error)),
    );
    return compare("OpenLDAP lets in and is no domain", outcome, "collect/ldap-no-domain");
  } finally {
    server.kill("SIGTERM");
  }
}

/** Runs every comparison. */
export async function run(): Promise<readonly Comparison[]> {
  const reason = lacking();
  const isRequired = (process.env["VALLGRAV_REQUIRE"] ?? "").split(",").includes("samba");
  if (reason !== null) {
    const name = "a Samba domain";
    return [{ name, passed: false, skipped: !isRequired, detail: reason }];
  }
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-samba-"));
  let server: ChildProcess | null = null;
  try {
    server = startSamba(folder, makeDomain(folder));
    await waitForPort(636);
    const certificate = join(folder, "certificate.pem");
    return [
      ...(await compareDomain(folder, certificate)),
      ...(await compareRefusals(folder, certificate)),
      await compareOpenldap(folder),
    ];
  } finally {
    server?.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  }
}
