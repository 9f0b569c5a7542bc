/** Regular expressions and texts for property tests. */
import fc from "fast-check";

/** Patterns that JavaScript reads the same way. */
export const patterns: fc.Arbitrary<string> = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(..."a b c . \\w \\W \\d [ab] [^a] [a-c] ^ $ \\b \\B B".split(" ")),
    fc.array(tie("any"), { maxLength: 3 }).map((parts) => parts.join("")),
    fc.tuple(tie("any"), tie("any")).map((parts) => `(?:${parts.join("|")})`),
    fc
      .tuple(tie("any"), fc.constantFrom("*", "+", "?", "{2}", "{1,2}", "{2,}", "*?"))
      .map((parts) => `(?:${parts[0]})${parts[1]}`),
  ),
})).any;

/** Texts on which such patterns differ. V8 finds `\\B` inside a surrogate pair: none here. */
export const subjects: fc.Arbitrary<string> = fc.string({
  unit: fc.constantFrom("a", "b", "c", "B", "1", "\n", " ", "é"),
  maxLength: 8,
});
