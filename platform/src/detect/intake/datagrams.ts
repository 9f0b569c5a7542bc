/** Syslog over UDP: a datagram is a message. It cannot wait, so what finds no room is counted. */
import { createSocket } from "node:dgram";
import type { ReceivedLine } from "../spool-format.ts";
import { type IntakeRoom, type Listener, plainAddress, tellPlace } from "./intake.ts";
import type { Place } from "./place.ts";

/** Lines held back at most while others are written, and their bytes: a datagram has 64 KiB. */
const mostHeld = 20_000;
const mostHeldBytes = 33_554_432;

/** Listens for datagrams. */
export async function listenUdp(place: Place, room: IntakeRoom): Promise<Listener> {
  const { watch, nowMs } = room;
  const socket = createSocket({
    type: place.host.includes(":") ? "udp6" : "udp4",
    recvBufferSize: 4_194_304,
  });
  let held: { readonly address: string; readonly bytes: Uint8Array; readonly ms: number }[] = [];
  let heldBytes = 0;
  let writing: Promise<void> | null = null;
  const writeAll = async (): Promise<void> => {
    while (held.length > 0) {
      const given = held;
      held = [];
      heldBytes = 0;
      const lines: ReceivedLine[] = [];
      for (const { address, bytes, ms } of given) {
        const source = await watch.sourceFor("syslog-udp", address);
        lines.push({ source, receivedMs: ms, mayRepeat: false, bytes });
      }
      try {
        await watch.take(lines);
      } catch {
        for (const { source } of lines) watch.drop(source, 1);
      }
    }
    writing = null;
  };
  const drop = async (address: string): Promise<void> =>
    watch.drop(await watch.sourceFor("syslog-udp", address), 1);
  const start = (): void => {
    writing ??= writeAll().catch((error: unknown) => {
      writing = null;
      room.onFailure("watch/connection", error);
    });
  };
  socket.on("message", (bytes, { address }) => {
    const name = plainAddress(address);
    if (held.length >= mostHeld || heldBytes + bytes.length > mostHeldBytes) {
      drop(name).catch((error: unknown) => room.onFailure("watch/connection", error));
      return;
    }
    if (bytes.length > 0) held.push({ address: name, bytes, ms: nowMs() });
    heldBytes += bytes.length;
    start();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.bind({ address: place.host, port: place.port }, resolve);
  });
  socket.removeAllListeners("error");
  socket.on("error", (error) => room.onFailure("watch/connection", error));
  const { port } = socket.address();
  return {
    name: tellPlace("udp", place, port),
    port,
    close: async () => {
      await new Promise<void>((resolve) => {
        socket.close(() => resolve());
      });
      await writing;
    },
  };
}
