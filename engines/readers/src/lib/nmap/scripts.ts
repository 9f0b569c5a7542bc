/** What nmap's scripts say: a few as properties, those about weaknesses as findings. */
import type { Subject } from "@vallgrav/kernel";
import {
  cvesIn,
  identifierOf,
  keptText,
  say,
  sayFinding,
  scoreOf,
  severityOfScore,
} from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { attributeOf, childrenOf, xpathOf } from "../xml/looking.ts";
import type { XmlElement } from "../xml/xml.ts";

/**
 * Scripts whose output is kept, cut: they tell what a machine says of itself to anyone. All others
 * may list users, files, hashes or passwords.
 */
export const keptScripts: ReadonlySet<string> = new Set([
  "http-server-header",
  "http-title",
  "ms-sql-info",
  "rdp-ntlm-info",
  "smb-os-discovery",
  "smb-protocols",
  "smb-security-mode",
  "smb2-security-mode",
  "ssh2-enum-algos",
  "ssl-cert",
]);

/** Tables inside tables, to this depth. */
const deepest = 4;

/** Every `elem` of a script with its key, depth bounded. */
function elementsOf(script: XmlElement, key: string): readonly string[] {
  let level: readonly XmlElement[] = [script];
  const found: string[] = [];
  for (let depth = 0; depth < deepest; depth += 1) {
    for (const one of level)
      for (const element of childrenOf(one, "elem"))
        if (attributeOf(element, "key") === key) found.push(element.text);
    level = level.flatMap((one) => childrenOf(one, "table"));
  }
  return found;
}

type Spoken = readonly [subject: Subject, port: string | null];

/** `vulners` and its like: one finding per CVE that a version number suggests. */
function readVersionFindings(file: MachineFile, [subject, port]: Spoken, script: XmlElement): void {
  const scores = elementsOf(script, "cvss");
  for (const [index, id] of elementsOf(script, "id").entries()) {
    const cves = cvesIn(id);
    const score = scoreOf(scores[index] ?? "");
    if (cves.length === 0) continue;
    sayFinding(file, [subject, xpathOf(script)], {
      check: `nmap:${attributeOf(script, "id")}:${id}`,
      key: port ?? "",
      title: id,
      severity: severityOfScore(score),
      rated: scores[index] ?? "",
      // It is concluded from a version alone; nothing was tried.
      result: "unknown",
      cves,
      port,
      score,
    });
  }
}

/** Scripts built on nmap's library `vulns`, which say their state. */
function readStateFinding(file: MachineFile, [subject, port]: Spoken, script: XmlElement): void {
  const [state = ""] = elementsOf(script, "state");
  const isHeld = /^(?:LIKELY )?VULNERABLE/.test(state);
  sayFinding(file, [subject, xpathOf(script)], {
    check: `nmap:${attributeOf(script, "id")}`,
    key: port ?? "",
    title: elementsOf(script, "title")[0] ?? attributeOf(script, "id"),
    severity: "unrated",
    rated: state,
    result: isHeld ? "affected" : state.startsWith("NOT VULNERABLE") ? "unaffected" : "unknown",
    cves: cvesIn(attributeOf(script, "output")),
    port,
    score: null,
  });
}

/** Reads the scripts of a host (`port` null) or of one port. */
export function readScripts(
  file: MachineFile,
  [subject, port]: Spoken,
  scripts: readonly XmlElement[],
): void {
  for (const script of scripts) {
    const id = attributeOf(script, "id");
    if (id === "vulners" || id === "vulscan") readVersionFindings(file, [subject, port], script);
    else if (elementsOf(script, "state").length > 0)
      readStateFinding(file, [subject, port], script);
    else if (keptScripts.has(id)) {
      const place = xpathOf(script);
      const text = keptText(file, [`script/${id}`, place], attributeOf(script, "output"));
      const name = `script/${identifierOf(id)}${port === null ? "" : `@${port}`}`;
      say(file, [subject, place], [name, text]);
    }
  }
}
