/** Which assets a measure is for, and how many of them there are. */
import type { Selector } from "../measures.ts";
import { assetsOf } from "./lookup.ts";
import type { MunicipalInstance } from "./instance.ts";
import { isPersonal, isRoastable } from "./structure.ts";

/** Sets that the selectors pick from, by asset id. */
export type SelectorContext = Readonly<Record<Exclude<Selector, "all">, ReadonlySet<string>>>;

/** The sets, from the instance and the systems that vital services need. */
export function selectorContext(
  municipal: MunicipalInstance,
  vital: { readonly systems: ReadonlySet<string>; readonly backups: ReadonlySet<string> },
): SelectorContext {
  const accounts = assetsOf(municipal.look, "account");
  return {
    people: new Set(accounts.filter(isPersonal).map((account) => account.id)),
    privileged: new Set<string>(municipal.structure.privileged),
    "service-accounts": new Set(accounts.filter(isRoastable).map((account) => account.id)),
    servers: new Set<string>(municipal.structure.servers),
    "vital-systems": vital.systems,
    "vital-backups": vital.backups,
  };
}

/** Whether an asset is among those a measure is for. */
export function assetSelector(
  selector: Selector,
  context: SelectorContext,
): (assetId: string) => boolean {
  if (selector === "all") return () => true;
  const set = context[selector];
  return (assetId) => set.has(assetId);
}

/** How many assets a price is counted for; `all` counts none, for it has no size of its own. */
export function selectorCount(selector: Selector, context: SelectorContext): number {
  return selector === "all" ? 0 : context[selector].size;
}
