/** SPEC rules and tests name each other, and tests stay tests that prove something. */
import { isNode, lineOf, parse, walk } from "../syntax.ts";
import type { Node } from "../syntax.ts";
import type { Finding, Tree } from "../tree.ts";

const ruleMark = /\*\*\[([A-Z]+\d+[a-z]?)\]\*\*/g;
const ruleName = /\[((?:[A-Z]+\d+[a-z]?)(?:, ?[A-Z]+\d+[a-z]?)*)\]/g;

/** A test of a file: its name as written and where it stands. */
export type TestCase = { readonly name: string; readonly line: number };

/** `test`, `test.skipIf(…)`, `it.each(…)`: the name the call chain starts from, and its members. */
function chainOf(callee: unknown): { readonly root: string; readonly members: readonly string[] } {
  const members: string[] = [];
  let at = callee;
  while (isNode(at)) {
    if (at.type === "Identifier") return { root: String(at["name"]), members };
    if (at.type === "MemberExpression") {
      const property = at["property"];
      if (isNode(property)) members.unshift(String(property["name"]));
      at = at["object"];
    } else if (at.type === "CallExpression") at = at["callee"];
    else break;
  }
  return { root: "", members };
}

function literalOf(node: unknown, text: string): string | null {
  if (!isNode(node)) return null;
  const isText =
    node.type === "TemplateLiteral" ||
    (node.type === "Literal" && typeof node["value"] === "string");
  return isText ? text.slice(node.start + 1, node.end - 1) : null;
}

function isTestFile(file: string): boolean {
  return /\.test\.tsx?$/.test(file);
}

function firstArgument(call: Node): unknown {
  const all = call["arguments"];
  return Array.isArray(all) ? all[0] : undefined;
}

/** Names of the tests in a file, and what is wrong with how they are written. */
export function readTests(
  file: string,
  text: string,
): { readonly tests: readonly TestCase[]; readonly findings: readonly Finding[] } {
  const tests: TestCase[] = [];
  const findings: Finding[] = [];
  const { program, comments } = parse(file, text);
  const add = (offset: number, what: string): void => {
    findings.push({ rule: "test", file: `${file}:${lineOf(text, offset)}`, what });
  };
  walk(program, (node) => {
    if (node.type !== "CallExpression") return;
    const { root, members } = chainOf(node["callee"]);
    const last = members.at(-1) ?? "";
    const throws = /^toThrow(?:Error)?$/.test(last) && !members.includes("not");
    if (throws && firstArgument(node) === undefined)
      add(node.start, "toThrow() without saying what is thrown");
    if (root !== "test" && root !== "it" && root !== "describe") return;
    for (const member of members)
      if (["skip", "only", "todo", "fails"].includes(member))
        add(node.start, `${root}.${member} is not for the repository`);
    const name = literalOf(firstArgument(node), text);
    if (root !== "describe" && name !== null) tests.push({ name, line: lineOf(text, node.start) });
  });
  for (const comment of comments)
    if (/^[\s*/]*(?:test|it|describe)(?:\.\w+)*\(\s*["'`]/m.test(comment.value))
      add(comment.start, "a test that is commented out");
  return { tests, findings };
}

/** Ids of rules in square brackets: `[SV1]`, `[ST1, ST2]`. */
export function rulesNamed(name: string): readonly string[] {
  return [...name.matchAll(ruleName)].flatMap(([, list]) => (list ?? "").split(/, ?/));
}

/** The folder of the closest SPEC.md above a file, or null. */
function specAbove(tree: Tree, file: string): string | null {
  for (let folder = file; folder.includes("/");) {
    folder = folder.slice(0, folder.lastIndexOf("/"));
    if (tree.has(`${folder}/SPEC.md`)) return folder;
  }
  return null;
}

function rulesOfSpec(file: string, text: string, findings: Finding[]): ReadonlySet<string> {
  const rules = new Set<string>();
  for (const [, rule = ""] of text.matchAll(ruleMark)) {
    if (rules.has(rule)) findings.push({ rule: "spec", file, what: `[${rule}] stands twice` });
    rules.add(rule);
  }
  if (rules.size === 0) findings.push({ rule: "spec", file, what: "no rule **[X1]** found" });
  return rules;
}

/** Compares every SPEC.md with the tests below its folder, both ways. */
export function checkRules(tree: Tree): { read: number; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const specs = new Map<string, { rules: ReadonlySet<string>; proved: Set<string> }>();
  for (const [file, text] of tree)
    if (/(?:^|\/)SPEC\.md$/.test(file))
      specs.set(file.replace(/\/?SPEC\.md$/, ""), {
        rules: rulesOfSpec(file, text, findings),
        proved: new Set(),
      });
  let read = 0;
  for (const [file, text] of tree) {
    if (!isTestFile(file)) continue;
    const { tests, findings: own } = readTests(file, text);
    findings.push(...own);
    read += tests.length;
    const folder = specAbove(tree, file);
    const spec = folder === null ? undefined : specs.get(folder);
    for (const { name, line } of tests) {
      if (spec === undefined) continue;
      const add = (what: string): void => {
        findings.push({ rule: "spec", file: `${file}:${line}`, what });
      };
      const named = rulesNamed(name);
      if (named.length === 0) add(`the test names no rule of ${folder}/SPEC.md: "${name}"`);
      for (const rule of named) {
        spec.proved.add(rule);
        if (!spec.rules.has(rule)) add(`[${rule}] is not in ${folder}/SPEC.md`);
      }
    }
  }
  for (const [folder, { rules, proved }] of specs)
    for (const rule of rules)
      if (!proved.has(rule))
        findings.push({ rule: "spec", file: `${folder}/SPEC.md`, what: `no test names [${rule}]` });
  return { read, findings };
}
