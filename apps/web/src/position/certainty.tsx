/** How surely we know: observed, declared, assumed. */
import type { EvidenceShares, PlanReport } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { OutcomeBar } from "../parts/outcome-bar.tsx";
import type { Manner } from "../words/figures.ts";
import { formatShare } from "../words/format.ts";

const order = ["observed", "declared", "assumed"] as const;

/** The bar, what it means, and why the dials may speak in words. */
export function Certainty({
  plan,
  manner,
}: {
  readonly plan: PlanReport;
  readonly manner: Manner;
}): ReactNode {
  const { words, language } = manner;
  const shares: EvidenceShares = plan.before.resistance.evidence;
  const known = formatShare(shares.observed + shares.declared, language);
  return (
    <section className="certainty" id="unknown">
      <h2>{words.position.certainty}</h2>
      <OutcomeBar
        label=""
        parts={order.map((standing) => ({
          id: standing,
          share: shares[standing],
          label: words.evidence[standing],
          said: formatShare(shares[standing], language),
          tone: standing,
        }))}
      />
      <p className="note">
        {manner.speak === "words"
          ? words.position.wordsBecause(known)
          : words.position.certaintyWhy}
      </p>
      {plan.typicalParts.length === 0 ? null : (
        <div className="typical">
          {plan.typicalParts.map((part) => (
            <p key={part} className="stale">
              {words.questions.typical[part]}
            </p>
          ))}
          <Link to={paths.questions}>{words.questions.link}</Link>
        </div>
      )}
    </section>
  );
}
