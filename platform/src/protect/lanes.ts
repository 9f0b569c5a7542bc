/**
 * Scenarios dealt to threads: always the same to the same one, which keeps what it took of each.
 * The lanes are fixed, whatever the number of threads, and results are put back in their order.
 */

/** Lanes there are: more than there are threads, so that each has its share. */
export const lanes = 16;

/** Most scenarios in one piece of work. */
const mostOfPiece = 50;

/** Some of the scenarios asked for: of one part and lane, by place in what was asked. */
export type Piece = { readonly part: number; readonly lane: number; readonly places: number[] };

/**
 * Deals scenarios in pieces.
 * @param placeOf part of each scenario, and its outer draw there: those of one share a lane
 */
export function dealt(
  scenarios: readonly number[],
  placeOf: (scenario: number) => { readonly part: number; readonly outer: number },
): readonly Piece[] {
  const open = new Map<string, Piece>();
  const pieces: Piece[] = [];
  for (const [at, scenario] of scenarios.entries()) {
    const { part, outer } = placeOf(scenario);
    const lane = outer % lanes;
    const key = `${part}/${lane}`;
    let piece = open.get(key);
    if (piece === undefined || piece.places.length >= mostOfPiece) {
      piece = { part, lane, places: [] };
      open.set(key, piece);
      pieces.push(piece);
    }
    piece.places.push(at);
  }
  return pieces;
}

/** Results of pieces in the order of the scenarios that were dealt. */
export function gathered<T>(
  pieces: readonly Piece[],
  results: readonly (readonly T[])[],
): readonly T[] {
  const all: T[] = [];
  for (const [number, { places }] of pieces.entries())
    for (const [nth, at] of places.entries()) {
      const one = results[number]?.[nth];
      if (one !== undefined) all[at] = one;
    }
  return all;
}
