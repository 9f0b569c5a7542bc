/** Which questions a model leaves open, and whom they are for. Pure functions of the model. */
import { type Asset, isThere, type Model } from "@vallgrav/facts";
import type { AssetId, RelationKind } from "@vallgrav/kernel";
import { defenceFact } from "../municipal/defence-facts.ts";
import { type OwnerQuestion, ownerQuestions } from "./owner-questions.ts";

/** A question that nothing in the model answers. */
export type OpenQuestion = {
  readonly asset: Asset;
  readonly question: OwnerQuestion;
  /** Role and unit of who owns the thing, as the register has it; null where it is silent. */
  readonly owner: string | null;
  /** Systems it concerns: itself, or those behind it. */
  readonly systems: readonly AssetId[];
};

function isOpen(asset: Asset, { step, property }: OwnerQuestion): boolean {
  if (step === null) return asset.facts[property] === undefined;
  const known = defenceFact(asset, step);
  return known === null || known.on(known.fact.value) === null;
}

/** Questions about one thing that nothing answers, in the order they are best asked. */
export function openQuestionsOf(asset: Asset): readonly OwnerQuestion[] {
  if (!asset.present.value || !asset.listed) return [];
  return ownerQuestions.filter((question) => question.on === asset.kind && isOpen(asset, question));
}

function textOf(asset: Asset | undefined, property: string): string | null {
  const value = asset?.facts[property]?.value;
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** Who owns a system: a role, a unit, or both. */
function ownerOf(system: Asset | undefined): string | null {
  const parts = [textOf(system, "owner-role"), textOf(system, "owner-organisation")];
  const said = parts.filter((part) => part !== null);
  return said.length === 0 ? null : said.join(", ");
}

const behind: readonly RelationKind[] = ["backed-up-by", "supplied-by"];

/** Systems by the backup or supplier that stands behind them. */
function systemsBehind({ relations }: Model): ReadonlyMap<AssetId, readonly AssetId[]> {
  const found = new Map<AssetId, AssetId[]>();
  for (const relation of relations) {
    if (!behind.includes(relation.kind) || !isThere(relation)) continue;
    const { from, to } = relation;
    const known = found.get(to);
    if (known === undefined) found.set(to, [from]);
    else known.push(from);
  }
  return found;
}

/** Every open question of the model, by asset, then in the order they are best asked. Linear. */
export function openQuestions(model: Model): readonly OpenQuestion[] {
  const byId = new Map(model.assets.map((asset) => [asset.id, asset]));
  const users = systemsBehind(model);
  return model.assets.flatMap((asset): readonly OpenQuestion[] => {
    const systems = asset.kind === "system" ? [asset.id] : (users.get(asset.id) ?? []);
    if (systems.length === 0) return [];
    const owner = systems.map((id) => ownerOf(byId.get(id))).find((one) => one !== null) ?? null;
    return openQuestionsOf(asset).map((question) => ({ asset, question, owner, systems }));
  });
}
