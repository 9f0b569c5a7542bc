/** Instance models of the toolbox, formats 0.0 to 0.3, as JSON or YAML → data with places. */
import type { InstanceModel } from "../instance-model.ts";
import { parseJson } from "./parse-json.ts";
import { parseYaml } from "./parse-yaml.ts";
import type { FormatLimits, FormatProblem, FormatReporter } from "./problems.ts";
import { newFormatReporter, reportFormat } from "./problems.ts";
import type { Gathered, ModelFormat, PlaceOf } from "./gathered-model.ts";
import { addLink, checkReference, placesOf } from "./gathered-model.ts";
import { readAttackers } from "./read-attackers.ts";
import type { Attacker } from "./read-attackers.ts";
import { readAssociations } from "./read-associations.ts";
import type { ScannedModel } from "./scan-model.ts";
import { scanModel } from "./scan-model.ts";
import type { Members } from "./take.ts";
import { entriesOf, find, need, needText, openMap, unexpectedKind } from "./take.ts";
import type { Tree, TreeEntry } from "./tree.ts";

/** A model's file. YAML where the name does not end in `.json`. */
export type ModelInput = {
  readonly file: string;
  readonly text: string;
  readonly limits?: Partial<FormatLimits>;
};

/** What a model says of itself. */
export type ModelMetadata = {
  readonly name: string;
  /** The language it is meant for; null where it does not say. */
  readonly languageId: string | null;
  readonly languageVersion: string | null;
};

/** A model with what its file says besides, and where each part stands. */
export type LoadedModel = {
  readonly format: ModelFormat;
  readonly metadata: ModelMetadata;
  readonly model: InstanceModel;
  /** Where attackers begin, in files that say so. */
  readonly attackers: readonly Attacker[];
  /** Where the assets and links of the model stand in the file. */
  readonly placeOf: PlaceOf;
};

/** A model with warnings, or at least one error. */
export type ReadModel =
  | {
      readonly ok: true;
      readonly loaded: LoadedModel;
      readonly problems: readonly FormatProblem[];
    }
  | { readonly ok: false; readonly problems: readonly FormatProblem[] };

const rootNames = ["metadata", "assets", "associations", "attackers"];
const assetNames = ["name", "type", "metaconcept", "eid", "defenses", "extras"];

/** The format by its shape, since versions written in the files are not to be relied on. */
function formatOf(assets: readonly TreeEntry[], root: Members): ModelFormat {
  const first = assets[0]?.value;
  const keys = new Set(first?.kind === "map" ? first.entries.map(({ key }) => key) : []);
  if (keys.has("metaconcept")) return "0.0";
  const associations = find(root, "associations");
  if (associations === null) return "0.3";
  const held = associations.kind === "list" ? associations.items[0] : undefined;
  const inner = held?.kind === "map" ? held.entries[0]?.value : undefined;
  const ids = inner?.kind === "map" ? inner.entries[0]?.value : undefined;
  return ids?.kind === "map" ? "0.2" : "0.1";
}

/** A probability as written; text only in format 0.0. NaN, with a problem, otherwise. */
function readDefence(
  { reporter }: Gathered,
  { key, value }: TreeEntry,
  format: ModelFormat,
): number {
  const isText = value.kind === "text" && format === "0.0";
  if (value.kind !== "number" && !isText) {
    unexpectedKind(reporter, value.at, key, "number");
    return 0;
  }
  const read = value.text.trim() === "" ? Number.NaN : Number(value.text);
  if (read >= 0 && read <= 1) return read;
  reportFormat(reporter, "error", value.at, ["mal/document-number", { number: value.text }]);
  return 0;
}

function readAsset(gathered: Gathered, { key, at, value }: TreeEntry, format: ModelFormat): void {
  const { reporter } = gathered;
  const names = format === "0.3" ? [...assetNames, "associated_assets"] : assetNames;
  const members = openMap(reporter, value, key, { names, others: "warning" });
  if (members === null) return;
  const type = needText(members, format === "0.0" ? "metaconcept" : "type");
  const named = need(members, "name");
  const name = named?.kind === "text" || named?.kind === "number" ? named.text : "";
  if (named !== null && name === "") unexpectedKind(reporter, named.at, "name", "text");
  if (gathered.names.has(key))
    reportFormat(reporter, "error", at, ["mal/document-duplicate", { member: key }]);
  gathered.names.set(key, name);
  const set = find(members, "defenses");
  const defences = set === null ? [] : (entriesOf(reporter, set, "defenses") ?? []);
  gathered.assets.push({
    id: key,
    type,
    name,
    defences: Object.fromEntries(
      defences.map((entry) => [entry.key, readDefence(gathered, entry, format)]),
    ),
  });
  gathered.assetOffsets.push(at);
}

/** The links on an asset of format 0.3; either side suffices. */
function readAssociated(gathered: Gathered, { key: from, value }: TreeEntry): void {
  if (value.kind !== "map") return;
  const { reporter } = gathered;
  const held = value.entries.find(({ key }) => key === "associated_assets")?.value;
  if (held === undefined || held.kind === "null") return;
  for (const { key: field, value: ends } of entriesOf(reporter, held, "associated_assets") ?? [])
    for (const end of entriesOf(reporter, ends, field) ?? []) {
      checkReference(gathered, end);
      addLink(gathered, { from, field, to: end.key }, end.at);
    }
}

function warnOfNames({ reporter, names }: Gathered, assets: readonly TreeEntry[]): void {
  const seen = new Set<string>();
  for (const { key, at } of assets) {
    const name = names.get(key) ?? "";
    if (seen.has(name)) reportFormat(reporter, "warning", at, ["mal/model-name-twice", { name }]);
    seen.add(name);
  }
}

function textIn(members: Members | null, key: string): string | null {
  const found = members === null ? null : find(members, key);
  return found?.kind === "text" || found?.kind === "number" ? found.text : null;
}

function readRoot(reporter: FormatReporter, tree: Tree): LoadedModel | null {
  const root = openMap(reporter, tree, "model", { names: rootNames, others: "warning" });
  const held = root === null ? null : need(root, "assets");
  const assets = held === null ? null : entriesOf(reporter, held, "assets");
  if (root === null || assets === null) return null;
  const format = formatOf(assets, root);
  const gathered: Gathered = {
    reporter,
    assets: [],
    assetOffsets: [],
    names: new Map(),
    links: [],
    linkOffsets: [],
  };
  for (const asset of assets) readAsset(gathered, asset, format);
  warnOfNames(gathered, assets);
  if (format === "0.3") for (const asset of assets) readAssociated(gathered, asset);
  else readAssociations(gathered, root, format);
  const about = find(root, "metadata");
  const members = about?.kind === "map" ? { ...root, byKey: byKeyOf(about.entries) } : null;
  const name = textIn(members, "name") ?? "";
  return {
    format,
    metadata: {
      name,
      languageId: textIn(members, "langID"),
      languageVersion: textIn(members, "langVersion"),
    },
    model: { name, assets: gathered.assets, links: gathered.links },
    attackers: readAttackers(gathered, root),
    placeOf: placesOf(reporter, gathered),
  };
}

function byKeyOf(entries: readonly TreeEntry[]): ReadonlyMap<string, TreeEntry> {
  return new Map(entries.map((entry) => [entry.key, entry]));
}

/**
 * Reads an instance model (SPEC F): formats 0.0–0.3, told apart by their shape. Ids are the file's.
 * All that is wrong with its form is reported at once; `placedProblems` says where what
 * `checkModel` finds stands. Linear. Never throws.
 */
export function readModel({ file, text, limits = {} }: ModelInput): ReadModel {
  const reporter = newFormatReporter(file, text, limits);
  const limit = reporter.limits.characters;
  if (text.length > limit) {
    reportFormat(reporter, "error", 0, ["mal/document-limit", { what: "characters", limit }]);
    return { ok: false, problems: reporter.problems };
  }
  const isJson = file.endsWith(".json");
  const scanned = isJson ? scanModel(reporter) : null;
  if (scanned !== null) return { ok: true, loaded: loadedFrom(reporter, scanned), problems: [] };
  return readModelByTree(reporter, isJson);
}

function loadedFrom(reporter: FormatReporter, scanned: ScannedModel): LoadedModel {
  const { name, languageId, languageVersion, assets, links } = scanned;
  return {
    format: "0.3",
    metadata: { name, languageId, languageVersion },
    model: { name, assets, links },
    attackers: [],
    placeOf: placesOf(reporter, scanned),
  };
}

/** Reads a model of any form, with all that is wrong with it, by way of a tree. */
export function readModelByTree(reporter: FormatReporter, isJson: boolean): ReadModel {
  const tree = isJson ? parseJson(reporter) : parseYaml(reporter);
  const loaded = tree === null ? null : readRoot(reporter, tree);
  const { problems, failed } = reporter;
  return loaded === null || failed ? { ok: false, problems } : { ok: true, loaded, problems };
}
