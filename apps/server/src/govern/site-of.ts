/** Under which name the pages were asked for. */
import type { Site } from "@vallgrav/platform/accounts";
import type { FastifyRequest } from "fastify";

/**
 * Where the pages are. The header `Host` itself, which was checked against our names before any
 * route was asked; what a proxy says of it was not.
 */
export function siteOf({ headers, protocol }: FastifyRequest): Site {
  const { host = "" } = headers;
  return { host: host.replace(/:\d+$/, ""), origin: `${protocol}://${host}` };
}
