/**
 * Which requests may be sent again. Neither of the two interfaces numbers its requests, so one that
 * comes twice is either sent again or says that something happened twice. It was surely answered
 * where its connection brought another one afterwards or was closed in order; an equal one after
 * that is new.
 */
import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import { keyBytes } from "../spool-format.ts";

/** What a request is known by: the beginning of the hash of where and what was sent. */
export type RequestMark = string;

/** The mark of a request; the body unpacked. */
export function requestMark(path: string, body: Uint8Array): RequestMark {
  return createHash("sha256").update(path).update("\n").update(body).digest("base64url");
}

/** The key of a request's line at a place. */
export function lineKey(mark: RequestMark, place: number): Uint8Array {
  const key = Buffer.alloc(keyBytes);
  Buffer.from(mark, "base64url").copy(key, 0, 0, keyBytes - 4);
  key.writeUInt32LE(place, keyBytes - 4);
  return key;
}

/** The key of a document that its sender gives a name. */
export function documentKey(index: string, id: string): Uint8Array {
  const hash = createHash("sha256")
    .update(JSON.stringify([index, id]))
    .digest();
  return hash.subarray(0, keyBytes);
}

/** Requests and what is known of their answers. */
export type Requests = {
  /** A request has come by a connection: what was answered there before has been read. */
  readonly came: (socket: Socket) => void;
  /** Whether a request may be one sent before; from now on its answer is in doubt. */
  readonly mayRepeat: (mark: RequestMark) => boolean;
  /** Its answer has gone out. */
  readonly answered: (socket: Socket, mark: RequestMark) => void;
};

/** Answered requests that are remembered; a forgotten one counts as never answered. */
const mostRemembered = 65_536;

/** Nothing is known yet: what came before a start may come again. */
export function newRequests(most: number = mostRemembered): Requests {
  const read = new Set<RequestMark>();
  const sent = new WeakMap<Socket, RequestMark[]>();
  const came = (socket: Socket): void => {
    for (const mark of sent.get(socket)?.splice(0) ?? []) {
      if (read.size >= most) for (const oldest of read) if (read.delete(oldest)) break;
      read.add(mark);
    }
  };
  return {
    came,
    mayRepeat: (mark) => !read.delete(mark),
    answered: (socket, mark) => {
      const marks = sent.get(socket);
      if (marks === undefined) {
        sent.set(socket, [mark]);
        socket.once("end", () => came(socket));
      } else marks.push(mark);
    },
  };
}
