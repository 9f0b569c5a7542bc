/** Reads the report (`lynis-report.dat`) of the host audit Lynis: lines of `key=value`. */
import type { Subject } from "@vallgrav/kernel";
import { observe, refused, report, withinLimits } from "../gathering.ts";
import {
  beginFile,
  count,
  declare,
  endFile,
  say,
  sayFinding,
  sayText,
  sayWhole,
} from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { computerNamed, macClaim } from "../naming.ts";
import { openText } from "../opening/texts.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { assignsSecret } from "../secret.ts";
import { packageClaim, softwareNamed } from "../software.ts";

type Line = { readonly key: string; readonly value: string; readonly place: string };

/** Yes-or-no lines that are kept, and under which name. */
const flags: readonly (readonly [key: string, property: string])[] = [
  ["firewall_active", "firewall-active"],
  ["firewall_installed", "firewall-installed"],
  ["linux_auditd_running", "audit-running"],
  ["malware_scanner_installed", "malware-scanner-installed"],
  ["ntp_daemon_running", "time-synchronised"],
  ["ssh_daemon_running", "ssh-running"],
  ["unattended_upgrade_option_available", "automatic-updates-available"],
];

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let number = 0;
  for (let at = 0; at < text.length;) {
    const found = text.indexOf("\n", at);
    const end = found === -1 ? text.length : found;
    number += 1;
    const sign = text.indexOf("=", at);
    if (sign !== -1 && sign < end && text.charCodeAt(at) !== 0x23)
      lines.push({
        key: text.slice(at, sign).trim(),
        value: text.slice(sign + 1, end).trim(),
        place: `${number}:1`,
      });
    at = end + 1;
  }
  return lines;
}

function firstOf(lines: readonly Line[], key: string): string {
  return lines.find((line) => line.key === key)?.value ?? "";
}

/** `suggestion[]=TEST-ID|text|detail|solution|`. */
function readFinding(file: MachineFile, subject: Subject, { key, value, place }: Line): void {
  const [test = "", text = ""] = value.split("|");
  if (test.trim() === "") {
    report(file.into, "warning", ["readers/object-skipped", { reason: "no-check" }, place]);
    return;
  }
  const rated = key === "warning[]" ? "warning" : "suggestion";
  count(file, `${rated}s`, `${test} ${text}`);
  sayFinding(file, [subject, place], {
    check: `lynis:${test.trim()}`,
    // One test gives several suggestions; only their text tells them apart.
    key: text.toLowerCase().slice(0, 80),
    title: text,
    severity: "unrated",
    rated,
    result: "affected",
    cves: [],
    port: null,
    score: null,
  });
}

/** `installed_packages_array=|apt,3.0.3|libc6:amd64,2.41|…`. */
function readPackages(file: MachineFile, host: Subject, lines: readonly Line[]): void {
  const distribution = firstOf(lines, "linux_version").toLowerCase();
  const isDebian = firstOf(lines, "package_manager[]") === "dpkg";
  const line = lines.find(({ key }) => key === "installed_packages_array");
  for (const entry of line?.value.split("|") ?? []) {
    const comma = entry.lastIndexOf(",");
    // Looked at whole: a name and its architecture may be a key and its value.
    if (comma <= 0 || line === undefined || assignsSecret(entry)) continue;
    const [name = "", architecture = ""] = entry.slice(0, comma).split(":");
    const version = entry.slice(comma + 1);
    const type = isDebian ? "deb" : "generic";
    const qualifiers = [["arch", architecture]] as const;
    const claim = packageClaim({ type, namespace: distribution, name, version, qualifiers });
    const software = softwareNamed(claim);
    if (software === null) continue;
    count(file, "packages", software.claims[0].value);
    sayText(file, [software, line.place], ["name", name]);
    sayText(file, [software, line.place], ["version", version]);
    observe(file.into, line.place, software, { relation: "installed-on", to: host });
  }
}

function readHost(file: MachineFile, host: Subject, lines: readonly Line[]): void {
  const at = (key: string): string => lines.find((line) => line.key === key)?.place ?? "";
  observe(file.into, at("hostname"), host, { is: "present" });
  const name = firstOf(lines, "os_fullname") || firstOf(lines, "os_name");
  sayText(file, [host, at("os_fullname")], ["operatingsystem", name]);
  const index = firstOf(lines, "hardening_index");
  if (/^\d{1,3}$/.test(index))
    say(file, [host, at("hardening_index")], ["lynis/hardening-index", Number(index)]);
  for (const [key, property] of flags) {
    const value = firstOf(lines, key);
    if (value === "0" || value === "1") say(file, [host, at(key)], [property, value === "1"]);
  }
}

/** Reads a file as one of Lynis, whatever it looks like. Linear in its size. */
export function readLynis(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openText(input);
    if ("ok" in opened) return opened;
    const lines = linesOf(opened.text);
    const made = firstOf(lines, "report_datetime_end") || firstOf(lines, "report_datetime_start");
    const { decodedAs } = opened;
    const file = beginFile(input, { reader: "lynis", made, report: "configuration", decodedAs });
    file.into.work += input.bytes.length;
    const names = [firstOf(lines, "hostname")];
    const mac = lines.find(({ key }) => key === "network_mac_address[]")?.value ?? "";
    const host = computerNamed(names, [], [macClaim(mac)]);
    if (host === null)
      return refused(input, "readers/other-kind", { expected: "hostname", found: "" });
    for (const kind of ["hosts", "warnings", "suggestions", "findings"]) declare(file, kind, null);
    count(file, "hosts", host.claims[0].value);
    readHost(file, host, lines);
    for (const line of lines)
      if (line.key === "warning[]" || line.key === "suggestion[]") readFinding(file, host, line);
    readPackages(file, host, lines);
    const end = lines.find(({ key }) => key === "report_datetime_end");
    if (end !== undefined) sayWhole(file, [host, end.place]);
    return endFile(file);
  });
}
