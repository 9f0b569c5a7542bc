/** Audit logs of services in the cloud and beside it, known by the names they use. */
import type { LogEvent, LogFields, LogSource, LogValue } from "../log-event.ts";
import { isFields, textOf } from "../log-event.ts";

function sourceOf(product: string, service: string | null, category?: string): LogSource {
  return { product, service, categories: category === undefined ? [] : [category] };
}

const sources = {
  okta: sourceOf("okta", "okta"),
  github: sourceOf("github", "audit"),
  bitbucket: sourceOf("bitbucket", "audit"),
  onelogin: sourceOf("onelogin", "onelogin.events"),
  kubernetes: sourceOf("kubernetes", "audit", "application"),
  opencanary: sourceOf("opencanary", null, "application"),
  gcp: sourceOf("gcp", "gcp.audit"),
} as const;

function has(fields: LogFields, ...names: readonly string[]): boolean {
  return names.every((name) => Object.hasOwn(fields, name));
}

function isGithub(fields: LogFields): boolean {
  const isSomewhere = ["org", "business", "repo"].some((name) => Object.hasOwn(fields, name));
  return isSomewhere && has(fields, "action", "actor");
}

/** Which of them it is; null for none. */
function productOf(fields: LogFields): keyof typeof sources | null {
  if (has(fields, "eventType", "actor", "outcome")) return "okta";
  if (textOf(fields, "apiVersion").startsWith("audit.k8s.io/")) return "kubernetes";
  if (has(fields, "logtype", "node_id", "dst_port")) return "opencanary";
  if (isFields(fields["auditType"])) return "bitbucket";
  if (has(fields, "event_type_id", "account_id")) return "onelogin";
  return isGithub(fields) ? "github" : null;
}

/** Google's audit log, alone or as its export wraps it, with the names that rules use for it. */
function googleEvents(fields: LogFields): readonly LogEvent[] | null {
  const { data } = fields;
  const own = isFields(data) && has(data, "protoPayload") ? data : fields;
  const payload = own["protoPayload"];
  if (!isFields(payload)) return null;
  const named: Record<string, LogValue> = {
    "gcp.audit.method_name": textOf(payload, "methodName"),
    "gcp.audit.service_name": textOf(payload, "serviceName"),
  };
  return [{ source: sources.gcp, fields: { ...fields, ...named }, text: null }];
}

/** The event of such a log; null where it is of none. */
export function serviceEvents(fields: LogFields): readonly LogEvent[] | null {
  const product = productOf(fields);
  if (product === null) return googleEvents(fields);
  return [{ source: sources[product], fields, text: null }];
}
