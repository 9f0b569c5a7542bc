/** How far the search for a plan was after how much work: what it found, and what was proven. */
import type { PlanReport, SearchedView } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { Fold } from "../parts/fold.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatShare, formatWhole } from "../words/format.ts";
import { gapWords } from "../words/gap.ts";
import { type Speech, useSpeech } from "../words/language.tsx";

/** Nothing for a plan that was not searched for by itself. */
export function PlanSearched({ plan }: { readonly plan: PlanReport }): ReactNode {
  const speech = useSpeech();
  const { words, language } = speech;
  const said = words.searched;
  if (plan.search.length === 0) return null;
  return (
    <section className="section">
      <p className="gap">{gapWords(plan, words, language)}</p>
      <Fold summary={said.title}>
        {() => (
          <>
            <p className="note">{said.lead}</p>
            <EarlyPlans plan={plan} />
            <Table
              caption={said.title}
              isCaptionUnseen
              rows={plan.search}
              keyOf={({ evaluations, gap }) => `${evaluations}/${gap}`}
              columns={columnsOf(speech)}
            />
          </>
        )}
      </Fold>
    </section>
  );
}

/** Plans that came before on parts of the runs, which the search went on from. */
function EarlyPlans({ plan }: { readonly plan: PlanReport }): ReactNode {
  const { words, language } = useSpeech();
  const some = (plan.early ?? []).filter(({ runs, ofRuns }) => runs < ofRuns);
  return some.map(({ runs, ofRuns, gap }) => (
    <p key={runs} className="note">
      {words.searched.early(
        formatWhole(runs, language),
        formatWhole(ofRuns, language),
        formatShare(gap, language),
      )}
    </p>
  ));
}

function columnsOf({ words, language }: Speech): readonly Column<SearchedView>[] {
  const share = (of: "bound" | "gap" | "remains"): Column<SearchedView> => ({
    id: of,
    heading: words.searched[of],
    value: (row) => row[of],
    show: (row) => formatShare(row[of], language),
    isNumber: true,
  });
  return [
    {
      id: "work",
      heading: words.searched.work,
      value: (row) => row.evaluations,
      show: (row) => formatWhole(row.evaluations, language),
      isNumber: true,
    },
    share("remains"),
    share("bound"),
    share("gap"),
  ];
}
