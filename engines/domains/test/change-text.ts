/** Changes texts for fuzzing: pieces put in, doubled or taken away at places that chance picks. */

/** How much is changed. */
export type Changes = {
  /** A whole number below the one given. */
  readonly next: (below: number) => number;
  /** What may be put in. */
  readonly pieces: readonly string[];
  /** Changes are two at least, as one would soon come again, and so many at most. */
  readonly edits: number;
  /** Stretches that are doubled or taken away are shorter than this. */
  readonly span: number;
};

/** The text with some changes. */
export function changedText(text: string, { next, pieces, edits, span }: Changes): string {
  let changed = text;
  for (let left = 2 + next(edits - 1); left > 0; left -= 1) {
    const at = next(changed.length + 1);
    const end = at + next(span);
    const put = next(2) === 0 ? (pieces[next(pieces.length)] ?? "") : changed.slice(at, end);
    changed = changed.slice(0, at) + put + changed.slice(next(2) === 0 ? at : end);
  }
  return changed;
}
