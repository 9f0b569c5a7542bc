/**
 * Holds checks of domains against Zonemaster's: a handful of zones of the signed tree, served by
 * NSD on port 53 of an address of the loopback, where Zonemaster looks for servers. What both ask
 * must come out alike but for the differences that are named here with their reason.
 *
 * Needs Debian's nsd and zonemaster-cli, and the right to open port 53. Without them it is skipped,
 * unless `VALLGRAV_REQUIRE` names `zonemaster`.
 */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  checkDns,
  type DnsCheckId,
  dnsFactsOf,
  dnssecLimits,
  type DomainName,
  domainNameText,
  openDnssec,
  type RecordData,
} from "@vallgrav/domains";
import { answerFrom, dnssecPort, openResolver, resolverLimits } from "../src/hygiene/index.ts";
import { lackingServers, startServers } from "./dnssec/servers.ts";
import { type SignedTree, signedTree } from "./dnssec/tree.ts";

type Comparison = {
  readonly name: string;
  readonly passed: boolean;
  readonly detail: string;
  readonly skipped?: boolean;
};

const program = "/usr/bin/zonemaster-cli";
const place = { address: "127.9.0.1", port: 53 };
const compared = ["plain", "hashed", "iter150", "sha1ds", "rsa512", "expired", "unsigned"];

/** What both ask, and by which tags Zonemaster says that it is wrong. */
const pairs: readonly (readonly [id: DnsCheckId, tags: RegExp])[] = [
  ["DNS-02", /^NOT_ENOUGH_NS_CHILD$/u],
  ["SEC-02", /^DS01_(?:DS_ALGO|DIGEST)_(?:DEPRECATED|NOT_SUPPORTED)|^DS01_DS_ALGO_2_MISSING$/u],
  ["SEC-04", /^(?:DS03_)?(?:ILLEGAL|TOO_MANY|NON_ZERO)_.*ITERATION|^DS03_ILLEGAL/u],
  ["SEC-05", /RRSIG_EXPIRED$/u],
  ["SEC-06", /^ALGORITHM_(?:DEPRECATED|NOT_RECOMMENDED|NOT_ZONE_SIGN|PRIVATE|RESERVED)$/u],
  ["SEC-07", /^(?:DNSKEY_SMALLER_THAN_REC|DNSKEY_TOO_SMALL)/u],
];

/** Where both must differ, and why. */
const different: ReadonlyMap<string, string> = new Map([
  ["iter150 SEC-04", "the installed Zonemaster allows iterations that RFC 9276 does not"],
  ["expired DNS-02", "what is bogus says nothing to us, so that the servers are unknown"],
]);

async function ask(zone: DomainName, ds: readonly RecordData[], hints: string) {
  const name = domainNameText(zone);
  const digests = ds.flatMap((data) =>
    data.kind === "DS"
      ? [
          "--ds",
          `${data.keyTag},${data.algorithm},${data.digestType},` +
            Buffer.from(data.digest).toString("hex"),
        ]
      : [],
  );
  const tests = ["DNSSEC", "Delegation/delegation01"].flatMap((test) => ["--test", test]);
  const server = ["--ns", `ns.${name}/${place.address}`, "--hints", hints, "--no-ipv6"];
  const form = ["--json", "--raw", "--level", "NOTICE"];
  const run = promisify(execFile);
  const given = [name, ...server, ...form, ...digests, ...tests];
  const { stdout } = await run(program, given, { timeout: 120_000 });
  const told: unknown = JSON.parse(stdout);
  const rows: unknown = Array.isArray(told) ? told : Reflect.get(Object(told), "results");
  return (Array.isArray(rows) ? rows : []).map((row) => String(Reflect.get(Object(row), "tag")));
}

async function compare(tree: SignedTree, label: string, nowSeconds: number, hints: string) {
  const zone = [label, "test"];
  const above = tree.zones.find((one) => one.zone.join(".") === "test")?.records ?? [];
  const ds = above
    .filter(({ name, data }) => data.kind === "DS" && name.join(".") === zone.join("."))
    .map(({ data }) => data);
  const tags = await ask(zone, ds, hints);
  const resolver = openResolver({ server: place, limits: { ...resolverLimits, perSecond: 5_000 } });
  const anchors = [{ zone: [], ds: [tree.anchor] }];
  const session = openDnssec({ anchors, nowSeconds, port: dnssecPort, limits: dnssecLimits });
  const checks = checkDns(await answerFrom(dnsFactsOf(zone, session), resolver), nowSeconds);
  return pairs.map(([id, wrong]) => {
    const result = checks.find((one) => one.id === id)?.result;
    const ours = result === "failed" || result === "warning";
    const theirs = tags.some((tag) => wrong.test(tag));
    return { what: `${label} ${id}`, ours, theirs };
  });
}

async function compareAll(): Promise<readonly Comparison[]> {
  const nowSeconds = Math.floor(Date.now() / 1_000);
  const tree = signedTree(nowSeconds);
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-zonemaster-"));
  const hints = join(folder, "hints");
  writeFileSync(hints, `. 3600000 NS ns.\nns. 3600000 A ${place.address}\n`);
  await using _ = await startServers(tree.zones, place);
  try {
    const all: Awaited<ReturnType<typeof compare>> = [];
    // One after another: Zonemaster takes seconds and a core for each.
    // oxlint-disable-next-line no-await-in-loop
    for (const label of compared) all.push(...(await compare(tree, label, nowSeconds, hints)));
    const apart = all.filter(({ ours, theirs }) => ours !== theirs).map(({ what }) => what);
    const strange = apart.filter((what) => !different.has(what));
    const wrong = all.filter(({ ours, theirs }) => ours && theirs).length;
    const told = apart.map((what) => `${what}: ${different.get(what) ?? "nobody knows why"}`);
    return [
      {
        name: "domains: as Zonemaster says",
        passed: strange.length === 0 && wrong > 0,
        detail:
          `${all.length - apart.length} of ${all.length} alike, ${wrong} of them wrong to both; ` +
          told.join("; "),
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Compares. */
export async function run(): Promise<readonly Comparison[]> {
  const lacking = lackingServers() ?? (existsSync(program) ? null : `not installed: ${program}`);
  const isRequired = (process.env["VALLGRAV_REQUIRE"] ?? "").split(",").includes("zonemaster");
  const isRoot = process.getuid?.() === 0;
  if (lacking === null && isRoot) return compareAll();
  const detail = lacking ?? "port 53 cannot be opened by this user";
  const skipped = !isRequired;
  return [{ name: "domains: as Zonemaster says", passed: skipped, detail, skipped }];
}
