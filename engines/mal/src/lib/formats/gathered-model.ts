/** What is gathered while a model's file is read, whatever its format. */
import type { Where } from "@vallgrav/kernel";
import type { InstanceAsset, InstanceLink } from "../instance-model.ts";
import type { FormatReporter } from "./problems.ts";
import { reportFormat, whereOf } from "./problems.ts";
import type { TreeEntry } from "./tree.ts";

/** Forms a model has had in the toolbox, and securiCAD's. */
export type ModelFormat = "0.0" | "0.1" | "0.2" | "0.3" | "sCAD";

/** Everything found so far; all parts of a file add to it. */
export type Gathered = {
  readonly reporter: FormatReporter;
  readonly assets: InstanceAsset[];
  /** Where each asset stands in the text. */
  readonly assetOffsets: number[];
  readonly names: Map<string, string>;
  readonly links: InstanceLink[];
  readonly linkOffsets: number[];
};

/** Where assets and links of a model stand in its file, found when asked for; null: not there. */
export type PlaceOf = (list: "assets" | "links", index: number) => Where | null;

/** The places of offsets in the text of a reporter. */
export function placesOf(
  reporter: FormatReporter,
  { assetOffsets, linkOffsets }: OffsetsOfParts,
): PlaceOf {
  return (list, index) => {
    const offset = (list === "assets" ? assetOffsets : linkOffsets)[index];
    return offset === undefined ? null : whereOf(reporter, offset);
  };
}

type OffsetsOfParts = {
  readonly assetOffsets: readonly number[];
  readonly linkOffsets: readonly number[];
};

/** Adds a link; an end that is not there is a problem at its place. */
export function addLink(gathered: Gathered, link: InstanceLink, at: number): void {
  for (const asset of [link.from, link.to])
    if (!gathered.names.has(asset))
      reportFormat(gathered.reporter, "error", at, ["mal/model-reference", { asset }]);
  gathered.links.push(link);
  gathered.linkOffsets.push(at);
}

/** The name beside a reference must be the asset's own: which of the two is meant is not known. */
export function checkReference(gathered: Gathered, { key, at, value }: TreeEntry): void {
  const name = gathered.names.get(key);
  if (name === undefined || value.kind === "null") return;
  const found = value.kind === "text" || value.kind === "number" ? value.text : "";
  if (found !== name)
    reportFormat(gathered.reporter, "error", at, [
      "mal/model-name-differs",
      { asset: key, name, found },
    ]);
}
