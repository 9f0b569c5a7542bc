/**
 * A process of its own for one organisation, kept alive: what ends is started again, slower each
 * time it ends soon. It goes when we go, however we end: their only bond is a channel that breaks.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Log } from "../log.ts";
import type { Organisation } from "./read-organisations.ts";

/** How a process is started, and what is told of it. */
export type ChildOptions = {
  /** The program and its first arguments. */
  readonly program: readonly string[];
  /** Surroundings that all share; nothing of Vallgrav's is taken from them but the language. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** Milliseconds before what has ended is started again, the first time. */
  readonly firstWaitMs?: number;
};

/** A process that is kept alive. */
export type KeptChild = {
  /** Where it listens on this machine; null while it does not. */
  readonly port: () => number | null;
  /** Resolves once it listens, or once it has ended for the first time. */
  readonly begun: Promise<void>;
  readonly close: (graceMs: number) => Promise<void>;
};

const longestWaitMs = 60_000;
/** Whoever has lived so long begins anew with short waits. */
const longLifeMs = 300_000;

function envFor(organisation: Organisation, base: ChildOptions["env"]): NodeJS.ProcessEnv {
  const shared = Object.entries(base).filter(
    ([name]) => !name.startsWith("VALLGRAV_") || name === "VALLGRAV_LANG",
  );
  return {
    ...Object.fromEntries(shared),
    ...organisation.env,
    VALLGRAV_HOME: organisation.home,
    VALLGRAV_PROXY: "1",
  };
}

function portIn(line: string): number | null {
  const found = /^http:\/\/127\.0\.0\.1:(\d{1,5})$/.exec(line);
  return found === null ? null : Number(found[1]);
}

/** Starts the server of an organisation and keeps it alive until it is closed. */
export function keepChild(organisation: Organisation, options: ChildOptions): KeptChild {
  const { name } = organisation;
  const [command = "", ...first] = options.program;
  const args = [...first, "serve", "--host", "127.0.0.1", "--port", "0"];
  let child: ChildProcess | null = null;
  let port: number | null = null;
  let waitMs = options.firstWaitMs ?? 1_000;
  let timer: NodeJS.Timeout | null = null;
  let isClosing = false;
  let tellBegun: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    tellBegun = resolve;
  });
  const ended = (code: number | null, since: number): void => {
    child = null;
    port = null;
    tellBegun();
    if (isClosing) return;
    if (Date.now() - since > longLifeMs) waitMs = options.firstWaitMs ?? 1_000;
    options.log("error", "organisation/ended", { name, code, againInMs: waitMs });
    timer = setTimeout(start, waitMs);
    waitMs = Math.min(longestWaitMs, waitMs * 2);
  };
  const start = (): void => {
    const since = Date.now();
    const made = spawn(command, args, {
      env: envFor(organisation, options.env),
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    });
    child = made;
    const { stdout } = made;
    if (stdout !== null)
      createInterface({ input: stdout }).on("line", (line) => {
        const found = portIn(line);
        if (found === null) return;
        port = found;
        options.log("info", "organisation/begun", { name });
        tellBegun();
      });
    let isOver = false;
    const over = (code: number | null): void => {
      if (!isOver) ended(code, since);
      isOver = true;
    };
    made.on("error", () => over(null));
    made.on("exit", (code) => over(code));
  };
  start();
  return {
    port: () => port,
    begun,
    close: async (graceMs) => {
      isClosing = true;
      if (timer !== null) clearTimeout(timer);
      const going = child;
      if (going === null) return;
      const gone = once(going, "exit");
      // The end of the channel is the word to stop, on every system.
      if (going.connected) going.disconnect();
      const hard = setTimeout(() => going.kill("SIGKILL"), graceMs + 5_000);
      await gone;
      clearTimeout(hard);
    },
  };
}
