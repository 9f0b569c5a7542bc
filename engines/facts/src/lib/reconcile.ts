/** From observations to the model: who is who, what is there, what holds of it, who disagrees. */
import type { AssetId, Budget, Evidence, Observation, ObservationId } from "@vallgrav/kernel";
import { problemsOf } from "./admit.ts";
import type { AsOf } from "./admit.ts";
import { bookOf, idsInModel, madeAssets, madeHeads, plainAsset, plainRelations } from "./book.ts";
import type { Book, Head } from "./book.ts";
import { idAt } from "./columns.ts";
import type { Identity } from "./identity.ts";
import { intake, takeIn } from "./intake.ts";
import type { Intake } from "./intake.ts";
import type { Asset, Contradiction, Model } from "./model.ts";
import { contradictionsOf } from "./properties.ts";
import { settle } from "./situation.ts";
import type { Runs } from "./runs.ts";
import { statementIndex, statementsOf } from "./statements-of.ts";
import type { StatementsOf } from "./statements-of.ts";

/** What may be set beside the input. */
export type ReconcileOptions = {
  /** Spent as the work is done, a few steps for each observation. */
  readonly work?: Budget;
};

/** Doubts about who is who, of things that are in the model: a word of trust alone names none. */
function amongThings(
  { ambiguous, likely }: Pick<Identity, "ambiguous" | "likely">,
  known: ReadonlySet<AssetId>,
): Pick<Model, "ambiguous" | "likely"> {
  return {
    ambiguous: ambiguous.flatMap((one) => {
      const assets = one.assets.filter((id) => known.has(id));
      if (assets.length === one.assets.length) return [one];
      return assets.length > 1 ? [{ ...one, assets }] : [];
    }),
    likely: likely.filter(({ asset, like }) => known.has(asset) && known.has(like)),
  };
}

/** A model without its assets and relations, which are made of the book. */
export type ModelRest = Omit<Model, "assets" | "relations">;

/** What of a model can be made before its assets are. */
type Settled = {
  readonly book: Book;
  readonly index: Runs;
  readonly rest: Omit<ModelRest, "contradictions">;
};

function settled(from: Intake, evidence: readonly Evidence[], asOf: AsOf): Settled {
  const situation = settle(from, evidence, asOf);
  const book = bookOf(situation);
  const rest = {
    asOf: { valid: asOf.valid, recorded: asOf.recorded },
    ...amongThings(situation.identity, idsInModel(book)),
    problems: problemsOf(from.faults),
  };
  return { book, index: statementIndex(situation), rest };
}

function admitted(
  observations: Iterable<Observation>,
  asOf: AsOf,
  { work }: ReconcileOptions,
): Intake {
  const into = intake(asOf, work);
  for (const observation of observations) takeIn(into, observation);
  return into;
}

function modelOf({ book, rest }: Settled): Model {
  const assets: Asset[] = [];
  const contradictions: Contradiction[] = [];
  for (const made of madeAssets(book)) {
    assets.push(plainAsset(made));
    contradictions.push(...contradictionsOf(made.named.id, made.own));
  }
  const { asOf, ...others } = rest;
  return { asOf, assets, relations: [...plainRelations(book)], contradictions, ...others };
}

/**
 * Makes the model of a set of observations as of a date. Order and repetition do not matter.
 *
 * @param observations from any number of sources
 * @param evidence what they stand in; without it nothing is known to be listed completely
 * @param asOf `valid`: what was true then; `recorded`: by what was known then
 * @returns assets, relations, contradictions and unclear names, each sorted; empty for no input
 * @throws {BudgetExceeded} when `options.work` is used up
 * Cost: sorting assets, properties and relations; else linear in observations.
 */
export function reconcile(
  observations: Iterable<Observation>,
  evidence: readonly Evidence[],
  asOf: AsOf,
  options: ReconcileOptions = {},
): Model {
  return modelOf(settled(admitted(observations, asOf, options), evidence, asOf));
}

/** A model with the way back from each asset to all that was said of it. */
export type Traced = { readonly model: Model; readonly statementsOf: StatementsOf };

/** The same as {@link reconcile}, and which statements each asset rests on. */
export function reconcileTraced(
  observations: Iterable<Observation>,
  evidence: readonly Evidence[],
  asOf: AsOf,
  options: ReconcileOptions = {},
): Traced {
  const all = settled(admitted(observations, asOf, options), evidence, asOf);
  const idOf = (at: number): ObservationId => idAt(all.book.columns, at);
  return { model: modelOf(all), statementsOf: statementsOf(all.index, all.book.assets, idOf) };
}

/** A model in columns, as it can be handed to another thread; see `openModel`. */
export type PackedModel = {
  readonly book: Book;
  /** The assets of the model, in order. */
  readonly heads: readonly Head[];
  readonly rest: ModelRest;
  /** Statements by number of the asset among those of the book. */
  readonly index: Runs;
};

/**
 * The model of what was taken in, in columns: the same as {@link reconcile} of the same, in a tenth
 * of the memory. The intake is used up.
 * @param asOf rules if the intake has none of its own
 * @throws {BudgetExceeded} when the intake's work is used up
 */
export function packModel(from: Intake, evidence: readonly Evidence[], asOf: AsOf): PackedModel {
  const { book, index, rest } = settled(from, evidence, asOf);
  const heads: Head[] = [];
  const contradictions: Contradiction[] = [];
  for (const { head, named, own } of madeHeads(book)) {
    heads.push(head);
    contradictions.push(...contradictionsOf(named.id, own));
  }
  return { book, heads, index, rest: { ...rest, contradictions } };
}
