/** From observations to the model: who is who, what is there, what holds of it, who disagrees. */
import { budget } from "@vallgrav/kernel";
import type {
  AssetId,
  Budget,
  Claim,
  ClaimSpace,
  Evidence,
  Observation,
  ObservationId,
  PropertyName,
  Value,
} from "@vallgrav/kernel";
import { problemsOf } from "./admit.ts";
import type { AsOf, Faults } from "./admit.ts";
import { completeLists } from "./complete-lists.ts";
import type { Asset, Contradiction, Fact, Model } from "./model.ts";
import { presences } from "./presence.ts";
import { contradictionsOf, propertyFacts } from "./properties.ts";
import type { OwnFacts } from "./properties.ts";
import { relationsOf } from "./relations.ts";
import { rulingTrust } from "./report.ts";
import type { Said, Trust } from "./report.ts";
import { form, reportAt, situationOf } from "./situation.ts";
import type { Situation } from "./situation.ts";
import { statementIndex, statementsOf } from "./statements-of.ts";
import type { StatementIndex, StatementsOf } from "./statements-of.ts";

/** How much work reconciliation may do unless told otherwise, in steps; enough for 100 million. */
export const defaultWorkLimit = 2_000_000_000;

/** What may be set beside the input. */
export type ReconcileOptions = {
  /** Spent as the work is done, a few steps for each observation. */
  readonly work?: Budget;
};

/** By asset and property the newest word on whom to believe. */
function trustsOf(situation: Situation): ReadonlyMap<number, ReadonlyMap<PropertyName, Trust>> {
  const found = new Map<number, Map<PropertyName, Trust>>();
  for (const [index, { says }] of situation.observations.entries()) {
    if (situation.forms[index] !== form.trust || !("trust" in says)) continue;
    const report = reportAt(situation, index);
    if (report === null) continue;
    const asset = situation.subject[index] ?? -1;
    const known = found.get(asset) ?? new Map<PropertyName, Trust>();
    known.set(says.trust, rulingTrust(known.get(says.trust), { source: says.source, report }));
    found.set(asset, known);
  }
  return found;
}

function factsOf(situation: Situation): Map<number, OwnFacts> {
  const assets: number[] = [];
  const names: PropertyName[] = [];
  const said: Said<Value>[] = [];
  for (const [index, { says }] of situation.observations.entries()) {
    if (situation.forms[index] !== form.property || !("property" in says)) continue;
    const report = reportAt(situation, index);
    if (report === null) continue;
    assets.push(situation.subject[index] ?? -1);
    names.push(says.property);
    said.push({ value: says.value, report });
  }
  return propertyFacts({ assets, names, said, trusts: trustsOf(situation) }, situation.work);
}

/** What people call a thing by, best first, where no source gives it a name. */
const callingSpaces: readonly ClaimSpace[] = [
  "upn",
  "fqdn",
  "host",
  "serial",
  "register",
  "purl",
  "mac",
  "ip",
  "sid",
  "guid",
];

/** A name for people: the property `name`, else the claim that reads best. */
function nameOf(facts: Asset["facts"], claims: readonly Claim[]): string {
  const said = Object.hasOwn(facts, "name") ? facts["name"]?.value : undefined;
  if (typeof said === "string" && said.trim() !== "") return said;
  for (const space of callingSpaces) {
    const claim = claims.find((one) => one.space === space);
    if (claim !== undefined) return claim.value;
  }
  return "";
}

/** Doubts about who is who, of things that are in the model: a word of trust alone names none. */
function amongThings(
  { ambiguous, likely }: Pick<Model, "ambiguous" | "likely">,
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

function modelOf(situation: Situation, faults: Faults, asOf: AsOf): Model {
  const facts = factsOf(situation);
  const lists = completeLists(situation, facts);
  const presenceOf = presences(situation, lists);
  const assets: Asset[] = [];
  const contradictions: Contradiction[] = [];
  for (const [index, named] of situation.identity.assets.entries()) {
    const presence = presenceOf(index);
    if (presence === null) continue;
    const own = facts.get(index) ?? [];
    // From here on the asset has them: held twice they would be half of all memory.
    facts.delete(index);
    const record: Readonly<Record<PropertyName, Fact<Value>>> = Object.fromEntries(own);
    const { id, kind, claims } = named;
    assets.push({ id, kind, name: nameOf(record, claims), claims, facts: record, ...presence });
    contradictions.push(...contradictionsOf(id, own));
  }
  return {
    asOf: { valid: asOf.valid, recorded: asOf.recorded },
    assets,
    relations: relationsOf(situation, lists),
    contradictions,
    ...amongThings(situation.identity, new Set(assets.map(({ id }) => id))),
    problems: problemsOf(faults),
  };
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
  const work = options.work ?? budget(defaultWorkLimit);
  const faults: Faults = new Map();
  const situation = situationOf(observations, evidence, { asOf, faults, work });
  return modelOf(situation, faults, asOf);
}

/** A model with the way back from each asset to all that was said of it. */
export type Traced = {
  readonly model: Model;
  readonly statementsOf: StatementsOf;
  /** The same as numbers, and the ids that these are of: to be handed on. */
  readonly index: StatementIndex;
  readonly ids: readonly ObservationId[];
};

/** The same as {@link reconcile}, and which statements each asset rests on. */
export function reconcileTraced(
  observations: Iterable<Observation>,
  evidence: readonly Evidence[],
  asOf: AsOf,
  options: ReconcileOptions = {},
): Traced {
  const work = options.work ?? budget(defaultWorkLimit);
  const faults: Faults = new Map();
  const situation = situationOf(observations, evidence, { asOf, faults, work });
  const ids = situation.observations.map(({ id }) => id);
  const index = statementIndex(situation);
  const model = modelOf(situation, faults, asOf);
  return { model, statementsOf: statementsOf(index, (at) => ids[at]), index, ids };
}
