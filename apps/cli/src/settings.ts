/** What the environment says: where the data lies, and who may reach the server. */
import { readFileSync } from "node:fs";
import type { ProviderSettings } from "@vallgrav/platform/accounts";
import { defaultSize, defaultThreads, parsePlace, type Place } from "@vallgrav/platform/choices";
import type { GraphPolicy, IntakeSettings } from "@vallgrav/platform/detect";
import type { RunSize } from "@vallgrav/platform/protect";
import type { AcmeChoice } from "@vallgrav/platform/tls";
import type { TlsSettings } from "@vallgrav/server";
import type { WebhookPolicy } from "@vallgrav/platform/webhooks";
import type { RunOptions } from "./command.ts";

/** Settings from the environment. */
export type Settings = {
  readonly home: string;
  readonly database: string | undefined;
  readonly keys: string | undefined;
  readonly hosts: readonly string[];
  readonly isBehindProxy: boolean;
  /** Certificate and key of our own. */
  readonly tls: TlsSettings | undefined;
  /** Whether others may be served outside TLS. */
  readonly isPlainForOthers: boolean;
  /** Port on which whoever comes without TLS is sent on. */
  readonly redirectPort: number | undefined;
  /** Which machines may be told what has happened. */
  readonly webhooks: WebhookPolicy | undefined;
  /** Which machines may be asked for alerts besides Microsoft's. */
  readonly graph: GraphPolicy;
  /** File of passwords that have leaked. */
  readonly breached: string | undefined;
  /** Where people may sign in besides. */
  readonly provider: ProviderSettings | undefined;
  /** Ways in for logs. */
  readonly intake: IntakeSettings;
};

/** The secret of a file, without the line end that editors put there; undefined: not readable. */
function secretIn(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return undefined;
  }
}

function listOf(text: string | undefined): readonly string[] {
  return (text ?? "")
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

/** What is said of the provider of sign-in; nothing where no address is. */
function providerOf(set: (name: string) => string | undefined): ProviderSettings | undefined {
  const issuer = set("VALLGRAV_OIDC_ISSUER");
  if (issuer === undefined) return undefined;
  const file = set("VALLGRAV_OIDC_SECRET_FILE");
  const secret = file === undefined ? null : secretIn(file);
  return {
    issuer,
    name: set("VALLGRAV_OIDC_NAME") ?? issuer,
    // A secret that is named and not there makes the whole unusable: nobody signs in without it.
    clientId: secret === undefined ? "" : (set("VALLGRAV_OIDC_CLIENT") ?? ""),
    clientSecret: secret ?? null,
    subjectClaim: set("VALLGRAV_OIDC_SUBJECT") === "oid" ? "oid" : "sub",
    strongAcr: listOf(set("VALLGRAV_OIDC_STRONG")),
  };
}

/** An authority of certificates. A secret that is named and cannot be read binds to nothing. */
function acmeOf(directory: string, set: (name: string) => string | undefined): AcmeChoice {
  const [id, secretFile] = [set("VALLGRAV_ACME_KID"), set("VALLGRAV_ACME_HMAC_FILE")];
  const secret = secretFile === undefined ? "" : (secretIn(secretFile) ?? "");
  const authorities = set("VALLGRAV_ACME_CA");
  return {
    directory,
    contact: set("VALLGRAV_ACME_CONTACT") ?? null,
    binding: id === undefined ? null : { id, secret: Buffer.from(secret, "base64url") },
    authorities: authorities === undefined ? null : (secretIn(authorities) ?? null),
    hasAgreed: set("VALLGRAV_ACME_TERMS") === "agreed",
  };
}

/** Certificate and key; where one alone is named, the server says what is missing. */
function tlsOf(set: (name: string) => string | undefined): TlsSettings | undefined {
  const [certificateFile, keyFile] = [set("VALLGRAV_TLS_CERT"), set("VALLGRAV_TLS_KEY")];
  if (certificateFile === "self") return "self";
  const directory = set("VALLGRAV_ACME");
  if (directory !== undefined && certificateFile === undefined)
    return { acme: acmeOf(directory, set) };
  if (certificateFile === undefined && keyFile === undefined) return undefined;
  return { certificateFile: certificateFile ?? "", keyFile: keyFile ?? "" };
}

/** Which machines may be told; nothing where none is named. */
function webhooksOf(set: (name: string) => string | undefined): WebhookPolicy | undefined {
  const hosts = listOf(set("VALLGRAV_WEBHOOK_HOSTS")).map((host) => host.toLowerCase());
  const file = set("VALLGRAV_WEBHOOK_CA");
  const authorities = file === undefined ? null : (secretIn(file) ?? null);
  const mayBePrivate = set("VALLGRAV_WEBHOOK_PRIVATE") === "1";
  return hosts.length === 0 ? undefined : { hosts, mayBePrivate, authorities };
}

/** Which machines may be asked for alerts besides Microsoft's. */
function graphOf(set: (name: string) => string | undefined): GraphPolicy {
  const file = set("VALLGRAV_GRAPH_CA");
  return {
    hosts: listOf(set("VALLGRAV_GRAPH_HOSTS")).map((host) => host.toLowerCase()),
    authorities: file === undefined ? null : (secretIn(file) ?? null),
  };
}

function portOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}

/** A place that nothing can listen on, so that a mistyped one is not taken for none. */
const noPlace: Place = { host: "0.0.0.0.0", port: 0 };

/** What is said of ways in for logs; a place that cannot be read does not open. */
function intakeOf(set: (name: string) => string | undefined): IntakeSettings {
  const place = (name: string): Place | null => {
    const text = set(`VALLGRAV_WATCH_${name}`);
    return text === undefined ? null : (parsePlace(text) ?? noPlace);
  };
  const own = tlsOf(set);
  const named = typeof own === "object" && "keyFile" in own ? own : null;
  const certificate = set("VALLGRAV_WATCH_CERT") ?? named?.certificateFile;
  const key = set("VALLGRAV_WATCH_KEY") ?? named?.keyFile;
  return {
    http: place("HTTP"),
    udp: place("UDP"),
    tcp: place("TCP"),
    tls: place("TLS"),
    relp: place("RELP"),
    files: listOf(set("VALLGRAV_WATCH_FILES")),
    certificates:
      certificate === undefined || key === undefined
        ? null
        : { certificate, key, authority: set("VALLGRAV_WATCH_CA") ?? null },
  };
}

/** Reads the environment; what is empty counts as not set. */
export function settingsOf(env: Readonly<Record<string, string | undefined>>): Settings {
  const set = (name: string): string | undefined => (env[name] === "" ? undefined : env[name]);
  return {
    home: set("VALLGRAV_HOME") ?? "data",
    database: set("VALLGRAV_DATABASE"),
    keys: set("VALLGRAV_KEYS"),
    hosts: listOf(set("VALLGRAV_HOSTS")),
    isBehindProxy: set("VALLGRAV_PROXY") === "1",
    tls: tlsOf(set),
    isPlainForOthers: set("VALLGRAV_PLAIN_HTTP") === "1",
    webhooks: webhooksOf(set),
    graph: graphOf(set),
    redirectPort: portOf(set("VALLGRAV_REDIRECT_PORT")),
    breached: set("VALLGRAV_BREACHED_PASSWORDS"),
    provider: providerOf(set),
    intake: intakeOf(set),
  };
}

/** The size of a run: as asked for, else the default. */
export function sizeOf(options: RunOptions | null): RunSize {
  return {
    threads: options?.threads ?? defaultThreads(),
    outer: options?.outer ?? defaultSize.outer,
    inner: options?.inner ?? defaultSize.inner,
    seed: options?.seed ?? defaultSize.seed,
  };
}
