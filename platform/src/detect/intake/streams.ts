/**
 * Connections that bring lines: syslog over TCP and TLS, and RELP. A connection is read no faster
 * than its lines reach the disk, and each has its own state machine.
 */
import { createServer as createPlain, type Server, type Socket } from "node:net";
import { createServer as createSecure, TLSSocket } from "node:tls";
import { newRelpSession, newSyslogFrames, relpAccepted } from "@vallgrav/eventlogs";
import type { WatchKind } from "../../api/index.ts";
import type { ReceivedLine } from "../spool-format.ts";
import { limitConnections } from "./connections.ts";
import { type Gate, newGate } from "./gate.ts";
import {
  type Certificates,
  handOn,
  intakeLimits,
  type IntakeRoom,
  type Listener,
  plainAddress,
  tellPlace,
  tlsOptions,
} from "./intake.ts";
import type { Place } from "./place.ts";

/** What is done with the bytes of one connection. */
type Conversation = {
  /** Takes a piece; false: the connection is to be closed. */
  readonly take: (piece: Uint8Array) => Promise<boolean>;
  /** The other side has ended. */
  readonly end: () => Promise<void>;
};

/** Begins a conversation with a source. */
type Begin = (source: string, socket: Socket | TLSSocket, room: IntakeRoom) => Conversation;

const nothingKept = new Uint8Array(0);
/** Bytes that are taken together at most, but for one piece. */
const mostPieceBytes = 1_048_576;

function lineOf(
  source: string,
  { nowMs }: IntakeRoom,
  bytes: Uint8Array,
  mayRepeat = false,
): ReceivedLine {
  return { source, receivedMs: nowMs(), mayRepeat, bytes };
}

/** Syslog: each message is a line; one that was too long is kept as a refused one. */
const beginSyslog: Begin = (source, _socket, room) => {
  const frames = newSyslogFrames({ messageBytes: intakeLimits.lineBytes });
  const hand = (messages: readonly Uint8Array[], refused: number): Promise<boolean> =>
    handOn(room, [
      ...messages.map((bytes) => lineOf(source, room, bytes)),
      ...Array.from({ length: refused }, () => lineOf(source, room, nothingKept)),
    ]);
  return {
    take: async (piece) => {
      const { messages, tooLong } = frames.take(piece);
      return messages.length + tooLong === 0 || hand(messages, tooLong);
    },
    end: async () => {
      const { messages, tooLong, cutOff } = frames.close();
      if (messages.length + tooLong + cutOff > 0) await hand(messages, tooLong + cutOff);
    },
  };
};

/** RELP: a line is answered when it is on the disk, and not before. */
const beginRelp: Begin = (source, socket, room) => {
  const session = newRelpSession({ messageBytes: intakeLimits.lineBytes });
  let count = 0;
  const take = async (piece: Uint8Array): Promise<boolean> => {
    const lines: ReceivedLine[] = [];
    let answer = "";
    let isGoing = true;
    for (const step of session.take(piece)) {
      if (step.kind === "broken") {
        isGoing = false;
        break;
      }
      if (step.kind === "message" || step.kind === "refused") {
        const bytes = step.kind === "message" ? step.bytes : nothingKept;
        lines.push(lineOf(source, room, bytes, count < intakeLimits.repeats));
        count += 1;
      }
      answer += step.kind === "message" ? relpAccepted(step.number) : step.text;
      if (step.kind === "closed") isGoing = false;
    }
    if (lines.length > 0 && !(await handOn(room, lines))) return false;
    if (answer !== "" && socket.writable) socket.write(answer);
    return isGoing;
  };
  return { take, end: () => Promise.resolve() };
};

/** Name of who connected: of the certificate that was checked, else the address. */
function nameOf(socket: Socket | TLSSocket): string {
  const shown = socket instanceof TLSSocket && socket.authorized ? socket.getPeerCertificate() : {};
  const subject: unknown = Reflect.get(shown, "subject");
  const name: unknown = Reflect.get(Object(subject), "CN");
  return typeof name === "string" && name !== ""
    ? name.slice(0, 200)
    : plainAddress(socket.remoteAddress);
}

/**
 * All that has come by now, the given piece first: a connection hands out one record of TLS at a
 * time, and lines that have come share one write to the disk.
 */
function withRest(socket: Socket, piece: Uint8Array): Uint8Array {
  const pieces = [piece];
  for (let size = piece.length; size < mostPieceBytes;) {
    const next = socket.read() as Uint8Array | null;
    if (next === null) break;
    pieces.push(next);
    size += next.length;
  }
  return pieces.length === 1 ? piece : Buffer.concat(pieces);
}

async function converse(
  socket: Socket | TLSSocket,
  conversation: Conversation,
  { gate, isStopping }: { readonly gate: Gate; readonly isStopping: () => boolean },
): Promise<void> {
  // A piece is asked for when the one before is on the disk: so a sender is held back.
  for await (const first of socket as AsyncIterable<Uint8Array>) {
    const piece = withRest(socket, first);
    // Whoever says little waits for nobody: of so few bytes not much is made.
    const take = (): Promise<boolean> => conversation.take(piece);
    if (!(await (piece.length <= intakeLimits.smallBytes ? take() : gate(piece.length, take)))) {
      socket.end();
      if (!isStopping()) socket.destroySoon();
      return;
    }
  }
  await conversation.end();
  socket.end();
}

type Serving = {
  readonly kind: WatchKind;
  readonly begin: Begin;
  readonly room: IntakeRoom;
  readonly gate: Gate;
};

/** A connection: `raw` is the TCP beneath its TLS, or the connection itself. */
type Open = { readonly raw: Socket; talk: Promise<void> };

function listening(server: Server, { host, port }: Place): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

/** Ends connections: ours first, so that the other side sees it and sends its rest elsewhere. */
async function endAll(server: Server, open: ReadonlySet<Open>, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  // Only the way to the sender is closed: what it has sent by then is still read.
  for (const { raw } of open) raw.end();
  const timer = setTimeout(() => {
    for (const { raw } of open) raw.destroy();
  }, graceMs);
  await Promise.all([...open].map(({ talk }) => talk));
  clearTimeout(timer);
  for (const { raw } of open) raw.destroy();
  await closed;
}

/** Talks with a connection until one side ends it. */
async function attend(socket: Socket | TLSSocket, serving: Serving, stop: () => boolean) {
  const { kind, begin, room, gate } = serving;
  const source = await room.watch.sourceFor(kind, nameOf(socket)).catch((error: unknown) => {
    room.onFailure("watch/not-kept", error);
    return null;
  });
  if (source === null) {
    // Our store knows of no source now: the sender comes again.
    socket.destroy();
    return;
  }
  try {
    await converse(socket, begin(source, socket, room), { gate, isStopping: stop });
  } catch (error) {
    // What the other side did to the connection is not ours to tell.
    const code: unknown = Reflect.get(Object(error), "code");
    if (typeof code !== "string") room.onFailure("watch/connection", error);
  } finally {
    socket.destroySoon();
  }
}

/**
 * What plain syslog needs inside TLS. Nobody answers it, so a sender learns of a stop by the end of
 * the connection alone, and rsyslog looks for that end without reading what came before it: in
 * TLS 1.3 tickets come after the handshake and stand before it for good.
 */
const silentToSender = { maxVersion: "TLSv1.2" } as const;

/** Opens the server; `connect` is given each connection when it can be read. */
function newServer(
  certificates: Certificates | null,
  kind: WatchKind,
  connect: (socket: Socket | TLSSocket, raw: Socket) => void,
): Server {
  const common = { allowHalfOpen: true, noDelay: true };
  if (certificates === null)
    return createPlain(common, (socket) => {
      connect(socket, socket);
    });
  const options = { ...common, ...tlsOptions(certificates) };
  const server = createSecure(kind === "relp" ? options : { ...options, ...silentToSender });
  const keyOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
  const raws = new Map<string, Socket>();
  server.on("connection", (raw: Socket) => {
    const key = keyOf(raw);
    raws.set(key, raw);
    raw.once("close", () => raws.delete(key));
  });
  server.on("secureConnection", (socket) => {
    connect(socket, raws.get(keyOf(socket)) ?? socket);
  });
  // Garbage on the port: the connection is gone already.
  server.on("tlsClientError", () => undefined);
  return server;
}

async function listen(
  place: Place,
  certificates: Certificates | null,
  given: Omit<Serving, "gate">,
): Promise<Listener> {
  const serving: Serving = { ...given, gate: newGate(intakeLimits.takenBytes) };
  const open = new Set<Open>();
  let isStopping = false;
  const server = newServer(certificates, serving.kind, (socket, raw) => {
    socket.on("error", () => undefined);
    const one: Open = { raw, talk: Promise.resolve() };
    open.add(one);
    one.talk = attend(socket, serving, () => isStopping).finally(() => open.delete(one));
  });
  limitConnections(server, serving.room);
  const port = await listening(server, place);
  return {
    name: tellPlace(serving.kind, place, port),
    port,
    close: async (graceMs) => {
      isStopping = true;
      await endAll(server, open, graceMs);
    },
  };
}

/** Listens for syslog, over TLS where there are certificates. */
export function listenSyslog(
  place: Place,
  certificates: Certificates | null,
  room: IntakeRoom,
): Promise<Listener> {
  const kind = certificates === null ? "syslog-tcp" : "syslog-tls";
  return listen(place, certificates, { kind, begin: beginSyslog, room });
}

/** Listens for RELP, over TLS where there are certificates. */
export function listenRelp(
  place: Place,
  certificates: Certificates | null,
  room: IntakeRoom,
): Promise<Listener> {
  return listen(place, certificates, { kind: "relp", begin: beginRelp, room });
}
