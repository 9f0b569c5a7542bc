/** What something moved: the chance to hold, and hours lost, before it and after. */
import type { DialSummary, Moved } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { formatRough, formatShare } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import { shareWord } from "../words/speak.ts";
import type { Words } from "../words/sv.ts";

/**
 * In words where either side speaks in words.
 * @param said the sentences, for what moved it
 */
export function MovedText({
  moved,
  said,
}: {
  readonly moved: Moved;
  readonly said: Words["asking"]["moved"];
}): ReactNode {
  const { words, language } = useSpeech();
  const { before, after } = moved;
  if (before === null) return <p className="note">{said.unknown}</p>;
  if (after === null) return <p className="note">{said.waiting}</p>;
  const isInWords = before.speak === "words" || after.speak === "words";
  const holds = (of: DialSummary): string =>
    isInWords
      ? words.shareWord[shareWord(of.probabilityHolds)]
      : formatShare(of.probabilityHolds, language);
  const hours = (of: DialSummary): string => formatRough(of.serviceHours, language);
  const [was, is] = [holds(before), holds(after)];
  const isSame = was === is && (isInWords || hours(before) === hours(after));
  const text = isSame
    ? said.same(was)
    : isInWords
      ? said.words(was, is)
      : said.figures(was, is, hours(before), hours(after));
  return (
    <p>
      {text}
      {said.together(moved.together)}
    </p>
  );
}
