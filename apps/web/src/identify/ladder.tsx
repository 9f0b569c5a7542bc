/** The ladder of sources: before an upload, what each takes and what it would add. */
import type { LadderView } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useLadder } from "../api/queries.ts";
import { Fold } from "../parts/fold.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatDay, formatShare, formatWhole, type Language } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";

/** One row per source, and below how each is made. */
export function Ladder(): ReactNode {
  const { words, language } = useSpeech();
  const ladder = useLadder();
  return (
    <section className="section">
      <h2>{words.ladder.title}</h2>
      <p className="note">{words.ladder.lead}</p>
      {ladder.isPending ? <Loading /> : null}
      {ladder.isError ? (
        <Failure error={ladder.error} onAgain={() => void ladder.refetch()} />
      ) : null}
      {ladder.data === undefined ? null : (
        <>
          <Table
            caption={words.ladder.caption}
            isCaptionUnseen
            rows={ladder.data}
            keyOf={(row) => row.id}
            columns={columnsOf(words, language)}
          />
          <div className="ladder-how">
            {ladder.data.map((source) => (
              <How key={source.id} source={source} />
            ))}
          </div>
          <p className="small">{words.ladder.minutesNote}</p>
        </>
      )}
    </section>
  );
}

function columnsOf(words: Words, language: Language): readonly Column<LadderView>[] {
  return [
    {
      id: "source",
      heading: words.ladder.source,
      value: (row) => row.name[language],
      isHeading: true,
    },
    { id: "rung", heading: words.ladder.rung, value: (row) => words.ladder.rungs[row.rung] },
    {
      id: "adds",
      heading: words.ladder.adds,
      value: (row) => row.couldAdd,
      show: (row) =>
        row.couldAdd === null ? words.ladder.unknown : formatShare(row.couldAdd, language),
      isNumber: true,
    },
    { id: "minutes", heading: words.ladder.minutes, value: (row) => row.minutes, isNumber: true },
    {
      id: "state",
      heading: words.ladder.state,
      value: (row) =>
        row.brought === null
          ? words.ladder.notBrought
          : [
              words.ladder.brought(
                formatWhole(row.brought.files, language),
                formatDay(row.brought.newest),
              ),
              ...(row.brought.isOld ? [words.ladder.old] : []),
            ].join(", "),
    },
  ];
}

/** The source that a command prints a script for: the page gives the same. */
function scriptOf(command: string | null): string | null {
  return /^vallgrav collect ([a-z]+) >/u.exec(command ?? "")?.[1] ?? null;
}

function How({ source }: { readonly source: LadderView }): ReactNode {
  const { words, language } = useSpeech();
  const script = scriptOf(source.command);
  return (
    <Fold summary={words.ladder.how(source.name[language])}>
      {() => (
        <>
          <p>
            {words.ladder.who}: {source.who[language].replace(/\.$/u, "")}.
          </p>
          <ol>
            {source.steps.map((step) => (
              <li key={step.en}>{step[language]}</li>
            ))}
          </ol>
          {script === null ? null : (
            <p>
              <a href={`/api/collection-script?source=${script}`} download={`samla-${script}.ps1`}>
                {words.ladder.script}
              </a>
            </p>
          )}
          {source.command === null ? null : (
            <>
              {script === null ? null : <p className="small">{words.ladder.orCommand}</p>}
              <pre className="command">{source.command}</pre>
            </>
          )}
          <p>
            {words.ladder.alarms}: {source.alarms?.[language] ?? words.ladder.noAlarms}
          </p>
        </>
      )}
    </Fold>
  );
}
