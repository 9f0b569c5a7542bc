/** securiCAD's models: the `.eom` member of a `.sCAD` archive → the same data as other models. */
import { addLink, placesOf } from "./gathered-model.ts";
import type { Gathered } from "./gathered-model.ts";
import type { XmlElement } from "./parse-xml.ts";
import { parseXml } from "./parse-xml.ts";
import { newFormatReporter, reportFormat } from "./problems.ts";
import type { Attacker, AttackerStart } from "./read-attackers.ts";
import type { ModelInput, ReadModel } from "./read-model.ts";

function attribute(gathered: Gathered, element: XmlElement, name: string): string {
  const found = element.attributes.get(name);
  if (found !== undefined) return found;
  reportFormat(gathered.reporter, "error", element.at, ["mal/document-missing", { member: name }]);
  return "";
}

function* below(element: XmlElement, name: string): Generator<XmlElement> {
  const open = [element];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.name === name && next !== element) yield next;
    for (let at = next.children.length - 1; at >= 0; at -= 1) {
      const child = next.children[at];
      if (child !== undefined) open.push(child);
    }
  }
}

/** `Patched` is the defence `patched`. */
function lowerFirst(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

/** Probabilities that defences are on; a defence without parameters follows the language. */
function defencesOf(gathered: Gathered, object: XmlElement): Readonly<Record<string, number>> {
  const set: [string, number][] = [];
  for (const evidence of below(object, "evidenceAttributes"))
    for (const distribution of below(evidence, "evidenceDistribution"))
      for (const parameter of below(distribution, "parameters")) {
        const value = parameter.attributes.get("value");
        if (value === undefined) continue;
        const defence = lowerFirst(attribute(gathered, evidence, "metaConcept"));
        const read = value.trim() === "" ? Number.NaN : Number(value);
        if (!(read >= 0 && read <= 1))
          reportFormat(gathered.reporter, "error", parameter.at, [
            "mal/scad-distribution",
            { defence, found: `${distribution.attributes.get("type") ?? ""} ${value}`.trim() },
          ]);
        else set.push([defence, read]);
      }
  return Object.fromEntries(set);
}

type Started = { readonly name: string; readonly starts: AttackerStart[] };

function readObject(gathered: Gathered, object: XmlElement, attackers: Map<string, Started>): void {
  const { reporter } = gathered;
  const id = attribute(gathered, object, "id");
  const type = attribute(gathered, object, "metaConcept");
  const name = object.attributes.get("name") ?? "";
  if (gathered.names.has(id) || attackers.has(id)) {
    reportFormat(reporter, "error", object.at, ["mal/document-duplicate", { member: id }]);
    return;
  }
  if (type === "Attacker") {
    attackers.set(id, { name, starts: [] });
    return;
  }
  gathered.names.set(id, name);
  gathered.assets.push({ id, type, name, defences: defencesOf(gathered, object) });
  gathered.assetOffsets.push(object.at);
}

function readAssociation(
  gathered: Gathered,
  element: XmlElement,
  attackers: ReadonlyMap<string, Started>,
): void {
  const [source, target, sourceProperty, targetProperty] = [
    "sourceObject",
    "targetObject",
    "sourceProperty",
    "targetProperty",
  ].map((name) => attribute(gathered, element, name));
  if (source === undefined || target === undefined) return;
  if (sourceProperty === undefined || targetProperty === undefined) return;
  // The field by which an object reaches the other is written beside the object itself.
  const fromSource = attackers.get(source);
  const attacker = fromSource ?? attackers.get(target);
  if (attacker === undefined) {
    addLink(gathered, { from: source, field: sourceProperty, to: target }, element.at);
    return;
  }
  const [asset, property] =
    fromSource === undefined ? [source, sourceProperty] : [target, targetProperty];
  if (!gathered.names.has(asset))
    reportFormat(gathered.reporter, "error", element.at, ["mal/model-reference", { asset }]);
  attacker.starts.push({ asset, step: property.split(".")[0] ?? "" });
}

/**
 * Reads the text of the `.eom` member of a securiCAD archive (SPEC F); an empty text means that
 * the archive has none. Never throws.
 */
export function readScad({ file, text, limits = {} }: ModelInput): ReadModel {
  const reporter = newFormatReporter(file, text, limits);
  const limit = reporter.limits.characters;
  if (text === "") reportFormat(reporter, "error", 0, ["mal/scad-no-model", {}]);
  else if (text.length > limit)
    reportFormat(reporter, "error", 0, ["mal/document-limit", { what: "characters", limit }]);
  const root = reporter.failed ? null : parseXml(reporter);
  if (root === null) return { ok: false, problems: reporter.problems };
  const gathered: Gathered = {
    reporter,
    assets: [],
    assetOffsets: [],
    names: new Map(),
    links: [],
    linkOffsets: [],
  };
  const attackers = new Map<string, Started>();
  for (const object of below(root, "objects")) readObject(gathered, object, attackers);
  for (const element of below(root, "associations")) readAssociation(gathered, element, attackers);
  const { problems, failed, ...rest } = { ...reporter, ...gathered };
  if (failed) return { ok: false, problems };
  const name = root.attributes.get("name") ?? file;
  const listed: readonly Attacker[] = [...attackers.values()];
  const loaded = {
    format: "sCAD" as const,
    metadata: { name, languageId: null, languageVersion: null },
    model: { name, assets: rest.assets, links: rest.links },
    attackers: listed,
    placeOf: placesOf(reporter, gathered),
  };
  return { ok: true, loaded, problems };
}
