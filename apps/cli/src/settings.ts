/** What the environment says: where the data lies, and who may reach the server. */
import { defaultSize, defaultThreads, type RunSize } from "@vallgrav/platform/protect";
import type { RunOptions } from "./command.ts";

/** Settings from the environment. */
export type Settings = {
  readonly home: string;
  readonly database: string | undefined;
  readonly keys: string | undefined;
  readonly hosts: readonly string[];
  readonly isBehindProxy: boolean;
};

/** Reads the environment; what is empty counts as not set. */
export function settingsOf(env: Readonly<Record<string, string | undefined>>): Settings {
  const set = (name: string): string | undefined => (env[name] === "" ? undefined : env[name]);
  return {
    home: set("VALLGRAV_HOME") ?? "data",
    database: set("VALLGRAV_DATABASE"),
    keys: set("VALLGRAV_KEYS"),
    hosts: (set("VALLGRAV_HOSTS") ?? "")
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
    isBehindProxy: set("VALLGRAV_PROXY") === "1",
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
