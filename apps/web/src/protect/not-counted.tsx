/** Says that prices per piece are of nothing while nothing is known. */
import type { ReactNode } from "react";
import { useStatus } from "../api/queries.ts";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { useMay } from "../frame/session.tsx";
import { useSpeech } from "../words/language.tsx";

/** Whether there is nothing that could be counted; false while that is not known. */
export function useIsUncounted(): boolean {
  return useStatus(useMay("model/view")).data?.assets.length === 0;
}

/** The note, and the way to where files are read in; nothing where there is something to count. */
export function NotCounted(): ReactNode {
  const { words } = useSpeech();
  return useIsUncounted() ? (
    <p className="note">
      {words.measures.notCounted} <Link to={paths.sources}>{words.map.toSources}</Link>
    </p>
  ) : null;
}
