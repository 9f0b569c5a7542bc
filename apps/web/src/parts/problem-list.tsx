/** Problems of input in words: there are words for every one, which most pages never need. */
import type { Problem } from "@vallgrav/kernel";
import type { ReactNode } from "react";
import { useSpeech } from "../words/language.tsx";
import { placeText, problemText } from "../words/problem-text.ts";

/** What happened and what to do, without the place. */
export function ProblemWords({ problem }: { readonly problem: Problem }): ReactNode {
  const { language } = useSpeech();
  return problemText(problem, language);
}

/** The gravest first, each with its place. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
  const { words, language } = useSpeech();
  const order = { error: 0, warning: 1, notice: 2 };
  const sorted = problems
    .map((problem, at) => ({ problem, at }))
    .sort((a, b) => order[a.problem.severity] - order[b.problem.severity] || a.at - b.at);
  return (
    <ul className="problems">
      {sorted.map(({ problem, at }) => (
        <li key={at} className={`problem-${problem.severity}`}>
          <span className="badge">{words.severity[problem.severity]}</span>{" "}
          {problemText(problem, language)}
          {problem.at === null ? null : (
            <span className="small place">{placeText(problem.at, language)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
