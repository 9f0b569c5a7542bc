/** Reads the health check that PingCastle writes of one directory domain, as XML. */
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
import { nameClaim, subjectNamed } from "../naming.ts";
import { openXmlText, walkXml } from "../opening/xml-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { claimOf } from "../sharphound/references.ts";
import { childOf, childrenOf, textIn, xpathOf } from "../xml/looking.ts";
import type { XmlElement } from "../xml/xml.ts";

/** Figures of the domain that are kept, as they are called in the file. */
export const keptFigures: readonly string[] = [
  "DomainFunctionalLevel",
  "GlobalScore",
  "StaleObjectsScore",
  "PrivilegiedGroupScore",
  "TrustScore",
  "AnomalyScore",
  "MachineAccountQuota",
  "NumberOfDC",
  "MaturityLevel",
];

function domainOf(root: XmlElement): Subject | null {
  const sid = claimOf(textIn(root, "DomainSid"));
  const name = nameClaim(textIn(root, "DomainFQDN"));
  return subjectNamed("domain", [sid, name?.space === "fqdn" ? name : null]);
}

function readDomain(file: MachineFile, domain: Subject, root: XmlElement): void {
  const place = xpathOf(root);
  observe(file.into, place, domain, { is: "present" });
  for (const name of keptFigures) {
    const element = childOf(root, name);
    if (element !== null && /^-?\d{1,9}$/.test(element.text))
      say(
        file,
        [domain, xpathOf(element)],
        [`pingcastle/${name.toLowerCase()}`, Number(element.text)],
      );
  }
}

function readControllers(file: MachineFile, root: XmlElement): void {
  const fqdn = textIn(root, "DomainFQDN").toLowerCase();
  const list = childrenOf(childOf(root, "DomainControllers"), "HealthcheckDomainController");
  for (const controller of list) {
    const name = textIn(controller, "DCName");
    const place = xpathOf(controller);
    // The list gives the first label; the domain's own DNS name is the rest of it.
    const whole = nameClaim(fqdn === "" || name === "" ? name : `${name}.${fqdn}`);
    const subject = subjectNamed("computer", [whole]);
    if (subject === null) {
      file.unnamed += 1;
      continue;
    }
    count(file, "hosts", subject.claims[0].value);
    say(file, [subject, place], ["isdc", true]);
    sayText(file, [subject, place], ["operatingsystem", textIn(controller, "OperatingSystem")]);
    const spooler = textIn(controller, "RemoteSpoolerDetected");
    if (spooler !== "") say(file, [subject, place], ["remote-spooler", spooler === "true"]);
  }
}

function readRules(file: MachineFile, domain: Subject, root: XmlElement): void {
  for (const rule of childrenOf(childOf(root, "RiskRules"), "HealthcheckRiskRule")) {
    const place = xpathOf(rule);
    const id = textIn(rule, "RiskId");
    if (id === "") {
      report(file.into, "warning", ["readers/object-skipped", { reason: "no-check" }, place]);
      continue;
    }
    const points = textIn(rule, "Points");
    sayFinding(file, [domain, place], {
      check: `pingcastle:${id}`,
      key: "",
      title: textIn(rule, "Rationale"),
      // PingCastle gives points towards its own score, and no severity.
      severity: "unrated",
      rated: points === "" ? "" : `${points}-points`,
      result: "affected",
      cves: [],
      port: null,
      score: null,
    });
  }
}

/** The elements directly below the root that are read. */
const read = new Set([...keptFigures, "DomainSid", "DomainFQDN", "DomainControllers", "RiskRules"]);

/** Reads a file as one of PingCastle, whatever it looks like. Linear in its size. */
export function readPingcastle(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openXmlText(input);
    if ("ok" in opened) return opened;
    const { text, decodedAs } = opened;
    const [, made = ""] = /<GenerationDate>([^<]{1,40})</.exec(text.slice(0, 65_536)) ?? [];
    const file = beginFile(input, {
      reader: "pingcastle",
      made,
      report: "configuration",
      decodedAs,
    });
    declare(file, "findings", null);
    const root = walkXml(file.into, text, (element) => {
      const isTop = element.parent !== null && element.parent.parent === null;
      return !isTop || read.has(element.name);
    });
    if ("ok" in root) return root;
    const domain = domainOf(root);
    if (root.name !== "HealthcheckData" || domain === null)
      return refused(input, "readers/other-kind", { expected: "HealthcheckData", found: "" });
    for (const claim of domain.claims) if (claim.space === "fqdn") file.domains.add(claim.value);
    readDomain(file, domain, root);
    readControllers(file, root);
    readRules(file, domain, root);
    sayWhole(file, [domain, xpathOf(root)]);
    return endFile(file);
  });
}
