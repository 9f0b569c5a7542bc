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

function subjectOf({ address, hostname, assetId }: OpenvasResult): Subject | null {
  const named = computerNamed([address, hostname], []);
  return named ?? subjectNamed("computer", [registerClaim("openvas", assetId)]);
}

/** Says one result; `place` is where it stands. */
export function readResult(file: MachineFile, place: string, result: OpenvasResult): void {
  const { oid, name, cvss, threat, cves, port } = result;
  const subject = subjectOf(result);
  if (oid === "") {
    report(file.into, "warning", ["readers/object-skipped", { reason: "no-check" }, place]);
    return;
  }
  if (subject === null) {
    file.unnamed += 1;
    return;
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
    const root = walkXml(file.into, text, (element) => {
      if (element.name === "result" && isInside(element, "results")) {
        readResult(file, xpathOf(element), resultOf(element));
        return false;
      }
      if (element.name === "filtered" && isInside(element, "result_count"))
        declare(file, "findings", wholeNumber(element.text));
      return element.name !== "description" && element.name !== "tags";
    });
    return "ok" in root ? root : endFile(file);
  });
}
