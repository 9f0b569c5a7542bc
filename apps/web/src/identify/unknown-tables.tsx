/** Files of the last upload that no reader knew, where this browser still holds them. */
import type { Problem } from "@vallgrav/kernel";
import type { Job } from "@vallgrav/platform/api";
import { type ReactNode, useEffect, useEffectEvent } from "react";
import { useImportAs, useSent, useTables } from "../api/mapping-queries.ts";
import { isActive, useImportReport } from "../api/queries.ts";
import { useMay } from "../frame/session.tsx";
import { visible } from "../parts/shown-name.ts";
import { Failure } from "../parts/states.tsx";
import { useSpeech } from "../words/language.tsx";
import { ColumnsForm } from "./columns-form.tsx";

/** What of an import says that nobody knew the file at its place. */
const unknown: ReadonlySet<string> = new Set(["identify/unknown-format", "readers/unrecognised"]);

function unknownFile({ code, at }: Problem): readonly string[] {
  return unknown.has(code) && at !== null && "file" in at ? [at.file] : [];
}

/** The names of the files that an import left out, for it did not know them. */
function useUnknown(job: Job): ReadonlySet<string> {
  const report = useImportReport(job.state === "done" ? job.id : null);
  return new Set([...job.problems, ...(report.data?.problems ?? [])].flatMap(unknownFile));
}

/** Whether somebody is asked what the columns of a file of the import mean. */
export function useIsAsked(job: Job | undefined): boolean {
  const { files } = useSent(job?.id ?? "");
  const names = new Set(job?.problems.flatMap(unknownFile));
  return files.some(({ name }) => names.has(name));
}

/** Asks what the columns of each such file mean, one file at a time; nothing while it is read. */
export function UnknownTables({ job }: { readonly job: Job }): ReactNode {
  const { files } = useSent(job.id);
  return files.length === 0 || isActive(job) ? null : <OneByOne job={job} />;
}

/** Of the newest import: files that were not known and that this browser, opened anew, lost. */
export function LostFiles({ job }: { readonly job: Job }): ReactNode {
  const { words } = useSpeech();
  const { wasSent } = useSent(job.id);
  const names = useUnknown(job);
  const mayChange = useMay("model/change");
  if (wasSent || names.size === 0 || !mayChange) return null;
  return <p className="note">{words.columns.lost(visible([...names].join(", ")))}</p>;
}

function OneByOne({ job }: { readonly job: Job }): ReactNode {
  const { files } = useSent(job.id);
  const names = useUnknown(job);
  const [file] = files.filter(({ name }) => names.has(name));
  return file === undefined ? null : (
    <Asked key={`${file.name} ${file.lastModified}`} job={job} file={file} />
  );
}

/** Asks about a file; one that holds no table is settled, so that the next is asked about. */
function Asked({ job, file }: { readonly job: Job; readonly file: File }): ReactNode {
  const { settle } = useSent(job.id);
  const again = useImportAs();
  const { data } = useTables(file);
  const isNoTable = data !== undefined && (data.tables.length === 0 || data.problems.length > 0);
  const leave = useEffectEvent(() => settle(file));
  useEffect(() => {
    if (isNoTable) leave();
  }, [isNoTable]);
  return (
    <>
      {again.isError ? <Failure error={again.error} /> : null}
      <ColumnsForm
        file={file}
        isSending={again.isPending}
        onLeave={() => settle(file)}
        onRead={(mapping) => again.mutate({ file, mapping }, { onSuccess: () => settle(file) })}
      />
    </>
  );
}
