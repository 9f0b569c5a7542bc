/**
 * Reads preferences of group policies as they lie in a policy's folder: passwords left in them,
 * which anybody in the domain can read and decrypt (MS14-025). Nothing else of them is kept.
 */
import type { Subject } from "@vallgrav/kernel";
import { refused, report, withinLimits } from "../gathering.ts";
import { beginFile, count, endFile, keptText, sayFinding } from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { policyFolderClaim, subjectNamed } from "../naming.ts";
import { openXmlText, walkXml } from "../opening/xml-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { rootName, xpathOf } from "../xml/looking.ts";
import type { XmlElement } from "../xml/xml.ts";

const roots = new Set([
  "DataSources",
  "Drives",
  "Groups",
  "NTServices",
  "Printers",
  "ScheduledTasks",
]);

/** How much of a path is looked at, from its end. */
const longestPath = 512;

/** The policy whose folder a file lies in, by its path; null where that does not say. */
function policyOf(name: string): Subject | null {
  const [, guid] = /\{([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})\}/.exec(name) ?? [];
  if (guid === undefined) return null;
  // SYSVOL keeps a domain's policies under `<domain>/Policies`; a copy may have lost that part.
  const [, domain = ""] =
    /([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)[\\/]Policies[\\/]\{/i.exec(name.slice(-longestPath)) ?? [];
  return subjectNamed("group-policy", [policyFolderClaim(guid, domain)]);
}

/** Free texts of an item, which are searched and not kept. */
const texts = ["description", "comment", "args"] as const;

function readItem(file: MachineFile, element: XmlElement, policy: Subject | null): void {
  const place = xpathOf(element);
  const encrypted = element.attributes.get("cpassword") ?? "";
  for (const name of texts)
    keptText(file, [name, `${place}/@${name}`], element.attributes.get(name) ?? "");
  if (element.name === "Properties") count(file, "entries", place);
  if (encrypted === "") return;
  const args = { field: "cpassword", what: "password" } as const;
  report(file.into, "notice", ["readers/secret-in-field", args, `${place}/@cpassword`]);
  if (policy === null) return;
  sayFinding(file, [policy, `${place}/@cpassword`], {
    check: "gpp:cpassword",
    key: place.replaceAll(/[^A-Za-z0-9]+/g, "."),
    title: "Password in a group policy",
    severity: "high",
    rated: "",
    result: "affected",
    cves: ["CVE-2014-1812"],
    port: null,
    score: null,
  });
}

/** Whether a text looks like such a file: its root, and the class that all of them name. */
export function looksLikePreferences(text: string): boolean {
  return roots.has(rootName(text)) && /\bclsid\s{0,8}=/.test(text);
}

/** Reads a file as preferences of a policy, whatever it looks like. Linear in its size. */
export function readPreferences(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openXmlText(input);
    if ("ok" in opened) return opened;
    const { text, decodedAs } = opened;
    const file = beginFile(input, {
      reader: "policy-preferences",
      made: "",
      report: "configuration",
      decodedAs,
    });
    const policy = policyOf(input.name);
    const root = walkXml(file.into, text, (element) => {
      readItem(file, element, policy);
      return false;
    });
    if ("ok" in root) return root;
    if (!roots.has(root.name))
      return refused(input, "readers/other-kind", { expected: "Groups", found: root.name });
    return endFile(file);
  });
}
