/** A name server on the loopback that answers from a table, unsigned. */
import { createSocket } from "node:dgram";
import { once } from "node:events";

/** Octets of records' data by `name TYPE-NUMBER`, such as `example.se 16`. */
export type NameTable = Readonly<Record<string, readonly Uint8Array[]>>;

/** A text as the data of a TXT record. */
export function txtData(text: string): Uint8Array {
  return Buffer.concat([Buffer.of(text.length), Buffer.from(text)]);
}

/** A name in wire form. */
export function nameData(name: string): Uint8Array {
  const labels = name.split(".").map((label) => txtData(label));
  return Buffer.concat([...labels, Buffer.of(0)]);
}

function answer(query: Buffer, table: NameTable): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length).toLowerCase());
    at += 1 + length;
  }
  const type = query.readUInt16BE(at + 1);
  const found = table[`${labels.join(".")} ${type}`] ?? [];
  const head = Buffer.concat([query.subarray(0, 2), Buffer.of(0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0)]);
  head.writeUInt16BE(found.length, 6);
  const records = found.map((data) =>
    // The owner is a pointer at the question; class IN, a second to live.
    Buffer.concat([Buffer.of(0xc0, 12, 0, type, 0, 1, 0, 0, 0, 1, 0, data.length), data]),
  );
  return Buffer.concat([head, query.subarray(12, at + 5), ...records]);
}

/** Starts the server; disposing of it ends it. @returns its address and port as one text */
export async function startNames(
  table: NameTable,
): Promise<{ readonly place: string } & AsyncDisposable> {
  const socket = createSocket("udp4");
  socket.on("message", (query, from) => {
    socket.send(answer(query, table), from.port, from.address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return {
    place: `127.0.0.1:${socket.address().port}`,
    [Symbol.asyncDispose]: async () => {
      socket.close();
      await once(socket, "close");
    },
  };
}
