/** Sources of logs with their health: what came, what was understood, what was lost. */
import type { WatchSource, WatchState } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useAddSource, useEndSource, useWatch } from "../api/watch-queries.ts";
import { Page } from "../frame/page.tsx";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { useCountedPress } from "../parts/pressing.ts";
import { Field } from "../parts/field.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatMinute, formatShare, formatWhole } from "../words/format.ts";
import { type Speech, useSpeech } from "../words/language.tsx";
import { GraphSection } from "./graph-section.tsx";

function heading(watch: WatchState | undefined, { words, language }: Speech): string {
  const said = words.watch.health;
  if (watch === undefined) return said.title;
  const going = watch.sources.filter(({ endedAt }) => endedAt === null);
  const silent = going.filter(({ isSilent }) => isSilent).length;
  const lost = going.reduce((sum, { counts }) => sum + counts.dropped, 0);
  if (going.length === 0) return said.none;
  if (silent > 0) return said.silent(formatWhole(silent, language));
  return lost > 0 ? said.lost(formatWhole(lost, language)) : said.well;
}

/** The page. */
export function LogSourcesPage(): ReactNode {
  const speech = useSpeech();
  const { words, language } = speech;
  const said = words.watch.health;
  const watch = useWatch();
  const mayChange = useMay("watch/change");
  const state = watch.data;
  return (
    <Page
      name={said.title}
      heading={heading(state, speech)}
      lead={state?.isOn === false ? words.watch.offHow : said.lead}
    >
      {watch.isPending ? <Loading /> : null}
      {watch.isError ? <Failure error={watch.error} onAgain={() => void watch.refetch()} /> : null}
      {state === undefined ? null : (
        <>
          <p className="note">
            {words.watch.rules(formatWhole(state.rules.active, language))}{" "}
            {state.isOn ? "" : `${words.watch.rulesIdle} `}
            {state.listening.join(", ")}{" "}
            {said.buffer(
              formatWhole(state.waiting, language),
              formatShare(state.bufferBytes / state.bufferLimitBytes, language),
            )}
          </p>
          <SourceTable sources={state.sources} mayChange={mayChange} />
        </>
      )}
      <GraphSection />
      {mayChange ? <NewSource /> : null}
    </Page>
  );
}

function stateOf({ endedAt, isSilent, lastAt }: WatchSource, { words }: Speech): string {
  const said = words.watch.health;
  if (endedAt !== null) return said.ended;
  if (isSilent) return said.isSilent;
  return lastAt === null ? said.never : said.going;
}

function SourceTable({
  sources,
  mayChange,
}: {
  readonly sources: readonly WatchSource[];
  readonly mayChange: boolean;
}): ReactNode {
  const speech = useSpeech();
  const said = speech.words.watch;
  const ending = useEndSource();
  const counted = (
    ["received", "parsed", "refused", "repeated", "matched", "dropped"] as const
  ).map((name): Column<WatchSource> => ({
    id: name,
    heading: said.health.counts[name],
    value: ({ counts }) =>
      name === "received" ? counts.parsed + counts.refused + counts.repeated : counts[name],
    isNumber: true,
  }));
  const columns: readonly Column<WatchSource>[] = [
    { id: "name", heading: said.source, value: ({ name }) => visible(name), isHeading: true },
    { id: "kind", heading: said.health.kind, value: ({ kind }) => kind },
    { id: "state", heading: said.state, value: (source) => stateOf(source, speech) },
    {
      id: "last",
      heading: said.last,
      value: ({ lastAt }) => lastAt,
      show: ({ lastAt }) => (lastAt === null ? "–" : formatMinute(lastAt)),
    },
    ...counted,
  ];
  return (
    <>
      <Table
        caption={said.sources}
        isCaptionUnseen
        rows={sources}
        keyOf={({ id }) => id}
        columns={mayChange ? [...columns, endColumn(speech, (id) => ending.mutate(id))] : columns}
      />
      {ending.isError ? <Failure error={ending.error} /> : null}
    </>
  );
}

function endColumn({ words }: Speech, end: (id: string) => void): Column<WatchSource> {
  const said = words.watch.health;
  return {
    id: "end",
    heading: said.act,
    isScreenOnly: true,
    value: () => "",
    show: ({ id, endedAt, name }) =>
      endedAt === null ? (
        <Button look="plain" aria-label={said.end(visible(name))} onPress={() => end(id)}>
          {said.endShort}
        </Button>
      ) : null,
  };
}

function NewSource(): ReactNode {
  const { words } = useSpeech();
  const said = words.watch.health;
  const adding = useAddSource();
  const [name, setName] = useState("");
  const [minutes, setMinutes] = useState("");
  const isCounted = useCountedPress(adding.isPending);
  const asked = Number(minutes);
  const isWhole = minutes === "" || (Number.isInteger(asked) && asked >= 1 && asked <= 525_600);
  const made = adding.data;
  return (
    <section className="section">
      <h2>{said.add}</h2>
      <p className="note">{said.addHow}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isCounted() && name.trim() !== "" && isWhole)
            adding.mutate({ name: name.trim(), silentAfterMinutes: minutes === "" ? null : asked });
        }}
      >
        <Field label={said.name} error={null} value={name} onChange={setName} autoComplete="off" />
        <Field
          label={said.minutes}
          hint={said.minutesHint}
          error={isWhole ? null : said.minutesWrong}
          value={minutes}
          onChange={setMinutes}
          kind="count"
          autoComplete="off"
        />
        <Button type="submit" isPending={adding.isPending}>
          {said.addButton}
        </Button>
      </form>
      {adding.isError ? <Failure error={adding.error} /> : null}
      {made === undefined ? null : (
        <p>
          <strong>{said.token(visible(made.name))}</strong>{" "}
          <code className="mono">{made.token}</code>
        </p>
      )}
    </section>
  );
}
