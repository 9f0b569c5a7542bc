/** How often attackers come: entered as a range with its source, withdrawn, and its versions. */
import type { FrequencyEntered, FrequencyVersion, YearlyView } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { AccountForm } from "../account/account-form.tsx";
import { useEnterFrequency, useWithdrawFrequency } from "../api/yearly-queries.ts";
import { Announce } from "../parts/announce.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { Fold } from "../parts/fold.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure } from "../parts/states.tsx";
import { fieldText, numberIn } from "../protect/cost-text.ts";
import { formatDay, formatRough, type Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";

/** Both ends of a range; one figure where they are equal. */
export function rangeOf(
  { low, high }: { readonly low: number; readonly high: number },
  language: Language,
  said: Words["yearly"],
): string {
  return said.range(formatRough(low, language), formatRough(high, language));
}

/** As the server judges it. */
const mostCampaigns = 1_000;
const widest = 10_000;

/** Times a year in a field; null where it is none that can be. */
function timesIn(text: string): number | null {
  const found = numberIn(text);
  return found !== null && found > 0 && found <= mostCampaigns ? found : null;
}

type Typed = { readonly low: string; readonly high: string; readonly source: string };

/** What is wrong with each field. */
function faultsOf(
  { low, high, source }: Typed,
  said: Words["yearly"],
): Readonly<Record<keyof Typed, string | null>> {
  const [from, to] = [timesIn(low), timesIn(high)];
  const isRange = from === null || to === null || (from <= to && to / from <= widest);
  return {
    low: from === null ? said.badNumber : null,
    high: to === null ? said.badNumber : isRange ? null : said.badRange,
    source: source.trim() === "" ? said.needSource : null,
  };
}

function enteredIn(typed: Typed, revision: number): FrequencyEntered | null {
  const [low, high] = [timesIn(typed.low), timesIn(typed.high)];
  return low === null || high === null
    ? null
    : { low, high, source: typed.source.trim(), revision };
}

/** The form; it begins with what holds. */
export function FrequencyForm({ view }: { readonly view: YearlyView }): ReactNode {
  const { words } = useSpeech();
  const said = words.yearly;
  const { given, revision } = view;
  const [typed, setTyped] = useState<Typed>({
    low: given === null ? "" : fieldText(given.low),
    high: given === null ? "" : fieldText(given.high),
    source: given?.source ?? "",
  });
  const [isTried, setTried] = useState(false);
  const enter = useEnterFrequency();
  const faults = faultsOf(typed, said);
  const error = (of: keyof Typed): string | null => (isTried ? faults[of] : null);
  const submit = (): void => {
    setTried(true);
    const entered = enteredIn(typed, revision);
    if (entered === null || Object.values(faults).some((fault) => fault !== null)) return;
    enter.mutate(entered);
  };
  return (
    <AccountForm button={said.save} isMain={false} isPending={enter.isPending} onSubmit={submit}>
      <Field
        label={said.low}
        hint={said.rangeHint}
        error={error("low")}
        value={typed.low}
        onChange={(low) => setTyped({ ...typed, low })}
        autoComplete="off"
      />
      <Field
        label={said.high}
        error={error("high")}
        value={typed.high}
        onChange={(high) => setTyped({ ...typed, high })}
        autoComplete="off"
      />
      <Field
        label={said.source}
        hint={said.sourceHint}
        error={error("source")}
        value={typed.source}
        onChange={(source) => setTyped({ ...typed, source })}
        most={300}
        autoComplete="off"
      />
      {enter.isError ? <Failure error={enter.error} /> : null}
      <Announce>{enter.isSuccess ? said.saved : ""}</Announce>
    </AccountForm>
  );
}

/** Withdraws what holds, after a question. */
export function WithdrawFrequency({ revision }: { readonly revision: number }): ReactNode {
  const { words } = useSpeech();
  const [isAsking, setAsking] = useState(false);
  const withdraw = useWithdrawFrequency();
  const said = words.yearly;
  return (
    <>
      <Button look="plain" onPress={() => setAsking(true)}>
        {said.withdraw}
      </Button>
      <Dialog title={said.withdrawTitle} isOpen={isAsking} onClose={() => setAsking(false)}>
        <p>{said.withdrawText}</p>
        {withdraw.isError ? <Failure error={withdraw.error} /> : null}
        <div className="actions">
          <Button
            look="main"
            isPending={withdraw.isPending}
            onPress={() => withdraw.mutate(revision)}
          >
            {said.withdrawYes}
          </Button>
          <Button onPress={() => setAsking(false)}>{said.withdrawNo}</Button>
        </div>
      </Dialog>
    </>
  );
}

function versionText(
  { low, high, source, by, at, withdrawn }: FrequencyVersion,
  language: Language,
  said: Words["yearly"],
): string {
  return [
    said.version(rangeOf({ low, high }, language, said)),
    said.from(visible(source)),
    said.enteredBy(visible(by), formatDay(at)),
    ...(withdrawn === null
      ? []
      : [said.withdrawnBy(visible(withdrawn.by), formatDay(withdrawn.at))]),
  ].join(" ");
}

/** All that has been entered, the newest first; nothing before anything was. */
export function FrequencyVersions({
  versions,
}: {
  readonly versions: readonly FrequencyVersion[];
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.yearly;
  if (versions.length === 0) return null;
  return (
    <Fold summary={said.versions(versions.length)}>
      {() => (
        <ul className="quiet-list">
          {versions.map((version) => (
            <li key={version.number}>{versionText(version, language, said)}</li>
          ))}
        </ul>
      )}
    </Fold>
  );
}
