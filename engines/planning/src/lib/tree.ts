/**
 * Branch and bound over measures (dials.md §4.3). Each node is a box of plans: the relaxation
 * bounds it, a whole plan near its point is evaluated where it could be the best, and what is
 * evaluated gives rows that hold for every node and every budget. Work is bounded by nodes and
 * evaluations, never by a clock.
 */
import { type Box, leastPlan, propagate, roundPoint, wholeBox } from "./boxes.ts";
import type { Grouping } from "./cuts.ts";
import { isFeasible, type Rules } from "./feasible.ts";
import { improve, type Incumbent } from "./incumbent.ts";
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
  readonly evaluationLimit: number;
  best: Incumbent;
  /** Lowest bound of the boxes that need no more looking into. */
  closed: number;
  nodes: number;
  numbers: number;
};

/** Rounds of solving and cutting in the first node and in later ones. */
const firstRounds = 300;
const laterRounds = 8;
/** Times a node is bounded anew after evaluations gave it rows. */
const firstSharpenings = 20;
const laterSharpenings = 3;
/** A sharpening that closes less than this share of what is open is the last. */
const leastProgress = 1e-3;
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
  const total = await account.total(plan);
  if (total < tree.best.total) tree.best = { choice: plan.slice(), total };
  return account.pool.count() > before;
}

/** Evaluates everything a point chooses any of, fitting or not, for the rows it gives. */
async function sharpenAt(tree: Tree, { point }: Relaxed): Promise<boolean> {
  const { pool, total } = tree.question.account;
  const before = pool.count();
  await total(Uint8Array.from(point, (share) => (share > 1e-6 ? 1 : 0)));
  return pool.count() > before;
}

/** Bounds a box, evaluating plans near its point as long as that raises the bound. */
async function boundBox(tree: Tree, box: Box, isFirst: boolean): Promise<Relaxed> {
  const { rules, limits, account } = tree.question;
  const rounds = isFirst ? firstRounds : laterRounds;
  let relaxed = tree.relaxation.bound(box, enough(tree), rounds);
  for (let times = 0; times < (isFirst ? firstSharpenings : laterSharpenings); times += 1) {
    if (relaxed.bound >= enough(tree)) break;
    const isNew = await consider(tree, roundPoint(rules, limits, box, relaxed));
    const isRoom = account.evaluations() < tree.evaluationLimit;
    const isSharper = isRoom && (await sharpenAt(tree, relaxed));
    if (!isNew && !isSharper) break;
    const before = relaxed.bound;
    relaxed = tree.relaxation.bound(box, enough(tree), rounds);
    if (relaxed.bound - before < leastProgress * (tree.best.total - before)) break;
  }
  return relaxed;
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
  const relaxed = await boundBox(tree, node.box, tree.nodes === 1);
  const bound = Math.max(node.bound, relaxed.bound);
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
    // A better plan has better neighbours, and each lowers what every box must be held against.
    if (tree.nodes === 1 || tree.best.total < total - same * question.today)
      tree.best = await improve(question, tree.best);
    question.watch({
      nodes: tree.nodes,
      evaluations: account.evaluations(),
      remains: tree.best.total,
      bound: boundOf(tree),
    });
  }
  return {
    best: tree.best,
    bound: boundOf(tree),
    nodes: tree.nodes,
    isFinished: isDone(tree),
  };
}
