/** Upptäcka: the alerts that wait, and the sources they come from. */
import type { LanguageCode } from "@vallgrav/knowledge/words";
import type { AlertRow, WatchState } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useWatch, useWatchAlerts } from "../api/watch-queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { shownName, visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatMinute, formatWhole } from "../words/format.ts";
import { type Speech, useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";

/** Rule of the product's own that tells of a silent source. */
const silenceRule = "vallgrav/source-silent";

/** What an alert is called: rules bear their author's words, ours are translated. */
export function alertTitle(
  { rule, title }: Pick<AlertRow, "rule" | "title">,
  words: Words,
): string {
  return rule === silenceRule ? words.watch.silent : visible(title);
}

/** Whom an alert is about: things of the model, else the names of the log. */
function alertWhom(
  { assets, subject }: Pick<AlertRow, "assets" | "subject">,
  language: LanguageCode,
): string {
  const named = [subject.host, subject.account, subject.address].flatMap((one) => one ?? []);
  return visible(
    assets.length > 0
      ? assets.map((asset) => shownName(asset, language)).join(", ")
      : named.join(", "),
  );
}

const order = ["informational", "low", "medium", "high", "critical"] as const;

/** The page of the function Upptäcka. */
export function AlertsPage(): ReactNode {
  const { words, language } = useSpeech();
  const said = words.watch;
  const [all, setAll] = useState(false);
  const alerts = useWatchAlerts(all);
  const watch = useWatch().data;
  const count = alerts.data?.filter(({ state }) => state !== "benign").length ?? 0;
  const heading = count === 0 ? said.none : said.heading(formatWhole(count, language));
  return (
    <Page
      name={said.title}
      heading={alerts.isPending ? said.title : heading}
      lead={watch?.isOn === false ? said.off : said.lead}
    >
      {alerts.isPending ? <Loading /> : null}
      {alerts.isError ? (
        <Failure error={alerts.error} onAgain={() => void alerts.refetch()} />
      ) : null}
      <p>
        <label>
          <input type="checkbox" checked={all} onChange={() => setAll(!all)} /> {said.all}
        </label>
      </p>
      {alerts.data === undefined ? null : <AlertTable rows={alerts.data} />}
      {watch === undefined ? null : <Sources watch={watch} />}
    </Page>
  );
}

function AlertTable({ rows }: { readonly rows: readonly AlertRow[] }): ReactNode {
  const speech = useSpeech();
  return (
    <Table
      caption={speech.words.watch.title}
      isCaptionUnseen
      rows={rows}
      keyOf={(row) => row.id}
      columns={alertColumns(speech)}
    />
  );
}

function alertColumns({ words, language }: Speech): readonly Column<AlertRow>[] {
  const said = words.watch;
  return [
    {
      id: "rule",
      heading: said.rule,
      value: (row) => alertTitle(row, words),
      show: (row) => <Link to={`${paths.alert}/${row.id}`}>{alertTitle(row, words)}</Link>,
      isHeading: true,
    },
    {
      id: "level",
      heading: said.level,
      value: (row) => order.indexOf(row.level),
      copied: (row) => said.levels[row.level],
      show: (row) => said.levels[row.level],
    },
    { id: "whom", heading: said.whom, value: (row) => alertWhom(row, language) },
    { id: "count", heading: said.count, value: (row) => row.count, isNumber: true },
    {
      id: "when",
      heading: said.when,
      value: (row) => row.lastAt,
      show: (row) => formatMinute(row.lastAt),
    },
    { id: "state", heading: said.state, value: (row) => said.states[row.state] },
  ];
}

function Sources({ watch }: { readonly watch: WatchState }): ReactNode {
  const { words, language } = useSpeech();
  const said = words.watch;
  if (watch.sources.length === 0) return null;
  return (
    <section className="section">
      <h2>{said.sources}</h2>
      <p className="note">
        {said.rules(formatWhole(watch.rules.active, language))} {watch.listening.join(", ")}
      </p>
      <Table
        caption={said.sources}
        isCaptionUnseen
        rows={watch.sources}
        keyOf={({ id }) => id}
        columns={[
          { id: "name", heading: said.source, value: ({ name }) => visible(name), isHeading: true },
          {
            id: "last",
            heading: said.last,
            value: ({ lastAt }) => lastAt,
            show: ({ lastAt }) => (lastAt === null ? "–" : formatMinute(lastAt)),
          },
          ...(["parsed", "refused", "repeated", "dropped"] as const).map((name) => ({
            id: name,
            heading: said[name === "parsed" ? "received" : name],
            value: ({ counts }: WatchState["sources"][number]) => counts[name],
            isNumber: true,
          })),
        ]}
      />
    </section>
  );
}
