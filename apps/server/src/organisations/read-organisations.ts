/**
 * Several organisations in one installation: a folder with one folder each, in which everything of
 * that organisation lies, and `organisation.env` with its settings. Nothing is shared.
 */
import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { hostOf } from "../guard.ts";
import { StartFailed } from "../start-failed.ts";

/** One organisation. */
export type Organisation = {
  /** Name of its folder. */
  readonly name: string;
  /** Where its data lies. */
  readonly home: string;
  /** Names of the machine under which it is reached, in small letters and without port. */
  readonly hosts: readonly string[];
  /** Its settings, as an environment. */
  readonly env: Readonly<Record<string, string>>;
};

const settingsFile = "organisation.env";
/** Longest file of settings, characters. */
const longestFile = 65_536;

/** Settings that belong to the door in front of all, or follow from the folder. */
const ofTheDoor = new Set([
  "VALLGRAV_HOME",
  "VALLGRAV_PROXY",
  "VALLGRAV_TLS_CERT",
  "VALLGRAV_TLS_KEY",
  "VALLGRAV_REDIRECT_PORT",
  "VALLGRAV_PLAIN_HTTP",
]);

/** Settings as lines `NAME=VALUE`; `#` begins a remark. @throws {StartFailed} with the line */
function settingsIn(name: string, text: string): Readonly<Record<string, string>> {
  const env: Record<string, string> = {};
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const bare = line.trim();
    if (bare === "" || bare.startsWith("#")) continue;
    const found = /^(VALLGRAV_[A-Z0-9_]+)=(.*)$/.exec(bare);
    const [, key = "", value = ""] = found ?? [];
    if (found === null || ofTheDoor.has(key) || Object.hasOwn(env, key))
      throw new StartFailed("server/bad-organisation", undefined, { name, line: at + 1 });
    env[key] = value.trim();
  }
  return env;
}

function readOne(folder: string, name: string): Organisation {
  const home = resolve(folder, name);
  const text = readFileSync(join(home, settingsFile), "utf8");
  if (text.length > longestFile)
    throw new StartFailed("server/bad-organisation", undefined, { name, line: 1 });
  const env = settingsIn(name, text);
  const hosts = (env["VALLGRAV_HOSTS"] ?? "")
    .split(",")
    .map((host) => hostOf(host.trim()))
    .filter((host) => host !== null);
  if (hosts.length === 0)
    throw new StartFailed("server/organisation-without-hosts", undefined, { name });
  return { name, home, hosts, env };
}

/** Where two databases are the same, whoever asks for them. */
function databaseKey(address: string): string {
  if (!URL.canParse(address)) return address;
  const { hostname, port, pathname } = new URL(address);
  return `${hostname.toLowerCase()}:${port === "" ? "5432" : port}${pathname}`;
}

function pathKey(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** What an organisation must have for itself alone. */
function aloneOf({ home, hosts, env }: Organisation): readonly (readonly [string, string])[] {
  const { VALLGRAV_DATABASE: database = "", VALLGRAV_KEYS: keys = "" } = env;
  return [
    ["home", pathKey(home)],
    ...hosts.map((host) => ["host", host] as const),
    ...(database === "" ? [] : [["database", databaseKey(database)] as const]),
    ...(keys === "" ? [] : [["keys", pathKey(keys)] as const]),
  ];
}

/**
 * The organisations of a folder, in the order of their names.
 * @throws {StartFailed} when there is none, a setting cannot be meant, or two share a name of the
 *   machine, a folder, a database or keys
 */
export function readOrganisations(folder: string): readonly Organisation[] {
  const names = foldersIn(folder);
  if (names.length === 0) throw new StartFailed("server/no-organisations");
  const organisations = names.map((name) => readOne(folder, name));
  const owners = new Map<string, string>();
  for (const one of organisations)
    for (const [what, value] of aloneOf(one)) {
      const key = `${what} ${value}`;
      const other = owners.get(key) ?? one.name;
      if (other !== one.name)
        throw new StartFailed("server/shared-between-organisations", undefined, {
          name: one.name,
          named: other,
          what,
        });
      owners.set(key, one.name);
    }
  return organisations;
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^[a-z0-9][a-z0-9-]{0,62}$/.test(name) && hasSettings(folder, name))
      .toSorted();
  } catch (error) {
    throw new StartFailed("server/no-organisations", error);
  }
}

function hasSettings(folder: string, name: string): boolean {
  try {
    return readdirSync(join(folder, name)).includes(settingsFile);
  } catch {
    return false;
  }
}
