/** How far a search was after how much work, kept with its plan: counts, so that it repeats. */
import { gapOf } from "./proven.ts";
import type { Seen, Watch } from "./tree.ts";

/** What was found and proven after so many evaluations of scenarios in this search. */
export type SearchMark = {
  readonly evaluations: number;
  readonly remains: number;
  readonly bound: number;
  readonly gap: number;
};

/** Marks of one search while it goes on. */
export type MarkBook = {
  readonly watch: Watch;
  /** All marks, with what the search ended at as the last. */
  readonly ended: (end: Pick<Seen, "evaluations" | "remains" | "bound">) => readonly SearchMark[];
};

/** How many times the work from one mark to the next. */
const growth = 2;

/**
 * Opens a book: the first that is told makes a mark, and what is told each time the work has
 * doubled.
 * @param before evaluations made before the search began
 * @param today what nothing leaves
 */
export function openMarks(before: number, today: number): MarkBook {
  const marks: SearchMark[] = [];
  let next = 0;
  const mark = ({ evaluations, remains, bound }: Parameters<MarkBook["ended"]>[0]): SearchMark => ({
    evaluations: evaluations - before,
    remains,
    bound,
    gap: gapOf(remains, bound, today),
  });
  return {
    watch: (seen) => {
      if (seen.evaluations - before < next) return;
      next = growth * Math.max(1, seen.evaluations - before);
      marks.push(mark(seen));
    },
    ended: (end) => [...marks, mark(end)],
  };
}

/** Marks of which the last says what is known by now. */
export function endedAt(
  marks: readonly SearchMark[],
  { remains, bound, gap }: Omit<SearchMark, "evaluations">,
): readonly SearchMark[] {
  const last = marks.at(-1);
  if (last === undefined) return marks;
  return [...marks.slice(0, -1), { evaluations: last.evaluations, remains, bound, gap }];
}
