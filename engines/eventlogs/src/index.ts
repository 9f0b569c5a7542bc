/** The door of this engine; see README and SPEC. */
export {
  defaultEvtxOptions,
  type EvtxCounts,
  evtxHeaderBytes,
  type EvtxOptions,
  evtxPieceBytes,
  type EvtxReader,
  type EvtxReport,
  isEvtx,
  newEvtxReader,
  readEvtx,
  type RecordSink,
} from "./lib/evtx/evtx-reader.ts";
export { type EventText, fieldsOf, type LogFields, type LogRecord } from "./lib/log-event.ts";
export type {
  ChecksumPart,
  LogLimitName,
  LogProblem,
  LogProblemCode,
  RecordFault,
} from "./lib/log-problem.ts";
