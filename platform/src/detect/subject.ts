/** Whom an event is about, as its log names them. */
import type { EventFields, EventValue } from "@vallgrav/sigma";
import type { AlertSubject } from "../api/index.ts";

/**
 * Fields by what they name, the surest first: Windows under Sysmon's and its own names, syslog,
 * Entra ID and Microsoft 365, CEF, shippers' own.
 */
const names = {
  host: [
    "Computer",
    "hostname",
    "host.name",
    "host.hostname",
    "DeviceName",
    "deviceDisplayName",
    "dvchost",
    "dhost",
    "host",
  ],
  account: [
    "User",
    "TargetUserName",
    "SubjectUserName",
    "UserPrincipalName",
    "userPrincipalName",
    "UserId",
    "AccountName",
    "duser",
    "suser",
    "user.name",
    "user",
    "acct",
  ],
  address: [
    "IpAddress",
    "SourceIp",
    "ipAddress",
    "IPAddress",
    "ClientIP",
    "callerIpAddress",
    "src",
    "c-ip",
    "source.ip",
    "id.orig_h",
  ],
} as const;

/** Words that name nobody. */
const nobody: ReadonlySet<string> = new Set(["", "-", "n/a", "::1", "127.0.0.1", "localhost"]);
const longest = 256;

function isFields(value: EventValue | undefined): value is EventFields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function at(fields: EventFields, name: string): EventValue | undefined {
  if (Object.hasOwn(fields, name)) return fields[name];
  const dot = name.indexOf(".");
  const inner = dot < 0 ? undefined : fields[name.slice(0, dot)];
  return isFields(inner) ? at(inner, name.slice(dot + 1)) : undefined;
}

function named(fields: EventFields, wanted: readonly string[]): string | null {
  for (const name of wanted) {
    const value = at(fields, name);
    const text = typeof value === "string" ? value.trim() : "";
    if (!nobody.has(text.toLowerCase())) return text.slice(0, longest);
  }
  return null;
}

/** Host, account and address of an event; null for what it does not name. */
export function subjectOf(fields: EventFields): AlertSubject {
  return {
    host: named(fields, names.host),
    account: named(fields, names.account),
    address: named(fields, names.address),
  };
}
