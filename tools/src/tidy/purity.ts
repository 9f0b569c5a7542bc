/** Clock, chance, globals and unsteady mathematics stay out of the pure rooms. */
import { isNode, lineOf, parse, walk } from "../syntax.ts";
import type { Node } from "../syntax.ts";
import { isSource, isTest } from "../tree.ts";
import type { Finding, Tree } from "../tree.ts";

const pureSource = /^(?:kernel|engines\/[^/]+|knowledge)\/src\//;

const forbiddenGlobals = new Set([
  ..."Date process performance crypto console fetch globalThis require".split(" "),
  ..."setTimeout setInterval setImmediate queueMicrotask SharedArrayBuffer Worker".split(" "),
]);

/** What ECMAScript leaves to the implementation: two machines may differ in the last bit. */
const unsteadyMath = new Set([
  ..."random log log2 log10 log1p exp expm1 pow sin cos tan asin acos atan atan2".split(" "),
  ..."sinh cosh tanh asinh acosh atanh cbrt hypot".split(" "),
]);

/** An identifier that only names a member, a key or a label, not a thing in scope. */
function isOnlyName(parent: Node | null, key: string): boolean {
  if (parent === null) return false;
  if (parent.type === "MemberExpression") return key === "property" && parent["computed"] !== true;
  if (parent.type === "TSQualifiedName") return key === "right";
  const isKeyed = /^(?:Property|PropertyDefinition|MethodDefinition|TSPropertySignature)$/;
  if (isKeyed.test(parent.type) || parent.type === "TSMethodSignature")
    return key === "key" && parent["computed"] !== true;
  return /^(?:Import|Export)Specifier$/.test(parent.type) && key !== "local";
}

function isNumber(node: unknown): boolean {
  if (isNode(node) && node.type === "UnaryExpression") return isNumber(node["argument"]);
  return isNode(node) && node.type === "Literal" && typeof node["value"] !== "string";
}

function leak(node: Node, parent: Node | null, key: string): string | null {
  if (node.type === "Identifier" && !isOnlyName(parent, key)) {
    const name = String(node["name"]);
    return forbiddenGlobals.has(name) ? name : null;
  }
  if (node.type === "MemberExpression") {
    const { object, property } = node;
    if (!isNode(object) || !isNode(property)) return null;
    const name = String(property["name"]);
    if (object["name"] === "Temporal" && name === "Now") return "Temporal.Now";
    return object["name"] === "Math" && unsteadyMath.has(name) ? `Math.${name}` : null;
  }
  const isPower =
    (node.type === "BinaryExpression" && node["operator"] === "**") ||
    (node.type === "AssignmentExpression" && node["operator"] === "**=");
  return isPower && !(isNumber(node["left"]) && isNumber(node["right"])) ? "**" : null;
}

/** Finds them in the sources of kernel, engines and knowledge; tests may use what they like. */
export function checkPurity(tree: Tree): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [file, text] of tree) {
    if (!pureSource.test(file) || !isSource(file) || isTest(file)) continue;
    walk(parse(file, text).program, (node, parent, key) => {
      const what = leak(node, parent, key);
      if (what !== null)
        findings.push({
          rule: "pure",
          file: `${file}:${lineOf(text, node.start)}`,
          what: `${what} in a pure room`,
        });
    });
  }
  return findings;
}
