/** Beside the dials: kinds of uncertainty, and questions to send. */
import type { PlanReport } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useAskBoard } from "../api/asking-queries.ts";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { useMay } from "../frame/session.tsx";
import { visible } from "../parts/shown-name.ts";
import type { Manner } from "../words/figures.ts";
import { formatShareRange } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { shareWord } from "../words/speak.ts";
import { questionsToSend } from "./next-steps.tsx";

/** Ends of a share, 0–1. */
type Ends = { readonly low: number; readonly high: number };

/** How far apart the words of both ends are: the same, next to each other, or further. */
function spreadWord({ low, high }: Ends): "much" | "none" | "some" {
  if (shareWord(low) === shareWord(high)) return "none";
  return high - low < 0.34 ? "some" : "much";
}

/**
 * What chance does, what facts would, and what neither does. Where the dials speak in words these
 * do too.
 */
export function Uncertainties({
  plan,
  manner,
}: {
  readonly plan: PlanReport;
  readonly manner: Manner;
}): ReactNode {
  const { kinds } = manner.words.steps;
  const { sampling, knowledge } = plan.before.resistance;
  const say = (ends: Ends): string =>
    manner.speak === "words"
      ? kinds.inWords[spreadWord(ends)]
      : kinds.holdsBetween(formatShareRange(ends.low, ends.high, manner.language));
  const rows = [
    [kinds.sampling, kinds.samplingText(say(sampling.probabilityHolds))],
    [kinds.knowledge, kinds.knowledgeText(say(knowledge.probabilityHolds))],
    [kinds.model, kinds.modelText],
  ] as const;
  return (
    <section className="section kinds screen-only">
      <h2>{kinds.title}</h2>
      <dl>
        {rows.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The questions that matter most, with a way to send them. */
export function QuestionsToSend(): ReactNode {
  const { words, language } = useSpeech();
  const found = questionsToSend(useAskBoard(useMay("model/view")).data);
  const { steps } = words;
  if (found.length === 0) return null;
  return (
    <section className="section screen-only">
      <h2>{steps.questions}</h2>
      <p className="note">{steps.questionsNote}</p>
      <ul className="quiet-list">
        {found.map(({ asset, question, owner, words: said }) => (
          <li key={`${asset.id} ${question}`}>
            {visible(said.text[language])}{" "}
            <span className="note">
              {owner === null ? steps.noOwner : steps.owner(visible(owner))}
            </span>
          </li>
        ))}
      </ul>
      <p>
        <Link to={paths.asking}>{steps.questionsLink}</Link>
      </p>
    </section>
  );
}
