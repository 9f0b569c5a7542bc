/** What the environment says: where the data lies, and who may reach the server. */
import { readFileSync } from "node:fs";
import type { ProviderSettings } from "@vallgrav/platform/accounts";
import { defaultSize, defaultThreads, type RunSize } from "@vallgrav/platform/protect";
import type { RunOptions } from "./command.ts";

/** Settings from the environment. */
export type Settings = {
  readonly home: string;
  readonly database: string | undefined;
  readonly keys: string | undefined;
  readonly hosts: readonly string[];
  readonly isBehindProxy: boolean;
  /** Where people may sign in besides. */
  readonly provider: ProviderSettings | undefined;
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

/** Reads the environment; what is empty counts as not set. */
export function settingsOf(env: Readonly<Record<string, string | undefined>>): Settings {
  const set = (name: string): string | undefined => (env[name] === "" ? undefined : env[name]);
  return {
    home: set("VALLGRAV_HOME") ?? "data",
    database: set("VALLGRAV_DATABASE"),
    keys: set("VALLGRAV_KEYS"),
    hosts: listOf(set("VALLGRAV_HOSTS")),
    isBehindProxy: set("VALLGRAV_PROXY") === "1",
    provider: providerOf(set),
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
