/** Fields by which measures are chosen, and how many of them are shown. */
import type { ReactNode } from "react";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { visible } from "../parts/shown-name.ts";
import { formatWhole } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { areas, type MeasureChoice } from "./measure-choice.ts";

type Asked = Pick<MeasureChoice, "text" | "area">;

/** What is chosen by besides text and area. */
type More<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
};

/** Text, area and one more. */
export function MeasureFilters<Value extends string>({
  id,
  choice,
  more,
  isSection = false,
  onChange,
}: {
  /** Of the search field; one a page. */
  readonly id: string;
  /** Whether they stand by themselves, and not below a heading. */
  readonly isSection?: boolean;
  readonly choice: Asked;
  readonly more: More<Value>;
  readonly onChange: (next: Partial<Asked>) => void;
}): ReactNode {
  const said = useSpeech().words.measures;
  return (
    <search className={isSection ? "section fields" : "fields"} aria-label={said.filters}>
      <p className="field">
        <label htmlFor={id}>{said.search}</label>
        <input
          id={id}
          type="search"
          value={choice.text}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => onChange({ text: event.target.value })}
        />
      </p>
      <Choice
        label={said.area}
        value={choice.area}
        onChange={(area) => onChange({ area })}
        options={[["", said.everyArea], ...areas.map((one) => [one, said.areas[one]] as const)]}
      />
      <Choice
        label={more.label}
        value={more.value}
        onChange={more.onChange}
        options={more.options}
      />
    </search>
  );
}

/** How many of how many these are; on paper, where the choices are not, also of what. */
export function Narrowed({
  choice: { text, area },
  more,
  count,
  all,
  onAll,
}: {
  readonly choice: Asked;
  /** What else they are chosen by, as it stands in its field. */
  readonly more: string;
  readonly count: number;
  readonly all: number;
  readonly onAll: () => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.measures;
  const parts = [
    area === "" ? said.everyArea : said.areas[area],
    more,
    ...(text.trim() === "" ? [] : [`”${visible(text.trim())}”`]),
  ];
  return (
    <p className="note">
      {said.some(formatWhole(count, language), formatWhole(all, language))}{" "}
      <span className="print-only">{words.findings.narrowed(parts.join(" · "))}</span>{" "}
      <Button look="plain" onPress={onAll}>
        {said.showAll}
      </Button>
    </p>
  );
}
