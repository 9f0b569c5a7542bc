/**
 * How many things of each kind a file holds, counted without the readers: by lines, by tags, or by
 * the language's own JSON. Crude on purpose; what it cannot know (types that are no software, rows
 * of one key) it leaves to be explained.
 */
import { inflateRawSync } from "node:zlib";

/** Kinds, as reports name them, with their numbers. */
export type Counts = Readonly<Record<string, number>>;

type Json = Readonly<Record<string, unknown>>;

function times(text: string, form: RegExp): number {
  return [...text.matchAll(form)].length;
}

function listIn(json: Json, key: string): readonly Json[] {
  const value = json[key];
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** Kinds of component that are software; the others are files, data and the like. */
const software =
  "application|container|device-driver|firmware|framework|library|operating-system|platform";
const isSoftware = new RegExp(`^(?:${software})$`);

function components(list: readonly Json[]): number {
  let found = 0;
  for (const one of list)
    found += (isSoftware.test(String(one["type"])) ? 1 : 0) + components(listIn(one, "components"));
  return found;
}

/** Classes of a directory's entries, and what the report calls them. */
const kindOfClass: Readonly<Record<string, string>> = {
  computer: "computers",
  domainDNS: "domains",
  group: "groups",
  groupPolicyContainer: "gpos",
  organizationalUnit: "ous",
  pKICertificateTemplate: "certtemplates",
  pKIEnrollmentService: "enterprisecas",
  user: "users",
};

function countEntries(objects: readonly Json[]): Counts {
  const counts: Record<string, number> = {};
  for (const { objectClass } of objects) {
    const kind = kindOfClass[String(objectClass)] ?? "?";
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

function countDefender(value: readonly Json[]): Counts {
  const found = value.filter((one) => "cveId" in one).length;
  const hosts = value.filter((one) => "computerDnsName" in one && !("cveId" in one)).length;
  return { ...(found > 0 ? { findings: found } : {}), ...(hosts > 0 ? { hosts } : {}) };
}

/** Parts of a cloud collection, and what the report calls them. */
const cloudParts: Readonly<Record<string, string>> = {
  conditionalAccess: "conditional-access",
  groups: "cloud-groups",
  organization: "tenants",
  registeredMethods: "sign-in-methods",
  roleDefinitions: "cloud-roles",
  servicePrincipals: "cloud-apps",
  users: "cloud-users",
};

function countObject(json: Json): Counts {
  const meta = json["meta"] as Json | undefined;
  if (meta !== undefined) return { [String(meta["type"])]: listIn(json, "data").length };
  if (json["format"] === "vallgrav-ad") return countEntries(listIn(json, "objects"));
  if (json["format"] === "vallgrav-entra")
    return Object.fromEntries(
      Object.entries(cloudParts).map(([part, kind]) => [kind, listIn(json, part).length]),
    );
  if (json["bomFormat"] === "CycloneDX") {
    const main = (json["metadata"] as Json | undefined)?.["component"] as Json | undefined;
    return {
      packages: components([...(main === undefined ? [] : [main]), ...listIn(json, "components")]),
    };
  }
  if ("spdxVersion" in json) return { packages: listIn(json, "packages").length };
  if ("@graph" in json)
    return {
      packages: listIn(json, "@graph").filter(({ type }) => type === "software_Package").length,
    };
  if ("vallgravAnswers" in json) {
    const answers = Object.values(json["answers"] as Json);
    return { answers: answers.filter((answer) => answer !== null).length };
  }
  return countDefender(listIn(json, "value"));
}

function countJson(text: string): Counts {
  const json = JSON.parse(text) as unknown;
  if (!Array.isArray(json)) return countObject(json as Json);
  const list = json as readonly Json[];
  return "finding" in (list[0] ?? {}) ? { rows: list.length } : { table: list.length };
}

function countXml(text: string): Counts {
  if (text.includes("<nmaprun"))
    return {
      hosts: times(text, /<status\s[^>]*state="up"/g),
      "open-ports": times(text, /<state\s[^>]*state="open"/g),
    };
  if (text.includes("<NessusClientData_v2"))
    return { findings: times(text, /<ReportItem\s/g), hosts: times(text, /<ReportHost\s/g) };
  if (text.includes("<HealthcheckData"))
    return {
      findings: times(text, /<HealthcheckRiskRule>/g),
      hosts: times(text, /<HealthcheckDomainController[ >]/g),
    };
  if (/<bom\s/.test(text))
    return { packages: times(text, new RegExp(`<component\\s[^>]*type="(?:${software})"`, "g")) };
  return { findings: times(text, /<result\sid=/g) };
}

function countLines(text: string): number {
  return text.split(/\r?\n/).filter((line) => line.trim() !== "").length;
}

/** Rows of the sheets of a workbook, the headings of each left out. */
function countWorkbook(bytes: Buffer): Counts {
  let rows = 0;
  for (let at = bytes.indexOf("PK\u0003\u0004"); at !== -1;) {
    const [packed, name] = [bytes.readUInt32LE(at + 18), bytes.readUInt16LE(at + 26)];
    const from = at + 30 + name + bytes.readUInt16LE(at + 28);
    if (bytes.toString("utf8", at + 30, at + 30 + name).includes("worksheets/")) {
      const sheet = inflateRawSync(bytes.subarray(from, from + packed)).toString("utf8");
      rows += times(sheet, /<row[ >]/g) - 1;
    }
    const next = from + packed;
    at = bytes.readUInt32LE(next) === 0x04034b50 ? next : -1;
  }
  return { table: rows };
}

/** Counts what a file holds. `table`: rows of tables, whatever their kind. */
export function countFile(name: string, bytes: Buffer): Counts {
  if (name.endsWith(".xlsx")) return countWorkbook(bytes);
  const text = bytes.toString("latin1").replace(/^\u00EF\u00BB\u00BF/, "");
  if (/^\s*[[{]/.test(text)) return countJson(bytes.toString("utf8"));
  if (text.trimStart().startsWith("<")) return countXml(text);
  if (/^SPDXVersion:/m.test(text)) return { packages: times(text, /^PackageName:/gm) };
  if (text.startsWith("# Lynis Report")) {
    const list = /^installed_packages_array=(.*)$/m.exec(text)?.[1] ?? "";
    return {
      findings: times(text, /^(?:warning|suggestion)\[\]=/gm),
      packages: list.split("|").filter((one) => one.includes(",")).length,
    };
  }
  if (text.startsWith("Package: "))
    return { packages: times(text, /^Status: install ok installed/gm) };
  if (/\.src\.rpm$/m.test(text)) return { packages: countLines(text) };
  if (text.startsWith("IP,Hostname")) return { findings: times(text, /^\d+\.\d+\.\d+\.\d+,/gm) };
  if (/^"?id"?,"?fqdn\/ip"?/.test(text))
    return { rows: times(text, /^"?[\w-]+"?,"?[\w.-]+\.[\w.-]+\//gm) };
  if (text.startsWith("DisplayName,")) return { packages: countLines(text) - 1 };
  return { table: countLines(text) - 1 };
}
