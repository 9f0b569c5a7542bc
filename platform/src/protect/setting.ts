/**
 * Everything a run of dials or plans is computed from, as plain data that can be sent to another
 * thread: the scene, what each objective means, what falls cost, and the measures with their prices
 * for this municipality. Made from the model by pure functions of the knowledge.
 */
import { inOneMemory } from "../jobs/one-memory.ts";
import { handOn, type HandedScene } from "./handed.ts";
import { canonicalJson } from "@vallgrav/kernel";
import {
  type AdvisedFlaw,
  type AdvisedFlaws,
  type Consequences,
  consequencesOf,
  costOf,
  defences,
  isVitalAlter,
  isVitalRead,
  type Measure,
  plannedMeasures,
  type MunicipalInstance,
  type MunicipalScene,
  municipalInstance,
  municipalScene,
  type Objective,
  opportunisticExtortion,
  type Profile,
  profiles,
  recoveryDefaults,
  selectorContext,
  type SelectorContext,
  type SenderFact,
  selectorCount,
  stepTimes,
  type TypicalPart,
  type Valuations,
  typicalVersion,
  valuations,
  withTypical,
} from "@vallgrav/knowledge";
import { type AttackGraph, freeObjectives, generateGraph, nodeName } from "@vallgrav/mal";
import type { Candidate } from "@vallgrav/planning";
import type { RunIdentity, SheetInForce } from "../api/index.ts";
import type { CurrentModel } from "../identify/current-model.ts";
import { inForceOf, isLeftOut, type KeptVersion, pricesIn, valuationsIn } from "./cost-sheet.ts";
import type { ProtectProblem } from "./protect-problem.ts";
import type { RunSize } from "./run-size.ts";
import { hashOf, loadLanguage } from "./language.ts";
import { type Learnt, withLearnt } from "./learnt.ts";
import { plannedIn } from "./own-catalogue.ts";
import { leftOut, roleCosts } from "./terms.ts";

/** H of both dials, days. */
export const horizonDays = 90;
/** The engine's version; raised whenever the same inputs give other figures. */
export const engineVersion = "vallgrav-0.1.15";

/**
 * The model with the cost sheet in force, what reality taught and what advisories tell; left out or
 * null: the starting values.
 */
export type PricedModel = CurrentModel & {
  readonly sheet?: KeptVersion | null;
  readonly learnt?: Learnt | null;
  /** What advisories and looks from outside tell; nothing unless given. */
  readonly advised?: Advised | null;
};

/** What advisories and looks from outside say, and what computations are called by it. */
export type Advised = {
  readonly key: string;
  readonly flaws: readonly AdvisedFlaw[];
  /** What own domains look like from outside; null where no look could tell. */
  readonly sender: SenderFact | null;
};

/** What a thread needs. Structured clone keeps all of it. */
export type Setting = {
  readonly municipal: HandedScene;
  readonly consequences: Consequences;
  /** Per objective: 1 where its fall counts for the dials. */
  readonly vital: Uint8Array;
  /** Per objective: index of its system or backup in the consequences, −1 for none. */
  readonly place: Int32Array;
  /** With the municipality's own prices. */
  readonly measures: readonly Measure[];
  /** With the municipality's own values. */
  readonly valuations: Valuations;
  readonly seed: string;
  /** What reality taught; left out: nothing. */
  readonly learnt?: Learnt;
};

export type Prepared = {
  readonly setting: Setting;
  readonly candidates: readonly Candidate[];
  readonly identity: Omit<RunIdentity, "id">;
  readonly profile: Profile;
  /** What the selectors of measures pick here. */
  readonly context: SelectorContext;
  /** Parts that a typical municipality stands in for. */
  readonly typical: readonly TypicalPart[];
  /** The cost sheet it was made with; null: the starting values. */
  readonly costSheet: SheetInForce | null;
  /** Asset by id, for words: kind and name. */
  readonly assets: ReadonlyMap<string, { readonly kind: string; readonly name: string }>;
};

export type SettingResult =
  | { readonly ok: true; readonly prepared: Prepared }
  | { readonly ok: false; readonly problems: readonly ProtectProblem[] };

function refuse(
  code: "protect/no-model" | "protect/no-vital-service" | "protect/no-way-in",
): Extract<SettingResult, { ok: false }> {
  return { ok: false, problems: [{ code, severity: "error", at: null, args: {} }] };
}

function vitalBackups(consequences: Consequences): Set<string> {
  return new Set(
    consequences.systems
      .filter((system) => consequences.vitalSystems.has(system.id))
      .flatMap((system) => [...system.backups]),
  );
}

/** Which objectives count, by the rule of dials.md §1.1, and whose they are. */
function placesOf(
  objectives: readonly Objective[],
  consequences: Consequences,
): { readonly vital: Uint8Array; readonly place: Int32Array } {
  const systems = new Map<string, number>(consequences.systems.map(({ id }, at) => [id, at]));
  const backups = new Map<string, number>(consequences.backups.map(({ id }, at) => [id, at]));
  const vital = new Uint8Array(objectives.length);
  const place = new Int32Array(objectives.length).fill(-1);
  for (const [at, { kind, asset }] of objectives.entries()) {
    place[at] = (kind === "destroy" ? backups : systems).get(asset) ?? -1;
    const system = kind === "destroy" ? undefined : consequences.systems[place[at] ?? -1];
    if (system === undefined) continue;
    const counts =
      kind === "deny"
        ? consequences.vitalSystems.has(system.id)
        : kind === "read"
          ? isVitalRead(system)
          : isVitalAlter(system);
    vital[at] = counts ? 1 : 0;
  }
  return { vital, place };
}

/** Objectives that fall without an attacker mean a modelling error: the dial is refused. */
export function refuseFree({ scene }: MunicipalScene): readonly ProtectProblem[] {
  const free = freeObjectives(scene);
  const first = free[0];
  return first === undefined
    ? []
    : [
        {
          code: "protect/free-objective",
          severity: "error",
          at: null,
          args: { count: free.length, example: nodeName(scene.graph, first) },
        },
      ];
}

/** What reality taught and advisories tell, as computations are named; nothing for neither. */
export function learntIn({ learnt = null, advised = null }: PricedModel): {
  readonly learnt?: Learnt;
  readonly advised?: string;
} {
  return {
    ...(learnt === null ? {} : { learnt }),
    ...(advised === null ? {} : { advised: advised.key }),
  };
}

/** Names all that harm and measures are priced by. */
function valuationsHash(sheet: KeptVersion | null): string {
  const own = sheet === null ? {} : { own: pricesIn(sheet) };
  return hashOf(canonicalJson({ valuations, recoveryDefaults, plannedMeasures, ...own }));
}

/** A measure as the planner sees it, at the price it has here. */
function candidateOf(
  { id, cost, requires, excludes }: Measure,
  count: Parameters<typeof costOf>[1],
): Candidate {
  const { sek, yearlySek, hours, hoursByRole } = costOf(cost, count);
  return { id, costs: { sek, yearlySek, hours, ...roleCosts(hoursByRole) }, requires, excludes };
}

/** What settings of one model share, whoever attacks. */
type Ground = {
  readonly current: PricedModel;
  readonly size: RunSize;
  readonly hash: string;
  readonly typical: readonly TypicalPart[];
  readonly municipal: MunicipalInstance;
  readonly consequences: Consequences;
  readonly context: SelectorContext;
  readonly graph: AttackGraph;
  readonly sheet: KeptVersion | null;
  /** Measures at the municipality's own prices. */
  readonly priced: readonly Measure[];
};

function advisedIn({ advised }: PricedModel): AdvisedFlaws {
  return new Map(advised?.flaws.map((flaw) => [flaw.asset, flaw]));
}

/** Reads the model through the language; null where it has no vital service. */
async function groundOf(current: PricedModel, size: RunSize): Promise<Ground | null> {
  const { language, hash } = await loadLanguage();
  const { model, typical } = withTypical(current.model);
  const municipal = municipalInstance(model, advisedIn(current));
  const consequences = consequencesOf(municipal.look);
  if (consequences.services.length === 0) return null;
  const context = selectorContext(municipal, {
    systems: consequences.vitalSystems,
    backups: vitalBackups(consequences),
  });
  const generated = generateGraph(language, municipal.instance);
  if (!generated.ok)
    throw new Error(`the municipal instance fits its language: ${generated.problems[0]?.code}`);
  // Moved while nothing else is there: it is the largest part of what is handed on.
  const graph = inOneMemory(generated.graph);
  const sheet = current.sheet ?? null;
  const priced = plannedIn(sheet);
  return { current, size, hash, typical, municipal, consequences, context, graph, sheet, priced };
}

/** The setting of one attacker, or why there is none. */
function settingUnder(
  { current, size, municipal, consequences, context, graph, sheet, priced }: Ground,
  profile: Profile,
): { readonly ok: true; readonly setting: Setting } | Extract<SettingResult, { ok: false }> {
  const made = municipalScene({
    municipal,
    graph,
    profile,
    measures: priced,
    context,
    asOf: current.asOf,
    horizonDays,
    seed: size.seed,
    advised: advisedIn(current),
    sender: current.advised?.sender ?? null,
  });
  const learnt = current.learnt ?? null;
  const played = { ...made, scene: withLearnt(made.scene, learnt) };
  if (played.scene.campaign.entries.length === 0) return refuse("protect/no-way-in");
  const problems = refuseFree(played);
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    setting: {
      municipal: handOn(played),
      consequences,
      ...placesOf(played.objectives, consequences),
      measures: priced,
      valuations: valuationsIn(sheet),
      seed: size.seed,
      ...(learnt === null ? {} : { learnt }),
    },
  };
}

/** An attacker, and what runs of it are computed from. */
export type Rival = { readonly profile: Profile; readonly setting: Setting };

/**
 * Every attacker of the knowledge that has a way in, the reference first; they share graph and
 * consequences, also when they are sent to a thread together.
 */
export async function makeRivals(current: PricedModel, size: RunSize): Promise<readonly Rival[]> {
  const ground = await groundOf(current, size);
  if (ground === null) return [];
  return profiles.flatMap((profile) => {
    const made = settingUnder(ground, profile);
    return made.ok ? [{ profile, setting: made.setting }] : [];
  });
}

function candidatesOf({ context, municipal, priced, sheet }: Ground): readonly Candidate[] {
  const counts = new Map<Parameters<typeof selectorCount>[0], number>();
  const count = (selector: Parameters<typeof selectorCount>[0]): number => {
    const known = counts.get(selector) ?? selectorCount(selector, context, municipal.look);
    counts.set(selector, known);
    return known;
  };
  return priced.map((measure) => {
    const candidate = candidateOf(measure, count);
    if (!isLeftOut(measure.id, sheet)) return candidate;
    return { ...candidate, costs: { ...candidate.costs, [leftOut]: 1 } };
  });
}

/** Makes the setting from the model, or says why there can be no dials. */
export async function makeSetting(current: PricedModel, size: RunSize): Promise<SettingResult> {
  const ground = await groundOf(current, size);
  if (ground === null) return refuse("protect/no-vital-service");
  const profile = opportunisticExtortion;
  const made = settingUnder(ground, profile);
  if (!made.ok) return made;
  const { hash, municipal, context, typical, sheet } = ground;
  return {
    ok: true,
    prepared: {
      setting: made.setting,
      candidates: candidatesOf(ground),
      identity: {
        model: current.hash,
        language: hash,
        times: hashOf(
          canonicalJson({ stepTimes, defences, profile, typicalVersion, ...learntIn(current) }),
        ),
        valuations: valuationsHash(sheet),
        profile: profile.id,
        asOf: current.asOf,
        seed: size.seed,
        engine: engineVersion,
      },
      profile,
      context,
      typical,
      costSheet: inForceOf(sheet),
      assets: new Map(
        [...municipal.look.byId.values(), ...municipal.places.values()].map(
          ({ id, kind, name }) => [id, { kind, name }],
        ),
      ),
    },
  };
}
