/** `serve`: the server until somebody ends it. */
import { logToStderr, startServer } from "@vallgrav/server";
import { settingsOf, sizeOf } from "./settings.ts";
import type { Speaker } from "./speaker.ts";

const defaultPort = 4_600;

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
}

/** Serves until SIGTERM or SIGINT. The address is the one line on standard output. */
export async function serve(
  asked: { readonly port: number | null; readonly host: string | null },
  speaker: Speaker,
): Promise<0> {
  const stopped = stopSignal();
  const server = await startServer({
    ...settingsOf(speaker.env),
    host: asked.host ?? "127.0.0.1",
    port: asked.port ?? defaultPort,
    mayMove: asked.port === null,
    size: sizeOf(null),
    log: logToStderr,
  });
  speaker.out(`${server.address}\n`);
  speaker.err(`${speaker.words.running(server.address)}\n`);
  await stopped;
  speaker.err(`${speaker.words.stopping}\n`);
  await server.close();
  return 0;
}
