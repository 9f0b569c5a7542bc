/** Nothing in the repository may point at one machine or at the host the packages came from. */
import type { Finding, Tree } from "../tree.ts";

/** Written apart, so that this very file does not hold what it forbids. */
const packageHosts: readonly string[] = [
  ["registry", "npmjs", "org"],
  ["registry", "yarnpkg", "com"],
  ["npm", "pkg", "github", "com"],
  ["registry", "npmmirror", "com"],
  ["files", "pythonhosted", "org"],
].map((parts) => parts.join("."));

const machinePath = /(?<![\w.$}~-])\/(?:work|root|home\/[a-z][\w-]*|Users\/[A-Za-z]\w*)\/\w/;
const downloadAddress = /"resolved":\s*"(?:https?|git\+\w+):/;

/**
 * @param tree what to read
 * @param checkout absolute path of this checkout, which may stand nowhere
 */
export function checkTraces(tree: Tree, checkout: string): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [file, text] of tree) {
    const isLock = file.endsWith("package-lock.json");
    for (const [index, line] of text.split("\n").entries()) {
      const add = (what: string): void => {
        findings.push({ rule: "trace", file: `${file}:${index + 1}`, what });
      };
      if (isLock && downloadAddress.test(line)) add("a download address in the lock file");
      const host = packageHosts.find((one) => line.includes(one));
      if (host !== undefined && !isLock) add(`the package host ${host}`);
      if (line.includes(checkout) || machinePath.test(line)) add("a path of one machine");
    }
  }
  return findings;
}
