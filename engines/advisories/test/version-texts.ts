/** Texts that look like versions of every scheme, near enough to each other to meet. */
import fc from "fast-check";

const piece = fc.oneof(
  fc.constantFrom(..."0 00 1 01 2 9 10 12 20240101 99999999999999999999".split(" ")),
  fc.constantFrom(..."a b alpha beta rc RC dev post pre p r sp final ga SNAPSHOT git x".split(" ")),
);
const sign = fc.constantFrom(".", ".", ".", "-", "-", "", "~", "+", "^", "_", ":", "!");

/** Up to six pieces between signs, most of them beginning with a number. */
export const versionText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("1", "1.0", "0", "v1", ""),
    fc.array(fc.tuple(sign, piece), { maxLength: 6 }),
  )
  .map(([first, rest]) => `${first}${rest.flat().join("")}`)
  .filter((text) => text !== "");
