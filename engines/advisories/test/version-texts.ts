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

const number = fc.constantFrom("", "0", "00", "1", "01", "2", "10", "99999999999999999999");
const between = fc.constantFrom("", ".", "-", "_");
const phase = fc.constantFrom("a", "alpha", "b", "beta", "c", "rc", "RC", "pre", "preview", "x");
const late = fc.constantFrom("post", "rev", "r", "-", "Post");

/** Versions of Python packages with any of their parts, and some that miss it by little. */
export const pythonText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("", "", "v", "1!", "0!"),
    fc.array(number, { minLength: 1, maxLength: 4 }).map((all) => all.join(".")),
    fc.oneof(fc.constant(""), fc.tuple(between, phase, between, number)),
    fc.oneof(fc.constant(""), fc.tuple(between, late, between, number)),
    fc.oneof(fc.constant(""), fc.tuple(between, fc.constant("dev"), between, number)),
    fc.oneof(fc.constant(""), fc.tuple(fc.constantFrom("+", "~"), phase, between, number)),
  )
  .map((parts) => parts.flat().join(""))
  .filter((text) => text !== "");
