/** What an import brought: files, counts by kind, rights, domains and problems. */
import type { ImportReport, Job } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useImportReport } from "../api/queries.ts";
import { fileColumns } from "./file-columns.tsx";
import { ListChoices } from "./list-choices.tsx";
import { Problems } from "../parts/states.tsx";
import { Progress } from "../parts/progress.tsx";
import { Table } from "../parts/table.tsx";
import { formatWhole, sentenceCase } from "../words/format.ts";
import { useSpeech } from "../words/language.tsx";
import type { Words } from "../words/sv.ts";

/** The result of the newest import; its job where it failed or was cancelled. */
export function ImportResult({ job }: { readonly job: Job }): ReactNode {
  const { words } = useSpeech();
  const report = useImportReport(job.state === "done" ? job.id : null);
  if (job.state !== "done") return <Progress job={job} />;
  if (report.data === undefined) return null;
  return (
    <details className="import-result" open>
      <summary>{words.sources.resultTitle}</summary>
      {report.data.problems.length === 0 ? null : (
        <>
          <h3>{words.sources.problems}</h3>
          <Problems problems={report.data.problems} />
          <ListChoices lists={report.data.lists} />
        </>
      )}
      <div className="columns wide-narrow">
        <FilesTable report={report.data} />
        <KindsTable report={report.data} />
      </div>
      <Rights report={report.data} />
    </details>
  );
}

function FilesTable({ report }: { readonly report: ImportReport }): ReactNode {
  const { words } = useSpeech();
  return (
    <Table
      caption={words.sources.resultTitle}
      isCaptionUnseen
      rows={report.files}
      keyOf={(row) => `${row.evidence} ${row.name}`}
      columns={[
        ...fileColumns<ImportReport["files"][number]>(words),
        {
          id: "state",
          heading: words.sources.state,
          value: (row) => (row.already ? words.sources.already : words.sources.isNew),
        },
      ]}
    />
  );
}

function KindsTable({ report }: { readonly report: ImportReport }): ReactNode {
  const { words } = useSpeech();
  return (
    <Table
      caption={words.sources.kind}
      isCaptionUnseen
      rows={report.kinds}
      keyOf={(row) => row.kind}
      columns={[
        {
          id: "kind",
          heading: words.sources.kind,
          value: (row) => kindWord(row.kind, words),
          isHeading: true,
        },
        {
          id: "declared",
          heading: words.sources.declared,
          value: (row) => row.declared,
          isNumber: true,
        },
        { id: "read", heading: words.sources.read, value: (row) => row.read, isNumber: true },
        {
          id: "distinct",
          heading: words.sources.distinct,
          value: (row) => row.distinct,
          isNumber: true,
        },
      ]}
    />
  );
}

/** The word of a kind that a file names; the file's own word where the house has none. */
function kindWord(kind: string, words: Words): string {
  const known: Readonly<Record<string, string>> = words.assetKind;
  return sentenceCase(words.fileKind[kind] ?? known[kind] ?? kind);
}

function Rights({ report }: { readonly report: ImportReport }): ReactNode {
  const { words, language } = useSpeech();
  const { read, distinct, repeats } = report.rights;
  const whole = (value: number): string => formatWhole(value, language);
  return (
    <>
      {read === 0 ? null : (
        <p className="note figure">
          {words.sources.rights(whole(read), whole(distinct), whole(repeats))}
        </p>
      )}
      {report.domains.length === 0 ? null : (
        <p className="note">
          {words.sources.domains}: {report.domains.join(", ")}
        </p>
      )}
    </>
  );
}
