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
  duo: sourceOf("cisco", "duo"),
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
  if (has(fields, "event_type", "reason", "txid", "factor")) return "duo";
  return isGithub(fields) ? "github" : null;
}

/** Google's audit log, alone or as its export wraps it, with the names that rules use for it. */
function googleEvents(fields: LogFields): readonly LogEvent[] | null {
  const { data } = fields;
  const outer = isFields(data) && has(data, "protoPayload") ? data : fields;
  const payload = outer["protoPayload"];
  if (!isFields(payload)) return null;
  const named: Record<string, LogValue> = {
    "gcp.audit.method_name": textOf(payload, "methodName"),
    "gcp.audit.service_name": textOf(payload, "serviceName"),
  };
  const all = { ...fields, ...named };
  const [, application] =
    /^(admin|login)\.googleapis\.com$/.exec(textOf(payload, "serviceName")) ?? [];
  // Google Workspace tells of itself in the same log.
  const own = application === undefined ? [] : [sourceOf("gcp", `google_workspace.${application}`)];
  return [sources.gcp, ...own].map((source) => ({ source, fields: all, text: null }));
}

/** Parameters of an event by their names. */
function parametersOf(event: LogFields): LogFields {
  const { parameters } = event;
  const list = Array.isArray(parameters) ? (parameters as readonly LogValue[]).slice(0, 100) : [];
  const found: Record<string, LogValue> = {};
  for (const one of list)
    if (isFields(one) && textOf(one, "name") !== "__proto__")
      found[textOf(one, "name")] = one["value"] ?? one["boolValue"] ?? null;
  return found;
}

/** Activities of Google Workspace as its Reports API tells them, each of their events by itself. */
function workspaceEvents(fields: LogFields): readonly LogEvent[] | null {
  const { id, events } = fields;
  const application = isFields(id) ? textOf(id, "applicationName") : "";
  if (application === "" || !Array.isArray(events)) return null;
  const source = sourceOf("gcp", `google_workspace.${application}`);
  const named = { eventService: `${application}.googleapis.com` };
  const told = (events as readonly LogValue[]).filter((one) => isFields(one)).slice(0, 100);
  return told.map((event) => ({
    source,
    fields: {
      ...fields,
      ...named,
      ...event,
      ...parametersOf(event),
      eventName: event["name"] ?? "",
    },
    text: null,
  }));
}

/** The event of such a log; null where it is of none. */
export function serviceEvents(fields: LogFields): readonly LogEvent[] | null {
  const workspace = workspaceEvents(fields);
  if (workspace !== null && workspace.length > 0) return workspace;
  const product = productOf(fields);
  if (product === null) return googleEvents(fields);
  return [{ source: sources[product], fields, text: null }];
}
