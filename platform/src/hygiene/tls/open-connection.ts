/** Opens a connection to a target, through a mail server's greeting where there is one. */
import { type Socket, connect } from "node:net";
import type { ProbeLimits, TlsTarget } from "./tls-target.ts";

/** Why there is no connection to speak TLS on. */
export type NoConnection = "refused" | "timeout" | "no-starttls" | "greeting";

/** Most octets of a greeting that are read before it is given up. */
const greetingLimit = 16_384;

/** Ends a connection without waiting for the other side. */
export function hangUp(socket: Socket): void {
  socket.on("error", () => undefined);
  socket.destroy();
}

/** Opens the connection; a reason where there is none. Never throws. */
export async function openConnection(
  target: TlsTarget,
  limits: ProbeLimits,
): Promise<Socket | NoConnection> {
  const socket = connect({ host: target.address, port: target.port, noDelay: true });
  const failure = await new Promise<NoConnection | null>((resolve) => {
    const timer = setTimeout(() => {
      resolve("timeout");
    }, limits.connectTimeoutMs);
    const settle = (end: NoConnection | null) => (): void => {
      clearTimeout(timer);
      resolve(end);
    };
    socket.once("connect", settle(null));
    socket.once("error", settle("refused"));
  });
  const end = failure ?? (target.startTls === null ? null : await startTls(socket, limits));
  if (end === null) return socket;
  hangUp(socket);
  return end;
}

/** A whole reply of the mail server: its last line's code, and all of it. */
function replyIn(
  text: string,
): { readonly code: number; readonly lines: readonly string[] } | null {
  if (!text.endsWith("\n")) return null;
  const lines = text.trimEnd().split(/\r?\n/u);
  const last = /^(\d{3})(?: |$)/u.exec(lines.at(-1) ?? "");
  return last === null ? null : { code: Number(last[1]), lines };
}

/** Greets and asks for TLS (RFC 5321 §3.1, RFC 3207 §4); null when the server is ready for it. */
async function startTls(socket: Socket, limits: ProbeLimits): Promise<NoConnection | null> {
  return new Promise((resolve) => {
    let text = "";
    let step: "greeting" | "hello" | "start" = "greeting";
    const finish = (end: NoConnection | null): void => {
      clearTimeout(timer);
      socket.removeAllListeners("data");
      socket.removeAllListeners("close");
      socket.pause();
      resolve(end);
    };
    const timer = setTimeout(() => {
      finish("timeout");
    }, limits.answerTimeoutMs);
    socket.once("error", () => {
      finish("greeting");
    });
    socket.once("close", () => {
      finish("greeting");
    });
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
      if (text.length > greetingLimit) {
        finish("greeting");
        return;
      }
      const reply = replyIn(text);
      if (reply === null) return;
      text = "";
      if (step === "greeting") {
        if (reply.code !== 220) finish("greeting");
        else socket.write("EHLO vallgrav.invalid\r\n");
        step = "hello";
      } else if (step === "hello") {
        const offers = reply.lines.some((line) => /^250[ -]STARTTLS\s*$/iu.test(line));
        if (reply.code !== 250 || !offers) finish("no-starttls");
        else socket.write("STARTTLS\r\n");
        step = "start";
      } else finish(reply.code === 220 ? null : "no-starttls");
    });
  });
}
