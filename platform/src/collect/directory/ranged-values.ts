/**
 * Values that come in ranges: of a group with many members Active Directory gives the first 1 500
 * and says so in the attribute's name, `member;range=0-1499` (MS-ADTS §3.1.1.3.1.3.3).
 */
import type { DirectorySource } from "./directory-source.ts";

/** Values of an attribute. */
export type NamedValues = {
  readonly name: string;
  readonly values: readonly (string | Uint8Array)[];
};

const rangeForm = /^([^;]+);range=(\d+)-(\d+|\*)$/i;

/** Most ranges of one attribute: as many as a group of 1 500 000 members has. */
const mostRanges = 1_000;

/**
 * The whole of an attribute's values, further ranges asked for. Null for the empty attribute that
 * stands beside one with ranges. One question per range.
 */
export async function wholeValues(
  source: DirectorySource,
  dn: string,
  [given, first]: readonly [name: string, values: NamedValues["values"]],
): Promise<NamedValues | null> {
  let range = rangeForm.exec(given);
  if (range === null) return first.length === 0 ? null : { name: given, values: first };
  const name = range[1] ?? given;
  const values = [...first];
  for (let asked = 1; range !== null && range[3] !== "*" && asked < mostRanges; asked += 1) {
    const entry = await source.entry(dn, [`${name};range=${Number(range[3]) + 1}-*`]);
    const next = [...entry.attributes].find(([key]) => rangeForm.test(key));
    range = next === undefined ? null : rangeForm.exec(next[0]);
    for (const value of next?.[1] ?? []) values.push(value);
  }
  return { name, values };
}
