/** One entry of what really happened: what it was, what the model said, what it moved. */
import type { RealityCheck, RealitySaid } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useWithdrawReality } from "../api/reality-queries.ts";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { MovedText } from "../parts/moved-text.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure } from "../parts/states.tsx";
import { formatDay, formatShare, formatSpan, formatWhole, type Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";

type Speech = { readonly words: Words; readonly language: Language };

/** What happened, in a sentence. */
function happened({ given }: RealityCheck, { words, language }: Speech): string {
  const said = words.reality;
  const whole = (count: number): string => formatWhole(count, language);
  if (given.kind === "phishing-exercise")
    return said.luresText(
      whole(given.followed),
      whole(given.sent),
      formatShare(given.followed / given.sent, language),
    );
  if (given.kind === "restore-test")
    return said.restoresText(whole(given.restored), whole(given.tried));
  const what = said.attackText(said.attackStart[given.start], said.attackGoal[given.goal]);
  const span = formatSpan(given.days, language);
  return `${what}. ${given.outcome === "fell" ? said.fell(span) : said.held(span)}`;
}

/** What the model would have said. */
function wouldHaveSaid({ given, said: told }: RealityCheck, { words, language }: Speech): string {
  const said = words.reality;
  if (told.kind === "counts") {
    const share = (value: number): string => formatShare(value, language);
    const { low, high, mean } = told.expected;
    const expected = said.saysCounts(share(low), share(high), share(mean));
    return `${expected} ${said.saysNow(share(told.now))}`;
  }
  const days = (value: number | null): string =>
    value === null ? said.never : formatSpan(value, language);
  const times = said.saysTimes(days(told.p10Days), days(told.medianDays), days(told.p90Days));
  if (given.kind === "phishing-exercise" || given.kind === "restore-test") return times;
  const within = formatShare(told.fellWithin, language);
  return `${times} ${said.saysWithin(within, formatSpan(given.days, language))}`;
}

/** Which way it missed. */
function missText({ given, said }: RealityCheck, words: Words): string {
  const texts = words.reality.missText;
  const isLow = said.place < 0.5;
  if (given.kind === "phishing-exercise") return isLow ? texts.more : texts.fewer;
  if (given.kind === "restore-test") return isLow ? texts.worse : texts.better;
  return isLow ? texts.sooner : texts.later;
}

function Verdict({ said }: { readonly said: RealitySaid }): ReactNode {
  const { words } = useSpeech();
  return (
    <strong className={said.isMiss ? "verdict miss" : "verdict"}>
      {said.isMiss ? words.reality.miss : words.reality.agrees}
    </strong>
  );
}

/** A row of the list. */
export function RealityRow({ check }: { readonly check: RealityCheck }): ReactNode {
  const speech = useSpeech();
  const { words } = speech;
  const said = words.reality;
  const { given, by, at, moved } = check;
  return (
    <li className="reality-check">
      <h3>
        {said.kinds[given.kind]} {given.on} <Verdict said={check.said} />
      </h3>
      <p>{happened(check, speech)}</p>
      <p>
        {said.wouldSay}: {wouldHaveSaid(check, speech)}
      </p>
      {check.said.isMiss ? <p className="note">{missText(check, words)}</p> : null}
      <p className="unseen">{said.movedTitle}</p>
      <MovedText moved={moved} said={said.moved} />
      {moved.after !== null && moved.otherFacts ? <p className="note">{said.otherFacts}</p> : null}
      <p className="small">
        {said.from(visible(given.source))} · {said.by(visible(by), formatDay(at))}
      </p>
      <Withdraw check={check} />
    </li>
  );
}

function Withdraw({ check }: { readonly check: RealityCheck }): ReactNode {
  const { words } = useSpeech();
  const [isAsking, setAsking] = useState(false);
  const withdraw = useWithdrawReality();
  const mayChange = useMay("model/change");
  const said = words.reality;
  if (!mayChange) return null;
  const what = `${said.kinds[check.given.kind]} ${check.given.on}`;
  return (
    <>
      <Button look="plain" aria-label={said.withdrawOf(what)} onPress={() => setAsking(true)}>
        {said.withdraw}
      </Button>
      <Dialog title={said.withdrawTitle} isOpen={isAsking} onClose={() => setAsking(false)}>
        <p>{said.withdrawText}</p>
        {withdraw.isError ? <Failure error={withdraw.error} /> : null}
        <div className="actions">
          <Button
            look="main"
            isPending={withdraw.isPending}
            onPress={() => withdraw.mutate(check.id)}
          >
            {said.withdrawYes}
          </Button>
          <Button onPress={() => setAsking(false)}>{said.withdrawNo}</Button>
        </div>
      </Dialog>
    </>
  );
}
