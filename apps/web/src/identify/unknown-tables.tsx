/** Files of the last upload that no reader knew, where this browser still holds them. */
import type { Job } from "@vallgrav/platform/api";
import type { ReactNode } from "react";
import { useImportAs, useSent } from "../api/mapping-queries.ts";
import { isActive, useImportReport } from "../api/queries.ts";
import { Failure } from "../parts/states.tsx";
import { ColumnsForm } from "./columns-form.tsx";

/** What of an import says that nobody knew the file at its place. */
const unknown: ReadonlySet<string> = new Set(["identify/unknown-format", "readers/unrecognised"]);

/** The names of the files that an import left out, for it did not know them. */
function useUnknown(job: Job): ReadonlySet<string> {
  const report = useImportReport(job.state === "done" ? job.id : null);
  const problems = [...job.problems, ...(report.data?.problems ?? [])];
  return new Set(
    problems.flatMap(({ code, at }) =>
      unknown.has(code) && at !== null && "file" in at ? [at.file] : [],
    ),
  );
}

/** Asks what the columns of each such file mean, one file at a time; nothing while it is read. */
export function UnknownTables({ job }: { readonly job: Job }): ReactNode {
  const { files } = useSent(job.id);
  return files.length === 0 || isActive(job) ? null : <OneByOne job={job} />;
}

function OneByOne({ job }: { readonly job: Job }): ReactNode {
  const { files, settle } = useSent(job.id);
  const names = useUnknown(job);
  const again = useImportAs();
  const file = files.find(({ name }) => names.has(name));
  if (file === undefined) return null;
  return (
    <>
      {again.isError ? <Failure error={again.error} /> : null}
      <ColumnsForm
        key={`${file.name} ${file.lastModified}`}
        file={file}
        isSending={again.isPending}
        onLeave={() => settle(file)}
        onRead={(mapping) => again.mutate({ file, mapping }, { onSuccess: () => settle(file) })}
      />
    </>
  );
}
