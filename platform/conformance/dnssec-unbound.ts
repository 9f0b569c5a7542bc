/**
 * Holds the validator against unbound: the same questions over the same tree of zones, signed well
 * and badly from the root. Ours asks an unbound that neither checks nor says that it has checked;
 * the other one checks by the same trust anchor.
 *
 * `node platform/conformance/dnssec-unbound.ts RECORDING` writes a part of it down for the engine's
 * own tests, which so see what real servers answer.
 *
 * Needs Debian's nsd and unbound. Without them it is skipped, unless `VALLGRAV_REQUIRE` names
 * `dns`.
 */
import { writeFileSync } from "node:fs";
import {
  dnssecLimits,
  domainNameText,
  openDnssec,
  parseDomainName,
  questionOf,
  readMessage,
  recordTypeText,
  type SecurityStatus,
  type Validated,
  validatedText,
  writeMessage,
} from "@vallgrav/domains";
import { exchangeUdp, exchangeTcp } from "../src/hygiene/exchange.ts";
import {
  answerFrom,
  type DnsServer,
  dnssecPort,
  openResolver,
  type Resolver,
} from "../src/hygiene/index.ts";
import { lackingServers, startServers } from "./dnssec/servers.ts";
import { type Asked, questionsOfTree, signedTree } from "./dnssec/tree.ts";

type Comparison = {
  readonly name: string;
  readonly passed: boolean;
  readonly detail: string;
  readonly skipped?: boolean;
};

function questionFor({ name, type }: Asked) {
  const parsed = parseDomainName(name.replace("*", "_star"));
  if (!parsed.ok) throw new Error(name);
  return questionOf(
    parsed.value.map((label) => (label === "_star" ? "*" : label)),
    type,
  );
}

/** A resolver that keeps what it was told, as rows of name, type and message in base 64. */
function recording(resolver: Resolver): Resolver & { readonly rows: string[][] } {
  const rows: string[][] = [];
  const known = new Set<string>();
  return {
    rows,
    ask: async (question) => {
      const reply = await resolver.ask(question);
      const name = domainNameText(question.name);
      const key = `${name} ${question.type}`;
      if (reply.kind === "answer" && !known.has(key)) {
        const octets = Buffer.from(writeMessage(reply.message)).toString("base64");
        rows.push([name, recordTypeText(question.type), octets]);
      }
      known.add(key);
      return reply;
    },
  };
}

/** What unbound says: SERVFAIL is bogus, AD is secure, all else insecure. */
async function oracleOf(asked: Asked, server: DnsServer): Promise<SecurityStatus | "silent"> {
  const flags = { isResponse: false, isAuthoritative: false, isTruncated: false };
  const query = writeMessage({
    id: 7,
    opcode: 0,
    ...flags,
    isRecursionDesired: true,
    isRecursionAvailable: false,
    isAuthenticated: true,
    isCheckingDisabled: false,
    rcode: 0,
    questions: [questionFor(asked)],
    answers: [],
    authority: [],
    additional: [],
    edns: { sizeOctets: 1_232, version: 0, isDnssecOk: true, options: [] },
  });
  for (const exchange of [exchangeUdp, exchangeTcp]) {
    const reply = await exchange(query, server, 5_000);
    const read = typeof reply === "string" ? null : readMessage(reply);
    if (read === null || !read.ok || read.value.isTruncated) continue;
    if (read.value.rcode === 2) return "bogus";
    return read.value.isAuthenticated ? "secure" : "insecure";
  }
  return "silent";
}

type Case = { readonly asked: Asked; readonly ours: Validated; readonly oracle: string };

type Compared = {
  readonly cases: readonly Case[];
  readonly rows: readonly (readonly string[])[];
  readonly anchor: string;
};

async function compareAll(nowSeconds: number, questions: readonly Asked[]): Promise<Compared> {
  const tree = signedTree(nowSeconds);
  await using servers = await startServers(tree.zones);
  const blind = await servers.startResolver(null);
  const checking = await servers.startResolver({ trust: tree.anchorText });
  const resolver = recording(openResolver({ server: blind }));
  const setting = { nowSeconds, port: dnssecPort, limits: dnssecLimits };
  const session = openDnssec({ ...setting, anchors: [{ zone: [], ds: [tree.anchor] }] });
  const cases: Case[] = [];
  for (const asked of questions) {
    const ours = await answerFrom(session.validate(questionFor(asked)), resolver);
    cases.push({ asked, ours, oracle: await oracleOf(asked, checking) });
  }
  const elsewhere = openDnssec({
    ...setting,
    anchors: [{ zone: ["plain", "test"], ds: [tree.anchor] }],
  });
  const asked: Asked = { name: "www.hashed.test", type: "A" };
  const ours = await answerFrom(elsewhere.validate(questionFor(asked)), resolver);
  const apart = await servers.startResolver({
    trust: tree.anchorText.replace(". ", "plain.test. "),
  });
  cases.push({ asked, ours, oracle: await oracleOf(asked, apart) });
  return { cases, rows: resolver.rows, anchor: tree.anchorText };
}

/** Unbound has no word of its own for what no anchor covers. */
function agrees({ ours, oracle }: Case): boolean {
  if (ours.reason === "no-anchor") return oracle === "insecure";
  return ours.status === oracle;
}

/** Compares every question. */
export async function run(): Promise<readonly Comparison[]> {
  const lacking = lackingServers();
  const isRequired = (process.env["VALLGRAV_REQUIRE"] ?? "").split(",").includes("dns");
  if (lacking !== null)
    return [{ name: "DNSSEC", passed: !isRequired, detail: lacking, skipped: !isRequired }];
  const nowSeconds = Math.floor(Date.now() / 1_000);
  const { cases } = await compareAll(nowSeconds, questionsOfTree(nowSeconds));
  const counts = new Map<string, number>();
  for (const { ours } of cases) counts.set(ours.status, (counts.get(ours.status) ?? 0) + 1);
  const told = cases
    .filter((one) => !agrees(one))
    .map(
      ({ asked, ours, oracle }) =>
        `${asked.name} ${asked.type}: ${validatedText(ours)} (${ours.outcome}), unbound ${oracle}`,
    );
  const bogus = counts.get("bogus") ?? 0;
  return [
    {
      name: "DNSSEC: the same verdicts as unbound",
      passed: told.length === 0,
      detail: `${cases.length - told.length} of ${cases.length} alike; ${told.join("; ")}`,
    },
    {
      name: "DNSSEC: enough cases of every kind",
      passed: cases.length >= 60 && bogus >= 25 && counts.size === 4,
      detail: [...counts].map(([status, count]) => `${count} ${status}`).join(", "),
    },
  ];
}

/** Whole for a zone with NSEC and one with NSEC3; of the others the first questions. */
function recorded(all: readonly Asked[]): readonly Asked[] {
  const taken = new Map<string, number>();
  return all.filter(({ name }) => {
    const zone = name.split(".").slice(-2).join(".");
    // The engine's own tests have the two common algorithms alone.
    if (/^(?:rsa|p384|ed448)/.test(zone)) return false;
    const count = (taken.get(zone) ?? 0) + 1;
    taken.set(zone, count);
    return ["plain.test", "hashed.test"].includes(zone) || count <= 2;
  });
}

async function record(file: string): Promise<void> {
  const nowSeconds = Math.floor(Date.now() / 1_000);
  const asked = recorded(questionsOfTree(nowSeconds));
  const { cases, rows, anchor } = await compareAll(nowSeconds, asked);
  const told = cases
    .slice(0, -1)
    .map(({ asked: { name, type }, ours, oracle }) => [
      name,
      type,
      oracle,
      ours.reason,
      ours.outcome,
    ]);
  const line = (row: unknown): string => `  ${JSON.stringify(row)}`;
  const list = (all: readonly unknown[]): string => `[\n${all.map(line).join(",\n")}\n]`;
  writeFileSync(
    file,
    `{\n"nowSeconds": ${nowSeconds},\n"anchor": "${anchor}",\n` +
      `"cases": ${list(told)},\n"replies": ${list(rows)}\n}\n`,
  );
}

const [target] = process.argv.slice(2);
if (import.meta.main && target !== undefined) await record(target);
