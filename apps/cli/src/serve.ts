/** `serve`: the server until somebody ends it. */
import { fileURLToPath } from "node:url";
import { type RunningServer, startOrganisations, startServer } from "@vallgrav/server";
import { logToStderr } from "@vallgrav/server/facts";
import type { ServeAsked } from "./command.ts";
import { settingsOf, sizeOf } from "./settings.ts";
import type { Speaker } from "./speaker.ts";

const defaultPort = 4_600;
const main = fileURLToPath(new URL("main.ts", import.meta.url));

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
    // Whoever started us as one of several organisations has gone, or wants us to.
    process.once("disconnect", () => resolve());
  });
}

async function started(asked: ServeAsked, speaker: Speaker): Promise<RunningServer> {
  const settings = settingsOf(speaker.env);
  const listening = {
    host: asked.host ?? "127.0.0.1",
    port: asked.port ?? defaultPort,
    mayMove: asked.port === null,
    log: logToStderr,
  };
  if (asked.organisations === null)
    return startServer({ ...settings, ...listening, size: sizeOf(null) });
  const program = [process.execPath, ...process.execArgv, main];
  const { isBehindProxy, tls, isPlainForOthers, redirectPort } = settings;
  return startOrganisations({
    isBehindProxy,
    tls,
    isPlainForOthers,
    redirectPort,
    ...listening,
    folder: asked.organisations,
    program,
    env: speaker.env,
  });
}

/** Serves until SIGTERM or SIGINT. The address is the one line on standard output. */
export async function serve(asked: ServeAsked, speaker: Speaker): Promise<0> {
  const stopped = stopSignal();
  const server = await started(asked, speaker);
  speaker.out(`${server.address}\n`);
  speaker.err(`${speaker.words.running(server.address)}\n`);
  await stopped;
  speaker.err(`${speaker.words.stopping}\n`);
  await server.close();
  return 0;
}
