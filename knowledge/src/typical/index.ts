/**
 * What is missing is a prior: a municipality of which little is known is completed by a typical
 * one, so that every rung of the ladder gives both dials. All of it is marked assumed, and each
 * part goes as soon as a source shows the real one.
 */
import { type Asset, type Fact, isPresent, type Model, valueNamed } from "@vallgrav/facts";
import { withFacts } from "@vallgrav/facts";
import { compareText, type Value } from "@vallgrav/kernel";
import { type Answers, answersOf, withAnswers } from "./answers.ts";
import type { Assuming } from "./assumed.ts";
import { assumeDirectory } from "./directory.ts";
import { assumeServices } from "./services.ts";

/** Parts of a municipality that were assumed because no source shows them. */
export type TypicalPart = "directory" | "services";

/** The model with its missing parts, and which those are. */
export type Completed = { readonly model: Model; readonly typical: readonly TypicalPart[] };

function isServer(asset: Asset): boolean {
  return /server/i.test(String(valueNamed(asset, "operatingsystem") ?? ""));
}

/** A thing of a list that names no domain is taken to be in the assumed one. */
function inDomain(asset: Asset, domain: string, into: Assuming): Asset {
  if ((asset.kind !== "account" && asset.kind !== "computer") || !asset.listed) return asset;
  if (valueNamed(asset, "domain") !== undefined) return asset;
  const [example] = into.assets;
  const assumed: Fact<Value> | undefined = example?.facts["domain"];
  return assumed === undefined
    ? asset
    : withFacts(asset, { domain: { ...assumed, value: domain } });
}

function completeDirectory(model: Model, into: Assuming, answers: Answers): readonly Asset[] {
  const listed = model.assets.filter((asset) => asset.listed && isPresent(asset));
  const computers = listed.filter(({ kind }) => kind === "computer");
  const domain = assumeDirectory(
    into,
    {
      accounts: listed.filter(({ kind }) => kind === "account"),
      clients: computers.filter((one) => !isServer(one)),
      servers: computers.filter(isServer),
    },
    answers,
  );
  return model.assets.map((asset) => inDomain(asset, domain, into));
}

/** Rises whenever the same model is completed in another way. */
export const typicalVersion = 2;

/** Whether a thing tells that it is in a directory: by a domain, or as one of its groups. */
function isOfDirectory(asset: Asset): boolean {
  const { kind, claims, listed } = asset;
  if (kind !== "account" && kind !== "computer" && kind !== "group") return false;
  if (valueNamed(asset, "domain") !== undefined) return true;
  return listed && kind === "group" && claims.some(({ space }) => space === "sid");
}

/** A report may name a domain, and a cloud export a tenant, and show nothing of a directory. */
function showsDirectory({ assets }: Model): boolean {
  const there = assets.filter(isPresent);
  return there.some(({ kind }) => kind === "domain") && there.some(isOfDirectory);
}

/** Two lists by id as one. What is in the first, sorted already, is most of it. */
function merged<T extends { readonly id: string }>(
  sorted: readonly T[],
  more: readonly T[],
): readonly T[] {
  if (more.length === 0) return sorted;
  const between = [...more].sort((a, b) => compareText(a.id, b.id));
  const all: T[] = [];
  let at = 0;
  for (const one of sorted) {
    // An id of a relation is made each time it is asked for.
    const { id } = one;
    for (; compareText(between[at]?.id ?? id, id) < 0; at += 1) all.push(between[at] ?? one);
    all.push(one);
  }
  for (const one of between.slice(at)) all.push(one);
  return all;
}

/** Completes a model. Linear but for sorting what is assumed. */
export function withTypical(model: Model): Completed {
  const answers = answersOf(model);
  const into: Assuming = { at: model.asOf.valid, assets: [], relations: [] };
  const typical: TypicalPart[] = [];
  let known = model.assets;
  if (!showsDirectory(model)) {
    known = completeDirectory(model, into, answers);
    typical.push("directory");
  }
  // A list of copies or suppliers mentions systems and tells nothing of them.
  if (!model.assets.some((one) => one.kind === "system" && one.listed && isPresent(one))) {
    assumeServices(into, answers);
    typical.push("services");
  }
  if (typical.length === 0 && answers.size === 0) return { model, typical };
  const assets = withAnswers(merged(known, into.assets), answers);
  return {
    model: { ...model, assets, relations: merged(model.relations, into.relations) },
    typical,
  };
}
