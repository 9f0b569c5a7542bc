/** Many patterns of which one must fit, looked for together. */
import { isAscii } from "../fold.ts";
import type { PatternPart } from "../rule.ts";
import { endingScan, hasEnding } from "./ending-scan.ts";
import { hasLiteral, literalScan } from "./literal-scan.ts";
import type { TextTest } from "./text-test.ts";
import { foldedPattern, simplePattern, textTest } from "./text-test.ts";

/** Texts by their length, for those that stand at one side. */
type ByLength = Map<number, Set<string>>;

function put(all: ByLength, text: string): void {
  const known = all.get(text.length);
  if (known === undefined) all.set(text.length, new Set([text]));
  else known.add(text);
}

type Sorted = {
  readonly whole: Set<string>;
  readonly starts: ByLength;
  readonly ends: ByLength;
  readonly inside: Set<string>;
  /** Inside, but not ASCII. */
  readonly strange: string[];
  readonly others: TextTest[];
};

function sort(patterns: readonly (readonly PatternPart[])[]): Sorted {
  const sorted: Sorted = {
    whole: new Set(),
    starts: new Map(),
    ends: new Map(),
    inside: new Set(),
    strange: [],
    others: [],
  };
  for (const pattern of patterns) {
    const simple = simplePattern(foldedPattern(pattern));
    if (simple === null || (simple.literal === "" && simple.isOpenBefore))
      sorted.others.push(textTest(pattern, false));
    else if (simple.isOpenBefore && simple.isOpenAfter) {
      if (isAscii(simple.literal)) sorted.inside.add(simple.literal);
      else sorted.strange.push(simple.literal);
    } else if (simple.isOpenBefore) put(sorted.ends, simple.literal);
    else if (simple.isOpenAfter) put(sorted.starts, simple.literal);
    else sorted.whole.add(simple.literal);
  }
  return sorted;
}

/** Below this many, texts inside are looked for one by one. */
const fewestToScan = 12;

function insideTest(inside: ReadonlySet<string>): (folded: string) => boolean {
  const texts = [...inside];
  if (texts.length < fewestToScan) return (folded) => texts.some((one) => folded.includes(one));
  const scan = literalScan(texts);
  return (folded) => hasLiteral(scan, folded);
}

/** Whether a text ends in one of these, which are not empty. */
function endTest(texts: ByLength): (folded: string) => boolean {
  const all = [...texts.values()].flatMap((known) => [...known]);
  if (!all.every(isAscii)) return (folded) => all.some((one) => folded.endsWith(one));
  const scan = endingScan(all);
  return (folded) => hasEnding(scan, folded);
}

/** Whether a text begins with one of these. */
function startTest(texts: ByLength): (folded: string) => boolean {
  const groups = [...texts];
  return (folded) =>
    groups.some(([length, known]) => folded.length >= length && known.has(folded.slice(0, length)));
}

/** One test for patterns without regard to letter case. */
export function anyText(patterns: readonly (readonly PatternPart[])[]): TextTest {
  const { whole, starts, ends, inside, strange, others } = sort(patterns);
  const isInside = inside.size === 0 ? null : insideTest(inside);
  const lengths = new Set([...whole].map(({ length }) => length));
  const endsSo = ends.size === 0 ? null : endTest(ends);
  const startsSo = starts.size === 0 ? null : startTest(starts);
  return (text, folded) => {
    if (lengths.has(folded.length) && whole.has(folded)) return true;
    if (endsSo !== null && endsSo(folded)) return true;
    if (startsSo !== null && startsSo(folded)) return true;
    if (isInside !== null && isInside(folded)) return true;
    if (strange.length > 0 && !isAscii(folded) && strange.some((one) => folded.includes(one)))
      return true;
    return others.some((test) => test(text, folded));
  };
}
