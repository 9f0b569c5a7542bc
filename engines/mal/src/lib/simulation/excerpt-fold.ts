/** Makes the net of an excerpt small: what is one in this run, whatever is chosen, is one step. */
import { type Contraction, putInto, putTogether } from "./contract.ts";
import { newLists } from "./equal-steps.ts";
import type { ExcerptNet } from "./excerpt-net.ts";
import { type Net, partitionOf, type Refined } from "./net.ts";
import { refined } from "./refine.ts";

/** Classes by what a step is by itself: its draws are numbers by now. */
function firstClasses(
  { isAnd, isOpen, isStuck, isEntry, isTimed, origin, gates }: Net,
  { days, slowingOf, watchOf }: ExcerptNet,
): Refined {
  const kinds = newLists();
  const times = new Map<number, number>();
  const list: number[] = [];
  const classOf = origin.map((of, step) => {
    const time = isTimed[step] === 1 ? (days[of] ?? 0) : 0;
    const number = times.get(time) ?? times.size;
    if (number === times.size) times.set(time, number);
    const marks = 4 * (isAnd[step] ?? 0) + 2 * (isOpen[step] ?? 0) + (isStuck[step] ?? 0);
    list.length = 0;
    list.push(marks, number, isEntry[step] === 1 ? step : -1);
    if (isTimed[step] === 1) list.push(slowingOf[of] ?? 0, watchOf[of] ?? 0);
    const end = gates.offsets[step + 1] ?? 0;
    for (let at = gates.offsets[step] ?? end; at < end; at += 1)
      list.push(-1 - (gates.values[at] ?? 0));
    return kinds.numberOf(list);
  });
  return { classOf, count: kinds.count() };
}

/** Steps of one kind with the same times that follow from the same classes, put together. */
function folded(contraction: Contraction, of: ExcerptNet): void {
  const classes = refined(contraction.net, firstClasses(contraction.net, of));
  putInto(contraction, partitionOf(classes));
}

/** The same net with fewer steps, where its goals and entries are in it. */
export function foldExcerpt(of: ExcerptNet): Contraction {
  const contraction: Contraction = {
    net: of.net,
    goals: of.goals,
    entries: Int32Array.from(of.entries, ({ step }) => step),
  };
  // Folded first it is a fraction, of which the rest costs little.
  folded(contraction, of);
  putTogether(contraction);
  folded(contraction, of);
  putTogether(contraction);
  return contraction;
}
