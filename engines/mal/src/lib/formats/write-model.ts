/** An instance model → the toolbox's newest format (0.3), as JSON or YAML. */
import type { InstanceModel } from "../instance-model.ts";
import type { Language } from "../language/language.ts";
import { renderJson, renderYaml, toolboxLayout } from "./render.ts";
import type { Tree } from "./tree.ts";
import { mapOf, realOf, textOf } from "./tree.ts";

/** The forms a document can be written in. */
export type DocumentForm = "json" | "yaml";

/**
 * Ids as the toolbox needs them: whole numbers, 0 only first. The model's own where they are that,
 * else numbers in order.
 */
export function toolboxIds({ assets }: InstanceModel): readonly string[] {
  const isKept = assets.every(
    ({ id }, index) => /^(?:0|-?[1-9][0-9]*)$/.test(id) && (id !== "0" || index === 0),
  );
  return assets.map(({ id }, index) => (isKept ? id : String(index)));
}

/**
 * Names as the toolbox has them, since it tells assets apart by name: one that is taken gets the id
 * behind it, an empty one is made of type and id.
 */
export function toolboxNames(model: InstanceModel): readonly string[] {
  const ids = toolboxIds(model);
  const taken = new Set<string>();
  return model.assets.map(({ name, type }, index) => {
    const id = ids[index] ?? "";
    let own = name === "" ? `${type}:${id}` : name;
    while (taken.has(own)) own = `${own}:${id}`;
    taken.add(own);
    return own;
  });
}

/** Per asset its fields, and in each the numbers of the assets; both sides, in the order met. */
function fieldsOf(
  language: Language,
  { assets, links }: InstanceModel,
): readonly ReadonlyMap<string, ReadonlySet<number>>[] {
  const numbers = new Map(assets.map(({ id }, index) => [id, index]));
  const types = new Map(language.assets.map((asset) => [asset.name, asset]));
  const fields = assets.map(() => new Map<string, Set<number>>());
  const add = (from: number, field: string, to: number): void => {
    const held = fields[from]?.get(field) ?? new Set<number>();
    fields[from]?.set(field, held.add(to));
  };
  for (const { from, field, to } of links) {
    const [near, far] = [numbers.get(from), numbers.get(to)];
    if (near === undefined || far === undefined) continue;
    const declared = types.get(assets[near]?.type ?? "")?.fields;
    const reverse = declared?.find(({ name }) => name === field)?.reverse;
    add(near, field, far);
    if (reverse !== undefined) add(far, reverse, near);
  }
  return fields;
}

/**
 * The text of a model that holds by its language. The toolbox reads it; `readModel` gives the same
 * assets and links back. Linear.
 */
export function modelText(language: Language, model: InstanceModel, form: DocumentForm): string {
  const ids = toolboxIds(model);
  const names = toolboxNames(model);
  const fields = fieldsOf(language, model);
  const assets = model.assets.map(({ type, defences }, index) => {
    const set = Object.entries(defences).map(([step, on]) => [step, realOf(on)] as const);
    const associated = [...(fields[index] ?? [])].map(([field, held]): readonly [string, Tree] => [
      field,
      mapOf([...held].map((at) => [ids[at] ?? "", textOf(names[at] ?? "")])),
    ]);
    const tree = mapOf([
      ["name", textOf(names[index] ?? "")],
      ["type", textOf(type)],
      ["defenses", set.length === 0 ? undefined : mapOf(set)],
      ["associated_assets", mapOf(associated)],
    ]);
    return [ids[index] ?? "", tree] as const;
  });
  const root = mapOf([
    [
      "metadata",
      mapOf([
        ["name", textOf(model.name)],
        ["langVersion", textOf(language.version)],
        ["langID", textOf(language.id)],
        ["malVersion", textOf("0.1.0-SNAPSHOT")],
        ["MAL-Toolbox Version", textOf("2.9.0")],
        ["info", textOf("Created by Vallgrav")],
      ]),
    ],
    ["assets", mapOf(assets)],
  ]);
  return form === "json" ? renderJson(root, toolboxLayout) : renderYaml(root);
}
