/** The answers to the twelve questions as the model has them, and what they say of the assets. */
import {
  type Asset,
  type Fact,
  factNamed,
  isPresent,
  type Model,
  valueNamed,
} from "@vallgrav/facts";
import { withFacts } from "@vallgrav/facts";
import type { Value } from "@vallgrav/kernel";
import { saidOfDefence, speaksOfDefence } from "../municipal/defence-facts.ts";
import { answerProperty, questions } from "./questions.ts";

/** Facts of the organisation by question; a question nobody answered is missing. */
export type Answers = ReadonlyMap<string, Fact<Value>>;

/** Reads the answers. Of several organisations the first by id that answered counts. */
export function answersOf(model: Model): Answers {
  const answers = new Map<string, Fact<Value>>();
  for (const asset of model.assets) {
    if (asset.kind !== "organisation" || !isPresent(asset)) continue;
    for (const { id } of questions) {
      const fact = factNamed(asset, answerProperty(id));
      if (fact !== undefined && !answers.has(id)) answers.set(id, fact);
    }
  }
  return answers;
}

/** A size that was answered, or null. */
export function sizeIn(answers: Answers, id: string): number | null {
  const value = answers.get(id)?.value;
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

type Addition = { readonly property: string; readonly fact: Fact<Value> };

/** What the answers say of one asset that nothing better is known of. */
function saidOf(asset: Asset, answers: Answers): readonly Addition[] {
  const additions: Addition[] = [];
  for (const { id, about } of questions) {
    const fact = answers.get(id);
    if (fact === undefined || about.kind === "size" || about.on !== asset.kind) continue;
    if (about.kind === "property") {
      if (valueNamed(asset, about.property) === undefined)
        additions.push({ property: about.property, fact });
    } else if (!speaksOfDefence(asset, about.step))
      additions.push({ property: saidOfDefence(about.step), fact });
  }
  return additions;
}

/** The assets with what the answers say of them: a declared fact where nothing else speaks. */
export function withAnswers(assets: readonly Asset[], answers: Answers): readonly Asset[] {
  if (answers.size === 0) return assets;
  return assets.map((asset) => {
    const additions = saidOf(asset, answers);
    if (additions.length === 0) return asset;
    return withFacts(
      asset,
      Object.fromEntries(additions.map(({ property, fact }) => [property, fact])),
    );
  });
}
