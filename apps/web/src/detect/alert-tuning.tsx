/** Silences the rule of an alert for a time: wholly, or where one field says the same. */
import type { AlertView } from "@vallgrav/platform/api";
import { type ReactNode, useId, useState } from "react";
import { useTune, type WantedTuning } from "../api/watch-queries.ts";
import { Announce } from "../parts/announce.tsx";
import { Button } from "../parts/button.tsx";
import { useCountedPress } from "../parts/pressing.ts";
import { Field } from "../parts/field.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure } from "../parts/states.tsx";
import { formatMinute } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";

/** Fields that are offered: those of the first event, the ones by which the rule holds first. */
function fieldsOf({ events }: AlertView): readonly (readonly [name: string, value: string])[] {
  const [event] = events;
  if (event === undefined) return [];
  const matched = new Set(event.matched.map(({ field }) => field));
  return Object.entries(event.fields)
    .filter(([, value]) => value !== "" && value.length <= 200)
    .sort(([a], [b]) => Number(matched.has(b)) - Number(matched.has(a)))
    .slice(0, 40);
}

/** The part of an alert's page, for those who may. */
export function AlertTuning({ view }: { readonly view: AlertView }): ReactNode {
  const { words } = useSpeech();
  const said = words.watch.ruling;
  const tune = useTune();
  return (
    <details className="section">
      <summary>{said.silence}</summary>
      <p className="note">{said.silenceHow}</p>
      <TuningForm
        fields={fieldsOf(view)}
        isPending={tune.isPending}
        onWanted={(wanted) => tune.mutate({ rule: view.rule, ...wanted })}
      />
      {tune.isError ? <Failure error={tune.error} /> : null}
      <Announce>
        {tune.data === undefined ? "" : said.silencedUntil(formatMinute(tune.data.expiresAt))}
      </Announce>
    </details>
  );
}

type Wanted = Omit<WantedTuning, "rule">;

function TuningForm({
  fields,
  isPending,
  onWanted,
}: {
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly isPending: boolean;
  readonly onWanted: (wanted: Wanted) => void;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.watch.ruling;
  const choice = useId();
  const [field, setField] = useState("");
  const [reason, setReason] = useState("");
  const [owner, setOwner] = useState("");
  const [days, setDays] = useState("30");
  const isCounted = useCountedPress(isPending);
  const asked = Number(days);
  const isDays = Number.isInteger(asked) && asked >= 1 && asked <= 365;
  const isWhole = reason.trim() !== "" && owner.trim() !== "" && isDays;
  const value = fields.find(([name]) => name === field)?.[1] ?? null;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole && isCounted())
          onWanted({
            field: value === null ? null : field,
            value,
            reason: reason.trim(),
            owner: owner.trim(),
            days: asked,
          });
      }}
    >
      <p>
        <label htmlFor={choice}>{said.where}</label>{" "}
        <select id={choice} value={field} onChange={(event) => setField(event.target.value)}>
          <option value="">{said.everywhere}</option>
          {fields.map(([name, shown]) => (
            <option key={name} value={name}>
              {visible(`${name} = ${shown.slice(0, 80)}`)}
            </option>
          ))}
        </select>
      </p>
      <Field
        label={said.reason}
        error={null}
        value={reason}
        onChange={setReason}
        autoComplete="off"
      />
      <Field label={said.owner} error={null} value={owner} onChange={setOwner} autoComplete="off" />
      <Field
        label={said.days}
        error={isDays ? null : said.daysWrong}
        value={days}
        onChange={setDays}
        kind="count"
        autoComplete="off"
      />
      <Button type="submit" isPending={isPending}>
        {said.silenceButton}
      </Button>
    </form>
  );
}
