/** Reads bills of materials in CycloneDX 1.2–1.7, as XML. */
import { refused, withinLimits } from "../gathering.ts";
import { sayListed } from "../inventory/listed.ts";
import { beginFile, endFile, identifierOf } from "../machine-reading.ts";
import type { MachineFile } from "../machine-reading.ts";
import { openXmlText, walkXml } from "../opening/xml-file.ts";
import type { Reading, ReaderInput } from "../reading.ts";
import { attributeOf, childOf, textIn, xpathOf } from "../xml/looking.ts";
import type { XmlElement } from "../xml/xml.ts";
import { cyclonedxVersions, isSoftware } from "./cyclonedx.ts";

const namespaceForm = /["']http:\/\/cyclonedx\.org\/schema\/bom\/(\d{1,2}\.\d{1,2})["']/;

/** The version that a text's namespace names; empty where it names none. */
export function xmlVersionOf(text: string): string {
  const [, version = ""] = namespaceForm.exec(text.slice(0, 65_536)) ?? [];
  return version;
}

function readComponent(file: MachineFile, component: XmlElement): void {
  if (!isSoftware(file, attributeOf(component, "type"))) return;
  const supplier = textIn(childOf(component, "supplier"), "name");
  sayListed(file, {
    name: textIn(component, "name"),
    version: textIn(component, "version"),
    vendor: textIn(component, "group") || supplier || textIn(component, "publisher"),
    purl: textIn(component, "purl"),
    cpes: [textIn(component, "cpe")],
    source: "",
    place: xpathOf(component),
  });
}

/** Elements inside a component of which something is read; all others are forgotten at once. */
const kept = new Set("name version group supplier publisher purl cpe timestamp".split(" "));

/** Whether the component is listed itself, not named by a tool, a service or an ancestor. */
function isListed(component: XmlElement): boolean {
  for (let one = component.parent; one !== null; one = one.parent) {
    if (one.name === "component" || one.name === "components" || one.name === "bom") continue;
    return one.name === "metadata" && one.parent?.name === "bom";
  }
  return true;
}

/** Reads a file as a CycloneDX document in XML, whatever it looks like. Linear in its size. */
export function readCyclonedxXml(input: ReaderInput): Reading {
  return withinLimits(input, () => {
    const opened = openXmlText(input);
    if ("ok" in opened) return opened;
    const { text, decodedAs } = opened;
    const found = xmlVersionOf(text);
    if (!cyclonedxVersions.includes(found))
      return refused(input, "readers/unsupported-version", {
        found: identifierOf(found),
        supported: 1.7,
      });
    const head = text.slice(0, 65_536);
    const [, made = ""] = /<(?:\w{1,20}:)?timestamp>\s{0,9}([^<\s]{1,40})/.exec(head) ?? [];
    const file = beginFile(input, {
      reader: "cyclonedx",
      made,
      report: "configuration",
      decodedAs,
    });
    const root = walkXml(file.into, text, (element) => {
      if (element.name !== "component") return kept.has(element.name);
      if (isListed(element)) readComponent(file, element);
      return false;
    });
    return "ok" in root ? root : endFile(file);
  });
}
