/** From what was gathered, decided and computed to findings as they are shown. Pure. */
import { createHash } from "node:crypto";
import { compareText, findingSeverities, type PlainDate } from "@vallgrav/kernel";
import type { FindingView, Impact } from "../api/index.ts";
import { isAccepted, isEmpty, type KeptDecision } from "./decisions.ts";
import type { Gathered } from "./gather.ts";
import { historyOf } from "./history.ts";

/** The id of a finding by its name: 64 bits in hexadecimal, the same on every machine. */
export function findingId(name: string): string {
  return createHash("sha256").update(`finding\n${name}`).digest("hex").slice(0, 16);
}

/** The name of what a finding touches: findings of one such name are mended by the same. */
export function touchKey({ touches }: Pick<Gathered, "touches">): string {
  return touches.map(({ asset, step }) => `${asset} ${step}`).join("\n");
}

/** Impacts by what is touched, and how many findings touch it. */
export type Moved = {
  readonly impacts: ReadonlyMap<string, Impact | null>;
  readonly together: ReadonlyMap<string, number>;
};

/** The decision on a finding, under its name or a former one of its thing; the newest. */
export function decisionOf(
  { name, formerNames }: Pick<Gathered, "name" | "formerNames">,
  decisions: ReadonlyMap<string, KeptDecision>,
): KeptDecision | null {
  const found = [name, ...formerNames].flatMap((one) => decisions.get(one) ?? []);
  return found.toSorted((a, b) => compareText(b.at, a.at))[0] ?? null;
}

function stateOf(
  goneSince: string | null,
  decision: KeptDecision | null,
  day: PlainDate,
): FindingView["state"] {
  if (goneSince !== null) return "gone";
  return isAccepted(decision, day) ? "accepted" : "open";
}

function plainDecision(decision: KeptDecision | null): FindingView["decision"] {
  if (decision === null || isEmpty(decision)) return null;
  const { owner, due, accepted, by, at } = decision;
  return { owner, due, accepted, by, at };
}

function isPast(due: PlainDate | null, day: PlainDate): boolean {
  return due !== null && due < day;
}

/** A finding as it is shown; files and places of its reports are looked up by the caller. */
export function viewOf(
  gathered: Gathered,
  decision: KeptDecision | null,
  { moved, day }: { readonly moved: Moved; readonly day: PlainDate },
): FindingView {
  const { name, formerNames, ownedBy, owners: _, touches, reports, ...shown } = gathered;
  // A finding that somebody has decided on keeps the id it had then.
  const id = decision?.id ?? findingId(name);
  const key = touchKey({ touches });
  const state = stateOf(gathered.goneSince, decision, day);
  const also = [name, ...formerNames].map(findingId).filter((one) => one !== id);
  return {
    ...shown,
    id,
    also: [...new Set(also)].sort(),
    reports: reports.map(({ report, ...one }) => ({
      ...one,
      at: report.validFrom,
      evidence: report.evidence,
      file: null,
      place: null,
    })),
    state,
    owner: decision?.owner ?? ownedBy,
    decision: plainDecision(decision),
    isOverdue: state === "open" && isPast(decision?.due ?? null, day),
    impact: state === "gone" || touches.length === 0 ? null : (moved.impacts.get(key) ?? null),
    together: touches.length === 0 ? 1 : (moved.together.get(key) ?? 1),
    history: historyOf(gathered, decision),
  };
}

/** A finding that was decided on and that nothing tells of any more. */
export function lostView({ id, name, about, log = [], ...decision }: KeptDecision): FindingView {
  const { asset, weakness, title, severity } = about;
  return {
    id,
    also: [findingId(name)].filter((one) => one !== id),
    asset,
    weakness,
    title,
    means: null,
    severity,
    score: null,
    certainty: null,
    exploited: null,
    share: null,
    reports: [],
    first: decision.at,
    last: decision.at,
    state: "gone",
    goneSince: null,
    owner: decision.owner,
    unit: null,
    systems: [],
    decision: {
      owner: decision.owner,
      due: decision.due,
      accepted: decision.accepted,
      by: decision.by,
      at: decision.at,
    },
    isOverdue: false,
    fix: { text: { sv: "", en: "" }, copy: null },
    impact: null,
    together: 1,
    history: log,
  };
}

const rank = new Map(findingSeverities.map((one, at) => [one, at]));

/** What findings are ordered by, one after the other, the largest first. */
const weights: readonly ((view: FindingView) => number)[] = [
  ({ impact }) => -(impact?.loss.value ?? 0),
  ({ impact }) => impact?.holds.value ?? 0,
  ({ impact }) => impact?.heldDays.value ?? 0,
  ({ impact }) => impact?.runs ?? 0,
  ({ exploited }) => (exploited === null ? 0 : 1),
  ({ severity }) => rank.get(severity) ?? 0,
  ({ score }) => score ?? 0,
  ({ certainty }) => certainty ?? 0,
];

/**
 * In order of what mending moves: the largest fall of the loss, then the largest rise of what
 * holds and of the days held. What moves nothing alone comes after, by how many played attacks go
 * its way; what none goes or the graph lacks last: exploited flaws first, then by severity and
 * score, then by how sure it is.
 */
export function byImpact(a: FindingView, b: FindingView): number {
  for (const weight of weights) {
    const apart = weight(b) - weight(a);
    if (apart !== 0) return apart;
  }
  return compareText(a.asset.name, b.asset.name) || compareText(a.weakness, b.weakness);
}
