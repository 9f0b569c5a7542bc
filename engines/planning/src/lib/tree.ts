/**
 * Branch and bound over measures (dials.md §4.3). Each node is a box of plans: the relaxation
 * bounds it, a whole plan near its point is evaluated where it could be the best, and what is
 * evaluated gives rows that hold for every node and every budget. Work is bounded by nodes and
 * evaluations, never by a clock.
 */
import { type Box, leastPlan, propagate, roundPoint, wholeBox } from "./boxes.ts";
import type { Grouping } from "./cuts.ts";
import { isFeasible, type Rules, withMeasure } from "./feasible.ts";
import { climb, improve, type Incumbent } from "./incumbent.ts";
import type { Account } from "./ledger.ts";
import { type Node, nodeHeap, type NodeHeap } from "./node-heap.ts";
import type { Choice, Limits } from "./problem.ts";
import { openRelaxation, type Relaxation, type Relaxed } from "./relaxation.ts";

/** What a tree is grown over. */
export type TreeQuestion = {
  readonly rules: Rules;
  readonly limits: Limits;
  readonly account: Account;
  readonly grouping: Grouping;
  /** What nothing leaves, > 0. */
  readonly today: number;
  /** No plan within the limits leaves less, as is known beforehand; 0 where nothing is. */
  readonly floor: number;
  /** Ends where the gap is this small. */
  readonly gap: number;
  /** Most nodes, and most evaluations of scenarios. */
  readonly work: { readonly nodes: number; readonly evaluations: number };
  readonly watch: Watch;
  /** A longer search for plans, once the first box has told most of what there is to know. */
  readonly deepen: (best: Incumbent) => Promise<Incumbent>;
};

/** What is known while a tree grows: after each node. */
export type Seen = {
  readonly nodes: number;
  readonly evaluations: number;
  readonly remains: number;
  readonly bound: number;
};

/** Told after each node. Ends the search by throwing. */
export type Watch = (seen: Seen) => void;

export type Proof = {
  readonly best: Incumbent;
  /** No plan within the limits leaves less. */
  readonly bound: number;
  readonly nodes: number;
  /** Whether the gap asked for was reached before the limits of work were. */
  readonly isFinished: boolean;
};

type Tree = {
  readonly question: TreeQuestion;
  readonly relaxation: Relaxation;
  readonly waiting: NodeHeap;
  evaluationLimit: number;
  /** Likewise while the first box is bounded. */
  readonly firstLimit: number;
  best: Incumbent;
  /** Lowest bound of the boxes that need no more looking into. */
  closed: number;
  nodes: number;
  numbers: number;
};

/** Share of the evaluations that the first box may take where others follow. */
const firstShare = 0.6;
/** Rounds of solving and cutting in the first node and in later ones. */
const firstRounds = 300;
const laterRounds = 8;
/** Times a node is bounded anew after evaluations gave it rows. */
const firstSharpenings = 40;
const laterSharpenings = 3;
/** So many sharpenings in a row that close less than this share of what is open are the last. */
const leastProgress = 1e-3;
const firstIdle = 3;
const laterIdle = 1;
/** Totals nearer than this, as shares of today's, are the same. */
const same = 1e-9;

/** The bound at which a box need not be looked into: no plan of it would make the gap too large. */
function enough({ question, best }: Tree): number {
  const { gap, today } = question;
  const asked = gap < 1 ? (best.total - gap * today) / (1 - gap) : 0;
  return Math.min(best.total, asked) - same * today;
}

/** Evaluates a plan where the rows say it may be the best; whether that gave new rows. */
async function consider(tree: Tree, plan: Choice): Promise<boolean> {
  const { rules, limits, account, today } = tree.question;
  if (!isFeasible(rules, plan, limits)) return false;
  if (account.lower(plan) >= tree.best.total - same * today) return false;
  const before = account.pool.count();
  const total = await account.totalBelow(plan, tree.best.total);
  if (total < tree.best.total) tree.best = { choice: plan.slice(), total };
  return account.pool.count() > before;
}

/** Share from which on a measure is as good as chosen. */
const nearlyWhole = 0.9;
/** Share of what a scenario may cost that rows need to say at a point, where more are asked for. */
const saidEnough = 0.7;
/** Shares from which on a measure is taken for chosen where rows are asked for at a point. */
const sharesTaken = [1e-6, 0.1, 0.3, 0.6];

/**
 * Evaluates what a point chooses any of, and what it chooses more and more of, fitting or not, for
 * the rows it gives: ways past the first cross many measures of which little is chosen, ways past
 * the last few of which much is.
 */
async function sharpenAt(tree: Tree, { point }: Relaxed, limit: number): Promise<boolean> {
  const { account } = tree.question;
  const before = account.pool.count();
  for (const least of sharesTaken) {
    if (account.evaluations() >= limit) break;
    await account.sharpen(
      Uint8Array.from(point, (share) => (share > least ? 1 : 0)),
      point,
      saidEnough,
    );
  }
  return account.pool.count() > before;
}

/** Tells what is known, while a box is looked into of which no plan leaves less than `within`. */
function tell(tree: Tree, nodes: number, within: number): void {
  const { waiting, closed, best, question } = tree;
  const least = Math.min(waiting.least(), closed, within);
  question.watch({
    nodes,
    evaluations: question.account.evaluations(),
    remains: best.total,
    bound: Math.min(Math.max(least, question.floor), best.total),
  });
}

/** A plan that holds what a point chooses nearly whole, and then what the rows say is best. */
function climbedFrom({ question }: Tree, box: Box, { point }: Relaxed): Choice {
  const { rules, limits } = question;
  let plan = leastPlan(box);
  for (const [measure, share] of point.entries()) {
    if (share < nearlyWhole || plan[measure] === 1) continue;
    const next = withMeasure(rules, plan, measure);
    if (isFeasible(rules, next, limits)) plan = next;
  }
  return climb(question, plan, { looks: 0 });
}

/** Bounds a box, evaluating plans near its point as long as that raises the bound. */
async function boundBox(
  tree: Tree,
  { box, bound: known }: Node,
): Promise<{ readonly relaxed: Relaxed; readonly bound: number }> {
  const { rules, limits, account } = tree.question;
  const isFirst = tree.nodes === 1;
  const rounds = isFirst ? firstRounds : laterRounds;
  const limit = isFirst ? tree.firstLimit : tree.evaluationLimit;
  let relaxed = tree.relaxation.bound(box, enough(tree), rounds);
  let bound = Math.max(known, relaxed.bound);
  let idle = 0;
  for (let times = 0; times < (isFirst ? firstSharpenings : laterSharpenings); times += 1) {
    const isRoom = account.evaluations() < limit;
    if (bound >= enough(tree) || (times > 0 && !isRoom)) break;
    let isNew = await consider(tree, roundPoint(rules, limits, box, relaxed));
    if (isFirst) isNew = (await consider(tree, climbedFrom(tree, box, relaxed))) || isNew;
    const isSharper = isRoom && (await sharpenAt(tree, relaxed, limit));
    if (!isNew && !isSharper) break;
    const before = bound;
    relaxed = tree.relaxation.bound(box, enough(tree), rounds);
    bound = Math.max(bound, relaxed.bound);
    tell(tree, tree.nodes - 1, bound);
    idle = bound - before < leastProgress * (tree.best.total - before) ? idle + 1 : 0;
    if (idle >= (isFirst ? firstIdle : laterIdle)) break;
  }
  return { relaxed, bound };
}

/** Settles the measures that the proof shows to be needed, or of no use, in a better plan. */
function settleBySlopes(tree: Tree, box: Box, { bound, slopes }: Relaxed): Box {
  const most = enough(tree);
  return box.map((settled, at) => {
    const slope = slopes[at] ?? 0;
    const otherwise = bound + Math.abs(slope);
    if (settled !== -1 || otherwise < most) return settled;
    tree.closed = Math.min(tree.closed, otherwise);
    return slope > 0 ? 0 : 1;
  });
}

/** The open measure whose settling should raise both halves' bounds most; −1 where none is open. */
function measureToSplit(tree: Tree, box: Box, { point }: Relaxed): number {
  let pick = -1;
  let most = -1;
  for (const [measure, settled] of box.entries()) {
    if (settled !== -1) continue;
    const share = point[measure] ?? 0;
    const score = Math.min(share, 1 - share) < 1e-6 ? 0 : tree.relaxation.worthOfSplit(measure);
    if (score > most) {
      pick = measure;
      most = score;
    }
  }
  return pick;
}

/** Looks into one box: closes it, or splits it in two. */
async function lookInto(tree: Tree, node: Node): Promise<void> {
  const { rules, limits, account } = tree.question;
  tree.nodes += 1;
  const { relaxed, bound } = await boundBox(tree, node);
  if (bound >= enough(tree)) {
    tree.closed = Math.min(tree.closed, bound);
    return;
  }
  const box = settleBySlopes(tree, node.box, relaxed);
  const measure = measureToSplit(tree, box, relaxed);
  if (measure < 0) {
    const plan = leastPlan(box);
    await consider(tree, plan);
    const exact = isFeasible(rules, plan, limits) ? await account.total(plan) : Infinity;
    tree.closed = Math.min(tree.closed, Math.max(bound, Math.min(exact, enough(tree))));
    return;
  }
  for (const side of [1, 0]) {
    const half = box.slice();
    half[measure] = side;
    const next = propagate(rules, limits, half);
    if (next === null) continue;
    tree.numbers += 1;
    tree.waiting.push({ box: next, bound, number: tree.numbers });
  }
}

/** No plan within the limits leaves less. */
function boundOf({ waiting, closed, best, question }: Tree): number {
  return Math.min(Math.max(Math.min(waiting.least(), closed), question.floor), best.total);
}

/** Whether the gap asked for is reached. */
function isDone(tree: Tree): boolean {
  return Math.max(tree.waiting.least(), tree.question.floor) >= enough(tree);
}

/** Grows the tree from a plan until the gap is as small as asked or the work is done. */
export async function searchTree(question: TreeQuestion, start: Incumbent): Promise<Proof> {
  const { rules, limits, account, work } = question;
  const whole = propagate(rules, limits, wholeBox(rules));
  const tree: Tree = {
    question,
    relaxation: openRelaxation({ ...question, pool: account.pool, valuation: account.valuation }),
    waiting: nodeHeap(),
    evaluationLimit: account.evaluations() + work.evaluations,
    firstLimit: account.evaluations() + (work.nodes > 1 ? firstShare : 1) * work.evaluations,
    best: start,
    closed: Number.POSITIVE_INFINITY,
    nodes: 0,
    numbers: 0,
  };
  if (whole !== null) tree.waiting.push({ box: whole, bound: 0, number: 0 });
  while (!isDone(tree) && tree.nodes < work.nodes) {
    if (account.evaluations() >= tree.evaluationLimit && tree.nodes > 0) break;
    const node = tree.waiting.pop();
    if (node === undefined) break;
    const { total } = tree.best;
    await lookInto(tree, node);
    tell(tree, tree.nodes, Number.POSITIVE_INFINITY);
    // A better plan has better neighbours, and each lowers what every box must be held against.
    const before = account.evaluations();
    if (tree.nodes === 1) tree.best = await question.deepen(tree.best);
    else if (tree.best.total < total - same * question.today)
      tree.best = await improve(question, tree.best);
    else continue;
    // Searching for plans is bounded by itself; proving has its own work.
    tree.evaluationLimit += account.evaluations() - before;
    tell(tree, tree.nodes, Number.POSITIVE_INFINITY);
  }
  return {
    best: tree.best,
    bound: boundOf(tree),
    nodes: tree.nodes,
    isFinished: isDone(tree),
  };
}
