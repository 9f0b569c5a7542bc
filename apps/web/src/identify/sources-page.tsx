/** Känna: what is known, from which sources, and where they disagree. */
import type { Job, Status } from "@vallgrav/platform/api";
import { type ReactNode, useState } from "react";
import { isActive, useImport, useJobs, useStatus } from "../api/queries.ts";
import { Page } from "../frame/page.tsx";
import { useMay } from "../frame/session.tsx";
import { Moment } from "../parts/moment.tsx";
import { Progress } from "../parts/progress.tsx";
import { RowButton } from "../parts/row-button.tsx";
import { Failure, Loading } from "../parts/states.tsx";
import { type Column, Table } from "../parts/table.tsx";
import { formatWhole, type Language, sentenceCase } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";
import { fileColumns } from "./file-columns.tsx";
import { AfterImport } from "./after-import.tsx";
import { Contradictions } from "./contradictions.tsx";
import { Coverage } from "./coverage.tsx";
import { FileDrop } from "./file-drop.tsx";
import { Ladder } from "./ladder.tsx";
import { ImportResult } from "./import-result.tsx";
import { KnownMappings } from "./known-mappings.tsx";
import { LostFiles, UnknownTables, useIsAsked } from "./unknown-tables.tsx";
import { WithdrawQuestion } from "./withdraw.tsx";

/** The page of the function Känna. */
export function SourcesPage(): ReactNode {
  const { words, language } = useSpeech();
  const status = useStatus();
  const data = status.data;
  const assets = data?.assets.reduce((sum, kind) => sum + kind.count, 0) ?? 0;
  const isEmpty = data === undefined || data.evidence.length === 0;
  const heading = isEmpty
    ? words.sources.pageTitle
    : words.sources.heading(
        formatWhole(assets, language),
        data.evidence.length,
        formatWhole(data.evidence.length, language),
      );
  return (
    <Page
      name={words.nav.identify}
      heading={heading}
      lead={isEmpty ? words.sources.leadEmpty : leadOf(data, words, language)}
    >
      <ImportFiles />
      <Ladder />
      {status.isPending ? <Loading /> : null}
      {status.isError ? (
        <Failure error={status.error} onAgain={() => void status.refetch()} />
      ) : null}
      {data === undefined ? null : <Known status={data} />}
      <KnownMappings />
    </Page>
  );
}

function leadOf(status: Status, words: Words, language: Language): string {
  if (status.contradictions === 0) return words.sources.noContradictions;
  return words.next.contradictions(
    status.contradictions,
    formatWhole(status.contradictions, language),
  );
}

function isReading({ kind }: Job): boolean {
  return kind === "import" || kind === "example";
}

function ImportFiles(): ReactNode {
  const { words } = useSpeech();
  const mayChange = useMay("model/change");
  const files = useImport();
  const jobs = useJobs().data ?? [];
  const active = jobs.filter((job) => isActive(job));
  const latest = jobs.find(isReading);
  // Who waited for files is told where they lead; who comes later came for other things.
  const [followed, setFollowed] = useState<string | null>(null);
  const reading = active.find(isReading)?.id ?? null;
  if (reading !== null && reading !== followed) setFollowed(reading);
  const isAsked = useIsAsked(latest);
  const isFirst = reading !== null && active.some(({ kind }) => kind === "plan");
  return (
    <section className="section" aria-label={words.sources.title}>
      {mayChange ? (
        <FileDrop isSending={files.isPending} onFiles={(chosen) => files.mutate(chosen)} />
      ) : (
        <p className="note">{words.app.readerOnly}</p>
      )}
      {files.isError ? <Failure error={files.error} /> : null}
      {isFirst ? <p className="note">{words.job.goesFirst}</p> : null}
      {active.map((job) => (
        <Progress key={job.id} job={job} />
      ))}
      {jobs.map((job) => (job.kind === "import" ? <UnknownTables key={job.id} job={job} /> : null))}
      {latest?.id === followed && latest?.state === "done" ? <AfterImport /> : null}
      {isAsked ? <p className="note">{words.job.asked}</p> : null}
      {latest === undefined || isActive(latest) || (isAsked && latest.state !== "done") ? null : (
        <>
          <LostFiles job={latest} />
          <ImportResult job={latest} />
        </>
      )}
    </section>
  );
}

function Known({ status }: { readonly status: Status }): ReactNode {
  const { words } = useSpeech();
  if (status.evidence.length === 0) return null;
  return (
    <>
      <section className="section columns narrow-wide">
        <ModelCounts status={status} />
        <EvidenceTable status={status} />
      </section>
      <Coverage status={status} />
      <section className="section">
        <h2>{words.sources.contradictionsTitle}</h2>
        <Contradictions all={status.contradictions} />
      </section>
    </>
  );
}

function ModelCounts({ status }: { readonly status: Status }): ReactNode {
  const { words } = useSpeech();
  const rows = [
    ...status.assets.map(({ kind, count }) => ({
      name: sentenceCase(words.assetKind[kind]),
      count,
    })),
    { name: words.sources.relations, count: status.relations },
    { name: words.sources.vitalServices, count: status.vitalServices },
  ];
  return (
    <div>
      <h2>{words.sources.modelTitle}</h2>
      <Table
        caption={words.sources.modelTitle}
        isCaptionUnseen
        rows={rows}
        keyOf={(row) => row.name}
        columns={[
          { id: "kind", heading: words.sources.kind, value: (row) => row.name, isHeading: true },
          { id: "count", heading: words.sources.count, value: (row) => row.count, isNumber: true },
        ]}
      />
      <details>
        <summary>{words.sources.modelHash}</summary>
        <p className="small mono">{status.model}</p>
      </details>
    </div>
  );
}

type Evidence = Status["evidence"][number];

/** Made when names are first compared: the first one takes a browser milliseconds. */
let collator: Intl.Collator | null = null;

/** Newest first, files of one import by name. */
function byName(a: Evidence, b: Evidence): number {
  if (a.receivedAt === b.receivedAt)
    return (collator ??= new Intl.Collator("sv")).compare(a.name, b.name);
  return a.receivedAt < b.receivedAt ? 1 : -1;
}

function showReceived(row: Evidence): ReactNode {
  return <Moment instant={row.receivedAt} />;
}

function EvidenceTable({ status }: { readonly status: Status }): ReactNode {
  const { words } = useSpeech();
  const mayChange = useMay("model/change");
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <div>
      <h2>{words.sources.evidenceTitle}</h2>
      <Table
        caption={words.sources.evidenceTitle}
        isCaptionUnseen
        rows={status.evidence.toSorted(byName)}
        keyOf={(row) => row.id}
        columns={evidenceColumns(words, mayChange ? setAsked : null)}
      />
      <WithdrawQuestion
        importId={asked}
        evidence={status.evidence}
        onClose={() => setAsked(null)}
      />
    </div>
  );
}

/** @param onWithdraw called with the import that somebody wants back; null where none may. */
function evidenceColumns(
  words: Words,
  onWithdraw: ((importId: string) => void) | null,
): readonly Column<Evidence>[] {
  return [
    ...fileColumns<Evidence>(words),
    {
      id: "received",
      heading: words.sources.received,
      value: (row) => row.receivedAt,
      show: showReceived,
    },
    {
      id: "observations",
      heading: words.sources.observations,
      value: (row) => row.observations,
      isNumber: true,
    },
    ...(onWithdraw !== null
      ? [
          {
            id: "withdraw",
            heading: words.ladder.import,
            isScreenOnly: true,
            value: (row: Evidence) => row.importId,
            show: ({ importId }: Evidence) => (
              <RowButton className="unbroken" onPress={() => onWithdraw(importId)}>
                {words.ladder.withdraw}
              </RowButton>
            ),
          },
        ]
      : []),
  ];
}
