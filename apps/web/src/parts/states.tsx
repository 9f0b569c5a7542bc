/** What stands where data is not: loading, failed, or problems of the input in words. */
import type { Problem } from "@vallgrav/kernel";
import type { ComponentType, ReactNode } from "react";
import { ApiError } from "../api/client.ts";
import { partOf, piece } from "../frame/piece.tsx";
import { useSpeech } from "../words/language.tsx";
import { Button } from "./button.tsx";

export { Loading } from "./loading.tsx";

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

type ListOfProblems = { readonly problems: readonly Problem[] };

/** The words of problems come when there is one. */
const wording = piece(() => import("./problem-list.tsx"));
const ProblemList: ComponentType<ListOfProblems> = partOf(wording, (found) => found.ProblemList);

/** What happened and what to do, without the place. */
export const ProblemWords: ComponentType<{ readonly problem: Problem }> = partOf(
  wording,
  (found) => found.ProblemWords,
);

/** Problems of input, the gravest first, each with its place. */
export function Problems({ problems }: ListOfProblems): ReactNode {
  return <ProblemList problems={problems} />;
}
