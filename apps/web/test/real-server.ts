/**
 * The real server over an empty temporary home, as a program of its own: the pages know it by HTTP
 * alone, and so do their tests. It serves `dist`, which is built first.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** A running server. */
export type RealServer = {
  /** Address for the browser. */
  readonly origin: string;
  /** What it wrote about itself at level error, one JSON line each. */
  readonly errors: readonly string[];
  /** Stops it and removes its home. */
  readonly close: () => Promise<void>;
};

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Read from standard input, so that threads of the server inherit no flags. Ends on SIGTERM. */
const program = `
  import { logToStderr, startServer } from "@vallgrav/server";
  const watch = JSON.parse(process.env.WALK_WATCH);
  const size = JSON.parse(process.env.WALK_SIZE);
  const server = await startServer({
    home: process.env.WALK_HOME, host: "127.0.0.1", port: 0, mayMove: false, hosts: [],
    isBehindProxy: false, size, log: logToStderr,
    provider: JSON.parse(process.env.WALK_PROVIDER) ?? undefined,
    // A machine on which nobody answers, in the place of Microsoft's.
    graph: { hosts: ["localhost:9"], authorities: null },
    ...(watch === null ? {} : {
      intake: {
        http: null, udp: null, tcp: watch.tcp, tls: null, relp: null,
        files: [], certificates: null,
      },
    }),
  });
  process.stdout.write(server.address + "\\n");
  process.once("SIGTERM", () => void server.close(0).then(() => process.exit()));
`;

/** Builds the web into a folder, as production does. */
export async function buildWeb(folder: string): Promise<void> {
  const vite = join(
    dirname(createRequire(import.meta.url).resolve("vite/package.json")),
    "bin/vite.js",
  );
  await promisify(execFile)(
    process.execPath,
    [vite, "build", "--outDir", folder, "--emptyOutDir", "--logLevel", "error"],
    {
      cwd: fileURLToPath(new URL("..", import.meta.url)),
      env: { ...process.env, NODE_ENV: "production" },
    },
  );
}

/** Runs so small that a plan takes seconds. */
function start(home: string, provider: object | null, watch: Watched | null): ChildProcess {
  const size = JSON.stringify({ outer: 12, inner: 4, seed: "1", threads: 2 });
  const child = spawn(process.execPath, ["-"], {
    cwd: root,
    env: {
      ...process.env,
      WALK_HOME: home,
      WALK_SIZE: size,
      WALK_PROVIDER: JSON.stringify(provider),
      WALK_WATCH: JSON.stringify(watch),
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.end(program);
  return child;
}

/** The folder that the server serves. */
export const servedFolder: string = fileURLToPath(new URL("../dist", import.meta.url));

/** A rule, and where logs come in by syslog over TCP. */
export type Watched = {
  readonly rule: string;
  readonly tcp: { readonly host: string; readonly port: number };
};

/**
 * Starts the server on a free port.
 * @param provider settings of a provider of sign-in
 * @param watch what logs it receives
 */
export async function openRealServer(
  provider: object | null = null,
  watch: Watched | null = null,
): Promise<RealServer> {
  const home = await mkdtemp(join(tmpdir(), "vallgrav-walk-"));
  if (watch !== null) {
    await mkdir(join(home, "rules"));
    await writeFile(join(home, "rules", "rule.yml"), watch.rule);
  }
  const child = start(home, provider, watch);
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error("the server has no output to read");
  const said: string[] = [];
  const errors: string[] = [];
  createInterface(stderr).on("line", (line) => {
    said.push(line);
    if (line.includes('"level":"error"')) errors.push(line);
  });
  const address = once(createInterface(stdout), "line") as Promise<[string]>;
  const ended = once(child, "exit").then(() => null);
  const first = await Promise.race([address, ended]);
  if (first === null) throw new Error(`the server did not start: ${said.join("\n")}`);
  return {
    origin: first[0],
    errors,
    close: async () => {
      child.kill();
      await ended;
      await rm(home, { recursive: true });
    },
  };
}
