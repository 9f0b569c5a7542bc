/**
 * A model for any language, made by rule: two assets of every type that is not abstract, and links
 * along every field as far as the highest numbers allow, some left out so that set operations see
 * different sets. Oracle and engine read the same file.
 */
import type { InstanceAsset, InstanceLink, InstanceModel, Language } from "../src/index.ts";

/** Assets of each type. */
const copies = 2;

/** The model of a language; the same for equal languages. */
export function denseModel(language: Language): InstanceModel {
  const assets: InstanceAsset[] = [];
  const concrete = language.assets.filter(({ isAbstract }) => !isAbstract);
  for (const { name } of concrete)
    for (let copy = 0; copy < copies; copy += 1)
      assets.push({ id: String(assets.length), type: name, name: `${name} ${copy}`, defences: {} });
  const lineages = new Map(language.assets.map((asset) => [asset.name, asset.lineage]));
  const links: InstanceLink[] = [];
  const counts = new Map<string, number>();
  const isFull = (key: string, max: number | null): boolean =>
    max !== null && (counts.get(key) ?? 0) >= max;
  for (const [index, { left, right }] of language.associations.entries())
    for (const [from, near] of assets.entries())
      for (const [to, far] of assets.entries()) {
        const fits =
          lineages.get(near.type)?.includes(left.asset) === true &&
          lineages.get(far.type)?.includes(right.asset) === true;
        if (!fits || (from * 7 + to * 3 + index) % 3 === 0) continue;
        const [out, back] = [`${from} ${right.field}`, `${to} ${left.field}`];
        if (isFull(out, right.max) || isFull(back, left.max)) continue;
        counts.set(out, (counts.get(out) ?? 0) + 1);
        counts.set(back, (counts.get(back) ?? 0) + 1);
        links.push({ from: near.id, field: right.field, to: far.id });
      }
  return { name: "dense", assets, links };
}
