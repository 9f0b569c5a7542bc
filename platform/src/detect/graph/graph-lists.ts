/**
 * Lists of Microsoft Graph, page by page, reading only: client credentials, next links, waiting
 * when it is asked for, and a new token when one has run out.
 *
 * Sources: Microsoft identity platform, OAuth 2.0 client credentials flow; Microsoft Graph v1.0,
 * List incidents, List alerts_v2, Paging, Throttling guidance. Held against fakes alone: no tenant
 * was at hand.
 */
import type { Json } from "@vallgrav/kernel";
import { askOutside, type OutsideAnswer, OutsideAway } from "../outside/ask-outside.ts";
import {
  type GraphPolicy,
  type GraphProblem,
  graphProblem,
  type GraphSetting,
} from "./graph-setting.ts";

/** A list that is read. */
export type GraphList = "incidents" | "alerts";

/** How pages are asked for. */
export const pageLimits = {
  /** Entries of a page; incidents know no larger one. */
  entries: 50,
  bytes: 33_554_432,
  pages: 2_000,
  timeoutMs: 60_000,
  /**
   * Waits of one collection, and the longest of them and of all in milliseconds: other jobs wait
   * behind it, and the next one goes on where this one ends.
   */
  waits: 10,
  waitMs: 60_000,
  waitsMs: 120_000,
  /** Times that a page is asked for once more when no whole answer came. */
  again: 3,
} as const;

/** The collection ends for a reason that has words; never leaves this folder. */
export class GraphEnded extends Error {
  override readonly name: string = "GraphEnded";
  readonly problem: GraphProblem;
  constructor(problem: GraphProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** What asking needs. */
export type GraphAsking = {
  readonly setting: Pick<GraphSetting, "client" | "graph" | "login" | "secret" | "tenant">;
  readonly policy: GraphPolicy;
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
  /** Waits so long, or until the signal. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<unknown>;
};

/** Entries of one answer. */
export type GraphPage = readonly { readonly [name: string]: Json }[];

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

const at = (value: unknown, name: string): unknown => Reflect.get(Object(value), name);

/** How long an answer asks to be left alone, in milliseconds; null: it does not say. */
export function retryAfterMs({ headers }: Pick<OutsideAnswer, "headers">, nowMs: number) {
  const given = headers["retry-after"];
  if (typeof given !== "string") return null;
  // Delay in seconds, or a date (RFC 9110 §10.2.3).
  const ms = /^\d{1,9}$/.test(given) ? Number(given) * 1_000 : Date.parse(given) - nowMs;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

/** Why no token is given, as a code that can be looked up. */
function refusalIn(body: Uint8Array): string {
  const answer = parsed(body);
  const [said, error] = [at(answer, "error_description"), at(answer, "error")];
  const found = typeof said === "string" ? /\bAADSTS\d{1,9}\b/.exec(said) : null;
  return found?.[0] ?? (typeof error === "string" && /^\w{1,60}$/.test(error) ? error : "?");
}

/** One who asks, with the token of now and what waiting has been done. */
export type GraphAsker = {
  /** The answer at an address of Graph, as JSON. @throws {GraphEnded} */
  readonly ask: (url: URL, what: GraphList) => Promise<unknown>;
};

type Sent = Omit<Parameters<typeof askOutside>[0], "body"> & { readonly body?: string };

/** Sends until an answer comes that is neither half nor a plea to wait. @throws {GraphEnded} */
type Send = (request: Sent) => Promise<OutsideAnswer>;

/** Waits within what one collection may wait in all. @throws {GraphEnded} beyond it */
function newPatience({ signal, wait }: GraphAsking): (ms: number) => Promise<void> {
  let [times, allMs] = [0, 0];
  return async (ms) => {
    times += 1;
    allMs += ms;
    const { waits, waitMs, waitsMs } = pageLimits;
    if (ms > waitMs || times > waits || allMs > waitsMs)
      throw new GraphEnded(graphProblem("watch/graph-throttled", {}));
    await wait(ms, signal);
  };
}

/** How long it asks to be left alone, in milliseconds; null: it does not ask for that. */
function restOf(answer: OutsideAnswer, nowMs: number): number | null {
  const { status } = answer;
  if (status !== 429 && status !== 503) return null;
  const after = retryAfterMs(answer, nowMs);
  const usual = status === 429 ? 2_000 : null;
  return after === null ? usual : Math.max(1_000, after);
}

/** Why an answer is no whole one; null: it is. */
function faultOf({ status, body }: OutsideAnswer): string | null {
  if (status >= 500) return `status ${status}`;
  return status === 200 && parsed(body) === undefined ? "not-json" : null;
}

function senderOf(asking: GraphAsking): Send {
  const { policy, signal, nowMs } = asking;
  const pause = newPatience(asking);
  const limits = { mostBytes: pageLimits.bytes, timeoutMs: pageLimits.timeoutMs };
  const setting = { ...limits, authorities: policy.authorities, signal };
  /** An answer, or why there is none. */
  const once = async (request: Sent): Promise<OutsideAnswer | string> => {
    try {
      const answer = await askOutside({ body: null, ...request }, setting);
      return restOf(answer, nowMs()) === null ? (faultOf(answer) ?? answer) : answer;
    } catch (error) {
      if (error instanceof OutsideAway) return error.code;
      throw error;
    }
  };
  return async (request) => {
    for (let failures = 0; ;) {
      signal.throwIfAborted();
      const came = await once(request);
      if (typeof came === "string") {
        failures += 1;
        if (failures > pageLimits.again)
          throw new GraphEnded(graphProblem("watch/graph-away", { reason: came }));
        await pause(1_000 * 2 ** failures);
        continue;
      }
      const rest = restOf(came, nowMs());
      if (rest === null) return came;
      await pause(rest);
    }
  };
}

/** A new token. @throws {GraphEnded} where none is given */
async function tokenOf({ setting }: GraphAsking, send: Send): Promise<string> {
  const { client, graph, login, secret, tenant } = setting;
  const body = new URLSearchParams({
    client_id: client,
    client_secret: secret,
    grant_type: "client_credentials",
    scope: `${graph}/.default`,
  });
  const answer = await send({
    method: "POST",
    url: new URL(`/${tenant}/oauth2/v2.0/token`, login),
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: body.toString(),
  });
  const given = at(parsed(answer.body), "access_token");
  if (answer.status === 200 && typeof given === "string" && /^[\x21-\x7e]+$/.test(given))
    return given;
  throw new GraphEnded(graphProblem("watch/graph-refused", { reason: refusalIn(answer.body) }));
}

/** What an answer that is no list says of why. */
function endOf({ status }: OutsideAnswer, what: GraphList): GraphProblem {
  if (status === 401) return graphProblem("watch/graph-refused", { reason: "401" });
  if (status === 403) return graphProblem("watch/graph-forbidden", { what });
  return graphProblem("watch/graph-away", { reason: `status ${status}` });
}

/** Opens the asking; nothing is asked yet. */
export function graphAsker(asking: GraphAsking): GraphAsker {
  const send = senderOf(asking);
  let token: string | null = null;
  return {
    ask: async (url, what) => {
      // The token goes nowhere else, whatever an answer says.
      if (url.origin !== asking.setting.graph || !url.pathname.startsWith("/v1.0/security/"))
        throw new GraphEnded(graphProblem("watch/graph-elsewhere", {}));
      const get = (given: string): Promise<OutsideAnswer> => {
        const headers = { authorization: `Bearer ${given}`, accept: "application/json" };
        return send({ method: "GET", url, headers });
      };
      const isOld = token !== null;
      token ??= await tokenOf(asking, send);
      let answer = await get(token);
      if (answer.status === 401 && isOld) {
        token = await tokenOf(asking, send);
        answer = await get(token);
      }
      if (answer.status !== 200) throw new GraphEnded(endOf(answer, what));
      return parsed(answer.body);
    },
  };
}

/** Which changes of a list are read: from an instant on, and up to another where it is named. */
export type GraphSpan = {
  readonly list: GraphList;
  readonly since: string;
  readonly until: string | null;
};

const pathOf: Readonly<Record<GraphList, string>> = {
  incidents: "/v1.0/security/incidents",
  alerts: "/v1.0/security/alerts_v2",
};

/** The first page of a span. */
function firstOf(graph: string, { list, since, until }: GraphSpan): URL {
  const url = new URL(pathOf[list], graph);
  const before = until === null ? "" : ` and lastUpdateDateTime lt ${until}`;
  const query = [
    ...(list === "incidents" ? [["$expand", "alerts"] as const] : []),
    ["$filter", `lastUpdateDateTime ge ${since}${before}`] as const,
    ["$top", String(pageLimits.entries)] as const,
  ];
  // Spaces as %20: a plus sign is a plus sign to some of those who read this.
  url.search = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
  return url;
}

/** The same list further on, where a full page says nothing of the rest. */
function skipping(first: URL, entries: number): URL {
  const url = new URL(first);
  url.search += `&$skip=${entries}`;
  return url;
}

function linkIn(value: unknown, name: string, base: URL): URL | null {
  const link = at(value, name);
  if (typeof link !== "string" || link === "") return null;
  const url = URL.parse(link, base);
  if (url === null) throw new GraphEnded(graphProblem("watch/graph-elsewhere", {}));
  return url;
}

function entriesOf(answer: unknown): GraphPage {
  const value = at(answer, "value");
  if (!Array.isArray(value))
    throw new GraphEnded(graphProblem("watch/graph-away", { reason: "no-list" }));
  return value.filter((one: unknown) => typeof one === "object" && one !== null) as GraphPage;
}

/**
 * Pages of a span of a list, and of an incident with many alerts the further ones as pages of their
 * own. In any order, and an entry may come twice where others change meanwhile.
 * @yields the entries of one answer
 * @throws {GraphEnded} @throws when aborted
 */
export async function* pagesOf(
  asker: GraphAsker,
  graph: string,
  span: GraphSpan,
): AsyncGenerator<GraphPage> {
  const first = firstOf(graph, span);
  const waiting: URL[] = [first];
  const seen = new Set<string>();
  let entries = 0;
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    if (seen.has(url.href)) continue;
    seen.add(url.href);
    if (seen.size > pageLimits.pages)
      throw new GraphEnded(graphProblem("watch/graph-too-much", { limit: pageLimits.pages }));
    const answer = await asker.ask(url, span.list);
    const page = entriesOf(answer);
    const isOfList = url.pathname === first.pathname;
    if (isOfList) entries += page.length;
    const next = linkIn(answer, "@odata.nextLink", url);
    if (next !== null) waiting.push(next);
    else if (isOfList && page.length >= pageLimits.entries) waiting.push(skipping(first, entries));
    for (const one of page) {
      const more = linkIn(one, "alerts@odata.nextLink", url);
      if (more !== null) waiting.push(more);
    }
    yield page;
  }
}
