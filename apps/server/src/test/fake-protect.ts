/** Stands in for the room of dials and plans: it answers what a test wants, and little else. */
import type { PlanReport, Position, Ways } from "@vallgrav/platform/api";
import type { SheetChanged } from "@vallgrav/platform/protect";
import type { RouteRooms } from "../routes.ts";

/** A plan of which only the run's name matters here. */
export const somePlan = { budgetSek: 1_200_000, run: { id: "run-1" } } as unknown as PlanReport;
const somePosition: Position = { state: "ready", plan: somePlan, curve: [], stale: false };
const someWays: Ways = {
  profile: "extortion",
  runs: 1,
  fell: 1,
  ways: [],
  measures: [],
  barriers: [],
  chokePoints: [],
  rights: [],
  unknowns: [],
};

const nothingToApprove: SheetChanged = {
  ok: false,
  problems: [{ code: "protect/nothing-to-approve", severity: "error", at: null, args: {} }],
};

/** Findings without anything that mending moves. */
export const nothingMoves = {
  impacts: () => Promise.resolve({ ok: false, problems: [] } as const),
  impactsOf: () => Promise.resolve("no-dials"),
  storedPlan: () => Promise.resolve(null),
};

/** The room, with what a test has chosen in its place. */
export function fakeProtect(chosen: Partial<RouteRooms["protect"]> = {}): RouteRooms["protect"] {
  return {
    position: () => Promise.resolve(somePosition),
    storedPlan: (budgetSek) => Promise.resolve(budgetSek === somePlan.budgetSek ? somePlan : null),
    ways: () => Promise.resolve(someWays),
    measures: () => Promise.resolve([]),
    ladder: () => Promise.resolve([]),
    askWhatIf: () => Promise.resolve(null),
    costSheet: () =>
      Promise.resolve({ revision: 0, inForce: null, versions: [], measures: [], factors: [] }),
    changeCosts: () => Promise.resolve(nothingToApprove),
    approveCosts: () => Promise.resolve(nothingToApprove),
    putCostsBack: () => Promise.resolve(),
    askPlan: () => Promise.resolve({ ok: false, problems: [] }),
    reality: () => Promise.resolve({ checks: [], widening: 1, attacks: 0, cases: [] }),
    recordReality: () => Promise.resolve({ ok: false, problems: [] }),
    withdrawReality: () => Promise.resolve(null),
    yearly: () => Promise.resolve(null),
    enterFrequency: () => Promise.resolve({ ok: false, problems: [] }),
    withdrawFrequency: () => Promise.resolve(null),
    askSurvey: () => Promise.resolve({ ok: false, problems: [] }),
    keptAttackers: () => Promise.resolve({ attackers: null }),
    ...chosen,
  };
}
