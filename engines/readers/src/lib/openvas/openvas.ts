/** Reads reports of OpenVAS and Greenbone in XML: what was found on which host and port. */
import type { FindingSeverity, Subject } from "@vallgrav/kernel";
import { report, withinLimits } from "../gathering.ts";
import {
  beginFile,
  cvesIn,
  declare,
  endFile,
  say,
  sayFinding,
  sayWhole,
  scoreOf,
  severityOfScore,
} from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { computerNamed, registerClaim, subjectNamed } from "../naming.ts";
import { openXmlText, walkXml } from "../opening/xml-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { portOf, sayOpenPort } from "../scanned.ts";
import { attributeOf, childOf, childrenOf, isInside, textIn, xpathOf } from "../xml/looking.ts";
import type { XmlElement } from "../xml/xml.ts";

/** One result, from the XML or the table. */
export type OpenvasResult = {
  readonly address: string;
  readonly hostname: string;
  readonly assetId: string;
  readonly oid: string;
  readonly name: string;
  readonly cvss: string;
  /** `High`, `Medium`, `Low`, `Log`, `False Positive`. */
  readonly threat: string;
  readonly cves: readonly string[];
  readonly port: string | null;
};

function severityOf(threat: string, cvss: string): FindingSeverity {
  const score = scoreOf(cvss);
  if (score !== null) return severityOfScore(score);
  return threat === "Log" ? "none" : "unrated";
}

function subjectOf({
  address,
  hostname,
  assetId,
}: Pick<OpenvasResult, "address" | "assetId" | "hostname">): Subject | null {
  const named = computerNamed([address, hostname], []);
  return named ?? subjectNamed("computer", [registerClaim("openvas", assetId)]);
}

/** Says one result; `place` is where it stands. @returns whom it is about; null for nobody */
export function readResult(
  file: MachineFile,
  place: string,
  result: OpenvasResult,
): Subject | null {
  const { oid, name, cvss, threat, cves, port } = result;
  const subject = subjectOf(result);
  if (oid === "") {
    report(file.into, "warning", ["readers/object-skipped", { reason: "no-check" }, place]);
    return null;
  }
  if (subject === null) {
    file.unnamed += 1;
    return null;
  }
  const [claim] = subject.claims;
  if (!file.told.has(claim.value)) {
    file.told.set(claim.value, 1);
    say(file, [subject, place], ["answers", true]);
  }
  sayOpenPort(file, [subject, place], port);
  sayFinding(file, [subject, place], {
    check: `openvas:${oid}`,
    key: port ?? "",
    title: name,
    severity: severityOf(threat, cvss),
    rated: threat,
    result: threat === "False Positive" ? "unaffected" : "affected",
    cves,
    port,
    score: scoreOf(cvss),
  });
  return subject;
}

function resultOf(element: XmlElement): OpenvasResult {
  const [host, nvt] = [childOf(element, "host"), childOf(element, "nvt")];
  const refs = childrenOf(childOf(nvt, "refs"), "ref")
    .filter((one) => attributeOf(one, "type").toLowerCase() === "cve")
    .map((one) => attributeOf(one, "id"));
  const [number = "", protocol = ""] = textIn(element, "port").split("/");
  return {
    address: host?.text ?? "",
    hostname: textIn(host, "hostname"),
    assetId: attributeOf(childOf(host, "asset"), "asset_id"),
    oid: attributeOf(nvt, "oid"),
    name: textIn(nvt, "name"),
    cvss: textIn(element, "severity"),
    threat: textIn(element, "threat"),
    cves: cvesIn(`${refs.join(" ")} ${textIn(nvt, "cve")}`),
    port: portOf(number.trim(), protocol.trim()),
  };
}

/** Whether the element is the result list's own number of all results. */
function wholeNumber(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** A host that was scanned to its end, with or without results; null for what is none. */
function scannedHost(element: XmlElement): Subject | null {
  const details = childrenOf(element, "detail");
  const name = details.find((one) => textIn(one, "name") === "hostname");
  const hostname = name === undefined ? "" : textIn(name, "value");
  if (textIn(element, "end").trim() === "") return null;
  const assetId = attributeOf(childOf(element, "asset"), "asset_id");
  return subjectOf({ address: textIn(element, "ip"), hostname, assetId });
}

/** What a report says of its own number of results, and whom they are about. */
type Told = {
  full: number | null;
  filtered: number | null;
  readonly hosts: Map<string, readonly [Subject, string]>;
};

/**
 * Hosts that are named, with results or as scanned to the end, are told whole where nothing was
 * filtered away, and every result of the report was read: it may show the serious ones alone.
 */
function sayWholeHosts(file: MachineFile, { full, filtered, hosts }: Told): void {
  const read = file.counts.get("findings")?.ids.length ?? 0;
  if (full === null || full !== filtered || full !== read) return;
  for (const host of hosts.values()) sayWhole(file, host);
}

/** Reads a file as such a report, whatever it looks like. Linear in its size. */
export function readOpenvas(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openXmlText(input);
    if ("ok" in opened) return opened;
    const { text, decodedAs } = opened;
    const [, made = ""] =
      /<(?:scan_end|scan_start|timestamp)>([^<]{1,40})</.exec(text.slice(0, 262_144)) ?? [];
    const file = beginFile(input, { reader: "openvas", made, report: "outside", decodedAs });
    declare(file, "findings", null);
    const counts: Told = { full: null, filtered: null, hosts: new Map() };
    const root = walkXml(file.into, text, (element) => {
      if (element.name === "result" && isInside(element, "results")) {
        const place = xpathOf(element);
        const subject = readResult(file, place, resultOf(element));
        if (subject !== null) counts.hosts.set(subject.claims[0].value, [subject, place]);
        return false;
      }
      if (element.name === "host" && element.parent?.name === "report") {
        const host = scannedHost(element);
        const known = host === null ? undefined : counts.hosts.get(host.claims[0].value);
        if (host !== null && known === undefined)
          counts.hosts.set(host.claims[0].value, [host, xpathOf(element)]);
        return false;
      }
      const isTotal = element.parent?.name === "result_count";
      if (element.name === "full" && isTotal) counts.full = wholeNumber(element.text);
      if (element.name === "filtered" && isTotal) {
        counts.filtered = wholeNumber(element.text);
        declare(file, "findings", counts.filtered);
      }
      return element.name !== "description" && element.name !== "tags";
    });
    if ("ok" in root) return root;
    sayWholeHosts(file, counts);
    return endFile(file);
  });
}
