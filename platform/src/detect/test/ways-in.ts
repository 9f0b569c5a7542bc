/** Ways in over real sockets of this machine, for tests. */
import type { Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { TLSSocket } from "node:tls";
import { tokenHashOf } from "../../accounts/tokens.ts";
import { type IntakeSettings, noIntake, openIntake } from "../intake/open-intake.ts";
import type { Place } from "../intake/place.ts";
import type { Store } from "../../storage/index.ts";
import type { Watch } from "../watch.ts";
import { line, newStore, newWatch, startMs, temporary } from "./lines.ts";

/** Any port of this machine. */
export const anyPort: Place = { host: "127.0.0.1", port: 0 };
/** A line of syslog that a rule holds of. */
export const failed = (number: number): string =>
  Buffer.from(line(`Failed password ${number}`).bytes).toString();

/** Opens a watch with ways in; `around` may stand before what they hand on to. */
export async function opened(
  settings: Partial<IntakeSettings>,
  watchLimits = {},
  around: (watch: Watch) => Watch = (watch) => watch,
) {
  const folder = temporary();
  const store = await newStore(folder);
  const failures: string[] = [];
  const watch = await newWatch(folder, store, { failures, limits: watchLimits });
  const room = {
    watch: around(watch),
    store,
    folder: join(folder, "watch"),
    nowMs: () => startMs,
    onFailure: (code: string, error: unknown) => failures.push(`${code} ${String(error)}`),
  };
  const listeners = await openIntake({ ...noIntake, ...settings }, room);
  return {
    folder,
    store,
    watch,
    failures,
    port: listeners[0]?.port ?? 0,
    names: listeners.map(({ name }) => name),
    close: async () => {
      for (const one of listeners) await one.close(2_000);
      await watch.settled();
    },
  };
}

/** Sources with their counts. */
export async function sources(store: Store) {
  return (await store.watch.sources()).map(({ kind, name, counts }) => ({ kind, name, ...counts }));
}

/** Counts of a source that nothing came from. */
export const none = { parsed: 0, refused: 0, repeated: 0, matched: 0, dropped: 0 };

/** What comes from a socket until a text stands in it, or it closes. */
export async function heard(socket: Socket | TLSSocket, wanted: string): Promise<string> {
  let text = "";
  for await (const piece of socket.iterator({ destroyOnReturn: false })) {
    text += String(piece);
    if (text.includes(wanted)) break;
  }
  return text;
}

/** Lines as frames of RELP, numbered from there. */
export function relpFrames(from: number, lines: readonly string[]): string {
  return lines
    .map((text, at) => `${from + at} syslog ${Buffer.byteLength(text)} ${text}\n`)
    .join("");
}

/** The frame that opens a session. */
export const openFrame = "1 open 30 relp_version=0\ncommands=syslog\n";

/** Waits until so many lines have been gone through. */
export async function gone(watch: Watch, store: Store, position: number): Promise<void> {
  while ((await store.watch.position()) < position) await pause(10);
  await watch.settled();
}

/** Opens the HTTP way in with a source of its own; `ask` sends by one connection. */
export async function withToken() {
  const at = await opened({ http: anyPort });
  await at.store.watch.addSource({
    id: "filebeat",
    name: "Filebeat",
    kind: "http",
    tokenHash: tokenHashOf("vgs_secret"),
    silentAfterMinutes: null,
    createdAt: "2026-11-30T09:00:00.000Z" as never,
    endedAt: null,
    lastAt: null,
    counts: none,
  });
  const ask = async (
    path: string,
    init: RequestInit = {},
    authorization = "Bearer vgs_secret",
  ): Promise<{ status: number; body: unknown }> => {
    const answer = await fetch(`http://127.0.0.1:${at.port}${path}`, {
      ...init,
      headers: { authorization, ...(init.headers as Record<string, string>) },
    });
    return { status: answer.status, body: await answer.json() };
  };
  return { ...at, ask };
}
