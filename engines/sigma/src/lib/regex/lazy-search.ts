/**
 * Searches text with an automaton, making its deterministic form as it goes: each code point costs
 * one look in a table, or at most as many steps as the automaton has states where the table lacks
 * it. Nothing ever goes back.
 */
import { unreachable } from "@vallgrav/kernel";
import type { Assertion } from "./regex-tree.ts";
import type { Program } from "./program.ts";

/** Steps that may still be taken; a search stops at zero. */
export type Purse = { left: number };

/** An answer; null where the purse was empty before there was one. */
export type Searched = boolean | null;

/** What stood before a place, as far as assertions tell them apart. */
const none = 0;
const other = 1;
const line = 2;
const word = 3;

const unknown = 0;
const matched = 1;
/** Nothing that follows can fit any more. */
const dead = 2;
/** Rows of the table below this are not states. */
const reserved = 3;

/** Deterministic states kept; beyond them the table begins anew. */
const mostStates = 4_000;

type Node = { readonly core: readonly number[]; readonly before: number };

/** A search for one expression, with the table it has made so far. */
export type LazySearch = {
  readonly program: Program;
  readonly kinds: Uint8Array;
  nodes: Node[];
  known: Map<string, number>;
  /** Row by state, column by class: unknown, matched, dead or a state. The last column: end. */
  table: Int32Array;
  first: number;
};

function kindOf(program: Program, point: number): number {
  if (program.asks.lines && point === 10) return line;
  if (program.asks.words && point < 128 && /\w/.test(String.fromCodePoint(point))) return word;
  return other;
}

/** Whether an assertion holds between what stands before and after; `none` after is the end. */
function asserted(what: Assertion, before: number, after: number): boolean {
  switch (what) {
    case "start":
      return before === none;
    case "end":
      return after === none;
    case "line-start":
      return before === none || before === line;
    case "line-end":
      return after === none || after === line;
    case "word":
      return (before === word) !== (after === word);
    case "not-word":
      return (before === word) === (after === word);
    default:
      return unreachable(what);
  }
}

/** States reached without a letter; assertions are crossed where `crosses` says so. */
function reach(
  { states }: Program,
  from: Iterable<number>,
  crosses: (what: Assertion) => boolean | null,
): { readonly core: readonly number[]; readonly isDone: boolean } {
  const seen = new Set<number>();
  const open = [...from];
  const core: number[] = [];
  let isDone = false;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const state = states[at];
    if (state === undefined) continue;
    if (state.kind === "done") isDone = true;
    else if (state.kind === "set") core.push(at);
    else if (state.kind === "split") open.push(...state.next);
    else {
      const answer = crosses(state.what);
      if (answer === null) core.push(at);
      else if (answer) open.push(state.next);
    }
  }
  return { core: core.sort((a, b) => a - b), isDone };
}

const waits = (): null => null;

/** Once something stood before, the start is over. */
const started = (what: Assertion): false | null => (what === "start" ? false : null);

function begin(search: LazySearch): void {
  const columns = search.program.examples.length + 1;
  search.nodes = [];
  search.known = new Map();
  search.table = new Int32Array(columns * 16);
  search.first = intern(search, [search.program.start], none);
}

/** The row of a state: its core after every step that needs no letter, and what stood before. */
function intern(search: LazySearch, from: Iterable<number>, before: number): number {
  const isPast = before !== none;
  const { core, isDone } = reach(search.program, from, isPast ? started : waits);
  if (isDone) return matched;
  if (core.length === 0) return dead;
  const key = `${before} ${core.join()}`;
  const known = search.known.get(key);
  if (known !== undefined) return known;
  const row = search.nodes.push({ core, before }) - 1 + reserved;
  search.known.set(key, row);
  const columns = search.program.examples.length + 1;
  if ((row + 1) * columns > search.table.length) {
    const larger = new Int32Array(search.table.length * 2 + columns);
    larger.set(search.table);
    search.table = larger;
  }
  return row;
}

/** Where a row leads on a class (the end: one past the last); fills the table. */
function advance(search: LazySearch, row: number, column: number, purse: Purse): number {
  const { program, kinds, nodes } = search;
  const node = nodes[row - reserved];
  if (node === undefined) return matched;
  const isEnd = column === program.examples.length;
  const after = isEnd ? none : (kinds[column] ?? other);
  const { core, isDone } = reach(program, node.core, (what) => asserted(what, node.before, after));
  purse.left -= node.core.length + core.length + 8;
  let to = matched;
  if (!isDone && isEnd) to = row;
  else if (!isDone) {
    const next = [program.start];
    const sets = program.sets[column];
    for (const at of core) {
      const state = program.states[at];
      if (state?.kind === "set" && sets?.has(state.set)) next.push(state.next);
    }
    if (nodes.length >= mostStates) begin(search);
    const before = program.asks.lines || program.asks.words ? after : other;
    const isKept = search.nodes === nodes;
    to = intern(search, next, before);
    purse.left -= next.length;
    if (!isKept) return to;
  }
  search.table[row * (program.examples.length + 1) + column] = to;
  return to;
}

/** A search that knows nothing yet. */
export function lazySearch(program: Program): LazySearch {
  const kinds = Uint8Array.from(program.examples, (point) => kindOf(program, point));
  const search: LazySearch = {
    program,
    kinds,
    nodes: [],
    known: new Map(),
    table: new Int32Array(0),
    first: unknown,
  };
  begin(search);
  return search;
}

function classOf({ lows, classes }: Program, point: number): number {
  let low = 0;
  let past = lows.length;
  while (low < past - 1) {
    const middle = (low + past) >> 1;
    if ((lows[middle] ?? 0) <= point) low = middle;
    else past = middle;
  }
  return classes[low] ?? 0;
}

/** Whether the expression fits somewhere in the text; takes what it costs from the purse. */
export function searchText(search: LazySearch, text: string, purse: Purse): Searched {
  const { program } = search;
  const { ascii } = program;
  const columns = program.examples.length + 1;
  let row = search.first;
  let { table } = search;
  purse.left -= text.length >> 3;
  for (let at = 0; at < text.length && row >= reserved; at += 1) {
    let point = text.charCodeAt(at);
    if (point >= 0xd8_00 && point < 0xdc_00) {
      point = text.codePointAt(at) ?? point;
      if (point > 0xff_ff) at += 1;
    }
    const column = point < 128 ? (ascii[point] ?? 0) : classOf(program, point);
    const to = table[row * columns + column] ?? unknown;
    if (to !== unknown) {
      row = to;
      continue;
    }
    if (purse.left <= 0) return null;
    row = advance(search, row, column, purse);
    ({ table } = search);
  }
  if (row < reserved) return row === matched;
  const end = search.table[row * columns + columns - 1] ?? unknown;
  return (end === unknown ? advance(search, row, columns - 1, purse) : end) === matched;
}
