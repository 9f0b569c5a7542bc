/** Addresses of things, and links to them. */
import type { AssetRef } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { shownName, visible } from "../parts/shown-name.ts";
import { useSpeech } from "../words/language.tsx";

/** The address of a thing. Dots are written out: an address with an ending is a file. */
export function assetPath(id: string): string {
  return `${paths.asset}/${encodeURIComponent(id).replaceAll(".", "%2E")}`;
}

/** The id in the address of a thing; null where it is none. */
export function assetIdIn(path: string): string | null {
  if (!path.startsWith(`${paths.asset}/`)) return null;
  try {
    return decodeURIComponent(path.slice(paths.asset.length + 1));
  } catch {
    // Half a percent sign: an address that somebody cut.
    return null;
  }
}

/** A thing's name, leading to its page. */
export function AssetLink({
  asset,
}: {
  readonly asset: Pick<AssetRef, "id" | "name"> & { readonly kind: string };
}): ReactNode {
  const { language } = useSpeech();
  return <Link to={assetPath(asset.id)}>{visible(shownName(asset, language))}</Link>;
}
