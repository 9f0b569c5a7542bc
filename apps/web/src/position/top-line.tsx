/** Above a plan: who attacks, and on paper what it was made with; and the way to print it. */
import type { PlanReport } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { Button } from "../parts/button.tsx";
import { visible } from "../parts/shown-name.ts";
import { formatDay, formatSek } from "../words/format.ts";
import { attackerName } from "../words/headline.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";

/** Which cost sheet the plan was made with. */
function costsText({ costSheet }: PlanReport, words: Words): string {
  if (costSheet === undefined || costSheet === null) return words.costs.ofPlanStart;
  const { number, approvedBy, approvedAt } = costSheet;
  return words.costs.ofPlan(String(number), visible(approvedBy), formatDay(approvedAt));
}

/** The line. */
export function TopLine({ plan }: { readonly plan: PlanReport }): ReactNode {
  const { words, language } = useSpeech();
  return (
    <div className="top-line">
      <p>
        {words.position.attacker}:{" "}
        <strong>{attackerName(plan.before.resistance.profile, words)}</strong>{" "}
        <span className="screen-only">
          <Link to={paths.attackers}>{words.attackers.others}</Link>
        </span>
        <span className="print-only">
          {" "}
          · {costsText(plan, words)}
          {" · "}
          {words.money.budget} {formatSek(plan.budgetSek, language)} · {words.app.name}{" "}
          {formatDay(plan.run.asOf)} · {words.runs.run} {plan.run.id}
        </span>
      </p>
      <Button onPress={() => print()}>{words.position.print}</Button>
    </div>
  );
}
