/** A name server on the loopback that answers as a test says, over UDP and TCP on one port. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";
import type { DnsServer } from "../dns-server.ts";

/** What is sent back for a query, in order; none: silence. */
export type Answering = (query: Buffer, way: "udp" | "tcp") => readonly Uint8Array[];

/** Starts the server; disposing of it ends it. */
export async function loopbackServer(answering: Answering): Promise<DnsServer & AsyncDisposable> {
  const tcp = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (data: Buffer) => {
      for (const reply of answering(data.subarray(2), "tcp")) {
        const head = Buffer.alloc(2);
        head.writeUInt16BE(reply.length);
        socket.write(Buffer.concat([head, reply]));
      }
    });
  });
  tcp.listen(0, "127.0.0.1");
  await once(tcp, "listening");
  const place = tcp.address();
  const port = typeof place === "object" && place !== null ? place.port : 0;
  const udp = createSocket("udp4");
  udp.on("message", (query, from) => {
    for (const reply of answering(query, "udp")) udp.send(reply, from.port, from.address);
  });
  udp.bind(port, "127.0.0.1");
  await once(udp, "listening");
  return {
    address: "127.0.0.1",
    port,
    [Symbol.asyncDispose]: async () => {
      udp.close();
      tcp.close();
      await once(tcp, "close");
    },
  };
}

/** The query as a response with these flags and no records. */
export function echoOf(query: Buffer, high = 0x80, low = 0): Buffer {
  const reply = Buffer.from(query);
  reply[2] = high;
  reply[3] = low;
  return reply;
}
