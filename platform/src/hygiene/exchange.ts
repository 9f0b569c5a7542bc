/** One question over the wire: a datagram from a port of its own, or a connection of its own. */
import { createSocket } from "node:dgram";
import { connect, isIP } from "node:net";
import { isReplyTo } from "@vallgrav/domains";
import type { DnsServer } from "./dns-server.ts";

/** Octets that answer the query, or why there are none. */
export type Exchanged = Uint8Array | "timeout" | "unreachable";

/**
 * Sends a query in a datagram and waits for what repeats it. The socket takes datagrams of the
 * server alone, and those that answer another query are passed over until the time is out.
 */
export function exchangeUdp(
  query: Uint8Array,
  server: DnsServer,
  timeoutMs: number,
): Promise<Exchanged> {
  const { promise, resolve } = Promise.withResolvers<Exchanged>();
  const socket = createSocket(isIP(server.address) === 6 ? "udp6" : "udp4");
  const timer = setTimeout(() => resolve("timeout"), timeoutMs);
  socket.on("error", () => resolve("unreachable"));
  socket.on("message", (reply) => {
    if (isReplyTo(query, reply)) resolve(new Uint8Array(reply));
  });
  socket.connect(server.port, server.address, () => socket.send(query));
  return promise.finally(() => {
    clearTimeout(timer);
    socket.close();
  });
}

/**
 * Sends a query over a connection and waits for the answer; what is none ends the wait, since
 * nothing else can come. At most 65 537 octets are kept.
 */
export function exchangeTcp(
  query: Uint8Array,
  server: DnsServer,
  timeoutMs: number,
): Promise<Exchanged> {
  const { promise, resolve } = Promise.withResolvers<Exchanged>();
  const socket = connect({ host: server.address, port: server.port });
  const timer = setTimeout(() => resolve("timeout"), timeoutMs);
  const kept: Buffer[] = [];
  let length = 0;
  socket.on("error", () => resolve("unreachable"));
  socket.on("close", () => resolve("unreachable"));
  socket.on("connect", () => {
    const head = Buffer.alloc(2);
    head.writeUInt16BE(query.length);
    socket.write(Buffer.concat([head, query]));
  });
  socket.on("data", (part: Buffer) => {
    kept.push(part);
    length += part.length;
    if (length < 2) return;
    const head = Buffer.concat(kept).subarray(0, 2);
    const whole = head.readUInt16BE(0);
    if (length < whole + 2) return;
    const reply = new Uint8Array(Buffer.concat(kept).subarray(2, whole + 2));
    resolve(isReplyTo(query, reply) ? reply : "unreachable");
  });
  return promise.finally(() => {
    clearTimeout(timer);
    socket.destroy();
  });
}
