/** What can be wrong with a log, as data. */
import type { Problem } from "@vallgrav/kernel";

/** Parts of an EVTX file with a checksum of their own. */
export type ChecksumPart = "file-header" | "chunk-header" | "chunk-records";

/** Ceilings of the readers of logs. */
export type LogLimitName = "line" | "unpacked";

/** Why a record could not be read. */
export type RecordFault = "binxml" | "json" | "xml" | "text";

/** One thing that was wrong with a log. What could be read of it was read all the same. */
export type LogProblem =
  /** The file is of no format that is known here. */
  | Problem<"eventlogs/not-a-log", object>
  /** An EVTX file without its header, or with a broken one; its chunks are read. */
  | Problem<"eventlogs/no-file-header", object>
  /** The bytes do not give the checksum that stands beside them; they are read all the same. */
  | Problem<"eventlogs/checksum", { readonly part: ChecksumPart }>
  /** A piece that should be a chunk is none; records found in it are kept. */
  | Problem<"eventlogs/no-chunk", object>
  /** The file ends in the middle of something. */
  | Problem<"eventlogs/cut-off", object>
  /** A record that could not be read was left out. */
  | Problem<"eventlogs/bad-record", { readonly fault: RecordFault }>
  /** What is packed cannot be unpacked from here on; what came before was read. */
  | Problem<"eventlogs/bad-packing", object>
  /** A ceiling was met; what lies beyond was left out. */
  | Problem<"eventlogs/too-large", { readonly what: LogLimitName; readonly limit: number }>
  /** So many were told; the rest were only counted. */
  | Problem<"eventlogs/more-problems", { readonly limit: number }>;

/** Codes of the problems. */
export type LogProblemCode = LogProblem["code"];

/** Problems gathered up to a ceiling, the last one saying that there were more. */
export type ProblemList = { readonly problems: LogProblem[]; readonly limit: number };

/** Adds a problem, or says once that there are more. */
export function addProblem({ problems, limit }: ProblemList, problem: LogProblem): void {
  if (problems.length < limit) problems.push(problem);
  else if (problems.length === limit)
    problems.push({
      code: "eventlogs/more-problems",
      severity: "notice",
      at: null,
      args: { limit },
    });
}
