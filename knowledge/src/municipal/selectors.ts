/** Which assets a measure is for, and how many of them there are. */
import type { Asset } from "@vallgrav/facts";
import type { Selector } from "../measures.ts";
import { standsFor } from "../typical/assumed.ts";
import { amount, assetsOf, type Lookup } from "./lookup.ts";
import type { MunicipalInstance } from "./instance.ts";
import { isControl } from "./link-systems.ts";
import { placeId } from "./places.ts";
import { isRoastable } from "./structure.ts";

/** Sets that the selectors pick from, by asset id. */
export type SelectorContext = Readonly<Record<Exclude<Selector, "all">, ReadonlySet<string>>>;

/** The sets, from the instance and the systems that vital services need. */
export function selectorContext(
  municipal: MunicipalInstance,
  vital: { readonly systems: ReadonlySet<string>; readonly backups: ReadonlySet<string> },
): SelectorContext {
  const { look, structure, places } = municipal;
  const accounts = assetsOf(look, "account");
  const wall = (to: string): ReadonlySet<string> =>
    new Set([...places.keys()].filter((id) => id.startsWith("filter/") && id.includes(to)));
  return {
    clients: new Set(
      assetsOf(look, "computer")
        .filter(({ id }) => !structure.servers.has(id))
        .map(({ id }) => id),
    ),
    "control-systems": new Set(
      assetsOf(look, "system")
        .filter(isControl)
        .map(({ id }) => id),
    ),
    "control-walls": wall(placeId.controlNetwork),
    "pupil-walls": wall(placeId.pupilNetwork),
    suppliers: new Set(assetsOf(look, "supplier").map(({ id }) => id)),
    people: new Set<string>(structure.personal),
    privileged: new Set<string>(structure.privileged),
    "service-accounts": new Set(accounts.filter(isRoastable).map((account) => account.id)),
    servers: new Set<string>(structure.servers),
    "vital-systems": vital.systems,
    "vital-backups": vital.backups,
  };
}

/** The context of a municipality that nothing is known of: every set is empty. */
export const emptySelectorContext: SelectorContext = {
  clients: new Set(),
  "control-systems": new Set(),
  "control-walls": new Set(),
  people: new Set(),
  privileged: new Set(),
  "pupil-walls": new Set(),
  servers: new Set(),
  "service-accounts": new Set(),
  suppliers: new Set(),
  "vital-backups": new Set(),
  "vital-systems": new Set(),
};

/** Whether an asset is among those a measure is for. */
export function assetSelector(
  selector: Selector,
  context: SelectorContext,
): (assetId: string) => boolean {
  if (selector === "all") return () => true;
  const set = context[selector];
  return (assetId) => set.has(assetId);
}

/**
 * How many things a price is counted for; an assumed one may stand for several alike. `all` counts
 * none, for it has no size of its own.
 */
export function selectorCount(selector: Selector, context: SelectorContext, look?: Lookup): number {
  if (selector === "all") return 0;
  const byId: ReadonlyMap<string, Asset> | undefined = look?.byId;
  let count = 0;
  for (const id of context[selector]) {
    const asset = byId?.get(id);
    count += (asset === undefined ? null : amount(asset, standsFor)) ?? 1;
  }
  return Math.round(count);
}
