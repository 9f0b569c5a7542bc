/** Problems of input in words: there are words for every one, which most pages never need. */
import type { Problem } from "@vallgrav/kernel";
import type { ReactNode } from "react";
import { groupsOf } from "./problem-groups.ts";
import { useSpeech } from "../words/language.tsx";
import { formatWhole } from "../words/format.ts";
import { placeText, problemText } from "../words/problem-text.ts";

/** What happened and what to do, without the place. */
export function ProblemWords({ problem }: { readonly problem: Problem }): ReactNode {
  const { language } = useSpeech();
  return problemText(problem, language);
}

/** Places of one problem that are shown: enough to find the others by. */
const shownPlaces = 3;

/** The gravest first, each once with its places. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
  const { words, language } = useSpeech();
  return (
    <ul className="problems">
      {groupsOf(problems).map(({ problem, places }, at) => (
        <li key={at} className={`problem-${problem.severity}`}>
          <span className="badge">{words.severity[problem.severity]}</span>{" "}
          {problemText(problem, language)}
          {places.slice(0, shownPlaces).map((place, index) => (
            <span key={index} className="small place">
              {placeText(place, language)}
            </span>
          ))}
          {places.length <= shownPlaces ? null : (
            <span className="small place">
              {words.job.morePlaces(formatWhole(places.length - shownPlaces, language))}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
