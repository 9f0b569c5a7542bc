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

/** Kinds of a graph's nodes, and what the report calls them. */
const kindOfNode: Readonly<Record<string, string>> = {
  Computer: "computers",
  Domain: "domains",
  Group: "groups",
  OU: "ous",
  User: "users",
};

function countGraph(graph: Json): Counts {
  const counts: Record<string, number> = { edges: listIn(graph, "edges").length };
  for (const { kinds } of listIn(graph, "nodes")) {
    const [first] = kinds as readonly string[];
    const kind = kindOfNode[first ?? ""] ?? "?";
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** Lists of one kind that a file is all of, by their key; what the report calls them. */
const onlyLists: Readonly<Record<string, string>> = {
  statements: "statements",
  systems: "systems",
  virtualMachines: "hosts",
};

function countObject(json: Json): Counts {
  const meta = json["meta"] as Json | undefined;
  if (meta?.["type"] === "azure") return { entries: listIn(json, "data").length };
  if (json["graph"] !== undefined) return countGraph(json["graph"] as Json);
  for (const [key, kind] of Object.entries(onlyLists))
    if (key in json) return { [kind]: listIn(json, key).length };
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
  if ("targetSystemId" in (list[0] ?? {})) return { dependencies: list.length };
  if ("orgNumber" in (list[0] ?? {})) return { suppliers: list.length };
  return "finding" in (list[0] ?? {}) ? { rows: list.length } : { table: list.length };
}

/** Results of osquery, a line each: machines, packages of them, ports that others reach. */
function countOsquery(text: string): Counts {
  const results = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Json);
  const rows = (table: RegExp): readonly Json[] =>
    results
      .filter(({ name }) => table.test(String(name)))
      .flatMap((result) => listIn(result, "snapshot"));
  return {
    hosts: new Set(results.map((result) => result["hostIdentifier"])).size,
    packages: rows(/_packages$/).length,
    ports: rows(/listening_ports$/).filter(({ address }) => address !== "127.0.0.1").length,
  };
}

/** A firewall's backup: itself, its interfaces, and its policies. */
function countConfig(text: string): Counts {
  const edits = (section: string): number => {
    const [, inner = ""] = new RegExp(`^config ${section}\n([^]*?)^end$`, "m").exec(text) ?? [];
    return times(inner, /^ {4}edit /gm);
  };
  return {
    hosts: times(text, /^ {4}set hostname /gm),
    rules: edits("firewall policy"),
    zones: edits("system interface"),
  };
}

function countXml(text: string): Counts {
  if (text.includes("<Groups ")) return { entries: times(text, /<Properties\s/g) };
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

/** Members of an archive, folders left out (APPNOTE 4.3.12). */
function membersOf(zip: Buffer): ReadonlyMap<string, Buffer> {
  const members = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const length = zip.readUInt16LE(at + 28);
    const name = zip.toString("utf8", at + 46, at + 46 + length);
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(from, from + zip.readUInt32LE(at + 20));
    const content = zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed;
    if (!name.endsWith("/")) members.set(name, content);
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return members;
}

/** What all members of an archive hold. */
function countMembers(bytes: Buffer): Counts {
  const sum: Record<string, number> = {};
  for (const [member, content] of membersOf(bytes))
    for (const [kind, count] of Object.entries(countFile(member, content)))
      sum[kind] = (sum[kind] ?? 0) + count;
  return sum;
}

/** Counts what a file holds. `table`: rows of tables, whatever their kind. */
export function countFile(name: string, bytes: Buffer): Counts {
  if (name.endsWith(".zip")) return countMembers(bytes);
  if (name.endsWith(".xlsx")) return countWorkbook(bytes);
  const text = bytes.toString("latin1").replace(/^\u00EF\u00BB\u00BF/, "");
  if (text.includes('"hostIdentifier"')) return countOsquery(bytes.toString("utf8"));
  if (text.startsWith("#config-version=")) return countConfig(text);
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
