/** Which way is followed, and how far the attacker has come: a choice, a slider and a button. */
import type { Way } from "@vallgrav/platform/api";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { shownName } from "../parts/shown-name.ts";
import { formatWhole, type Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { stepsBy } from "./way-moments.ts";

/** Milliseconds between two moments of the replay: slow enough to read a step. */
const pace = 900;

/** The objective in the user's words: the thing that the last step takes. */
export function objectiveOf(way: Way, language: Language): string {
  const last = way.steps.at(-1);
  return last === undefined ? way.objective : shownName(last.asset, language);
}

/**
 * @param followed place of the way that is followed, or null for all
 * @param moments days at which something happens, rising
 * @param at place of the moment that is shown
 */
export function WayReplay({
  ways,
  followed,
  onFollow,
  moments,
  at,
  onMove,
  sayDays,
}: {
  readonly ways: readonly Way[];
  readonly followed: number | null;
  readonly onFollow: (way: number | null) => void;
  readonly moments: readonly number[];
  readonly at: number;
  readonly onMove: (at: number) => void;
  readonly sayDays: (days: number) => string;
}): ReactNode {
  const { words, language } = useSpeech();
  const last = moments.length - 1;
  const { isPlaying, flip } = usePlaying(at, last, onMove);
  const shown = ways.filter((_, way) => followed === null || way === followed);
  const day = moments[at] ?? 0;
  const { taken, all } = stepsBy(shown, day);
  const told = words.ways.soFar(
    sayDays(day),
    formatWhole(taken, language),
    formatWhole(all, language),
  );
  return (
    <div className="way-replay">
      <Choice
        label={words.ways.follow}
        options={[
          ["all", words.ways.followAll],
          ...ways.map((way, place) => {
            const title = words.ways.followOne(String(place + 1), objectiveOf(way, language));
            return [String(place), title] as const;
          }),
        ]}
        value={followed === null ? "all" : String(followed)}
        onChange={(value) => onFollow(value === "all" ? null : Number(value))}
      />
      <Button onPress={flip}>{isPlaying ? words.ways.pause : words.ways.play}</Button>
      <label className="way-time">
        {words.ways.day}
        <input
          type="range"
          min={0}
          max={Math.max(last, 0)}
          value={at}
          aria-valuetext={told}
          onChange={(event) => onMove(event.target.valueAsNumber)}
        />
      </label>
      <span className="small figure">{told}</span>
    </div>
  );
}

/** Moves on at a steady pace until the last moment; from there it begins anew. */
function usePlaying(
  at: number,
  last: number,
  onMove: (at: number) => void,
): { readonly isPlaying: boolean; readonly flip: () => void } {
  const [isOn, setOn] = useState(false);
  const isPlaying = isOn && at < last;
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setTimeout(() => onMove(at + 1), pace);
    return () => clearTimeout(timer);
  }, [isPlaying, at, onMove]);
  return {
    isPlaying,
    flip: () => {
      if (!isPlaying && at >= last) onMove(0);
      setOn(!isPlaying);
    },
  };
}
