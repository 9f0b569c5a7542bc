/** Which questions to ask first: what is open in the model, by what the calculation says of it. */
import { isThere, type Model } from "@vallgrav/facts";
import { type OpenQuestion, openQuestions } from "@vallgrav/knowledge/asking";
import type { AskCandidate, Mover, ServiceDamage } from "../api/index.ts";
import { questionWords } from "./question-words.ts";

/** What the last calculation told; empty where there is none. */
export type Told = {
  readonly movers: readonly Mover[];
  readonly services: readonly ServiceDamage[];
};

/** What the board asks of a model, which never changes: found once. */
type Found = {
  readonly open: readonly OpenQuestion[];
  /** Which system supports which service. */
  readonly supports: readonly (readonly [system: string, service: string])[];
};

const foundIn = new WeakMap<Model, Found>();

function findIn(model: Model): Found {
  const supports: (readonly [string, string])[] = [];
  for (const relation of model.relations)
    if (relation.kind === "supports" && isThere(relation))
      supports.push([relation.from, relation.to]);
  return { open: openQuestions(model), supports };
}

function foundOf(model: Model): Found {
  const known = foundIn.get(model) ?? findIn(model);
  foundIn.set(model, known);
  return known;
}

/** Candidates shown. */
const shown = 60;

/** Hours lost per campaign in the services that need a system, by system. */
function hoursBySystem(
  { supports }: Found,
  services: readonly ServiceDamage[],
): ReadonlyMap<string, number> {
  const lost = new Map(services.map(({ id, hours }) => [id, hours]));
  const found = new Map<string, number>();
  for (const [system, service] of supports)
    found.set(system, (found.get(system) ?? 0) + (lost.get(service) ?? 0));
  return found;
}

const reasons = ["clear", "ways", "hours", "none"] as const;

function becauseOf(
  { question }: OpenQuestion,
  mover: Mover | undefined,
  hours: number | null,
): AskCandidate["because"] {
  if (mover !== undefined) return mover.loss.isClear || mover.holds.isClear ? "clear" : "ways";
  return question.step === null && hours !== null && hours > 0 ? "hours" : "none";
}

/** How much a candidate weighs among those with the same reason. */
function weightOf({
  because,
  onWays,
  holds,
  hours,
}: Pick<AskCandidate, "because" | "holds" | "hours" | "onWays">): number {
  if (because === "clear") return holds?.share ?? 0;
  return because === "ways" ? (onWays ?? 0) : (hours ?? 0);
}

/** All open questions in order: clear effects, ways that pass, hours at stake, the rest. */
export function candidatesOf(
  model: Model,
  told: Told,
  isAsked: (asset: string, question: string) => boolean,
  most: number = shown,
): { readonly candidates: readonly AskCandidate[]; readonly total: number } {
  const found = foundOf(model);
  const movers = new Map(
    told.movers.flatMap((mover) =>
      mover.asset === null ? [] : [[`${mover.asset.id} ${mover.step}`, mover] as const],
    ),
  );
  const bySystem = hoursBySystem(found, told.services);
  const isComputed = told.services.length > 0;
  const all = found.open.map(
    (one): Omit<AskCandidate, "words"> & { readonly one: OpenQuestion } => {
      const { asset, question, owner, systems } = one;
      const mover = question.step === null ? undefined : movers.get(`${asset.id} ${question.step}`);
      const hours = isComputed
        ? systems.reduce((sum, id) => sum + (bySystem.get(id) ?? 0), 0)
        : null;
      return {
        one,
        asset: { id: asset.id, kind: asset.kind, name: asset.name },
        question: question.id,
        owner,
        because: becauseOf(one, mover, hours),
        onWays: mover?.onWays ?? null,
        holds: mover?.holds ?? null,
        hours,
        isAsked: isAsked(asset.id, question.id),
      };
    },
  );
  const sorted = all.sort(
    (a, b) =>
      reasons.indexOf(a.because) - reasons.indexOf(b.because) ||
      weightOf(b) - weightOf(a) ||
      (a.asset.id < b.asset.id ? -1 : a.asset.id > b.asset.id ? 1 : 0),
  );
  // Worded when it is known which are shown: a large municipality has thousands.
  const candidates = sorted.slice(0, most).map(({ one, ...candidate }) => ({
    ...candidate,
    words: questionWords(one.question, one.asset.name),
  }));
  return { candidates, total: sorted.length };
}
