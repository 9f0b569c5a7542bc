/**
 * Whether this machine belongs to the directory that Vallgrav is to survive: whoever takes the
 * domain would then have Vallgrav too, and with it the map of every other way.
 */
import { existsSync } from "node:fs";
import { hostname } from "node:os";
import type { OwnMachine } from "@vallgrav/platform/govern";

/** What a member of a domain has: a keytab, or what joins it by. */
const traces: readonly string[] = [
  "/etc/krb5.keytab",
  "/etc/sssd/sssd.conf",
  "/var/lib/samba/private/secrets.tdb",
];

/**
 * By what the machine is seen to be joined; null where nothing shows it. On Windows by the variable
 * that whoever is signed in through a domain has: a service may lack it though the machine is in.
 */
export function domainJoined(
  env: Readonly<Record<string, string | undefined>>,
  exists: (path: string) => boolean,
): string | null {
  const domain = env["USERDNSDOMAIN"] ?? "";
  return domain === "" ? (traces.find((path) => exists(path)) ?? null) : domain;
}

/** The machine that we run on. */
export function ownMachine(env: Readonly<Record<string, string | undefined>>): OwnMachine {
  return { host: hostname().split(".", 1)[0] ?? "", joined: domainJoined(env, existsSync) };
}
