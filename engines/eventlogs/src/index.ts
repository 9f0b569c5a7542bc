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
export { jsonEvents } from "./lib/json/json-events.ts";
export {
  type EventText,
  fieldsOf,
  type LogEvent,
  type LogFields,
  type LogRecord,
  type LogSource,
  type LogValue,
} from "./lib/log-event.ts";
export { eventTimeMs } from "./lib/log-time.ts";
export { type AskedSource, isReadable } from "./lib/readable.ts";
export type {
  ChecksumPart,
  LogLimitName,
  LogProblem,
  LogProblemCode,
  RecordFault,
} from "./lib/log-problem.ts";
export {
  defaultRelpLimits,
  newRelpSession,
  relpAccepted,
  type RelpFault,
  type RelpLimits,
  type RelpSession,
  type RelpStep,
} from "./lib/stream/relp-session.ts";
export {
  defaultFrameLimits,
  type Framed,
  type FrameLimits,
  newSyslogFrames,
  type SyslogFrames,
} from "./lib/stream/syslog-frames.ts";
export { type LineEvents, type LineStep, newLineEvents } from "./lib/text/line-events.ts";
export {
  defaultTextOptions,
  type EventSink,
  newTextLog,
  type TextForm,
  type TextLog,
  type TextOptions,
  type TextReport,
} from "./lib/text/text-log.ts";
export { windowsCategories, windowsServices } from "./lib/windows/windows-channels.ts";
export { windowsEvents } from "./lib/windows/windows-events.ts";
