/**
 * Hands a request on to the server of one organisation on this machine, and its answer back. What
 * is said of the way (RFC 9110 §7.6.1) ends here, and who asks is told by us alone.
 */
import { type Agent, type IncomingMessage, request as ask, type ServerResponse } from "node:http";
import { problemJson, problemType } from "../problem-answer.ts";
import { bareHeaders } from "../guard.ts";
import { Refusal } from "../route.ts";

/** Headers of one connection alone, and the length, which is told by us: see {@link lengthOf}. */
const ofConnection = new Set([
  "connection",
  "content-length",
  "expect",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
/** Headers in which whoever asks could claim to be another. */
const claimed = /^(?:forwarded|host|x-forwarded-.*|x-real-ip)$/;

/** Pairs of header and value as they came, without those of the connection. */
function passedOn(message: IncomingMessage): string[] {
  const named = (message.headers.connection ?? "")
    .split(",")
    .map((one) => one.trim().toLowerCase());
  const kept: string[] = [];
  for (let at = 0; at + 1 < message.rawHeaders.length; at += 2) {
    const [name = "", value = ""] = message.rawHeaders.slice(at, at + 2);
    const key = name.toLowerCase();
    if (!ofConnection.has(key) && !named.includes(key)) kept.push(name, value);
  }
  return kept;
}

/** Who asks and over what: told by a proxy before us where that is trusted, else seen. */
export type From = { readonly address: string; readonly protocol: "http" | "https" };

/**
 * How the body is told from what follows it. Never left to what the sender says of its connection:
 * a length that is taken away on the way makes of a body a second request, in anybody's name.
 */
function lengthOf({ headers }: IncomingMessage): readonly string[] {
  if (headers["transfer-encoding"] !== undefined) return ["transfer-encoding", "chunked"];
  const length = headers["content-length"];
  return length === undefined ? [] : ["content-length", length];
}

function headersFor(request: IncomingMessage, from: From): string[] {
  const passed = passedOn(request);
  const headers = ["host", request.headers.host ?? ""];
  for (let at = 0; at + 1 < passed.length; at += 2) {
    const [name = "", value = ""] = passed.slice(at, at + 2);
    if (!claimed.test(name.toLowerCase())) headers.push(name, value);
  }
  headers.push("x-forwarded-for", from.address, "x-forwarded-proto", from.protocol);
  headers.push(...lengthOf(request));
  return headers;
}

/** Answers with a refusal, in the form of every other; the connection ends with it. */
export function answerRefusal(response: ServerResponse, refusal: Refusal): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = JSON.stringify(problemJson(refusal));
  response
    .writeHead(refusal.status, {
      ...bareHeaders,
      connection: "close",
      "content-type": problemType,
      "content-length": Buffer.byteLength(body),
      ...(refusal.status === 503 ? { "retry-after": "5" } : {}),
    })
    .end(body);
}

/** Hands on, and answers 503 where nobody is at home. */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  to: { readonly port: number; readonly agent: Agent; readonly from: From },
): void {
  const onward = ask({
    host: "127.0.0.1",
    port: to.port,
    agent: to.agent,
    method: request.method,
    path: request.url,
    headers: headersFor(request, to.from),
  });
  onward.on("response", (answer) => {
    const length = answer.headers["content-length"];
    const told = length === undefined ? [] : ["content-length", length];
    response.writeHead(answer.statusCode ?? 502, [...passedOn(answer), ...told]);
    answer.on("error", () => response.destroy());
    answer.pipe(response);
  });
  onward.on("error", () => answerRefusal(response, new Refusal(503, "server/not-ready")));
  // Whoever asked has gone: nobody needs the answer.
  response.on("close", () => onward.destroy());
  request.on("error", () => onward.destroy());
  request.pipe(onward);
}
