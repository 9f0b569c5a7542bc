/**
 * What a page will ask the server, by its address: asked as soon as it is known who looks, while
 * the program of the page is still on its way. Nobody asks here for what they may not see, and what
 * a page asks only at times stands here only behind what decides it.
 */
import type { Job, Position, Right, Status } from "@vallgrav/platform/api";
import { paths } from "./paths.ts";

/** A question: its path below `/api`, the right it needs, and the key that pages know it by. */
export type EarlyAsk = {
  readonly path: string;
  readonly right: Right;
  /** Null where pages keep something else than the answer as it came. */
  readonly key: readonly unknown[] | null;
  /** What is asked with it where the jobs tell that there is a position. */
  readonly beside?: readonly EarlyAsk[];
  /** What is asked in turn when this is answered. */
  readonly next?: (answer: unknown) => readonly EarlyAsk[];
};

function ask(path: string, right: Right, ...more: readonly unknown[]): EarlyAsk {
  return { path, right, key: [path.slice(1), ...more] };
}

const status = ask("/status", "model/view");
const ladder = ask("/ladder", "model/view");
const reality = ask("/reality", "position/view");
const measures = ask("/measures", "position/view");
const board = ask("/asks", "model/view");
/** The page of findings that is shown to begin with. */
const firstFindings = "state=open&text=&from=0&limit=50";
const jobs = ask("/jobs", "jobs/view");

/** The position, and what is asked beside it where there is one. */
function position(beside: readonly EarlyAsk[] = [], hasAttackers = false): EarlyAsk {
  return {
    ...ask("/position", "position/view"),
    beside,
    next: (answer) => {
      const found = answer as Position;
      if (found.state !== "ready") return [];
      const { run, budgetSek } = found.plan;
      const path = `/attackers?budgetSek=${budgetSek}`;
      const key = ["attackers", run.id, budgetSek];
      const attackers: EarlyAsk = { path, right: "position/view", key };
      return hasAttackers ? [...beside, attackers] : beside;
    },
  };
}

/** Where sources disagree, once there are sources. */
function contradictionsOf(answer: unknown): readonly EarlyAsk[] {
  const path = "/contradictions?limit=100";
  return (answer as Status).evidence.length === 0
    ? []
    : [{ path, right: "model/view", key: ["contradictions", 100] }];
}

/** What the newest import brought. */
function reportOf(answer: unknown): readonly EarlyAsk[] {
  const latest = (answer as readonly Job[]).find(
    ({ kind }) => kind === "import" || kind === "example",
  );
  return latest?.state === "done"
    ? [{ path: `/imports/${latest.id}`, right: "model/view", key: ["import", latest.id] }]
    : [];
}

/** Pairs of things and contradictions, judged and not. */
const judged: readonly EarlyAsk[] = [
  ...["suggested", "judged"].map((state) => ({
    ...ask(`/identities?state=${state}&from=0&limit=20`, "model/view"),
    key: null,
  })),
  ...["open", "settled"].map((state) => ({
    ...ask(`/contradictions?state=${state}`, "model/view"),
    key: ["contradictions", state],
  })),
];

/** Questions of what stands around every page. */
const ofEveryPage: readonly EarlyAsk[] = [jobs, ask("/alerts", "alerts/view")];

const ofPages: Readonly<Record<string, readonly EarlyAsk[]>> = {
  [paths.position]: [position([status, board, ladder, reality, measures], true)],
  [paths.attackers]: [position([], true)],
  [paths.reality]: [reality],
  [paths.sources]: [
    { ...jobs, next: reportOf },
    { ...status, next: contradictionsOf },
    ladder,
    // Asked for by those who may send files.
    ask("/opinions", "model/change"),
    { ...ask("/mappings", "model/view"), key: null },
  ],
  [paths.judging]: judged,
  [paths.map]: [{ ...ask("/map?open=", "model/view"), key: ["map", ""] }],
  [paths.questions]: [ask("/questions", "model/view")],
  [paths.search]: [status],
  [paths.asking]: [board, position()],
  [paths.ways]: [ask("/ways", "ways/view"), position()],
  [paths.plan]: [position(), measures],
  [paths.measures]: [measures, position()],
  [paths.costs]: [{ ...ask("/cost-sheet", "position/view"), key: ["costs"] }],
  [paths.accounts]: [
    ask("/accounts", "accounts/view"),
    ask("/units", "units/view"),
    ask("/access", "access/view"),
  ],
  [paths.opinions]: [ask("/opinions", "model/view")],
  [paths.findings]: [
    { ...ask(`/findings?${firstFindings}`, "ways/view"), key: ["findings", firstFindings] },
  ],
  [paths.detect]: [
    { ...ask("/watch/alerts?all=0", "watch/view"), key: ["watch-alerts", false] },
    ask("/watch", "watch/view"),
  ],
  [paths.audit]: [ask("/audit", "audit/view", "")],
};

/** What is asked at an address, without its trailing slash; each path once. */
export function earlyAsksOf(path: string): readonly EarlyAsk[] {
  const own = Object.hasOwn(ofPages, path) ? (ofPages[path] ?? []) : [];
  const isOwn = (one: EarlyAsk): boolean => own.some((other) => other.path === one.path);
  return [...ofEveryPage.filter((one) => !isOwn(one)), ...own];
}
