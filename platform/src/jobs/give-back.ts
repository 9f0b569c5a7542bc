/**
 * Gives memory back that nobody needs any more. V8 looks for it when something new wants room; a
 * server that has just exchanged its model for another wants none for a while, and would keep both,
 * and the shared columns of what was made of the first, while a thread makes the same of the
 * second.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collect: (() => void) | null = null;

/**
 * Collects what this thread has let go. Nobody else has a turn meanwhile: some hundred milliseconds
 * for a large model, so it is for moments that come once an import.
 */
export function giveBack(): void {
  if (collect === null) {
    // Node offers the collector in no other way; only contexts made from now on see it.
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as () => void;
    setFlagsFromString("--no-expose-gc");
  }
  collect();
}
