/** The year, folded away below the dials: what it needs comes when it is opened. */
import type { PlanReport } from "@vallgrav/platform/api";
import { type ComponentType, type ReactNode, use } from "react";
import { partOf, piece } from "../frame/piece.tsx";
import { UserContext } from "../frame/session.tsx";
import { Fold } from "../parts/fold.tsx";
import type { Manner } from "../words/figures.ts";
import type { YearlyProps } from "./yearly.tsx";

const Yearly: ComponentType<YearlyProps> = partOf(
  piece(() => import("./yearly.tsx")),
  (found) => found.Yearly,
);

/** The fold; nothing behind a wall, where sums of the whole are not shown. */
export function YearlyFold({
  plan,
  manner,
}: {
  readonly plan: PlanReport;
  readonly manner: Manner;
}): ReactNode {
  const isWalled = use(UserContext)?.isWalled === true;
  if (isWalled) return null;
  return (
    <section className="section screen-only">
      <Fold summary={manner.words.yearly.summary}>
        {() => <Yearly plan={plan} manner={manner} />}
      </Fold>
    </section>
  );
}
