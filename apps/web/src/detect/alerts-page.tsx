/** Upptäcka: the alerts that wait, and the sources they come from. */
import type { LanguageCode } from "@vallgrav/knowledge/words";
import type { AlertRow } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { useWatch, useWatchAlerts } from "../api/watch-queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { useMay } from "../frame/session.tsx";
import { shownName, visible } from "../parts/shown-name.ts";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatMinute, formatWhole } from "../words/format.ts";
import { type Speech, useSpeech } from "../words/language.tsx";
import { AlertDrop } from "./alert-drop.tsx";
import { levelOrder } from "./level-order.ts";
import { DutySection } from "./duty.tsx";

/** Rule of the product's own that tells of a silent source. */
const silenceRule = "vallgrav/source-silent";

/** What an alert is called: ours in the reader's language, others by their authors' words. */
export function alertTitle(
  { rule, title, name }: Pick<AlertRow, "name" | "rule" | "title">,
  { words, language }: Pick<Speech, "language" | "words">,
): string {
  return rule === silenceRule ? words.watch.silent : (name?.[language] ?? visible(title));
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

/** The page of the function Upptäcka. */
export function AlertsPage(): ReactNode {
  const { words, language } = useSpeech();
  const said = words.watch;
  const [all, setAll] = useState(false);
  const alerts = useWatchAlerts(all);
  const watch = useWatch().data;
  const mayChange = useMay("watch/change");
  const count = alerts.data?.filter(({ state }) => state !== "benign").length ?? 0;
  // Nothing comes in and nothing is there: an empty table would only ask what should be in it.
  const isQuiet = watch?.isOn === false && !all && alerts.data?.length === 0;
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
      {isQuiet ? null : (
        <p>
          <label>
            <input type="checkbox" checked={all} onChange={() => setAll(!all)} /> {said.all}
          </label>
        </p>
      )}
      {alerts.data === undefined || isQuiet ? null : <AlertTable rows={alerts.data} />}
      {watch?.isOn === false ? <p className="small">{said.offHow}</p> : null}
      {mayChange ? <AlertDrop /> : null}
      <DutySection />
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

function alertColumns(speech: Speech): readonly Column<AlertRow>[] {
  const { words, language } = speech;
  const said = words.watch;
  return [
    {
      id: "rule",
      heading: said.rule,
      value: (row) => alertTitle(row, speech),
      show: (row) => <Link to={`${paths.alert}/${row.id}`}>{alertTitle(row, speech)}</Link>,
      isHeading: true,
    },
    {
      id: "level",
      heading: said.level,
      value: (row) => levelOrder.indexOf(row.level),
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
