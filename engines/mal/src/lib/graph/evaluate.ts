/**
 * Evaluates expressions over a model's assets. Results stand on top of one growing stack of
 * numbers, so nothing is allocated per asset; each variable is evaluated once per asset.
 */
import type { Budget } from "@vallgrav/kernel";
import { invariant, spend, unreachable } from "@vallgrav/kernel";
import type { Program } from "./compile-expressions.ts";
import type { ResolvedModel } from "./resolve-model.ts";

/** What is remembered of a variable: per asset where its result begins and ends in `kept`. */
type Memo = { readonly start: Int32Array; readonly end: Int32Array };

export type Evaluator = {
  readonly model: ResolvedModel;
  readonly bodies: readonly Program[];
  readonly work: Budget;
  stack: Int32Array;
  top: number;
  /** Results of variables, one after the other. */
  kept: Int32Array;
  keptTop: number;
  readonly memos: (Memo | undefined)[];
  /** Marks by which equal assets are found: `marks[a] === stamp` where a was seen. */
  readonly marks: Int32Array;
  stamp: number;
  /** Marks for closures, one list for each closure that is open inside another. */
  readonly closures: Int32Array[];
  openClosures: number;
};

/** An evaluator with an empty stack. */
export function newEvaluator(
  model: ResolvedModel,
  bodies: readonly Program[],
  work: Budget,
): Evaluator {
  const size = model.typeOf.length;
  return {
    model,
    bodies,
    work,
    stack: new Int32Array(1024),
    top: 0,
    kept: new Int32Array(1024),
    keptTop: 0,
    memos: [],
    marks: new Int32Array(size),
    stamp: 0,
    closures: [],
    openClosures: 0,
  };
}

function grown(array: Int32Array, size: number): Int32Array {
  if (size <= array.length) return array;
  const larger = new Int32Array(Math.max(size, 2 * array.length));
  larger.set(array);
  return larger;
}

function push(evaluator: Evaluator, asset: number): void {
  if (evaluator.top === evaluator.stack.length)
    evaluator.stack = grown(evaluator.stack, evaluator.top + 1);
  evaluator.stack[evaluator.top] = asset;
  evaluator.top += 1;
}

function pushRange(evaluator: Evaluator, from: Int32Array, start: number, end: number): void {
  spend(evaluator.work, 1 + end - start);
  evaluator.stack = grown(evaluator.stack, evaluator.top + end - start);
  const { stack } = evaluator;
  for (let at = start; at < end; at += 1) {
    stack[evaluator.top] = from[at] ?? 0;
    evaluator.top += 1;
  }
}

/** Pushes what the expression gives for the asset: distinct assets, in no particular order. */
export function evaluate(evaluator: Evaluator, program: Program, asset: number): void {
  switch (program.kind) {
    case "self":
      push(evaluator, asset);
      return;
    case "field":
      pushField(evaluator, program, asset);
      return;
    case "variable":
      pushVariable(evaluator, program.variable, asset);
      return;
    case "collect":
      pushCollected(evaluator, program, asset);
      return;
    case "transitive":
      pushClosure(evaluator, program, asset);
      return;
    case "subtype":
      pushNarrowed(evaluator, program, asset);
      return;
    case "union":
    case "intersection":
    case "difference":
      pushSets(evaluator, program, asset);
      return;
    default:
      unreachable(program.kind);
  }
}

function part(program: Program | null): Program {
  invariant(program !== null, "a compound expression has its parts");
  return program;
}

function pushField(evaluator: Evaluator, { fieldAt }: Program, asset: number): void {
  const { model } = evaluator;
  const at = fieldAt?.[model.typeOf[asset] ?? 0] ?? -1;
  if (at < 0) return;
  const slot = (model.firstSlot[asset] ?? 0) + at;
  const { offsets, values } = model.linked;
  pushRange(evaluator, values, offsets[slot] ?? 0, offsets[slot + 1] ?? 0);
}

function memoOf(evaluator: Evaluator, variable: number): Memo {
  const known = evaluator.memos[variable];
  if (known !== undefined) return known;
  const size = evaluator.model.typeOf.length;
  spend(evaluator.work, size);
  const memo = { start: new Int32Array(size).fill(-1), end: new Int32Array(size) };
  evaluator.memos[variable] = memo;
  return memo;
}

function pushVariable(evaluator: Evaluator, variable: number, asset: number): void {
  const memo = memoOf(evaluator, variable);
  const start = memo.start[asset] ?? -1;
  if (start >= 0) {
    pushRange(evaluator, evaluator.kept, start, memo.end[asset] ?? 0);
    return;
  }
  const base = evaluator.top;
  evaluate(evaluator, part(evaluator.bodies[variable] ?? null), asset);
  const { keptTop, stack, top } = evaluator;
  const end = keptTop + top - base;
  evaluator.kept = grown(evaluator.kept, end);
  for (let at = base; at < top; at += 1) evaluator.kept[keptTop + at - base] = stack[at] ?? 0;
  evaluator.keptTop = end;
  memo.start[asset] = keptTop;
  memo.end[asset] = end;
}

/** A stamp no mark bears. */
function nextStamp(evaluator: Evaluator): number {
  if (evaluator.stamp === 0x7fffffff) {
    evaluator.marks.fill(0);
    evaluator.stamp = 0;
  }
  evaluator.stamp += 1;
  return evaluator.stamp;
}

/**
 * Moves the distinct ones of `stack[from] … stack[top − 1]` down to `base`, which becomes the
 * bottom.
 */
function keepDistinct(evaluator: Evaluator, base: number, from: number): void {
  const stamp = nextStamp(evaluator);
  const { stack, marks, top } = evaluator;
  let write = base;
  for (let at = from; at < top; at += 1) {
    const asset = stack[at] ?? 0;
    if (marks[asset] === stamp) continue;
    marks[asset] = stamp;
    stack[write] = asset;
    write += 1;
  }
  evaluator.top = write;
}

function pushCollected(evaluator: Evaluator, program: Program, asset: number): void {
  const base = evaluator.top;
  evaluate(evaluator, part(program.left), asset);
  const right = part(program.right);
  const middle = evaluator.top;
  for (let at = base; at < middle; at += 1) evaluate(evaluator, right, evaluator.stack[at] ?? 0);
  keepDistinct(evaluator, base, middle);
}

function pushSets(evaluator: Evaluator, program: Program, asset: number): void {
  const base = evaluator.top;
  evaluate(evaluator, part(program.left), asset);
  const middle = evaluator.top;
  evaluate(evaluator, part(program.right), asset);
  if (program.kind === "union") {
    keepDistinct(evaluator, base, base);
    return;
  }
  const stamp = nextStamp(evaluator);
  const { stack, marks, top } = evaluator;
  for (let at = middle; at < top; at += 1) marks[stack[at] ?? 0] = stamp;
  const keepsMarked = program.kind === "intersection";
  let write = base;
  for (let at = base; at < middle; at += 1) {
    const kept = stack[at] ?? 0;
    if ((marks[kept] === stamp) !== keepsMarked) continue;
    stack[write] = kept;
    write += 1;
  }
  evaluator.top = write;
}

function pushNarrowed(evaluator: Evaluator, program: Program, asset: number): void {
  const base = evaluator.top;
  evaluate(evaluator, part(program.left), asset);
  const { stack, model, top } = evaluator;
  let write = base;
  for (let at = base; at < top; at += 1) {
    const kept = stack[at] ?? 0;
    if (program.within?.[model.typeOf[kept] ?? 0] !== 1) continue;
    stack[write] = kept;
    write += 1;
  }
  evaluator.top = write;
}

/** Marks for one more open closure; all zero. */
function openClosure(evaluator: Evaluator): Int32Array {
  const { closures, openClosures, model } = evaluator;
  let marks = closures[openClosures];
  if (marks === undefined) {
    spend(evaluator.work, model.typeOf.length);
    marks = new Int32Array(model.typeOf.length);
    closures.push(marks);
  }
  evaluator.openClosures += 1;
  return marks;
}

/** The asset and all that can be reached by the inner expression, breadth first. */
function pushClosure(evaluator: Evaluator, program: Program, asset: number): void {
  const inner = part(program.left);
  const marks = openClosure(evaluator);
  const base = evaluator.top;
  push(evaluator, asset);
  marks[asset] = 1;
  for (let at = base; at < evaluator.top; at += 1) {
    const found = evaluator.top;
    evaluate(evaluator, inner, evaluator.stack[at] ?? 0);
    const { stack, top } = evaluator;
    let write = found;
    for (let next = found; next < top; next += 1) {
      const reached = stack[next] ?? 0;
      if (marks[reached] === 1) continue;
      marks[reached] = 1;
      stack[write] = reached;
      write += 1;
    }
    evaluator.top = write;
  }
  for (let at = base; at < evaluator.top; at += 1) marks[evaluator.stack[at] ?? 0] = 0;
  evaluator.openClosures -= 1;
}
