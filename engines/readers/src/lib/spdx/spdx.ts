/** Reads bills of materials in SPDX: 2.2 and 2.3 as JSON and as tags, 3.0 as JSON-LD. */
import type { Json } from "@vallgrav/kernel";
import { refused, report, withinLimits } from "../gathering.ts";
import { sayListed } from "../inventory/listed.ts";
import { listOf, member, objectOf, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { beginFile, endFile, identifierOf } from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { openJson } from "../opening/json-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";

/** What SPDX writes where nothing is known. */
const nothing = new Set(["NOASSERTION", "NONE"]);

/** A value of SPDX; empty where it only says that nothing is known. */
export function assertedText(text: string): string {
  return nothing.has(text) ? "" : text;
}

/** `Organization: Example AB` without its kind. */
export function supplierOf(text: string): string {
  return assertedText(text.replace(/^(?:Organization|Person|Tool): {0,9}/, "").trim());
}

function part(object: JsonObject, key: string): string {
  return assertedText(textOf(member(object, key)) ?? "");
}

/** Locators of the references of one type, in order. */
function locators(references: readonly Json[], ...types: readonly string[]): readonly string[] {
  return references.flatMap((value) => {
    const reference = objectOf(value);
    if (reference === null) return [];
    const type = part(reference, "referenceType") || part(reference, "externalIdentifierType");
    const isWanted = types.includes(type.replace(/^.*[/#]/, ""));
    return isWanted ? [part(reference, "referenceLocator") || part(reference, "identifier")] : [];
  });
}

function readPackage(file: MachineFile, value: Json, place: string): void {
  file.into.work += 1;
  const one = objectOf(value);
  if (one === null) {
    report(file.into, "warning", ["readers/object-skipped", { reason: "not-an-object" }, place]);
    return;
  }
  const references = listOf(member(one, "externalRefs")) ?? [];
  const [purl = ""] = locators(references, "purl");
  sayListed(file, {
    name: part(one, "name"),
    version: part(one, "versionInfo"),
    vendor: supplierOf(part(one, "supplier")),
    purl,
    cpes: locators(references, "cpe23Type", "cpe22Type"),
    source: "",
    place,
  });
}

/** An element of a version 3 graph that is a package; all others say nothing of software. */
function readElement(file: MachineFile, value: Json, place: string): void {
  file.into.work += 1;
  const one = objectOf(value);
  const type = one === null ? "" : part(one, "type") || part(one, "@type");
  if (one === null || !/(?:^|[/#_:])Package$/.test(type)) return;
  const identifiers = listOf(member(one, "externalIdentifier")) ?? [];
  const [purl = ""] = locators(identifiers, "packageUrl", "purl");
  sayListed(file, {
    name: part(one, "name"),
    version: part(one, "software_packageVersion") || part(one, "packageVersion"),
    vendor: "",
    purl: part(one, "software_packageUrl") || part(one, "packageUrl") || purl,
    cpes: locators(identifiers, "cpe23", "cpe22"),
    source: "",
    place,
  });
}

function madeAt(root: JsonObject, graph: readonly Json[]): string {
  const info = objectOf(member(root, "creationInfo"));
  if (info !== null) return part(info, "created");
  const described = graph.map(objectOf).find((one) => one !== null && part(one, "created") !== "");
  return described === undefined || described === null ? "" : part(described, "created");
}

/** Reads a file as an SPDX document in JSON, whatever it looks like. Linear in its size. */
export function readSpdx(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openJson(input);
    if ("ok" in opened) return opened;
    const root = objectOf(opened.value);
    if (root === null) return refused(input, "readers/other-kind", { expected: "SPDX", found: "" });
    const version = part(root, "spdxVersion");
    const graph = listOf(member(root, "@graph"));
    const isOld = version === "SPDX-2.2" || version === "SPDX-2.3";
    if (!isOld && graph === null)
      return refused(input, "readers/unsupported-version", {
        found: identifierOf(version),
        supported: 3,
      });
    const file = beginFile(input, {
      reader: "spdx",
      made: madeAt(root, graph?.slice(0, 100) ?? []),
      report: "configuration",
      decodedAs: opened.decodedAs,
    });
    file.into.work += opened.work;
    const list = isOld ? listOf(member(root, "packages")) : graph;
    for (const [index, value] of (list ?? []).entries())
      if (isOld) readPackage(file, value, `/packages/${index}`);
      else readElement(file, value, `/@graph/${index}`);
    return endFile(file);
  });
}
