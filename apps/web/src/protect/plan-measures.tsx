/** The measures that plans choose from: ticked or not, what each costs, and why it is in or not. */
import type { ReactNode } from "react";
import { type Column, Table } from "../parts/table.tsx";
import { formatSek, formatShare, formatWhole } from "../words/format.ts";
import { type Speech, useSpeech } from "../words/language.tsx";
import type { HandRow, Reason } from "./plan-choice.ts";

/**
 * @param names of all measures, by id
 * @param onFlip called with the id of the measure that is switched
 */
export function PlanMeasures({
  rows,
  names,
  onFlip,
}: {
  readonly rows: readonly HandRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly onFlip: (id: string) => void;
}): ReactNode {
  const speech = useSpeech();
  const { words } = speech;
  return (
    <section className="section plan-measures">
      <h2>{words.plan.choice}</h2>
      <Table
        caption={words.plan.choice}
        isCaptionUnseen
        rows={rows}
        keyOf={({ measure }) => measure.id}
        columns={columnsOf(onFlip, names, speech)}
      />
    </section>
  );
}

function columnsOf(
  onFlip: (id: string) => void,
  names: ReadonlyMap<string, string>,
  { words, language }: Speech,
): readonly Column<HandRow>[] {
  return [
    {
      id: "measure",
      heading: words.plan.measure,
      value: ({ measure }) => measure.name[language],
      show: ({ measure, isOn }) => (
        <label>
          <input
            type="checkbox"
            checked={isOn}
            onChange={() => onFlip(measure.id)}
            aria-label={words.plan.switchOn(measure.name[language])}
          />{" "}
          {measure.name[language]}
        </label>
      ),
      isHeading: true,
    },
    {
      id: "state",
      heading: words.plan.state,
      value: ({ state }) => words.plan.states[state],
      show: ({ state }) =>
        state === "added" || state === "removed" ? (
          <span className="badge">{words.plan.states[state]}</span>
        ) : (
          words.plan.states[state]
        ),
    },
    {
      id: "cost",
      heading: words.plan.cost,
      value: ({ measure }) => measure.costSek,
      show: ({ measure }) => formatSek(measure.costSek, language),
      isNumber: true,
    },
    {
      id: "hours",
      heading: words.plan.hours,
      value: ({ measure }) => measure.hours,
      isNumber: true,
    },
    {
      id: "why",
      heading: words.plan.why,
      value: ({ reason }) => reasonText(reason, names, { words, language }),
    },
  ];
}

function reasonText(
  reason: Reason,
  names: ReadonlyMap<string, string>,
  { words, language }: Pick<Speech, "words" | "language">,
): string {
  const said = words.plan.reasons;
  if (reason.kind === "contributes") return said.contributes(formatShare(reason.share, language));
  if (reason.kind === "needs" || reason.kind === "excluded")
    return said[reason.kind](names.get(reason.other) ?? reason.other);
  if (reason.kind === "noMoney") return said.noMoney(formatSek(reason.left, language));
  if (reason.kind === "noYearly") return words.planTerms.noYearly(formatSek(reason.left, language));
  if (reason.kind === "noTime") return words.planTerms.noTime(reason.until);
  if (reason.kind === "noHours") return said.noHours(formatWhole(reason.left, language));
  return said[reason.kind];
}
