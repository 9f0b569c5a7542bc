/** Reads the XML that Nessus writes (`NessusClientData_v2`): hosts, and what was found on them. */
import type { FindingSeverity, Subject } from "@vallgrav/kernel";
import { report, withinLimits } from "../gathering.ts";
import {
  beginFile,
  count,
  cvesIn,
  declare,
  endFile,
  say,
  sayFinding,
  sayText,
  sayWhole,
  scoreOf,
} from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { computerNamed, macClaim } from "../naming.ts";
import { openXmlText, walkXml } from "../opening/xml-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { portOf, sayOpenPort } from "../scanned.ts";
import { attributeOf, childOf, childrenOf, textIn, xpathOf } from "../xml/looking.ts";
import type { XmlElement } from "../xml/xml.ts";

/** Words of the attribute `severity`, 0–4. */
const severities: readonly FindingSeverity[] = ["none", "low", "medium", "high", "critical"];

function tagsOf(host: XmlElement): ReadonlyMap<string, string> {
  const tags = childrenOf(childOf(host, "HostProperties"), "tag");
  return new Map(tags.map((tag) => [attributeOf(tag, "name"), tag.text]));
}

function subjectOf(host: XmlElement, tags: ReadonlyMap<string, string>): Subject | null {
  const tag = (name: string): string => tags.get(name) ?? "";
  const names = [tag("host-fqdn"), tag("netbios-name"), attributeOf(host, "name")];
  // Several addresses stand one a line; the first is as good as any, and one machine's alone.
  const [mac = ""] = tag("mac-address").split(/\s+/, 1);
  return computerNamed(names, [tag("host-ip")], [macClaim(mac)]);
}

function readItem(file: MachineFile, subject: Subject, item: XmlElement): void {
  const place = xpathOf(item);
  const plugin = attributeOf(item, "pluginID");
  if (plugin === "") {
    report(file.into, "warning", ["readers/object-skipped", { reason: "no-check" }, place]);
    return;
  }
  const port = portOf(attributeOf(item, "port"), attributeOf(item, "protocol"));
  const rated = attributeOf(item, "severity");
  const score =
    scoreOf(textIn(item, "cvss3_base_score")) ?? scoreOf(textIn(item, "cvss_base_score"));
  sayOpenPort(file, [subject, place], port);
  sayFinding(file, [subject, place], {
    check: `nessus:${plugin}`,
    key: port ?? "",
    title: attributeOf(item, "pluginName"),
    severity: severities[Number(rated === "" ? "x" : rated)] ?? "unrated",
    rated,
    result: "affected",
    cves: cvesIn(
      childrenOf(item, "cve")
        .map((one) => one.text)
        .join(" "),
    ),
    port,
    score,
  });
}

function readHost(file: MachineFile, host: XmlElement): void {
  const tags = tagsOf(host);
  const subject = subjectOf(host, tags);
  if (subject === null) {
    file.unnamed += 1;
    return;
  }
  const properties = childOf(host, "HostProperties") ?? host;
  const place = xpathOf(properties);
  count(file, "hosts", subject.claims[0].value);
  say(file, [subject, place], ["answers", true]);
  sayText(file, [subject, place], ["operatingsystem/guess", tags.get("operating-system") ?? ""]);
  if (tags.has("Credentialed_Scan"))
    say(file, [subject, place], ["scanned-with-account", tags.get("Credentialed_Scan") === "true"]);
  for (const item of childrenOf(host, "ReportItem")) readItem(file, subject, item);
  // Without an end the scan of the host was broken off.
  if (tags.has("HOST_END") || tags.has("HOST_END_TIMESTAMP")) sayWhole(file, [subject, place]);
}

/** When the newest host was done: `HOST_END_TIMESTAMP`, else nothing. */
function madeOf(text: string): string {
  const ends = text.matchAll(/name="HOST_END_TIMESTAMP">(\d{9,11})</g);
  let newest = 0;
  for (const [, seconds = "0"] of ends) if (Number(seconds) > newest) newest = Number(seconds);
  return newest === 0 ? "" : String(newest);
}

/** Members of an item whose texts are long and never kept. */
const dropped = new Set(["description", "plugin_output", "solution", "synopsis", "see_also"]);

/** Reads a file as one of Nessus, whatever it looks like. Linear in its size. */
export function readNessus(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openXmlText(input);
    if ("ok" in opened) return opened;
    const { text, decodedAs } = opened;
    const made = madeOf(text);
    const file = beginFile(input, { reader: "nessus", made, report: "outside", decodedAs });
    declare(file, "findings", null);
    const root = walkXml(file.into, text, (element) => {
      if (element.name === "ReportHost") readHost(file, element);
      return (
        element.name !== "ReportHost" && element.name !== "Policy" && !dropped.has(element.name)
      );
    });
    return "ok" in root ? root : endFile(file);
  });
}
