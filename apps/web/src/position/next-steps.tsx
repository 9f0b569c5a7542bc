/** Att göra härnäst: only what the data itself gives reason for. */
import type { PlanReport } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useStatus } from "../api/queries.ts";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { useMay } from "../frame/session.tsx";
import { formatShare, formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

/** Contradictions to settle, assumptions to replace, and where the ways meet. */
export function NextSteps({ plan }: { readonly plan: PlanReport }): ReactNode {
  const { words, language } = useSpeech();
  const contradictions = useStatus(useMay("model/view")).data?.contradictions ?? 0;
  const { assumed } = plan.before.resistance.evidence;
  return (
    <div className="next">
      <h2>{words.next.title}</h2>
      <ol>
        {contradictions === 0 ? null : (
          <li>
            {words.next.contradictions(contradictions, formatWhole(contradictions, language))}{" "}
            <Link to={paths.sources}>{words.next.contradictionsLink}</Link>
          </li>
        )}
        {assumed === 0 ? null : (
          <li>
            {words.next.assumed(formatShare(assumed, language))}{" "}
            <Link to={paths.sources}>{words.next.assumedLink}</Link>
          </li>
        )}
        <li>
          {words.next.choke} <Link to={paths.ways}>{words.next.chokeLink}</Link>
        </li>
      </ol>
    </div>
  );
}
