/**
 * Excerpts of runs, kept: plans ask hundreds of questions of each planning scenario, and what a run
 * needs of a large scene is a small part of it.
 */
import {
  type Ground,
  openExcerpt,
  openExcerpts,
  type OpenExcerpt,
  type RunNumber,
  takeExcerpt,
} from "@vallgrav/mal";

/** Steps that a thread keeps of all excerpts together: about 200 bytes each, edges counted. */
const keptSteps = 4_000_000;

/**
 * What a run needs of the scene, whatever is chosen: kept, or taken while there is room, else taken
 * anew each time.
 */
export type ExcerptOf = (run: RunNumber) => OpenExcerpt;

/** Excerpts of a scene as a thread has them. */
export type Excerpts = {
  readonly excerpt: ExcerptOf;
  /** Makes ready what excerpts are taken with, which is done with the first of them otherwise. */
  readonly readyExcerpts: () => void;
  /**
   * Gives back what excerpts are taken with, a third of a thread's columns: those that will be
   * asked for are there. One more would make it anew.
   */
  readonly haveTaken: () => void;
  /** Forgets those kept: nobody will ask about their runs any more. */
  readonly forgetExcerpts: () => void;
};

/** An empty book over a scene. What excerpts are taken with is made when one is asked for. */
export function excerptsOf(ground: () => Ground): Excerpts {
  const kept = new Map<string, OpenExcerpt>();
  let book: ReturnType<typeof openExcerpts> | null = null;
  let room = keptSteps;
  const opened = () => (book ??= openExcerpts(ground()));
  const excerpt: ExcerptOf = (run) => {
    const key = `${run.outer}/${run.inner}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = openExcerpt(takeExcerpt(opened(), run));
    room -= made.prepared.layout.isAnd.length;
    // The first stay: those asked about one after the other would else all go before they return.
    if (room >= 0) kept.set(key, made);
    return made;
  };
  return {
    excerpt,
    readyExcerpts: () => void opened(),
    haveTaken: () => {
      // Where some are taken anew each time it is needed again and again.
      if (room >= 0) book = null;
    },
    forgetExcerpts: () => {
      kept.clear();
      room = keptSteps;
    },
  };
}
