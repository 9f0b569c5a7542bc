/** What stands where data is not: loading, failed, or problems of the input in words. */
import type { Problem } from "@vallgrav/kernel";
import type { ReactNode } from "react";
import { ApiError } from "../api/client.ts";
import { useSpeech } from "../words/language.tsx";
import { placeText, problemText } from "../words/problem-text.ts";
import { Button } from "./button.tsx";

/** A quiet line while the first answer is on its way. */
export function Loading(): ReactNode {
  const { words } = useSpeech();
  return <output className="note loading">{words.app.loading}</output>;
}

/** What happened, what was kept and what to do. */
export function Failure({
  error,
  onAgain,
}: {
  readonly error: Error;
  readonly onAgain?: () => void;
}): ReactNode {
  const { words } = useSpeech();
  const isOffline = error instanceof ApiError && error.status === 0;
  const isForbidden = error instanceof ApiError && error.status === 403;
  // What was asked could not be done, for reasons that follow: nothing is wrong with the server.
  const isRefused =
    error instanceof ApiError &&
    error.status >= 400 &&
    error.status < 500 &&
    error.problems.length > 0;
  return (
    <div className="failure" role="alert">
      <p>
        <strong>
          {isOffline
            ? words.error.offline
            : isForbidden
              ? words.error.forbidden
              : isRefused
                ? words.error.refused
                : words.error.title}
        </strong>
      </p>
      {isForbidden || isRefused ? null : (
        <p>{isOffline ? words.error.offlineText : words.error.text}</p>
      )}
      {error instanceof ApiError && error.problems.length > 0 ? (
        <Problems problems={error.problems} />
      ) : null}
      {error instanceof ApiError ? (
        <p className="small mono">{words.error.code(error.code)}</p>
      ) : null}
      {onAgain === undefined ? null : <Button onPress={onAgain}>{words.error.again}</Button>}
    </div>
  );
}

/** Problems of input, the gravest first, each with its place. */
export function Problems({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
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
