/** Servers on the loopback that behave as no library lets one behave. For tests alone. */
import { type AddressInfo, type Server, type Socket, createServer } from "node:net";

/** A server that is there until it is closed. */
export type Answerer = {
  readonly port: number;
  /** Connections made so far. */
  readonly seen: { connections: number };
  readonly close: () => Promise<void>;
};

/** Starts a server that treats each connection so. */
export async function startAnswerer(treat: (socket: Socket) => void): Promise<Answerer> {
  const seen = { connections: 0 };
  const open = new Set<Socket>();
  const server: Server = createServer({ noDelay: true }, (socket) => {
    seen.connections += 1;
    open.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => open.delete(socket));
    treat(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** The parts of a mail server's talk before TLS. */
export type MailTalk = {
  readonly greeting: string;
  readonly hello: string;
  readonly start: string;
};

/** Talks like a mail server and then, if it said to begin, hands the connection on. */
export function talkMail(
  talk: MailTalk,
  begin: (socket: Socket) => void,
): (socket: Socket) => void {
  return (socket) => {
    socket.write(talk.greeting);
    const hear = (chunk: Buffer): void => {
      const said = chunk.toString("latin1");
      if (said.startsWith("EHLO ")) socket.write(talk.hello);
      else if (said.startsWith("STARTTLS")) {
        socket.removeListener("data", hear);
        socket.write(talk.start);
        begin(socket);
      }
    };
    socket.on("data", hear);
  };
}
