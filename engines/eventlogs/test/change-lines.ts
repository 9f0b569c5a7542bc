/** Lines of a log, some of them, changed for fuzzing: pieces put in, doubled or taken away. */

/** Longest piece of most texts. */
const smallPiece = 100;
/** One text in so many may take longer pieces, by which what costs too much is found. */
const longEvery = 25;

/**
 * Up to four neighbouring lines with two to seven changes.
 * @param next a whole number below the one given
 * @param pieces what may be put in; long ones are in every 25th text only
 */
export function changedLines(
  good: readonly string[],
  pieces: readonly string[],
  next: (below: number) => number,
): string {
  const takesLong = next(longEvery) === 0;
  const some = takesLong ? pieces : pieces.filter(({ length }) => length <= smallPiece);
  const begin = next(good.length);
  let text = [...good.slice(begin), ...good.slice(0, begin)].slice(0, 1 + next(4)).join("\n");
  for (let edits = 2 + next(6); edits > 0; edits -= 1) {
    const at = next(text.length + 1);
    const put = next(3) > 0 ? (some[next(some.length)] ?? "") : text.slice(at, at + next(200));
    text = text.slice(0, at) + put + text.slice(next(2) === 0 ? at : at + next(20));
  }
  return text;
}
