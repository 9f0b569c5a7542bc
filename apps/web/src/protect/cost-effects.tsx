/** What a measure does, figure by figure, with own figures in the place of the starting values. */
import type { SheetEffect, SheetMeasure } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { Field } from "../parts/field.tsx";
import { useSpeech, type Speech } from "../words/language.tsx";
import { fieldText, numberIn } from "./cost-text.ts";
import { sourceText } from "./measure-source.tsx";

/** Texts of the fields by the key of the figure. */
export type EffectDrafts = Readonly<Record<string, string>>;

/** The fields with what stands in them now. */
export function effectDrafts({ effects }: SheetMeasure): EffectDrafts {
  return Object.fromEntries(effects.map(({ key, value }) => [key, fieldText(value)]));
}

/** The figure in a field, null where it is none or beyond what it may be. */
function figureIn(text: string, { low, high }: SheetEffect): number | null {
  const value = numberIn(text);
  return value === null || value < low || value > high ? null : value;
}

/** Own figures: those that are other than the knowledge's; null while a field cannot be used. */
export function ownEffects(
  { effects }: SheetMeasure,
  drafts: EffectDrafts,
): Readonly<Record<string, number>> | null {
  const found = new Map<string, number>();
  for (const effect of effects) {
    const value = figureIn(drafts[effect.key] ?? "", effect);
    if (value === null) return null;
    if (value !== effect.start) found.set(effect.key, value);
  }
  return Object.fromEntries(found);
}

/** `endpointHardened` as words, where the language has no sentence for it. */
function plainName(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();
}

/** What a figure is, in words. */
export function effectLabel(
  { kind, on, onText }: Pick<SheetEffect, "kind" | "on" | "onText">,
  { words, language }: Speech,
): string {
  const { effect, parts } = words.costs;
  if (kind === "faster")
    return effect.faster(on === "containment" || on === "triage" || on === "wait" ? parts[on] : on);
  return effect[kind](language === "sv" ? onText : plainName(on));
}

/** Fields for all figures, folded until somebody asks for them. */
export function EffectFields({
  row,
  drafts,
  isTried,
  source,
  onChange,
  onSource,
}: {
  readonly row: SheetMeasure;
  readonly drafts: EffectDrafts;
  readonly isTried: boolean;
  readonly source: string;
  readonly onChange: (drafts: EffectDrafts) => void;
  readonly onSource: (source: string) => void;
}): ReactNode {
  const speech = useSpeech();
  const { words, language } = speech;
  const start = sourceText({ source: row.effectSource }, words, language);
  return (
    <details>
      <summary>{words.costs.effectsTitle}</summary>
      <p className="note">{words.costs.effectsNote(start)}</p>
      {row.effects.map((effect) => {
        const text = drafts[effect.key] ?? "";
        const isWrong = isTried && figureIn(text, effect) === null;
        const said = words.costs.between(fieldText(effect.low), fieldText(effect.high));
        return (
          <Field
            key={effect.key}
            label={effectLabel(effect, speech)}
            error={isWrong ? said : null}
            value={text}
            onChange={(next) => onChange({ ...drafts, [effect.key]: next })}
            kind="count"
            autoComplete="off"
          />
        );
      })}
      <Field
        label={words.costs.effectSource}
        hint={words.costs.field.sourceHint}
        error={null}
        value={source}
        onChange={onSource}
        isOptional
        autoComplete="off"
      />
    </details>
  );
}
