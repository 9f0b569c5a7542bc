/** A place on a way, leading to what is known of it and where that stands. */
import type { WayStep } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useMay } from "../frame/session.tsx";
import { AssetLink } from "../identify/asset-link.tsx";
import { shownName } from "../parts/shown-name.ts";
import { useSpeech } from "../words/language.tsx";

/** What no source names has no page: the internet, and typical things that stand in for unknown. */
function hasPage(id: string): boolean {
  return id.includes("/") && !id.includes("/typical:");
}

/** The name, as a link where it leads somewhere for whoever looks. */
export function WayPlace({ asset }: Pick<WayStep, "asset">): ReactNode {
  const { language } = useSpeech();
  const mayView = useMay("model/view");
  return mayView && hasPage(asset.id) ? <AssetLink asset={asset} /> : shownName(asset, language);
}
