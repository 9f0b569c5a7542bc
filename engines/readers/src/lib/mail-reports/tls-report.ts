/**
 * Reports of SMTP TLS (RFC 8460 §4): sessions that were encrypted as a domain asks, and those that
 * could not be, each with the reason. They name no keys of DKIM.
 */
import { parseInstant } from "@vallgrav/kernel";
import type { Instant, Json } from "@vallgrav/kernel";
import { clipped, refused } from "../gathering.ts";
import { member, objectOf, objectsIn, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { openJson } from "../opening/json-file.ts";
import type { ReaderInput } from "../reading.ts";
import { countIn, mailReportLimits, nameIn, wordIn } from "./mail-report.ts";
import type { MailReportReading, TlsFailure } from "./mail-report.ts";

function part(object: JsonObject | null, key: string): string {
  const value: Json | undefined = object === null ? undefined : member(object, key);
  return typeof value === "number" ? String(value) : (textOf(value) ?? "");
}

function inside(object: JsonObject, key: string): JsonObject | null {
  return objectOf(member(object, key));
}

function momentIn(text: string): Instant | null {
  return text.length > 40 ? null : parseInstant(text);
}

function failuresOf(policy: JsonObject): readonly TlsFailure[] {
  return objectsIn(member(policy, "failure-details")).map((one) => ({
    reason: wordIn(part(one, "result-type")),
    host: nameIn(part(one, "receiving-mx-hostname")),
    sessions: countIn(part(one, "failed-session-count")),
  }));
}

/** Reads a report of SMTP TLS. Linear in its size. */
export function readTlsReport(input: ReaderInput): MailReportReading {
  const limits = { ...input.limits, bytes: mailReportLimits.bytes };
  const opened = openJson({ ...input, limits });
  if ("ok" in opened) return opened.ok ? refused(input, "readers/unrecognised", {}) : opened;
  const root = objectOf(opened.value);
  const policies = root === null ? [] : objectsIn(member(root, "policies"));
  const named = policies.map((one) => nameIn(part(inside(one, "policy"), "policy-domain")));
  const domain = named.find((one) => one !== "") ?? "";
  if (root === null || domain === "")
    return refused(input, "readers/other-kind", { expected: "policies", found: "" });
  const own = policies.filter((_, at) => named[at] === domain);
  const range = inside(root, "date-range");
  const well = own.map((one) =>
    countIn(part(inside(one, "summary"), "total-successful-session-count")),
  );
  return {
    ok: true,
    report: {
      kind: "tls",
      by: clipped(part(root, "organization-name")),
      id: clipped(part(root, "report-id")),
      domain,
      from: momentIn(part(range, "start-datetime")),
      until: momentIn(part(range, "end-datetime")),
      flows: [],
      keys: [],
      sessions: well.reduce((sum, one) => sum + one, 0),
      failures: own.flatMap(failuresOf).slice(0, mailReportLimits.rows),
    },
  };
}
