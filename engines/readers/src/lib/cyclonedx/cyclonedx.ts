/** Reads bills of materials in CycloneDX 1.2–1.7 (ECMA-424), as JSON. */
import type { Json } from "@vallgrav/kernel";
import { refused, report, withinLimits } from "../gathering.ts";
import { sayListed } from "../inventory/listed.ts";
import { listOf, member, objectOf, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { beginFile, endFile, identifierOf } from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { openJson } from "../opening/json-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";

/** The versions that are read. */
export const cyclonedxVersions: readonly string[] = ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"];

/** Kinds of component that are software somebody can have installed. */
const softwareTypes = new Set(
  "application container device-driver firmware framework library operating-system platform".split(
    " ",
  ),
);

/**
 * Whether a component of that type is listed; `file`, data and the like are counted as left out.
 */
export function isSoftware(file: MachineFile, type: string): boolean {
  if (softwareTypes.has(type)) return true;
  const name = identifierOf(type);
  file.leftOut.set(name, (file.leftOut.get(name) ?? 0) + 1);
  return false;
}

function part(object: JsonObject, key: string): string {
  return textOf(member(object, key)) ?? "";
}

function vendorOf(component: JsonObject): string {
  const supplier = objectOf(member(component, "supplier"));
  const named = supplier === null ? "" : part(supplier, "name");
  return part(component, "group") || named || part(component, "publisher");
}

/**
 * A component and those inside it, which come after it, without recursion. What depends on what is
 * not followed, so that a circle of references is nothing special.
 */
function readComponents(file: MachineFile, first: Json | undefined, base: string): void {
  const waiting: [value: Json, place: string][] = [];
  const push = (list: Json | undefined, place: string): void => {
    const items = listOf(list) ?? [];
    for (let at = items.length - 1; at >= 0; at -= 1)
      waiting.push([items[at] ?? null, `${place}/${at}`]);
  };
  push(first, base);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [value, place] = next;
    file.into.work += 1;
    const component = objectOf(value);
    if (component === null) {
      report(file.into, "warning", ["readers/object-skipped", { reason: "not-an-object" }, place]);
      continue;
    }
    if (isSoftware(file, part(component, "type")))
      sayListed(file, {
        name: part(component, "name"),
        version: part(component, "version"),
        vendor: vendorOf(component),
        purl: part(component, "purl"),
        cpes: [part(component, "cpe")],
        source: "",
        place,
      });
    push(member(component, "components"), `${place}/components`);
  }
}

/** Reads a file as a CycloneDX document in JSON, whatever it looks like. Linear in its size. */
export function readCyclonedx(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openJson(input);
    if ("ok" in opened) return opened;
    const root = objectOf(opened.value);
    if (root === null || part(root, "bomFormat") !== "CycloneDX")
      return refused(input, "readers/other-kind", { expected: "CycloneDX", found: "" });
    const found = part(root, "specVersion");
    if (!cyclonedxVersions.includes(found))
      return refused(input, "readers/unsupported-version", {
        found: identifierOf(found),
        supported: 1.7,
      });
    const metadata = objectOf(member(root, "metadata"));
    const made = metadata === null ? "" : part(metadata, "timestamp");
    const { decodedAs } = opened;
    const file = beginFile(input, {
      reader: "cyclonedx",
      made,
      report: "configuration",
      decodedAs,
    });
    file.into.work += opened.work;
    const main = metadata === null ? undefined : member(metadata, "component");
    if (main !== undefined) readComponents(file, [main], "/metadata/component");
    readComponents(file, member(root, "components"), "/components");
    return endFile(file);
  });
}
