/**
 * The municipality folded: every thing that is there lies in a folder, folders in folders, the kind
 * of thing outermost. Made once for a model, so that any part of it can be looked at in one pass.
 */
import { type Asset, factNamed, isPresent, isThere, type Model } from "@vallgrav/facts";
import type { AssetId, AssetKind, RelationKind } from "@vallgrav/kernel";
import { inSteps, type Steps } from "./per-model.ts";

/** What the name of a folder is: a kind of thing, a word of the data, or what a source wrote. */
export type FolderName = "kind" | "word" | "written";

/** A folder. */
export type Folder = {
  /** Its name in each folder around it and its own, each percent-encoded, joined by `/`. */
  readonly path: string;
  readonly name: string;
  readonly naming: FolderName;
  readonly kind: AssetKind;
  /** Place of the folder around it; −1 for a kind. Always smaller than its own. */
  readonly around: number;
  readonly folders: number[];
  /** Places of the things that lie in it and in no folder of it. */
  readonly things: number[];
  /** Things in it, those in its folders counted. */
  count: number;
};

/** A model in folders. Arrays are by place: of a thing, of a relation. */
export type MapTree = {
  readonly folders: readonly Folder[];
  readonly byPath: ReadonlyMap<string, number>;
  readonly assets: readonly Asset[];
  /** Folder of each thing. */
  readonly folderOf: Int32Array;
  /** Relations of each thing. */
  readonly degree: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly kinds: readonly RelationKind[];
};

/** Relations of one step. */
const relationsAtOnce = 20_000;
/** Folders within folders at most; directories nest deeper only by mistake. */
const deepest = 8;

type Part = { readonly name: string; readonly naming: FolderName };

function said(asset: Asset, property: string): string | null {
  const value = factNamed(asset, property)?.value;
  return typeof value === "string" && value !== "" ? value : null;
}

function written(name: string | null): readonly Part[] {
  return name === null ? [] : [{ name, naming: "written" }];
}

function word(name: string): Part {
  return { name, naming: "word" };
}

/** Where a computer or an account is filed: the domain and the units around it, outermost first. */
function unitsAround(asset: Asset, around: ReadonlyMap<AssetId, Asset>): readonly Part[] {
  const names: string[] = [];
  const seen = new Set([asset.id]);
  let next = around.get(asset.id);
  while (next !== undefined && !seen.has(next.id) && names.length < deepest) {
    names.push(next.name);
    seen.add(next.id);
    next = around.get(next.id);
  }
  return names.length > 0
    ? names.toReversed().map((name) => ({ name, naming: "written" }))
    : written(said(asset, "domain"));
}

function roleOf(asset: Asset): string {
  const system = said(asset, "operatingsystem")?.toLowerCase() ?? null;
  if (system === null) return "other";
  return /server|linux|debian|ubuntu|red hat|esxi|bsd/.test(system) ? "server" : "client";
}

/** The folders within its kind that a thing is filed in; where no rule is given, by its units. */
const filing: Partial<Record<AssetKind, (asset: Asset) => readonly Part[]>> = {
  system: (asset) => written(said(asset, "owner-organisation")),
  backup: (asset) => [word(said(asset, "reach") ?? "other")],
  information: (asset) => [word(said(asset, "population") ?? "other")],
  person: (asset) => {
    const population = said(asset, "population");
    return [...(population === null ? [] : [word(population)]), ...written(said(asset, "unit"))];
  },
  domain: () => [],
};

function partsWithin(asset: Asset, around: ReadonlyMap<AssetId, Asset>): readonly Part[] {
  const units = unitsAround(asset, around);
  if (asset.kind === "computer") return [word(roleOf(asset)), ...units];
  return filing[asset.kind]?.(asset) ?? units;
}

/** Grows folders as things are put into them. */
class Shelf {
  readonly folders: Folder[] = [];
  readonly byPath = new Map<string, number>();

  /** Place of a folder, which is made where there is none. */
  place(kind: AssetKind, parts: readonly Part[]): number {
    let around = -1;
    let path = "";
    for (const { name, naming } of [{ name: kind, naming: "kind" as const }, ...parts]) {
      path = `${path === "" ? "" : `${path}/`}${encodeURIComponent(name.toWellFormed())}`;
      const known = this.byPath.get(path);
      if (known === undefined) {
        const made = this.folders.length;
        this.byPath.set(path, made);
        this.folders.push({ path, name, naming, kind, around, folders: [], things: [], count: 0 });
        this.folders[around]?.folders.push(made);
        around = made;
      } else around = known;
    }
    return around;
  }
}

/** What lies around each thing: the unit or domain it is contained in; of several the first. */
function containers(model: Model): ReadonlyMap<AssetId, Asset> {
  const byId = new Map(model.assets.map((asset) => [asset.id, asset]));
  const around = new Map<AssetId, Asset>();
  for (const relation of model.relations) {
    if (relation.kind !== "contained-in" || !isThere(relation)) continue;
    const container = byId.get(relation.to);
    if (container !== undefined && !around.has(relation.from)) around.set(relation.from, container);
  }
  return around;
}

/**
 * Relations between things that are there, by the places of their ends.
 * @yields between steps
 */
function* endsOf(
  model: Model,
  placeOf: ReadonlyMap<AssetId, number>,
): Steps<Pick<MapTree, "from" | "to" | "kinds">> {
  const from: number[] = [];
  const to: number[] = [];
  const kinds: RelationKind[] = [];
  yield* inSteps(
    model.relations,
    (relation) => {
      // What contains what is told by the folders.
      if (relation.kind === "contained-in" || !isThere(relation)) return;
      const start = placeOf.get(relation.from);
      const end = placeOf.get(relation.to);
      if (start === undefined || end === undefined) return;
      from.push(start);
      to.push(end);
      kinds.push(relation.kind);
    },
    relationsAtOnce,
  );
  return { from: Int32Array.from(from), to: Int32Array.from(to), kinds };
}

/**
 * Folds a model. What no source sees any longer is left out. Linear in things and relations.
 * @yields between steps
 */
export function* mapTreeSteps(model: Model): Steps<MapTree> {
  const around = containers(model);
  yield;
  const assets: Asset[] = [];
  yield* inSteps(model.assets, (asset) => {
    if (isPresent(asset)) assets.push(asset);
  });
  const placeOf = new Map(assets.map(({ id }, at) => [id, at]));
  const shelf = new Shelf();
  const folderOf = new Int32Array(assets.length);
  yield* inSteps(assets, (asset, at) => {
    folderOf[at] = shelf.place(asset.kind, partsWithin(asset, around).slice(0, deepest));
  });
  for (const [at, folder] of folderOf.entries()) {
    shelf.folders[folder]?.things.push(at);
    for (let up = folder; up >= 0; up = shelf.folders[up]?.around ?? -1) {
      const each = shelf.folders[up];
      if (each !== undefined) each.count += 1;
    }
  }
  const ends = yield* endsOf(model, placeOf);
  const degree = new Int32Array(assets.length);
  for (const places of [ends.from, ends.to])
    for (const at of places) degree[at] = (degree[at] ?? 0) + 1;
  return { folders: shelf.folders, byPath: shelf.byPath, assets, folderOf, degree, ...ends };
}
