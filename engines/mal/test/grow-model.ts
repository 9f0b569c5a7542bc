/** Models of a grown language: links that fit, and now and then one thing that does not. */
import type { InstanceAsset, InstanceLink, InstanceModel } from "../src/index.ts";
import type { Dice } from "./dice.ts";
import type { Grown } from "./grow-language.ts";

/** Whether a type is another or below it. */
function isWithin({ types }: Grown, type: number, above: number): boolean {
  for (let next: number | null = type; next !== null; next = types[next]?.parent ?? null)
    if (next === above) return true;
  return false;
}

/** A model with enough links to be a web; null where every type is abstract. */
export function growModel(grown: Grown, dice: Dice): InstanceModel | null {
  const { types } = grown;
  const concrete = [...types.keys()].filter((type) => !(types[type]?.isAbstract ?? false));
  if (concrete.length === 0) return null;
  const typeOf = Array.from({ length: 8 + dice.below(16) }, () => dice.pick(concrete));
  const assets = typeOf.map((type, at): InstanceAsset => {
    const defences = [...(types[type]?.steps ?? [])]
      .filter(([, kind]) => kind === "#" && dice.chance(0.3))
      .map(([name]) => [name, dice.below(5) / 4] as const);
    const name = types[type]?.name ?? "";
    return { id: `${at}`, type: name, name: `n${at}`, defences: Object.fromEntries(defences) };
  });
  const links: InstanceLink[] = [];
  for (let more = 2 * assets.length; more > 0; more -= 1) {
    const from = dice.below(assets.length);
    const fields = types[typeOf[from] ?? 0]?.fields ?? [];
    if (fields.length === 0) continue;
    const { name, target } = dice.pick(fields);
    const fits = [...typeOf.keys()].filter((at) => isWithin(grown, typeOf[at] ?? 0, target));
    if (fits.length > 0) links.push({ from: `${from}`, field: name, to: `${dice.pick(fits)}` });
  }
  return { name: "grown", assets, links };
}

/** The model with one thing wrong or odd in it. */
export function damageModel(model: InstanceModel, dice: Dice): InstanceModel {
  const { assets, links } = model;
  const at = dice.below(assets.length);
  const change = (changed: Partial<InstanceAsset>): InstanceModel => ({
    ...model,
    assets: assets.map((asset, index) => (index === at ? { ...asset, ...changed } : asset)),
  });
  const link = (changed: Partial<InstanceLink>): InstanceModel => ({
    ...model,
    links: links.map((one, index) => (index === 0 ? { ...one, ...changed } : one)),
  });
  switch (dice.below(8)) {
    case 0:
      return change({ id: assets[0]?.id ?? "" });
    case 1:
      return change({ type: "Nowhere" });
    case 2:
      return change({ defences: { d0: dice.pick([2, -1, Number.NaN, 0.5]), nothing: 1 } });
    case 3:
      return link({ to: "nowhere" });
    case 4:
      return link({ field: dice.pick(["l0", "nothing", "constructor", "__proto__"]) });
    case 5:
      return link({ from: `${at}`, to: `${dice.below(assets.length)}` });
    case 6:
      return { ...model, links: [...links, ...links] };
    default:
      return { ...model, assets: [] };
  }
}
