/**
 * Are we affected? A warning, a CVE, a product or a supplier's name is held against what is known:
 * which things it concerns, whose they are, and what is only named and not known to be affected.
 * Pure; the names looked for in the text are those of the model, so nothing is guessed from prose.
 */
import type { Asset, Model } from "@vallgrav/facts";
import { type AssetId, compareText } from "@vallgrav/kernel";
import { openPorts } from "@vallgrav/knowledge";
import type {
  Affected,
  AffectedLetter,
  AffectedThing,
  AssetRef,
  FindingView,
} from "../api/index.ts";

/** Signs of the text that are looked at. */
export const affectedMost = 100_000;
/** Names shorter than this are not looked for in a longer text: they stand in any. */
const shortest = 4;

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

/** Names by which people write of a thing. */
function namesOf(asset: Asset): readonly string[] {
  if (asset.kind === "software")
    return [textOf(asset, "name") ?? asset.name, textOf(asset, "vendor") ?? ""];
  if (asset.kind === "computer") return [textOf(asset, "operatingsystem") ?? ""];
  return asset.kind === "system" || asset.kind === "supplier" ? [asset.name] : [];
}

type Look = {
  readonly byId: ReadonlyMap<AssetId, Asset>;
  /** Things by what they rest on: computers by software, systems by computers and suppliers. */
  readonly above: ReadonlyMap<AssetId, readonly AssetId[]>;
};

const upwards: ReadonlySet<string> = new Set(["runs-on", "supplied-by"]);

function lookOf({ assets, relations }: Model): Look {
  const byId = new Map<AssetId, Asset>();
  for (const asset of assets) if (asset.present.value) byId.set(asset.id, asset);
  const above = new Map<AssetId, AssetId[]>();
  const add = (below: AssetId, over: AssetId): void => {
    const known = above.get(below);
    if (known === undefined) above.set(below, [over]);
    else known.push(over);
  };
  for (const { kind, from, to, present } of relations) {
    if (!present.value) continue;
    if (upwards.has(kind)) add(to, from);
    if (kind === "installed-on") add(from, to);
  }
  return { byId, above };
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

function thingOf(look: Look, asset: Asset, because: ReadonlySet<string>): AffectedThing {
  const systems = systemsOver(look, asset.id);
  return {
    asset: refOf(asset),
    because: [...because].sort(compareText),
    systems: systems.map(refOf),
    ...ownerOf(systems),
    ports: openPorts(asset),
  };
}

/** CVE numbers in a text, upper-case, each once. */
function cvesOf(text: string): readonly string[] {
  const found = text.match(/\bCVE-\d{4}-\d{4,7}\b/gi) ?? [];
  return [...new Set(found.map((one) => one.toUpperCase()))].sort(compareText);
}

/** Drafts to each owner of what is affected or may be; nothing is sent. */
function lettersOf(
  asked: readonly string[],
  { affected, unknown }: Pick<Affected, "affected" | "unknown">,
): readonly AffectedLetter[] {
  const owners = new Map<string, { readonly sure: string[]; readonly maybe: string[] }>();
  const add = (things: readonly AffectedThing[], into: "maybe" | "sure"): void => {
    for (const { asset, owner, systems } of things) {
      const known = owners.get(owner ?? "") ?? { sure: [], maybe: [] };
      owners.set(owner ?? "", known);
      const names = systems.map(({ name }) => name).filter((name) => name !== asset.name);
      known[into].push(names.length === 0 ? asset.name : `${asset.name} (${names.join(", ")})`);
    }
  };
  add(affected, "sure");
  add(unknown, "maybe");
  const about = asked.join(", ");
  return [...owners]
    .sort(([a], [b]) => compareText(a, b))
    .map(([owner, { sure, maybe }]) => ({
      to: owner === "" ? null : owner,
      text: {
        sv: [
          "Hej!",
          `Det har kommit en varning om ${about}.`,
          ...(sure.length === 0 ? [] : [`Berörda hos er: ${sure.join("; ")}.`]),
          ...(maybe.length === 0
            ? []
            : [`Kan vara berörda, vi vet inte än: ${maybe.join("; ")}. Vet ni versionen?`]),
          "Svara på vad som är gjort och när, eller vem som vet.",
        ].join("\n"),
        en: [
          "Hello!",
          `There is a warning about ${about}.`,
          ...(sure.length === 0 ? [] : [`Affected with you: ${sure.join("; ")}.`]),
          ...(maybe.length === 0
            ? []
            : [`May be affected, we do not know yet: ${maybe.join("; ")}. Which version?`]),
          "Answer what has been done and when, or who knows.",
        ].join("\n"),
      },
    }));
}

/**
 * Holds a text against a model and its findings. Affected is what a finding tells of a CVE in the
 * text; what the text only names is not known to be, and stands apart. Linear in model and text.
 */
export function affectedBy(text: string, model: Model, findings: readonly FindingView[]): Affected {
  const look = lookOf(model);
  const asked = text.slice(0, affectedMost);
  const cves = cvesOf(asked);
  const sure = new Map<AssetId, Set<string>>();
  const maybe = new Map<AssetId, Set<string>>();
  const put = (into: Map<AssetId, Set<string>>, id: AssetId, because: string): void => {
    const known = into.get(id);
    if (known === undefined) into.set(id, new Set([because]));
    else known.add(because);
  };
  for (const { asset, weakness, state } of findings)
    if (state !== "gone" && cves.includes(weakness)) put(sure, asset.id as AssetId, weakness);
  const words = plain(asked);
  const names = new Set<string>();
  for (const asset of look.byId.values())
    for (const name of namesOf(asset)) {
      const wanted = plain(name);
      const isShort = wanted.length - 2 < shortest && wanted !== words;
      if (wanted.trim() === "" || isShort || !words.includes(wanted)) continue;
      names.add(name);
      for (const { id } of placesOf(look, asset)) if (!sure.has(id)) put(maybe, id, name);
    }
  const listed = (from: ReadonlyMap<AssetId, ReadonlySet<string>>): readonly AffectedThing[] =>
    [...from]
      .flatMap(([id, because]) => {
        const asset = look.byId.get(id);
        return asset === undefined ? [] : [thingOf(look, asset, because)];
      })
      .sort((a, b) => compareText(a.asset.name, b.asset.name));
  const both = { affected: listed(sure), unknown: listed(maybe) };
  const looked = [...cves, ...[...names].sort(compareText)];
  return {
    cves,
    names: [...names].sort(compareText),
    ...both,
    letters: looked.length === 0 ? [] : lettersOf(looked, both),
  };
}
