/**
 * Every answer that is no success, as RFC 9457 problem JSON. What we did not foresee says nothing
 * but a reference; the story behind it is in the log.
 */
import { own } from "@vallgrav/kernel";
import { STATUS_CODES } from "node:http";
import type { ProblemJson } from "@vallgrav/platform/api";
import { AuditUnavailable } from "@vallgrav/platform/audit";
import { StoreError } from "@vallgrav/platform/storage";
import { type Log, logFailure } from "./log.ts";
import { Refusal } from "./route.ts";

/** Media type of problem JSON. */
export const problemType = "application/problem+json; charset=utf-8";

/** Bytes of a JSON body. */
export const bodyLimitBytes = 65_536;

/** Errors of the framework and its parsers that the request is to blame for. */
const known: Readonly<Record<string, readonly [status: number, code: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, "request/too-large"],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, "request/media-type"],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, "request/bad-body"],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, "request/bad-body"],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, "request/malformed"],
  FST_ERR_BAD_URL: [400, "request/malformed"],
  FST_ERR_MAX_PARAM_LENGTH: [400, "request/malformed"],
  FST_INVALID_MULTIPART_CONTENT_TYPE: [415, "request/media-type"],
  FST_PROTO_VIOLATION: [400, "request/bad-body"],
  FST_MP_PREMATURE_CLOSE: [400, "request/cut-off"],
};

function moreOf(code: string): Readonly<Record<string, unknown>> {
  if (code === "request/bad-body") return { fields: [""] };
  return code === "request/too-large" ? { limit: "body", limitBytes: bodyLimitBytes } : {};
}

/** Whether the sender went away in the middle of the body; Node says so in no other way. */
function isCutOff(error: unknown, code: unknown): boolean {
  return error instanceof Error && error.message === "aborted" && code === "ECONNRESET";
}

/** The refusal behind an error; an error of our own is logged and becomes 500 with a reference. */
export function refusalFrom(error: unknown, log: Log): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof AuditUnavailable)
    return new Refusal(503, "audit/unavailable", {
      reference: logFailure(log, "audit/unavailable", error),
    });
  const code: unknown = Reflect.get(Object(error), "code");
  if (error instanceof StoreError && code === "storage/unavailable")
    return new Refusal(503, "storage/unavailable", { reference: logFailure(log, code, error) });
  if (isCutOff(error, code)) return new Refusal(400, "request/cut-off");
  const [status, ours] = (typeof code === "string" ? own(known, code) : undefined) ?? [];
  if (status !== undefined && ours !== undefined) return new Refusal(status, ours, moreOf(ours));
  if (error instanceof SyntaxError && Reflect.get(error, "statusCode") === 400)
    return new Refusal(400, "request/bad-body", moreOf("request/bad-body"));
  return new Refusal(500, "server/failed", { reference: logFailure(log, "server/failed", error) });
}

/** The answer's body. The title is the status in words; what it means is in `code`. */
export function problemJson({ status, code, more }: Refusal): ProblemJson {
  return { type: "about:blank", title: STATUS_CODES[status] ?? "Error", status, code, ...more };
}
