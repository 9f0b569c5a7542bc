/**
 * A fake of Microsoft's token endpoint and of Graph's lists of incidents and alerts, inside TLS:
 * filters by the last change, pages by next links, and whatever goes wrong on the way.
 */
import { readFileSync } from "node:fs";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { makeCertificates } from "../../test/certificates.ts";

/** An entry of a list. */
export type FakeEntry = { readonly id: string; readonly lastUpdateDateTime: string };

/** Answers a request instead of the fake; false where it leaves it to the fake. */
export type Instead = (request: IncomingMessage, response: ServerResponse, asked: URL) => boolean;

/** The fake. */
export type FakeGraph = {
  readonly origin: string;
  readonly host: string;
  /** PEM of the authority to believe. */
  readonly authorities: string;
  incidents: readonly FakeEntry[];
  alerts: readonly FakeEntry[];
  /** Entries of a page at most, whatever is asked for. */
  pageEntries: number;
  /** Whether full pages say where the rest is. */
  hasLinks: boolean;
  instead: Instead;
  /** Paths with queries as they were asked, `POST` ones with their method. */
  readonly asked: string[];
  /** Tokens given, the last one alone is good. */
  readonly tokens: string[];
  readonly close: () => Promise<void>;
};

/** The secret that the fake knows. */
export const fakeSecret = "hemligheten-i-provet";

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

async function giveToken(fake: FakeGraph, request: IncomingMessage, response: ServerResponse) {
  const asked = new URLSearchParams(await bodyOf(request));
  const isGood =
    asked.get("grant_type") === "client_credentials" &&
    asked.get("client_id") === "program" &&
    asked.get("scope") === `${fake.origin}/.default`;
  if (!isGood || asked.get("client_secret") !== fakeSecret) {
    const error_description = "AADSTS7000215: Invalid client secret provided.";
    json(response, 401, { error: "invalid_client", error_description });
    return;
  }
  const access_token = `token-${fake.tokens.length + 1}`;
  fake.tokens.push(access_token);
  json(response, 200, { token_type: "Bearer", expires_in: 3_599, access_token });
}

/** The filter that is asked for: since, and before, an instant. */
function fits({ lastUpdateDateTime }: FakeEntry, filter: string): boolean {
  const said = /^lastUpdateDateTime ge (\S+?)(?: and lastUpdateDateTime lt (\S+))?$/.exec(filter);
  if (said === null) throw new Error(`no such filter: ${filter}`);
  const [at, since] = [Date.parse(lastUpdateDateTime), Date.parse(said[1] ?? "")];
  return at >= since && (said[2] === undefined || at < Date.parse(said[2]));
}

function giveList(fake: FakeGraph, asked: URL, response: ServerResponse): void {
  const isIncidents = asked.pathname === "/v1.0/security/incidents";
  const entries = isIncidents ? fake.incidents : fake.alerts;
  const query = (name: string): string => asked.searchParams.get(name) ?? "";
  const found = entries
    .filter((one) => fits(one, query("$filter")))
    // The newest first, as the real one gives them.
    .toSorted((a, b) => (a.lastUpdateDateTime < b.lastUpdateDateTime ? 1 : -1));
  const from = Number(query("$skip") || query("$skiptoken"));
  const length = Math.min(fake.pageEntries, Number(query("$top")));
  const value = found.slice(from, from + length).map((one) => {
    if (query("$expand") === "alerts") return one;
    const { alerts: _, ...bare } = one as FakeEntry & { readonly alerts?: unknown };
    return bare;
  });
  const next = new URL(asked);
  next.searchParams.set("$skiptoken", String(from + length));
  const isMore = found.length > from + length && fake.hasLinks;
  json(response, 200, {
    "@odata.context": `${fake.origin}/v1.0/$metadata#security`,
    value,
    ...(isMore ? { "@odata.nextLink": next.href } : {}),
  });
}

/** Starts the fake on a free port of this machine, with certificates made in a folder. */
export async function openFakeGraph(folder: string): Promise<FakeGraph> {
  const { authority, server: named } = makeCertificates(folder);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", fake.origin);
    const method = request.method === "GET" ? "" : `${request.method} `;
    fake.asked.push(method + decodeURIComponent(url.pathname + url.search));
    if (fake.instead(request, response, url)) return;
    if (url.pathname.endsWith("/oauth2/v2.0/token")) await giveToken(fake, request, response);
    else if (request.headers.authorization !== `Bearer ${fake.tokens.at(-1)}`)
      json(response, 401, { error: { code: "InvalidAuthenticationToken" } });
    else giveList(fake, url, response);
  };
  const server = createServer(
    { cert: readFileSync(named.certificate), key: readFileSync(named.key) },
    (request, response) => void answer(request, response),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  const fake: FakeGraph = {
    origin: `https://${host}`,
    host,
    authorities: readFileSync(authority, "utf8"),
    incidents: [],
    alerts: [],
    pageEntries: 50,
    hasLinks: true,
    instead: () => false,
    asked: [],
    tokens: [],
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return fake;
}
