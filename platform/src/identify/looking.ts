/** Looking at the model: the map, search, the page of a thing, what sources disagree about. */
import type { Model } from "@vallgrav/facts";
import type { AssetsFound, Neighbours } from "../api/index.ts";
import type { Store } from "../storage/index.ts";
import { assetIndexSteps, findAssets, neighboursOf } from "./asset-index.ts";
import { assetView } from "./asset-view.ts";
import type { Identify } from "./door.ts";
import type { KnownModel } from "./known-model.ts";
import { type MapTree, mapTreeSteps } from "./map-tree.ts";
import { emptyMap, mapView } from "./map-view.ts";
import { pairsOf } from "./pairs.ts";
import { inTurns, perModel, perModelAsked } from "./per-model.ts";
import { questionViews } from "./questions.ts";
import { coverageView, unseenPage } from "./source-coverage.ts";
import { namingSubject, toldSubjects } from "./told-subjects.ts";
import { contradictionViews } from "./views.ts";

const nothingFound: AssetsFound = { assets: [], total: 0, next: null };
const noNeighbours: Neighbours = { neighbours: [], total: 0, isCut: false, next: null };

/** Folders of the map, and things, whose views are kept. */
const keptMost = 100;

/** The part of the room that only looks. */
export function lookingOf(
  store: Store,
  known: () => Promise<KnownModel | null>,
): Pick<
  Identify,
  | "asset"
  | "contradictions"
  | "coverage"
  | "find"
  | "map"
  | "neighbours"
  | "pairs"
  | "questions"
  | "subjectOf"
  | "unseen"
> {
  const treeOf = perModel((model: Model) => inTurns(mapTreeSteps(model)));
  const indexOf = perModel((model: Model) => inTurns(assetIndexSteps(model)));
  const mapOf = perModelAsked(keptMost, (tree: MapTree, open) => mapView(tree, open));
  const openOf = perModel((current: KnownModel) => contradictionViews(current, "open"));
  const settledOf = perModel((current: KnownModel) => contradictionViews(current, "settled"));
  return {
    map: async (open) => {
      const current = await known();
      return current === null ? emptyMap : mapOf(await treeOf(current.model), open);
    },
    questions: async () => questionViews((await known())?.model ?? null),
    contradictions: async (state = "open") => {
      const current = await known();
      if (current === null) return [];
      return state === "open" ? openOf(current) : settledOf(current);
    },
    pairs: async (asked) => {
      const current = await known();
      return current === null
        ? { pairs: [], total: 0, next: null }
        : pairsOf(store, current, asked);
    },
    find: async (asked) => {
      const current = await known();
      return current === null ? nothingFound : findAssets(await indexOf(current.model), asked);
    },
    coverage: async (kind) => coverageView((await known())?.model ?? null, kind),
    unseen: async (asked) => {
      const current = await known();
      return current === null ? nothingFound : unseenPage(await indexOf(current.model), asked);
    },
    asset: async (id, sees) => {
      const current = await known();
      if (current === null) return null;
      return assetView(store, current, await indexOf(current.model), { id, sees });
    },
    neighbours: async (asked) => {
      const current = await known();
      return current === null ? noNeighbours : neighboursOf(await indexOf(current.model), asked);
    },
    subjectOf: async (id) => {
      const current = await known();
      const asset = current?.model.assets.find((one) => one.id === id);
      if (current === null || asset === undefined) return null;
      return namingSubject(asset, await toldSubjects(store, current, asset));
    },
  };
}
