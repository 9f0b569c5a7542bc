/**
 * What is claimed of security is proven or said to be missing: each line of the table after OWASP
 * ASVS and of the threat model names rules that tests prove, and the connections in the table are
 * those the code can make.
 */
import type { Finding, Tree } from "../tree.ts";
import { parse, walk } from "../syntax.ts";
import type { Node } from "../syntax.ts";
import { readTests, rulesNamed } from "./rules.ts";

/** One row for each requirement of OWASP ASVS 5.0, levels 1 and 2. */
export const asvsFile = "docs/asvs.csv";
/** Assets, actors, boundaries, and what stands against whom. */
export const threatFile = "THREAT-MODEL.md";
/** Decisions with their figures, keys, logs and connections. */
export const decisionsFile = "docs/security-decisions.md";

/** Requirements of level 1 and of level 2 in version 5.0.0. */
const requirements: Readonly<Record<string, number>> = { "1": 70, "2": 183 };
const states: ReadonlySet<string> = new Set(["met", "not-applicable", "unmet"]);

/** Modules through which something can leave the machine or come in. */
const networkModules =
  /^(?:node:(?:dgram|dns|dns\/promises|http|http2|https|net|tls)|pg|ldapts|undici|ws|nodemailer)$/;

function testedRules(tree: Tree): ReadonlySet<string> {
  const tested = new Set<string>();
  for (const [file, text] of tree)
    if (/\.test\.tsx?$/.test(file) && !file.includes("/fixtures/"))
      for (const { name } of readTests(file, text).tests)
        for (const rule of rulesNamed(name)) tested.add(rule);
  return tested;
}

function unproven(text: string, tested: ReadonlySet<string>): readonly string[] {
  return rulesNamed(text).filter((rule) => !tested.has(rule));
}

/** What makes Vallgrav trustworthy, demand by demand. */
export const trustFile = "docs/trust.csv";
/** Every topic has its demands there. */
const topics: ReadonlySet<string> = new Set([
  "people",
  "routes",
  "audit",
  "storage",
  "interface",
  "protection",
  "published",
  "jobs",
  "gate",
  "place",
  "operations",
]);
const trustStates: ReadonlySet<string> = new Set(["met", "partly", "missing"]);

/** Every topic stands in the list, and each demand that is met names rules that tests prove. */
function checkTrust(text: string, tested: ReadonlySet<string>): readonly Finding[] {
  const findings: Finding[] = [];
  const left = new Set(topics);
  for (const [at, line] of text.split("\n").entries()) {
    if (at === 0 || line === "") continue;
    const add = (what: string): void => {
      findings.push({ rule: "claim", file: `${trustFile}:${at + 1}`, what });
    };
    const found = /^([a-z]+),(?:"[^"]+"|[^",]+),([a-z]+),(.+)$/.exec(line);
    const [, topic = "", state = "", why = ""] = found ?? [];
    if (!topics.has(topic) || !trustStates.has(state)) {
      add("is no row: topic,demand,state,why");
      continue;
    }
    left.delete(topic);
    if (state !== "missing" && rulesNamed(why).length === 0) add("names no proof");
    if (state !== "met" && why.replaceAll(/\[\w+\]/g, "").trim() === "") add("says no reason");
    for (const rule of unproven(why, tested)) add(`no test proves ${rule}`);
  }
  for (const topic of left)
    findings.push({ rule: "claim", file: trustFile, what: `has no demand of ${topic}` });
  return findings;
}

function checkAsvs(text: string, tested: ReadonlySet<string>): readonly Finding[] {
  const findings: Finding[] = [];
  const add = (line: number, what: string): void => {
    findings.push({ rule: "claim", file: `${asvsFile}:${line}`, what });
  };
  const seen = new Set<string>();
  const counts: Record<string, number> = { "1": 0, "2": 0 };
  for (const [at, line] of text.split("\n").entries()) {
    if (at === 0 || line === "") continue;
    const found = /^(V\d+\.\d+\.\d+),([12]),([a-z-]+),(.*)$/.exec(line);
    if (found === null) {
      add(at + 1, "is no row: id,level,state,why");
      continue;
    }
    const [, id = "", level = "", state = "", why = ""] = found;
    if (seen.has(id)) add(at + 1, `${id} stands twice`);
    seen.add(id);
    counts[level] = (counts[level] ?? 0) + 1;
    if (!states.has(state)) add(at + 1, `${state} is no state`);
    if (why.trim() === "") add(at + 1, `${id} says no reason`);
    if (state === "met" && rulesNamed(why).length === 0) add(at + 1, `${id} names no proof`);
    for (const rule of unproven(why, tested)) add(at + 1, `no test proves ${rule}`);
  }
  for (const [level, count] of Object.entries(requirements))
    if (counts[level] !== count) add(1, `level ${level} has ${counts[level]} rows, not ${count}`);
  return findings;
}

/** Every row of the tables below "What stands against them" names a rule that a test proves. */
function checkThreats(text: string, tested: ReadonlySet<string>): readonly Finding[] {
  const findings: Finding[] = [];
  let isClaim = false;
  let rows = 0;
  for (const [at, line] of text.split("\n").entries()) {
    const file = `${threatFile}:${at + 1}`;
    if (line.startsWith("#")) isClaim = /stands against/.test(line);
    if (!line.startsWith("|") || /^\|[\s|:-]+\|$/.test(line)) continue;
    const isHead = /^\| *(?:Who|What|Boundary)\b/.test(line);
    if (isClaim && !isHead) {
      rows += 1;
      if (rulesNamed(line).length === 0)
        findings.push({ rule: "claim", file, what: "names no rule" });
    }
    for (const rule of unproven(line, tested))
      findings.push({ rule: "claim", file, what: `no test proves ${rule}` });
  }
  if (rows === 0)
    findings.push({ rule: "claim", file: threatFile, what: "has no row on what stands against" });
  return findings;
}

/** What of those modules touches no network. */
const harmless: ReadonlySet<string> = new Set(["STATUS_CODES", "isIP", "isIPv4", "isIPv6"]);

function importedNames(node: Node): readonly string[] {
  const specifiers = node["specifiers"];
  if (!Array.isArray(specifiers)) return ["*"];
  return specifiers.map((one: unknown) => {
    const imported: unknown = Reflect.get(Object(one), "imported");
    return String(Reflect.get(Object(imported), "name") ?? "*");
  });
}

/** How a file can reach the network: the modules it imports for that, and calls of `fetch`. */
function networkUses(file: string, text: string): readonly string[] {
  const found = new Set<string>();
  walk(parse(file, text).program, (node) => {
    if (node.type === "CallExpression") {
      if (Reflect.get(Object(node["callee"]), "name") === "fetch") found.add("fetch");
      return;
    }
    if (node.type !== "ImportDeclaration" || node["importKind"] === "type") return;
    const name: unknown = Reflect.get(Object(node["source"]), "value");
    if (typeof name !== "string" || !networkModules.test(name)) return;
    if (importedNames(node).some((one) => !harmless.has(one))) found.add(name);
  });
  return [...found];
}

const servingFolders = /^(?:apps\/(?:server|cli)|platform|knowledge|kernel|engines\/[^/]+)\/src\//;

function canServe(file: string): boolean {
  return servingFolders.test(file) && file.endsWith(".ts") && !/\.test\.ts$|\/test\//.test(file);
}

/** The rows of the connections' table name exactly the files that can open one. */
function checkConnections(tree: Tree): readonly Finding[] {
  const listed = new Set<string>();
  for (const line of (tree.get(decisionsFile) ?? "").split("\n")) {
    const found = /^\| .*\| `([^`]+\.ts)` \|$/.exec(line);
    if (found?.[1] !== undefined) listed.add(found[1]);
  }
  const findings: Finding[] = [];
  const opening = new Set<string>();
  for (const [file, text] of tree) {
    if (!canServe(file)) continue;
    for (const name of networkUses(file, text)) {
      opening.add(file);
      const what = `${name}: not among the connections in ${decisionsFile}`;
      if (!listed.has(file)) findings.push({ rule: "claim", file, what });
    }
  }
  for (const file of listed)
    if (!opening.has(file))
      findings.push({ rule: "claim", file: decisionsFile, what: `${file} opens no connection` });
  return findings;
}

/** What the documents on security claim, against the tests and the code. */
export function checkClaims(tree: Tree): readonly Finding[] {
  const asvs = tree.get(asvsFile);
  const threats = tree.get(threatFile);
  if (asvs === undefined && threats === undefined) return [];
  const tested = testedRules(tree);
  return [
    ...checkAsvs(asvs ?? "", tested),
    ...checkThreats(threats ?? "", tested),
    ...(tree.has("docs/access.csv") ? checkTrust(tree.get(trustFile) ?? "", tested) : []),
    ...checkConnections(tree),
  ];
}
