/** What the page will look like, drawn without figures; hidden from screen readers. */
import type { ReactNode } from "react";
import { OutcomeBar } from "../parts/outcome-bar.tsx";
import { Strip } from "../parts/strip.tsx";
import { timeColumns } from "../parts/time-axis.ts";
import { useSpeech } from "../words/language.tsx";

const outline = { bracket: null, band: null, said: "" } as const;
/** The two dials in outline. */
export function GhostDials(): ReactNode {
  const { words } = useSpeech();
  return (
    <div className="ghost dials" aria-hidden="true">
      <section>
        <h2>
          {words.position.resistance} <span>– {words.position.resistanceAsk}</span>
        </h2>
        <p className="note">{words.position.resistanceNote}</p>
        <Strip
          rows={[
            {
              ...outline,
              label: words.position.today,
              tone: "before",
              bar: [0.12, 0.5],
              tick: 0.27,
            },
            {
              ...outline,
              label: words.position.withMeasures,
              tone: "after",
              bar: [0.4, 0.96],
              tick: 0.7,
            },
          ]}
          columns={timeColumns.map((column) => words.timeWord[column])}
        />
      </section>
      <section>
        <h2>
          {words.position.damage} <span>– {words.position.damageAsk}</span>
        </h2>
        <p className="note">{words.position.damageNote}</p>
        {[words.position.hours, words.position.persons, words.position.sek].map((title, at) => (
          <OutcomeBar
            key={title}
            label={title}
            parts={[
              { id: "a", share: 0.3 + at / 10, label: "", said: "", tone: "assumed" },
              { id: "b", share: 0.3, label: "", said: "", tone: "faint" },
            ]}
          />
        ))}
      </section>
    </div>
  );
}
