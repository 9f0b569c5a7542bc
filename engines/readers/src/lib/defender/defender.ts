/**
 * Reads what the interface of Microsoft Defender for Endpoint answers: `{ "value": [ … ] }` of
 * machines or of vulnerabilities by machine and software.
 */
import type { FindingSeverity, Json, Subject } from "@vallgrav/kernel";
import { observe, refused, report, withinLimits } from "../gathering.ts";
import { listOf, member, objectOf, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { beginFile, count, cvesIn, endFile, say, sayFinding, sayText } from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { computerNamed, macClaim, registerClaim } from "../naming.ts";
import { openJson } from "../opening/json-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { claimOf } from "../sharphound/references.ts";
import { packageClaim, softwareNamed } from "../software.ts";

/** The number Defender gives a machine, which all its answers share. */
function machineClaims(id: string): readonly ReturnType<typeof registerClaim>[] {
  return [registerClaim("defender", id)];
}

function part(object: JsonObject, key: string): string {
  const value = member(object, key);
  return typeof value === "number" ? String(value) : (textOf(value) ?? "");
}

const severities: Readonly<Record<string, FindingSeverity>> = {
  None: "none",
  Informational: "none",
  Low: "low",
  Medium: "medium",
  High: "high",
  Critical: "critical",
};

function readMachine(file: MachineFile, machine: JsonObject, place: string): void {
  const interfaces = (listOf(member(machine, "ipAddresses")) ?? []).flatMap((one) => {
    const object = objectOf(one);
    return object === null ? [] : [object];
  });
  const macs = interfaces.map((one) => macClaim(part(one, "macAddress")));
  const entra = claimOf(part(machine, "aadDeviceId"));
  const others = [...machineClaims(part(machine, "id")), entra, ...macs.slice(0, 1)];
  const subject = computerNamed(
    [part(machine, "computerDnsName")],
    [part(machine, "lastIpAddress")],
    others,
  );
  if (subject === null) {
    file.unnamed += 1;
    return;
  }
  count(file, "hosts", subject.claims[0].value);
  observe(file.into, place, subject, { is: "present" });
  sayText(file, [subject, `${place}/osPlatform`], ["operatingsystem", part(machine, "osPlatform")]);
  sayText(file, [subject, `${place}/osBuild`], ["os-build", part(machine, "osBuild")]);
  sayText(file, [subject, place], ["defender/health", part(machine, "healthStatus")]);
  sayText(file, [subject, place], ["defender/onboarding", part(machine, "onboardingStatus")]);
  sayText(file, [subject, place], ["defender/antivirus", part(machine, "defenderAvStatus")]);
  sayText(file, [subject, place], ["defender/exposure", part(machine, "exposureLevel")]);
  sayText(file, [subject, place], ["defender/risk", part(machine, "riskScore")]);
  if (typeof member(machine, "isAadJoined") === "boolean")
    say(file, [subject, place], ["entra-joined", member(machine, "isAadJoined") === true]);
}

function installed(
  file: MachineFile,
  [host, place]: readonly [host: Subject, place: string],
  object: JsonObject,
): void {
  const [vendor, name, version] = [
    part(object, "productVendor") || part(object, "softwareVendor"),
    part(object, "productName") || part(object, "softwareName"),
    part(object, "productVersion") || part(object, "softwareVersion"),
  ];
  const software = softwareNamed(
    packageClaim({ type: "generic", namespace: vendor, name, version }),
  );
  if (software === null) return;
  const key = `${host.claims[0].value} ${software.claims[0].value}`;
  if (file.told.has(key)) return;
  file.told.set(key, 1);
  count(file, "packages", key);
  sayText(file, [software, place], ["name", name]);
  sayText(file, [software, place], ["version", version]);
  sayText(file, [software, place], ["vendor", vendor]);
  observe(file.into, place, software, { relation: "installed-on", to: host });
}

function readVulnerability(file: MachineFile, object: JsonObject, place: string): void {
  const id = part(object, "cveId") || part(object, "cve");
  const machine = part(object, "machineId") || part(object, "deviceId");
  if (id === "") {
    report(file.into, "warning", ["readers/object-skipped", { reason: "no-check" }, place]);
    return;
  }
  const name = part(object, "deviceName") || part(object, "computerDnsName");
  const host = computerNamed([name], [], machineClaims(machine));
  if (host === null) {
    file.unnamed += 1;
    return;
  }
  const word = part(object, "severity") || part(object, "vulnerabilitySeverityLevel");
  const product = part(object, "productName") || part(object, "softwareName");
  const version = part(object, "productVersion") || part(object, "softwareVersion");
  installed(file, [host, place], object);
  sayFinding(file, [host, place], {
    check: `defender:${id}`,
    key: `${product}:${version}`,
    title: `${id} ${product} ${version}`,
    severity: (Object.hasOwn(severities, word) ? severities[word] : undefined) ?? "unrated",
    rated: word,
    result: "affected",
    cves: cvesIn(id),
    port: null,
    score: null,
  });
}

function readEntry(file: MachineFile, value: Json, place: string): void {
  const object = objectOf(value);
  if (object === null) {
    report(file.into, "warning", ["readers/object-skipped", { reason: "not-an-object" }, place]);
    return;
  }
  const has = (key: string): boolean => member(object, key) !== undefined;
  if (has("cveId")) readVulnerability(file, object, place);
  else if (has("computerDnsName") && has("healthStatus")) readMachine(file, object, place);
  else file.leftOut.set("?", (file.leftOut.get("?") ?? 0) + 1);
}

/** Reads a file as an answer of Defender, whatever it looks like. Linear in its size. */
export function readDefender(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openJson(input);
    if ("ok" in opened) return opened;
    const root = objectOf(opened.value);
    const list = listOf(opened.value) ?? (root === null ? null : listOf(member(root, "value")));
    if (list === null)
      return refused(input, "readers/other-kind", { expected: "value", found: "" });
    const { decodedAs } = opened;
    const file = beginFile(input, {
      reader: "defender",
      made: "",
      report: "configuration",
      decodedAs,
    });
    file.into.work += opened.work;
    const base = root === null ? "" : "/value";
    for (const [index, value] of list.entries()) readEntry(file, value, `${base}/${index}`);
    // More answers follow where the list is divided into pages: the file is only a part.
    if (root !== null && textOf(member(root, "@odata.nextLink")) !== null)
      report(file.into, "warning", ["readers/page-of-several", {}, "/@odata.nextLink"]);
    return endFile(file);
  });
}
