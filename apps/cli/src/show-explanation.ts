/** `explain`: draws and proof of one run. */
import type { Protect } from "@vallgrav/platform/protect";
import type { Rooms } from "@vallgrav/server";
import { span, table, visible, whole } from "./format.ts";
import type { Speaker } from "./speaker.ts";
import { refused, type Told } from "./told.ts";

type Explanation = NonNullable<Awaited<ReturnType<Protect["explain"]>>>;

function outcomeLine(explanation: Explanation, { words, language }: Speaker): string {
  let first: { readonly node: string; readonly days: number } | null = null;
  for (const { node, days } of explanation.objectives)
    if (days !== null && (first === null || days < first.days)) first = { node, days };
  if (first === null) return words.explain.held(span(explanation.limit, language));
  return words.explain.fell(visible(first.node), span(first.days, language));
}

function linesOf(explanation: Explanation, speaker: Speaker): readonly string[] {
  const { words, language } = speaker;
  const { gates, times, proof } = explanation;
  return [
    outcomeLine(explanation, speaker),
    words.explain.draws(whole(gates.length, language), whole(times.length, language)),
    "",
    ...table(
      [words.explain.head, ...proof.map(({ node, time }) => [span(time, language), visible(node)])],
      [0],
    ),
  ];
}

/** Tells one run of a stored plan. */
export async function showExplanation(
  rooms: Rooms,
  asked: { readonly run: string; readonly sample: number },
  speaker: Speaker,
): Promise<Told> {
  const explanation = await rooms.protect.explain(asked.run, asked.sample);
  if (explanation === null)
    return refused([{ code: "cli/no-such-run", severity: "error", at: null, args: {} }]);
  return {
    exit: 0,
    document: explanation,
    lines: linesOf(explanation, speaker),
    problems: [],
    object: asked.run,
  };
}
