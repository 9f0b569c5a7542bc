/** Att göra härnäst: at most five steps, only what the data itself gives reason for. */
import type { AskBoard, LadderView, PlanReport } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useAskBoard } from "../api/asking-queries.ts";
import { useLadder, useStatus } from "../api/queries.ts";
import { useReality } from "../api/reality-queries.ts";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { useMay } from "../frame/session.tsx";
import { visible } from "../parts/shown-name.ts";
import { formatShare, formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

const stepsMost = 5;
const questionsMost = 3;

type Step = {
  readonly id: string;
  readonly text: string;
  readonly to: string;
  readonly link: string;
};

/** Questions that are worth sending: what they move is known, and nobody has been asked. */
export function questionsToSend(board: AskBoard | undefined): AskBoard["candidates"] {
  const worth = (board?.candidates ?? []).filter(
    ({ because, isAsked }) => because !== "none" && !isAsked,
  );
  return worth.slice(0, questionsMost);
}

/** The source that has not been read and could show most; undefined where none could. */
function bestSource(ladder: readonly LadderView[] | undefined): LadderView | undefined {
  return (ladder ?? [])
    .filter(({ brought, couldAdd }) => brought === null && couldAdd !== null && couldAdd > 0)
    .toSorted((a, b) => (b.couldAdd ?? 0) - (a.couldAdd ?? 0))[0];
}

/** In the order of how surely each is worth its time. */
function useSteps(plan: PlanReport): readonly Step[] {
  const { words, language } = useSpeech();
  const mayView = useMay("model/view");
  const contradictions = useStatus(mayView).data?.contradictions ?? 0;
  const board = useAskBoard(mayView).data;
  const source = bestSource(useLadder(mayView).data);
  const reality = useReality().data;
  const [best] = plan.measures.toSorted((a, b) => b.contribution - a.contribution);
  const [question] = questionsToSend(board);
  const { assumed } = plan.before.resistance.evidence;
  const { steps, next } = words;
  const share = (value: number): string => formatShare(value, language);
  const step = (id: string, text: string, [to, link]: readonly [string, string]): Step => {
    return { id, text, to, link };
  };
  const found: readonly (Step | null)[] = [
    best === undefined || best.contribution <= 0
      ? null
      : step("measure", steps.measure(best.name[language], share(best.contribution)), [
          paths.plan,
          steps.measureLink,
        ]),
    contradictions === 0
      ? null
      : step(
          "contradictions",
          next.contradictions(contradictions, formatWhole(contradictions, language)),
          [paths.sources, next.contradictionsLink],
        ),
    question === undefined
      ? null
      : step("ask", steps.ask(visible(question.words.text[language])), [
          paths.asking,
          steps.askLink,
        ]),
    source === undefined
      ? assumed === 0
        ? null
        : step("assumed", next.assumed(share(assumed)), [paths.sources, next.assumedLink])
      : source.id === "questions"
        ? step("source", steps.questionsSource(share(source.couldAdd ?? 0)), [
            paths.questions,
            steps.questionsSourceLink,
          ])
        : step("source", steps.source(source.name[language], share(source.couldAdd ?? 0)), [
            paths.sources,
            steps.sourceLink,
          ]),
    reality === undefined || reality.checks.length > 0
      ? null
      : step("reality", steps.reality, [paths.reality, steps.realityLink]),
    step("choke", next.choke, [paths.ways, next.chokeLink]),
  ];
  return found.filter((one) => one !== null).slice(0, stepsMost);
}

/** The list. */
export function NextSteps({ plan }: { readonly plan: PlanReport }): ReactNode {
  const { words } = useSpeech();
  const steps = useSteps(plan);
  return (
    <div className="next">
      <h2>{words.next.title}</h2>
      <ol>
        {steps.map(({ id, text, to, link }) => (
          <li key={id}>
            {text} <Link to={to}>{link}</Link>
          </li>
        ))}
      </ol>
    </div>
  );
}
