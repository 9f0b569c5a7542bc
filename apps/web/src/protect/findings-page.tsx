/** Brister: what is wrong where, the most telling first; each row opens its fix. */
import type { FindingsPage as Found, FindingState, FindingView } from "@vallgrav/platform/api";
import { type ReactNode, use, useDeferredValue, useState } from "react";
import { findingsPerPage, type FindingsShown, useFindings } from "../api/finding-queries.ts";
import { isActive } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { paths } from "../frame/paths.ts";
import { Link } from "../frame/router.tsx";
import { UserContext } from "../frame/session.tsx";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { Progress } from "../parts/progress.tsx";
import { RowButton } from "../parts/row-button.tsx";
import { shownName, visible } from "../parts/shown-name.ts";
import { Failure, Loading, Problems } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatDay, formatRough, formatWhole, type Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { FindingDialog } from "./finding-dialog.tsx";
import { movesText } from "./finding-moves.ts";

const states: readonly (FindingState | "all")[] = ["open", "accepted", "gone", "all"];
/** Below it nothing is said of how like two orders are (dials.md §5.4). */
const ceilingLeast = 0.9;
const none: FindingsShown = { state: "open", owner: "", unit: "", text: "", from: 0 };

/** The page. */
export function FindingsPage(): ReactNode {
  const { words, language } = useSpeech();
  const said = words.findings;
  const [shown, setShown] = useState(none);
  const [opened, setOpened] = useState<string | null>(null);
  const text = useDeferredValue(shown.text.trim());
  const found = useFindings({ ...shown, text });
  const { data } = found;
  const finding = data?.findings.find(({ id }) => id === opened) ?? null;
  const change = (next: Partial<FindingsShown>): void => setShown({ ...shown, from: 0, ...next });
  return (
    <Page name={said.title} heading={headingOf(data, words, language)} lead={said.lead}>
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failure error={found.error} onAgain={() => void found.refetch()} /> : null}
      {data === undefined ? null : (
        <>
          <Computing impacts={data.impacts} />
          <Filters shown={shown} found={data} onChange={change} />
          <section className="section" aria-label={said.title}>
            <Table
              caption={said.title}
              isCaptionUnseen
              rows={data.findings}
              keyOf={(row) => row.id}
              columns={columnsOf(words, language, { found: data, onOpen: setOpened })}
            />
            <Shown shown={shown} found={data} />
            <p className="row-actions">
              {shown.from === 0 ? null : (
                <Button onPress={() => change({ from: 0 })}>{said.first}</Button>
              )}
              {data.next === null ? null : (
                <Button onPress={() => change({ from: shown.from + findingsPerPage })}>
                  {said.more}
                </Button>
              )}
            </p>
            <Order impacts={data.impacts} />
            <LeftOpen advisories={data.advisories} />
            <p className="note screen-only">
              <a href={`/api/findings/csv?language=${language}`} download="brister.csv">
                {said.csv}
              </a>{" "}
              {said.csvNote}
            </p>
          </section>
        </>
      )}
      <FindingDialog finding={finding} impacts={data?.impacts} onClose={() => setOpened(null)} />
    </Page>
  );
}

function headingOf(found: Found | undefined, words: Words, language: Language): string {
  const said = words.findings;
  if (found === undefined) return said.title;
  const { open } = found.counts;
  const [first] = found.findings;
  const count = formatWhole(open, language);
  if (open === 0) return said.headingNone;
  return first !== undefined && first.state === "open" && (first.impact?.loss.value ?? 0) < 0
    ? said.headingTop(count, visible(shownName(first.asset, language)))
    : said.heading(count, open === 1);
}

/** Which rows of how many these are; on paper, where the choices above are not, also of what. */
function Shown({
  shown: { state, owner, unit, text, from },
  found: { findings, total },
}: {
  readonly shown: FindingsShown;
  readonly found: Found;
}): ReactNode {
  const { words, language } = useSpeech();
  const said = words.findings;
  const parts = [
    said.states[state],
    owner === "" ? said.everyOwner : visible(owner),
    unit === "" ? said.everyUnit : visible(unit),
    ...(text.trim() === "" ? [] : [`”${visible(text.trim())}”`]),
  ];
  const [first, last, all] = [from + 1, from + findings.length, total].map((one) =>
    formatWhole(one, language),
  );
  return (
    <p className="note">
      {findings.length === total ? null : said.rows(first ?? "", last ?? "", all ?? "")}{" "}
      <span className="print-only">{said.narrowed(parts.join(" · "))}</span>
    </p>
  );
}

/** How far the order is from that by the tools' scores, where there are enough of those. */
function Order({ impacts }: { readonly impacts: Found["impacts"] }): ReactNode {
  const { words, language } = useSpeech();
  if (impacts.state !== "ready") return null;
  const { tau, ceiling, places } = impacts.order;
  if (tau === null || ceiling === null) return null;
  const say = ceiling < ceilingLeast ? words.findings.orderUnsure : words.findings.order;
  const [said, most] = [tau, ceiling].map((one) => formatRough(one, language));
  return <p className="note">{say(said ?? "", most ?? "", formatWhole(places, language))}</p>;
}

/** What is not in the list because nobody could tell; behind a wall that is not said. */
function LeftOpen({ advisories }: Pick<Found, "advisories">): ReactNode {
  const { words, language } = useSpeech();
  const isWalled = use(UserContext)?.isWalled === true;
  if (isWalled) return null;
  if (advisories === null) return <p className="note">{words.findings.noAdvisories}</p>;
  const { unknown, notExamined, updatedAt } = advisories;
  const [some, more] = [unknown, notExamined].map((one) => formatWhole(one, language));
  return (
    <p className="note">{words.findings.leftOpen(some ?? "", more ?? "", formatDay(updatedAt))}</p>
  );
}

/** What refuses a calculation where there is nothing to compute from. */
const nothing = "protect/no-model";

function Computing({ impacts }: { readonly impacts: Found["impacts"] }): ReactNode {
  const { words } = useSpeech();
  if (impacts.state === "ready") return null;
  // In an empty house nothing is wrong: it only has to be told of.
  if (impacts.state === "refused" && impacts.problems.some(({ code }) => code === nothing))
    return (
      <p>
        <Link to={paths.sources}>{words.map.toSources}</Link>
      </p>
    );
  if (impacts.state === "refused")
    return (
      <section className="section">
        <p className="note">{words.findings.notComputed}</p>
        {impacts.problems.length === 0 ? null : <Problems problems={impacts.problems} />}
      </section>
    );
  return (
    <section className="section">
      <p className="note">
        {isActive(impacts.job) ? words.findings.computing : words.findings.notComputed}
      </p>
      <Progress job={impacts.job} />
    </section>
  );
}

function Filters({
  shown,
  found,
  onChange,
}: {
  readonly shown: FindingsShown;
  readonly found: Found;
  readonly onChange: (next: Partial<FindingsShown>) => void;
}): ReactNode {
  const { words } = useSpeech();
  const said = words.findings;
  const all = (
    values: readonly string[],
    every: string,
  ): readonly (readonly [string, string])[] => [
    ["", every],
    ...values.map((one) => [one, visible(one)] as const),
  ];
  return (
    <search className="section fields" aria-label={said.filters}>
      <p className="field">
        <label htmlFor="finding-search">{said.search}</label>
        <input
          id="finding-search"
          type="search"
          value={shown.text}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => onChange({ text: event.target.value })}
        />
      </p>
      <Choice
        label={said.state}
        value={shown.state}
        onChange={(state) => onChange({ state })}
        options={states.map((one) => [one, said.states[one]] as const)}
      />
      <Choice
        label={said.owner}
        value={shown.owner}
        onChange={(owner) => onChange({ owner })}
        options={all(found.owners, said.everyOwner)}
      />
      <Choice
        label={said.unit}
        value={shown.unit}
        onChange={(unit) => onChange({ unit })}
        options={all(found.units, said.everyUnit)}
      />
    </search>
  );
}

function OpenFinding({
  finding,
  onOpen,
}: {
  readonly finding: FindingView;
  readonly onOpen: (id: string) => void;
}): ReactNode {
  const { words, language } = useSpeech();
  const title = visible(finding.title[language]);
  return (
    <RowButton
      className="finding-open"
      label={words.findings.open(title, visible(finding.asset.name))}
      onPress={() => onOpen(finding.id)}
    >
      {title}
    </RowButton>
  );
}

function columnsOf(
  words: Words,
  language: Language,
  { found, onOpen }: { readonly found: Found; readonly onOpen: (id: string) => void },
): readonly Column<FindingView>[] {
  const said = words.findings;
  const speak = found.impacts.state === "ready" ? found.impacts.speak : null;
  return [
    {
      id: "what",
      heading: said.what,
      value: (row) => visible(row.title[language]),
      show: (row) => <OpenFinding finding={row} onOpen={onOpen} />,
      isHeading: true,
    },
    {
      id: "moves",
      heading: said.moves,
      value: (row) => row.impact?.loss.value ?? 0,
      show: (row) => movesText(row, { words, language }, speak),
      copied: (row) => movesText(row, { words, language }, speak),
    },
    { id: "where", heading: said.where, value: (row) => visible(shownName(row.asset, language)) },
    { id: "severity", heading: said.severity, value: (row) => said.severities[row.severity] },
    {
      id: "owner",
      heading: said.owner,
      value: (row) => visible(row.owner ?? said.nobody),
    },
    {
      id: "due",
      heading: said.due,
      value: (row) =>
        row.isOverdue ? `${row.decision?.due ?? ""}, ${said.overdue}` : (row.decision?.due ?? ""),
    },
  ];
}
