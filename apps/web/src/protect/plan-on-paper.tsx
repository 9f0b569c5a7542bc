/** Both dials of a plan on its paper; the screen has them on the first page. */
import type { PlanReport } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { DamageDial } from "../position/damage-dial.tsx";
import { ResistanceDial } from "../position/resistance-dial.tsx";
import type { Manner } from "../words/figures.ts";
import { speakOf } from "../words/headline.ts";
import { useSpeech } from "../words/language.tsx";

/** @param plan of which the dials are, today and with its measures */
export function PlanOnPaper({ plan }: { readonly plan: PlanReport }): ReactNode {
  const { words, language } = useSpeech();
  const manner: Manner = { words, language, speak: speakOf(plan) };
  return (
    <section className="dials paper-only">
      <ResistanceDial plan={plan} manner={manner} />
      <DamageDial plan={plan} manner={manner} />
    </section>
  );
}
