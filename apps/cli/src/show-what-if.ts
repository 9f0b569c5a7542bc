/** `what-if`: a plan with measures switched on and off by hand, beside the plan. */
import type { Switched, WhatIf } from "@vallgrav/platform/api";
import type { Rooms } from "@vallgrav/server";
import { isUsual } from "@vallgrav/platform/protect";
import { computePlan, computeStops } from "./compute.ts";
import { sek, share, table, whole } from "./format.ts";
import { dialRows, isInWords } from "./show-plan.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

/** What remains, as an interval: figures of one sample never stand alone. */
function remaining({ low, high }: WhatIf["remains"], { language }: Speaker): string {
  return `${share(low, language)}–${share(high, language)}`;
}

function linesOf(found: WhatIf, speaker: Speaker): readonly string[] {
  const { words, language } = speaker;
  const { plan, dials, today } = found;
  const pairs = [
    { before: today, after: plan.dials },
    { before: today, after: dials },
  ] as const;
  const inWords = pairs.some(isInWords);
  const [ofPlan = [], ofHand = []] = pairs.map((pair) => dialRows(pair, speaker, inWords).slice(1));
  return [
    words.whatIf.lead(sek(found.budgetSek, language)),
    ...found.added.map((id) => words.whatIf.added(id)),
    ...found.removed.map((id) => words.whatIf.removed(id)),
    ...(found.added.length + found.removed.length === 0 ? [words.planTerms.unchanged] : []),
    "",
    ...table(
      [
        words.whatIf.columns,
        [words.whatIf.cost, "", sek(plan.costSek, language), sek(found.costSek, language)],
        [words.whatIf.hours, "", whole(plan.hours, language), whole(found.hours, language)],
        [
          words.whatIf.remains,
          "",
          remaining(plan.remains, speaker),
          remaining(found.remains, speaker),
        ],
        ...ofPlan.map((row, at) => [...row, ofHand[at]?.[2] ?? ""]),
      ],
      [1, 2, 3],
    ),
    ...(inWords ? ["", words.plan.inWords] : []),
    "",
    words.plan.always,
  ];
}

/** Computes the plan that is changed; null when it is there, else why not. */
async function computeFor(rooms: Rooms, { budgetSek, terms }: Switched, speaker: Speaker) {
  if (terms === undefined || isUsual(terms)) return computeStops(rooms, speaker);
  const computed = await computePlan(rooms, budgetSek, speaker, terms);
  return computed.ok ? null : computed.problems;
}

/** Tells what switching measures by hand would do. */
export async function showWhatIf(rooms: Rooms, asked: Switched, speaker: Speaker): Promise<Told> {
  const problems = await computeFor(rooms, asked, speaker);
  if (problems !== null) return refused(problems);
  const answer = await rooms.protect.whatIf(asked);
  if (answer === null)
    return refused([{ code: "protect/no-such-stop", severity: "error", at: null, args: {} }]);
  if (!answer.ok) return refused(answer.problems);
  const { whatIf } = answer;
  return {
    exit: 0,
    document: whatIf,
    lines: linesOf(whatIf, speaker),
    problems: [],
    object: whatIf.run,
  };
}
