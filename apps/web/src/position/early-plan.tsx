/** A plan on some of the planning runs, shown while it is refined: what it holds, and its gap. */
import type { EarlyPlan } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { Table } from "../parts/table.tsx";
import { formatSek, formatShare, formatWhole } from "../words/format.ts";
import { leastShare } from "../words/gap.ts";
import { type Speech, useSpeech } from "../words/language.tsx";

/** What the plan comes to, on how many campaigns, and what is proven of it. */
function sentences(early: EarlyPlan, { words, language }: Speech): readonly string[] {
  const { budgetSek, costSek, measures, runs, ofRuns, remains, gap } = early;
  const said = words.first.plan;
  const budget = formatSek(budgetSek, language);
  const count = words.money.measureCount(measures.length, formatWhole(measures.length, language));
  const all = formatWhole(ofRuns, language);
  return [
    measures.length === 0
      ? said.none(budget)
      : said.sum(budget, count, formatSek(costSek, language)),
    runs < ofRuns ? said.on(formatWhole(runs, language), all) : said.onAll(all),
    said.leaves(formatShare(remains, language), leastShare(gap, language)),
    said.caution,
  ];
}

/** The plan so far. */
export function EarlyPlanShown({ early }: { readonly early: EarlyPlan }): ReactNode {
  const speech = useSpeech();
  const { words, language } = speech;
  const said = words.first.plan;
  const title = early.runs < early.ofRuns ? said.title : said.titleAll;
  return (
    <section className="section">
      <h2>{title}</h2>
      <p>{sentences(early, speech).join(" ")}</p>
      {early.measures.length === 0 ? null : (
        <Table
          caption={title}
          isCaptionUnseen
          rows={early.measures}
          keyOf={({ id }) => id}
          columns={[
            {
              id: "measure",
              heading: said.measure,
              value: ({ name }) => name[language],
              isHeading: true,
            },
            {
              id: "cost",
              heading: said.cost,
              value: ({ costSek }) => costSek,
              show: ({ costSek }) => formatSek(costSek, language),
              isNumber: true,
            },
          ]}
        />
      )}
    </section>
  );
}
