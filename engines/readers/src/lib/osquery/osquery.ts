/**
 * Reads results of osquery's scheduled queries: a line each, or a list; snapshots and differences.
 * Which machine a row is about, its system_info and interface rows of the same file tell.
 */
import type { Json, Subject } from "@vallgrav/kernel";
import { CeilingPassed, observe, report, withinLimits } from "../gathering.ts";
import { sayListed } from "../inventory/listed.ts";
import type { Listed } from "../inventory/listed.ts";
import { listOf, member, objectOf, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { beginFile, count, endFile, identifierOf, say, sayText } from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { addressClaim, computerNamed, macClaim, registerClaim } from "../naming.ts";
import { parseJson } from "../opening/json-file.ts";
import { openText } from "../opening/texts.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { reportSecrets } from "../sharphound/secrets.ts";
import { purlOf } from "../software.ts";
import { rowsOf } from "./rows.ts";
import type { ResultRow } from "./rows.ts";

/** What the rows of one machine say of who it is. */
type Machine = {
  readonly rows: ResultRow[];
  readonly names: Set<string>;
  readonly macs: Set<string>;
  readonly addresses: Set<string>;
  serial: string;
  uuid: string;
  /** `debian`, `ubuntu`, `rhel` …, for package URLs. */
  platform: string;
  release: string;
};

function cell({ columns }: ResultRow, key: string): string {
  const value = member(columns, key);
  return typeof value === "number" ? String(value) : (textOf(value) ?? "");
}

/** Loopback and link-local addresses say nothing of who a machine is, nor what others reach. */
const ownAddress = /^(?:127\.|::1$|fe80:|169\.254\.)/i;

function learn(machine: Machine, row: ResultRow): void {
  if (!row.isThere) return;
  if (row.table === "system_info") {
    machine.names.add(cell(row, "hostname"));
    machine.serial = cell(row, "hardware_serial");
    machine.uuid = cell(row, "uuid");
  } else if (row.table === "interface_details") machine.macs.add(cell(row, "mac"));
  else if (row.table === "interface_addresses") {
    const address = cell(row, "address");
    if (addressClaim(address) !== null && !ownAddress.test(address)) machine.addresses.add(address);
  } else if (row.table === "os_version") {
    machine.platform = cell(row, "platform").toLowerCase();
    machine.release = cell(row, "major");
  }
}

/** Names kept of one machine: each stands in every statement about it. */
const namesMost = 8;

function subjectOf(host: string, machine: Machine): Subject | null {
  const isUuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(host);
  const learnt = [...machine.names].slice(0, namesMost);
  const names = isUuid ? learnt : [...learnt, host];
  const serial = machine.serial.trim();
  const isSerial = /^(?!0+$|none$|default|to be|system|not )[\x21-\x7e]{4,64}$/i.test(serial);
  const [mac = ""] = [...machine.macs].filter((one) => macClaim(one) !== null).sort();
  return computerNamed([...new Set(names)], [...machine.addresses].sort().slice(0, 8), [
    isSerial && registerClaim("x", serial) !== null ? { space: "serial", value: serial } : null,
    registerClaim("osquery", (isUuid ? host : machine.uuid).toUpperCase()),
    macClaim(mac),
  ]);
}

function packageOf(row: ResultRow, { platform, release }: Machine): Listed {
  const [name, version] = [cell(row, "name"), cell(row, "version")];
  const common = { name, version, vendor: "", cpes: [], source: "", place: row.place };
  const distro = platform === "" || release === "" ? "" : `${platform}-${release}`;
  if (row.table === "deb_packages") {
    const namespace = platform === "ubuntu" ? "ubuntu" : "debian";
    const qualifiers = [
      ["arch", cell(row, "arch")],
      ["distro", distro],
    ] as const;
    const purl = purlOf({ type: "deb", namespace, name, version, qualifiers });
    return { ...common, source: cell(row, "source"), purl };
  }
  if (row.table === "rpm_packages") {
    const full = `${version}-${cell(row, "release")}`;
    const epoch = cell(row, "epoch");
    const qualifiers = [
      ["arch", cell(row, "arch")],
      ["distro", distro],
      ["epoch", epoch === "0" ? "" : epoch],
    ] as const;
    const namespace = platform === "" ? "redhat" : platform;
    const purl = purlOf({ type: "rpm", namespace, name, version: full, qualifiers });
    return { ...common, version: full, purl };
  }
  return { ...common, vendor: cell(row, "publisher"), purl: "" };
}

function tellPackage(
  file: MachineFile,
  row: ResultRow,
  [host, machine]: readonly [Subject, Machine],
): void {
  // What is gone is not told: a list of software is never complete here.
  const software = row.isThere ? sayListed(file, packageOf(row, machine)) : null;
  if (software !== null)
    observe(file.into, row.place, software, { relation: "installed-on", to: host });
}

/** Numbers of protocols (IANA): what osquery writes. */
const protocols: Readonly<Record<string, string>> = { "6": "tcp", "17": "udp", "132": "sctp" };

function tellPort(file: MachineFile, row: ResultRow, host: Subject): void {
  const number = Number(cell(row, "port"));
  const word = cell(row, "protocol");
  const protocol = Object.hasOwn(protocols, word) ? protocols[word] : undefined;
  const isSeen = row.isThere && !ownAddress.test(cell(row, "address"));
  if (protocol === undefined || !isSeen || !(number > 0 && number < 65_536)) return;
  const key = `${host.claims[0].value} ${protocol} ${number}`;
  if (file.told.has(key)) return;
  file.told.set(key, 1);
  count(file, "ports", key);
  say(file, [host, row.place], [`port/${protocol}/${number}`, "open"]);
}

function tellMachine(file: MachineFile, host: string, machine: Machine): void {
  const subject = subjectOf(host, machine);
  if (subject === null) {
    file.unnamed += machine.rows.length;
    return;
  }
  const [first] = machine.rows;
  count(file, "hosts", subject.claims[0].value);
  observe(file.into, first?.place ?? "", subject, { is: "present" });
  let users = 0;
  for (const row of machine.rows) {
    const { table, place } = row;
    if (table === "system_info" && row.isThere) {
      sayText(file, [subject, place], ["manufacturer", cell(row, "hardware_vendor")]);
      sayText(file, [subject, place], ["model", cell(row, "hardware_model")]);
    } else if (table === "os_version" && row.isThere) {
      sayText(file, [subject, place], ["operatingsystem", cell(row, "name")]);
      sayText(file, [subject, place], ["os-build", cell(row, "version")]);
    } else if (table.endsWith("_packages") || table === "programs")
      tellPackage(file, row, [subject, machine]);
    else if (table === "listening_ports") tellPort(file, row, subject);
    else if (table === "users" && row.isThere) users += 1;
  }
  // Only how many: who has a local account is nothing to hoard.
  const [account] = machine.rows.filter(({ table }) => table === "users");
  if (account !== undefined && users > 0)
    say(file, [subject, account.place], ["local-account-count", users]);
}

type Results = { readonly result: JsonObject; readonly place: string };

/** The results of a file: a line each, or one list. */
function resultsOf(
  input: ReaderInput,
  text: string,
  file: MachineFile,
): readonly Results[] | Reading {
  const take = (value: Json, place: string): readonly Results[] => {
    const result = objectOf(value);
    if (result !== null) return [{ result, place }];
    report(file.into, "warning", ["readers/object-skipped", { reason: "not-an-object" }, place]);
    return [];
  };
  const start = /^\uFEFF?/.exec(text)?.[0].length ?? 0;
  if (/^\s{0,64}\[/.test(text.slice(start, start + 80))) {
    const parsed = parseJson(input, text.slice(start), [text, start]);
    if ("ok" in parsed) return parsed;
    return (listOf(parsed.value) ?? []).flatMap((one, index) => take(one, `/${index}`));
  }
  const found: Results[] = [];
  let from = start;
  for (let line = 1; from < text.length; line += 1) {
    const end = text.indexOf("\n", from);
    const one = text.slice(from, end === -1 ? text.length : end);
    if (line > file.into.limits.rows) throw new CeilingPassed("rows", file.into.limits.rows);
    if (one.trim() !== "") {
      const parsed = parseJson(input, one, [text, from]);
      if ("ok" in parsed) return parsed;
      found.push(...take(parsed.value, `line ${line}:`));
    }
    from = end === -1 ? text.length : end + 1;
  }
  return found;
}

/** Sorts all rows by machine and learns who each is. */
function machinesOf(file: MachineFile, results: readonly Results[]): ReadonlyMap<string, Machine> {
  const machines = new Map<string, Machine>();
  for (const { result, place } of results)
    for (const row of rowsOf(result, place)) {
      file.into.work += 1;
      if ("query" in row) {
        const name = identifierOf(row.query);
        file.leftOut.set(name, (file.leftOut.get(name) ?? 0) + 1);
        continue;
      }
      const machine: Machine = machines.get(row.host) ?? {
        rows: [],
        names: new Set(),
        macs: new Set(),
        addresses: new Set(),
        serial: "",
        uuid: "",
        platform: "",
        release: "",
      };
      machines.set(row.host, machine);
      machine.rows.push(row);
      reportSecrets(file.into, row.columns, row.place);
      learn(machine, row);
    }
  return machines;
}

/** Whether a text looks like such results. */
export function looksLikeOsquery(text: string): boolean {
  if (!/^\uFEFF?\s{0,64}[[{]/.test(text) || !text.includes('"hostIdentifier"')) return false;
  return /"(?:snapshot|columns|diffResults)"\s{0,8}:/.test(text);
}

/** Reads a file as results of osquery, whatever it looks like. Linear in its size. */
export function readOsquery(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openText(input);
    if ("ok" in opened) return opened;
    const { text, decodedAs } = opened;
    const [, made = ""] = /"unixTime"\s{0,8}:\s{0,8}"?(\d{9,11})/.exec(text) ?? [];
    const file = beginFile(input, { reader: "osquery", made, report: "configuration", decodedAs });
    file.into.work += input.bytes.length + text.length;
    const results = resultsOf(input, text, file);
    if ("ok" in results) return results;
    for (const [host, machine] of machinesOf(file, results)) tellMachine(file, host, machine);
    return endFile(file);
  });
}
