/** Sends one hello on a connection of its own and reads what comes back, within limits. */
import type { Socket } from "node:net";
import {
  type ProbeOutcome,
  type TlsProbe,
  answerLimits,
  readServerAnswer,
} from "@vallgrav/domains";
import { hangUp, openConnection } from "./open-connection.ts";
import type { ProbeLimits, ProbeSurroundings, TlsTarget } from "./tls-target.ts";

/** Reads until the answer is whole, contradicts TLS, ends or takes too long. */
async function readAnswer(
  socket: Socket,
  probe: TlsProbe,
  limits: ProbeLimits,
): Promise<ProbeOutcome> {
  return new Promise((resolve) => {
    const room = new Uint8Array(answerLimits.bytes);
    let size = 0;
    let needed = 2;
    const finish = (outcome: ProbeOutcome): void => {
      clearTimeout(timer);
      hangUp(socket);
      resolve(outcome);
    };
    const timer = setTimeout(() => {
      finish({ kind: "silent" });
    }, limits.answerTimeoutMs);
    socket.on("error", () => {
      finish({ kind: "closed" });
    });
    socket.on("close", () => {
      finish({ kind: "closed" });
    });
    socket.on("data", (chunk: Buffer) => {
      room.set(chunk.subarray(0, room.length - size), size);
      size = Math.min(room.length, size + chunk.length);
      if (size < needed && size < room.length) return;
      const answer = readServerAnswer(room.subarray(0, size), probe.depth);
      if (answer.kind !== "more") finish(answer);
      else if (size >= room.length) finish({ kind: "broken", fault: "too-long" });
      else ({ needed } = answer);
    });
    socket.write(probe.bytes);
    socket.resume();
  });
}

/** Sends `probe` and tells the log how it ended. Never throws. */
export async function sendProbe(
  target: TlsTarget,
  probe: TlsProbe,
  limits: ProbeLimits,
  surroundings: ProbeSurroundings,
): Promise<ProbeOutcome> {
  const started = surroundings.clock.elapsedMs();
  const socket = await openConnection(target, limits);
  const outcome: ProbeOutcome =
    typeof socket === "string" ? { kind: "silent" } : await readAnswer(socket, probe, limits);
  surroundings.log({
    address: target.address,
    port: target.port,
    purpose: probe.purpose,
    outcome: typeof socket === "string" ? socket : outcome.kind,
    tookMs: surroundings.clock.elapsedMs() - started,
  });
  return outcome;
}
