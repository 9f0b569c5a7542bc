/**
 * Beside a server inside TLS: whoever types the name without `https` is sent to the page. Programs
 * are not (ASVS 4.1.2): what they once sent in the clear must be noticed, not mended in silence.
 */
import { createServer, type Server } from "node:http";
import type { Proofs } from "@vallgrav/platform/tls";
import { bareHeaders, hostOf, type OwnNames } from "./guard.ts";

/** Longest address that is sent on. */
const pathMost = 2_048;

/**
 * A server that only sends people on to the same page inside TLS, on a port, and shows an authority
 * of certificates the proof it looks for, where there is one.
 */
export function redirectServer(own: OwnNames, port: number, proofs: Proofs | null): Server {
  const server = createServer((request, response) => {
    request.resume();
    const name = hostOf(request.headers.host ?? "");
    const path = request.url ?? "/";
    const isPage = request.method === "GET" || request.method === "HEAD";
    const isOurs = name !== null && own.has(name);
    const proof = isOurs && isPage ? (proofs?.at(path) ?? null) : null;
    if (proof !== null) {
      const head = { ...bareHeaders, "content-type": "application/octet-stream" };
      response.writeHead(200, { ...head, connection: "close" }).end(proof);
      return;
    }
    const isFit = /^\/(?!\/)[\w\-./~%?=&]*$/.test(path) && path.length <= pathMost;
    if (!isOurs || !isPage || !isFit || /^\/api(?:[/?]|$)/.test(path)) {
      response.writeHead(isOurs ? 403 : 421, { ...bareHeaders, connection: "close" }).end();
      return;
    }
    const shown = port === 443 ? name : `${name}:${port}`;
    response
      .writeHead(308, { ...bareHeaders, location: `https://${shown}${path}`, connection: "close" })
      .end();
  });
  server.requestTimeout = 10_000;
  server.maxHeadersCount = 100;
  return server;
}
