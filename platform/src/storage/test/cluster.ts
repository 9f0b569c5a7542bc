/** A PostgreSQL cluster of a test's own: in a temporary folder, on a socket, gone at the end. */
import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

/** A running cluster. */
export type Cluster = {
  /** Makes an empty database and returns its address. */
  newDatabase(): Promise<string>;
  /** Takes the server away, does something meanwhile, and brings it back. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
  /** Kills every process of the server without warning and brings it back on the same data. */
  crash(): Promise<void>;
  stop(): Promise<void>;
};

const installed = "/usr/lib/postgresql";

/** The newest installed version's programs, or null when there are none. */
export function findBinaries(): string | null {
  if (!existsSync(installed)) return null;
  const versions = readdirSync(installed).sort((a, b) => Number(b) - Number(a));
  for (const version of versions) {
    const folder = join(installed, version, "bin");
    if (existsSync(join(folder, "initdb"))) return folder;
  }
  return null;
}

function idOf(flag: "-u" | "-g", user: string): number {
  return Number(execFileSync("id", [flag, user], { encoding: "utf8" }));
}

type Runner = { readonly command: string; readonly before: readonly string[] };

/** PostgreSQL refuses to run as root; and it must not outlive a test that was killed. */
function runnerFor(folder: string): Runner {
  const dying = ["--pdeathsig", "QUIT"];
  if (process.getuid?.() !== 0) return { command: "setpriv", before: dying };
  const user = ["postgres", "nobody"].find((name) => {
    try {
      return idOf("-u", name) > 0;
    } catch {
      return false;
    }
  });
  if (user === undefined) throw new Error("no user to run PostgreSQL as");
  const [uid, gid] = [idOf("-u", user), idOf("-g", user)];
  chownSync(folder, uid, gid);
  const become = ["--reuid", String(uid), "--regid", String(gid), "--clear-groups"];
  return { command: "setpriv", before: [...become, ...dying] };
}

/** Sorting rules other than bytes, if this version has them: the store must not depend on them. */
function initialise(binaries: string, runner: Runner, data: string): void {
  const base = [join(binaries, "initdb"), "--no-sync", "--auth=trust", "--username=postgres"];
  const run = (more: readonly string[]): void => {
    const args = [...runner.before, ...base, "--encoding=UTF8", ...more, "-D", data];
    execFileSync(runner.command, args, { stdio: "pipe", cwd: tmpdir() });
  };
  try {
    run(["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=sv-SE"]);
  } catch {
    rmSync(data, { recursive: true, force: true });
    run(["--locale=C.UTF-8"]);
  }
}

async function ask(address: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

async function untilAnswering(address: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ask(address, "select 1");
    } catch (error) {
      if (attempt > 600 || server.exitCode !== null) throw error;
      await pause(50);
    }
  }
}

/** Processes that a process has begun, as Linux tells them. */
function childrenOf(pid: number): readonly number[] {
  const listed = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return listed
    .split(" ")
    .map(Number)
    .filter((one) => one > 0);
}

function killHard(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // It may have ended by itself meanwhile.
    if (Reflect.get(Object(error), "code") !== "ESRCH") throw error;
  }
}

/**
 * Starts a cluster.
 * @param isSafe whether every commit waits for the disk: slower, and what an installation does
 */
export async function startCluster(binaries: string, isSafe = false): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), "vallgrav-pg-"));
  const runner = runnerFor(folder);
  const data = join(folder, "data");
  initialise(binaries, runner, data);
  const settings = [
    `fsync=${isSafe ? "on" : "off"}`,
    "listen_addresses=",
    `unix_socket_directories=${folder}`,
  ];
  const start = (): ChildProcess =>
    spawn(
      runner.command,
      [
        ...runner.before,
        join(binaries, "postgres"),
        "-D",
        data,
        ...settings.flatMap((setting) => ["-c", setting]),
      ],
      { stdio: "ignore", cwd: tmpdir() },
    );
  let server = start();
  let ended = once(server, "exit");
  const end = (): void => {
    server.kill("SIGQUIT");
  };
  process.once("exit", end);
  const addressOf = (name: string): string =>
    `postgres://postgres@localhost/${name}?host=${folder}`;
  await untilAnswering(addressOf("postgres"), server);
  let made = 0;
  return {
    newDatabase: async () => {
      made += 1;
      await ask(addressOf("postgres"), `create database store_${made}`);
      return addressOf(`store_${made}`);
    },
    restart: async (meanwhile) => {
      end();
      await ended;
      await meanwhile();
      server = start();
      ended = once(server, "exit");
      await untilAnswering(addressOf("postgres"), server);
    },
    crash: async () => {
      const { pid } = server;
      if (pid === undefined) throw new Error("the cluster is not running");
      for (const one of [pid, ...childrenOf(pid)]) killHard(one);
      await ended;
      // The memory it shared is let go a moment after its last process.
      for (let attempt = 0; ; attempt += 1) {
        server = start();
        ended = once(server, "exit");
        try {
          return await untilAnswering(addressOf("postgres"), server);
        } catch (error) {
          if (attempt > 20) throw error;
          await pause(200);
        }
      }
    },
    stop: async () => {
      process.removeListener("exit", end);
      end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
