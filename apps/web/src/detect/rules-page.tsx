/** Rules of detection: what they look for, whether they can fire, what silences some. */
import type { TuningView, WatchRule } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useTunings, useUntune, useWatch, useWatchRules } from "../api/watch-queries.ts";
import { Page } from "../frame/page.tsx";
import { useMay } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { visible } from "../parts/shown-name.ts";
import { Field } from "../parts/field.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatMinute, formatWhole } from "../words/format.ts";
import { type Speech, useSpeech } from "../words/language.tsx";
import { AttackMatrix } from "./attack-matrix.tsx";
import { levelOrder } from "./level-order.ts";

/** What a rule is called: ours in the reader's language, others by their authors' words. */
function nameOf({ name, title }: WatchRule, { language }: Speech): string {
  return name?.[language] ?? visible(title);
}

/** The page. */
export function RulesPage(): ReactNode {
  const speech = useSpeech();
  const { words, language } = speech;
  const said = words.watch.ruling;
  const rules = useWatchRules();
  const tunings = useTunings();
  const watch = useWatch();
  const [sought, setSought] = useState("");
  const all = rules.data?.rules ?? [];
  const active = all.filter(({ state }) => state === "active").length;
  const word = sought.trim().toLowerCase();
  const shown = all.filter((rule) =>
    [nameOf(rule, speech), rule.title, rule.source, ...rule.techniques]
      .join(" ")
      .toLowerCase()
      .includes(word),
  );
  const whole = (value: number): string => formatWhole(value, language);
  return (
    <Page
      name={said.title}
      heading={rules.data === undefined ? said.title : words.watch.rules(whole(active))}
      lead={
        <>
          {said.lead(whole(rules.data?.techniques ?? 0))}{" "}
          {watch.data?.isOn === false ? words.watch.rulesIdle : null}
        </>
      }
    >
      {rules.isPending ? <Loading /> : null}
      {rules.isError ? <Failure error={rules.error} onAgain={() => void rules.refetch()} /> : null}
      <Silenced
        tunings={tunings.data ?? []}
        nameOfRule={(id) => {
          const found = all.find(({ rule }) => rule === id);
          return found === undefined ? visible(id) : nameOf(found, speech);
        }}
      />
      {rules.data === undefined ? null : (
        <AttackMatrix matrix={rules.data.matrix} onSeek={setSought} />
      )}
      {rules.data === undefined ? null : (
        <section className="section">
          <h2>{said.all}</h2>
          <div className="form">
            <Field
              label={said.seek}
              error={null}
              value={sought}
              onChange={setSought}
              isOptional
              autoComplete="off"
              most={100}
            />
          </div>
          <Table
            caption={said.all}
            isCaptionUnseen
            rows={shown}
            keyOf={({ rule }) => rule}
            columns={ruleColumns(speech)}
          />
        </section>
      )}
    </Page>
  );
}

function ruleColumns(speech: Speech): readonly Column<WatchRule>[] {
  const said = speech.words.watch;
  return [
    {
      id: "rule",
      heading: said.rule,
      value: (rule) => nameOf(rule, speech),
      isHeading: true,
    },
    {
      id: "level",
      heading: said.level,
      value: ({ level }) => levelOrder.indexOf(level),
      copied: ({ level }) => said.levels[level],
      show: ({ level }) => said.levels[level],
    },
    {
      id: "techniques",
      heading: said.ruling.techniques,
      value: ({ techniques }) => techniques.join(" "),
      show: ({ techniques }) => <span className="mono">{techniques.join(" ")}</span>,
    },
    { id: "source", heading: said.ruling.reads, value: ({ source }) => visible(source) },
    { id: "state", heading: said.state, value: ({ state }) => said.ruling.states[state] },
  ];
}

function speakColumn(
  { words }: Speech,
  nameOfRule: (rule: string) => string,
  untune: (id: string) => void,
): Column<TuningView> {
  const said = words.watch.ruling;
  return {
    id: "act",
    heading: words.watch.health.act,
    isScreenOnly: true,
    value: () => "",
    show: ({ id, rule }) => (
      <Button
        look="plain"
        aria-label={said.speakAgain(nameOfRule(rule))}
        onPress={() => untune(id)}
      >
        {said.speakShort}
      </Button>
    ),
  };
}

function Silenced({
  tunings,
  nameOfRule,
}: {
  readonly tunings: readonly TuningView[];
  readonly nameOfRule: (rule: string) => string;
}): ReactNode {
  const speech = useSpeech();
  const { words } = speech;
  const said = words.watch.ruling;
  const mayChange = useMay("watch/change");
  const untune = useUntune();
  if (tunings.length === 0) return <p className="note">{said.noneSilenced}</p>;
  const columns: readonly Column<TuningView>[] = [
    {
      id: "rule",
      heading: words.watch.rule,
      value: ({ rule }) => nameOfRule(rule),
      isHeading: true,
    },
    {
      id: "where",
      heading: said.where,
      value: ({ field, value }) =>
        field === null ? said.everywhere : `${visible(field)} = ${visible(value ?? "")}`,
    },
    { id: "reason", heading: said.reason, value: ({ reason }) => visible(reason) },
    { id: "owner", heading: said.owner, value: ({ owner }) => visible(owner) },
    {
      id: "until",
      heading: said.until,
      value: ({ expiresAt }) => expiresAt,
      show: ({ expiresAt, isOver }) =>
        isOver ? `${formatMinute(expiresAt)} (${said.over})` : formatMinute(expiresAt),
    },
  ];
  return (
    <section className="section">
      <h2>{said.silenced}</h2>
      <Table
        caption={said.silenced}
        isCaptionUnseen
        rows={tunings}
        keyOf={({ id }) => id}
        columns={
          mayChange
            ? [...columns, speakColumn(speech, nameOfRule, (id) => untune.mutate(id))]
            : columns
        }
      />
      {untune.isError ? <Failure error={untune.error} /> : null}
    </section>
  );
}
