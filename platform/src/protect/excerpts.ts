/**
 * Excerpts of runs, kept: plans ask hundreds of questions of each planning scenario, and what a run
 * needs of a large scene is a small part of it.
 */
import {
  openExcerpt,
  openExcerpts,
  type OpenExcerpt,
  type Prepared,
  type RunNumber,
  takeExcerpt,
} from "@vallgrav/mal";

/** Steps that a thread keeps of all excerpts together: about 200 bytes each, edges counted. */
const keptSteps = 4_000_000;

/** The excerpt of a run: kept, or taken while there is room, else taken anew each time. */
export type ExcerptOf = (run: RunNumber) => OpenExcerpt;

/** An empty book over a scene. What excerpts are taken with is made when one is asked for. */
export function excerptsOf(prepared: Prepared): ExcerptOf {
  const kept = new Map<string, OpenExcerpt>();
  let book: ReturnType<typeof openExcerpts> | null = null;
  let room = keptSteps;
  return (run) => {
    const key = `${run.outer}/${run.inner}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    book ??= openExcerpts(prepared);
    const made = openExcerpt(takeExcerpt(book, run));
    room -= made.prepared.layout.isAnd.length;
    // The first stay: those asked about one after the other would else all go before they return.
    if (room >= 0) kept.set(key, made);
    return made;
  };
}
