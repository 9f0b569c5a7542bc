/**
 * Are we affected? A warning, a CVE, a product or a supplier's name is held against what is known:
 * which things it concerns, whose they are, and what is only named and not known to be affected.
 * Pure; the names looked for in the text are those of the model, so nothing is guessed from prose.
 */
import { type Asset, isPresent, isThere, type Model } from "@vallgrav/facts";
import { type AssetId, compareText } from "@vallgrav/kernel";
import { exposuresOf, openPorts } from "@vallgrav/knowledge";
import type { Affected, AffectedThing, AssetRef, FindingView, Impact } from "../api/index.ts";
import type { Sees } from "../govern/index.ts";
import { lettersOf } from "./affected-letters.ts";

/** Signs of the text that are looked at. */
export const affectedMost = 100_000;
/** Names shorter than this are not looked for in a longer text: they stand in any. */
const shortest = 4;
/** Signs of a name that are looked at for what lists add to it. */
const nameMost = 500;

/** What is known beside the model and its findings. */
export type AffectedBeside = {
  /** Things of which advisories could not tell whether they have a weakness. */
  readonly unsure?: readonly { readonly asset: AssetId; readonly weakness: string }[];
  /** Committees and companies that a thing is of. */
  readonly committeesOf?: (asset: string) => readonly string[];
  /** Leaves out what is another's behind a wall; left out, everything is seen. */
  readonly sees?: Sees | undefined;
  readonly advisoriesAt?: string | null;
  readonly speak?: "figures" | "words";
};

function refOf({ id, kind, name }: Asset): AssetRef {
  return { id, kind, name };
}

/** Words and figures alone, in small letters, one space between, one at each end. */
function plain(text: string): string {
  return ` ${text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
}

function textOf(asset: Asset, property: string): string | null {
  const value = asset.facts[property]?.value;
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** What lists add to a product's name: version, architecture, edition in brackets. */
const added = /\([^()]{0,80}\)|\b(?:x64|x86|amd64|arm64|64-bit|32-bit)\b|\bv?\d+(?:\.\d+)+\b/gi;
/** Forms of a company that stand after its name in registers and seldom in warnings. */
const legalForm = /\s+(?:ab|a\/s|as|oy|oyj|ltd|inc|llc|gmbh|corp|corporation)\.?(?:\s*\(publ\))?$/i;

/** A name, and the same without what lists and registers add to it. */
function written(name: string): readonly string[] {
  const short = name.slice(0, nameMost).replace(added, " ").trim().replace(legalForm, "").trim();
  return short === "" || short === name ? [name] : [name, short];
}

/** Names by which people write of a thing. */
function namesOf(asset: Asset): readonly string[] {
  if (asset.kind === "software")
    return [textOf(asset, "name") ?? asset.name, textOf(asset, "vendor") ?? ""].flatMap(written);
  if (asset.kind === "computer") return [textOf(asset, "operatingsystem") ?? ""];
  return asset.kind === "system" || asset.kind === "supplier" ? written(asset.name) : [];
}

type Look = {
  readonly exposures: ReturnType<typeof exposuresOf>;
  readonly byId: ReadonlyMap<AssetId, Asset>;
  /** Things by what they rest on: computers by software, systems by computers and suppliers. */
  readonly above: ReadonlyMap<AssetId, readonly AssetId[]>;
};

const upwards: ReadonlySet<string> = new Set(["runs-on", "supplied-by"]);

function lookOf(model: Model): Look {
  const { assets, relations } = model;
  const byId = new Map<AssetId, Asset>();
  for (const asset of assets) if (isPresent(asset)) byId.set(asset.id, asset);
  const above = new Map<AssetId, AssetId[]>();
  const add = (below: AssetId, over: AssetId): void => {
    const known = above.get(below);
    if (known === undefined) above.set(below, [over]);
    else known.push(over);
  };
  for (const relation of relations) {
    const { kind, from, to } = relation;
    const isUpwards = upwards.has(kind);
    if (!(isUpwards || kind === "installed-on") || !isThere(relation)) continue;
    if (isUpwards) add(to, from);
    else add(from, to);
  }
  return { byId, above, exposures: exposuresOf(model) };
}

/** The systems that rest on a thing, itself if it is one; the steps are bounded by the things. */
function systemsOver({ byId, above }: Look, id: AssetId): readonly Asset[] {
  const seen = new Set([id]);
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const over of above.get(next) ?? [])
      if (!seen.has(over)) {
        seen.add(over);
        open.push(over);
      }
  return [...seen].flatMap((one) => {
    const asset = byId.get(one);
    return asset?.kind === "system" ? [asset] : [];
  });
}

/** The computers that software is on, or the thing itself. */
function placesOf({ byId, above }: Look, asset: Asset): readonly Asset[] {
  if (asset.kind !== "software") return [asset];
  return (above.get(asset.id) ?? []).flatMap((id) => byId.get(id) ?? []);
}

function ownerOf(systems: readonly Asset[]): Pick<AffectedThing, "owner" | "unit"> {
  for (const system of systems) {
    const [role, unit] = [textOf(system, "owner-role"), textOf(system, "owner-organisation")];
    if (role !== null || unit !== null)
      return { owner: [role, unit].filter((one) => one !== null).join(", "), unit };
  }
  return { owner: null, unit: null };
}

/** CVEs and names by which a thing was found, and the findings that say so. */
type Why = {
  readonly because: Set<string>;
  readonly findings: Set<string>;
  /** Of the finding whose mending moves most. */
  readonly impact: Impact | null;
};

function thingOf(
  look: Look,
  [asset, { because, findings, impact }]: readonly [Asset, Why],
  { committeesOf, sees }: AffectedBeside,
): AffectedThing {
  const systems = systemsOver(look, asset.id).filter(({ id }) => sees?.(id) !== false);
  const reached = look.exposures(asset.id);
  // Zones are nobody's own: what stands beside in them is others'.
  const exposure = reached === null || sees === undefined ? reached : { ...reached, zones: [] };
  // Behind a wall those of one's own systems: a shared computer is of committees that are others'.
  const owned = sees === undefined ? [asset, ...systems] : systems;
  const committees = owned.flatMap(({ id }) => committeesOf?.(id) ?? []);
  return {
    asset: refOf(asset),
    because: [...because].sort(compareText),
    findings: [...findings].sort(compareText),
    systems: systems.map(refOf),
    ...ownerOf(systems),
    committees: [...new Set(committees)].sort(compareText),
    ports: openPorts(asset),
    ...(exposure === null ? {} : { exposure }),
    impact,
  };
}

/** CVE numbers in a text, upper-case, each once. */
function cvesOf(text: string): readonly string[] {
  const found = text.match(/\bCVE-\d{4}-\d{4,7}\b/gi) ?? [];
  return [...new Set(found.map((one) => one.toUpperCase()))].sort(compareText);
}

/** Why each thing is told of, by its id. */
type Told = Map<AssetId, Why>;

function put(
  into: Told,
  id: AssetId,
  because: string,
  finding?: Pick<FindingView, "id" | "impact">,
): void {
  const known = into.get(id) ?? { because: new Set(), findings: new Set(), impact: null };
  into.set(id, { ...known, impact: known.impact ?? finding?.impact ?? null });
  known.because.add(because);
  if (finding !== undefined) known.findings.add(finding.id);
}

/** Whether a name stands in a text as whole words; each name is looked for once. */
function standsIn(asked: string): (name: string) => boolean {
  const words = plain(asked);
  const known = new Map<string, boolean>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const wanted = plain(name);
    const isShort = wanted.length - 2 < shortest && wanted !== words;
    const stands = wanted.trim() !== "" && !isShort && words.includes(wanted);
    known.set(name, stands);
    return stands;
  };
}

/**
 * Holds a text against a model and its findings. Affected is what a finding tells of a CVE in the
 * text; what the text only names, or advisories cannot tell of, is not known to be, and stands
 * apart. Linear in the model, times the text for each name that differs.
 * @param findings in order of what mending moves
 */
export function affectedBy(
  text: string,
  model: Model,
  findings: readonly FindingView[],
  beside: AffectedBeside = {},
): Affected {
  const { unsure = [], sees, advisoriesAt = null, speak = "words" } = beside;
  const look = lookOf(model);
  const asked = text.slice(0, affectedMost);
  const cves = cvesOf(asked);
  const wanted = new Set(cves);
  const [sure, maybe]: readonly [Told, Told] = [new Map(), new Map()];
  const isSeen = (id: string): boolean => sees?.(id) !== false;
  for (const finding of findings) {
    const { asset, weakness, state } = finding;
    if (state !== "gone" && wanted.has(weakness) && isSeen(asset.id))
      put(sure, asset.id as AssetId, weakness, finding);
  }
  for (const { asset, weakness } of unsure)
    if (wanted.has(weakness) && isSeen(asset) && !sure.has(asset)) put(maybe, asset, weakness);
  const stands = standsIn(asked);
  const names = new Set<string>();
  for (const asset of look.byId.values()) {
    const [name] = namesOf(asset).filter(stands);
    if (name === undefined) continue;
    const places = placesOf(look, asset).filter(({ id }) => isSeen(id));
    // A name that only another's things bear is not told of behind a wall.
    if (places.length > 0 || isSeen(asset.id)) names.add(name);
    for (const { id } of places) if (!sure.has(id)) put(maybe, id, name);
  }
  const listed = (from: Told): readonly AffectedThing[] =>
    [...from].flatMap(([id, why]) => {
      const asset = look.byId.get(id);
      return asset === undefined ? [] : [thingOf(look, [asset, why], beside)];
    });
  const both = {
    affected: listed(sure),
    unknown: listed(maybe).toSorted((a, b) => compareText(a.asset.name, b.asset.name)),
  };
  const looked = [...cves, ...[...names].sort(compareText)];
  return {
    cves,
    names: [...names].sort(compareText),
    ...both,
    letters: looked.length === 0 ? [] : lettersOf(looked, both),
    advisoriesAt,
    speak,
  };
}
