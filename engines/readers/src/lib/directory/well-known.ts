/** SIDs that every Windows domain has, and how a directory graph tells them apart by domain. */

/** Numbers behind `S-1-5-` and `S-1-5-32-` (MS-DTYP §2.4.2.4) that SharpHound knows. */
const authorityNumbers = [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 113, 114];
const builtinSpans: readonly (readonly [first: number, last: number])[] = [
  [544, 552],
  [554, 562],
  [568, 569],
  [573, 583],
];

const builtinNumbers = builtinSpans.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index),
);

const wellKnown: ReadonlySet<string> = new Set([
  ...["0", "0-0", "1", "1-0", "2", "2-0", "2-1", "3", "4", "5"].map((rest) => `S-1-${rest}`),
  ...[0, 1, 2, 3, 4].map((number) => `S-1-3-${number}`),
  ...authorityNumbers.map((number) => `S-1-5-${number}`),
  ...builtinNumbers.map((number) => `S-1-5-32-${number}`),
  "S-1-5-80-0",
]);

/** The group of all domain controllers of the forest. */
export const enterpriseControllers = "S-1-5-9";

/** Names of a domain and of its forest, `example.se`. */
export type DomainNames = { readonly name: string; readonly forest: string };

/**
 * The identifier of a SID in the graph: a well-known one gets the domain before it, that of the
 * controllers the forest; every other is itself.
 */
export function identifierOfSid(sid: string, { name, forest }: DomainNames): string {
  const upper = sid.toUpperCase();
  if (!wellKnown.has(upper)) return upper;
  return `${upper === enterpriseControllers ? forest : name}-${upper}`.toUpperCase();
}
