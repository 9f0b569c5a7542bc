/**
 * The HTTP application, made of a list of routes. Everything passes the same guards in the same
 * order: name of the machine and origin, rate, session and rule, body, handler, audit, answer.
 */
import type { ServerOptions } from "node:https";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import fastifyStatic from "@fastify/static";
import type { Instant } from "@vallgrav/kernel";
import {
  type Accounts,
  type ApiTokens,
  journeyMs,
  networkOf,
  type Units,
} from "@vallgrav/platform/accounts";
import type { Audit } from "@vallgrav/platform/audit";
import type { RepeatStore } from "@vallgrav/platform/storage";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { admit } from "./admit.ts";
import { type Asked, auditAnswer, refusalAuditor } from "./audited.ts";
import { bareHeaders, bearerIn, checkOrigin, contentSecurity, type OwnNames } from "./guard.ts";
import { type Log, logFailure } from "./log.ts";
import { type Once, onceOf, underKey } from "./once.ts";
import { bodyLimitBytes, problemJson, problemType, refusalFrom } from "./problem-answer.ts";
import { rights, type RightsTable } from "./rights.ts";
import { type Actor, type Answer, type Reach, Refusal, type Route } from "./route.ts";
import { materialOf, secrecyHeader, secrecyMark } from "./secrecy.ts";
import { scimPath } from "./scim/resources.ts";
import { scimError, scimType } from "./scim/scim-routes.ts";
import { type BodyPace, limitSlowBodies } from "./slow-body.ts";
import { notBuilt, sendStatic, staticFiles } from "./static-files.ts";

declare module "fastify" {
  // The names of Fastify's own types: this is how they are extended.
  interface FastifyContextConfig {
    readonly house?: Route;
  }
  interface FastifyRequest {
    actor: Actor | null;
    reach: Reach;
  }
}

/** What the application is made of. */
export type AppInput = {
  readonly routes: readonly Route[];
  readonly accounts: Pick<Accounts, "accountOf" | "isFirstRun" | "signOut">;
  readonly tokens: Pick<ApiTokens, "bearerOf">;
  readonly units: Pick<Units, "behind" | "reach">;
  /** Which role may what; the product's own table where none is given. */
  readonly rights?: RightsTable;
  readonly audit: Pick<Audit, "record">;
  readonly repeats: RepeatStore;
  /** Told of what was done, once it is in the audit. */
  readonly webhooks: {
    readonly outbox: {
      readonly happened: (happening: {
        readonly event: string;
        readonly object: string;
      }) => Promise<void>;
    };
  };
  readonly now: () => Instant;
  readonly log: Log;
  /** Names under which the machine may be addressed. */
  readonly ownNames: OwnNames;
  /** Folder of the built web interface. */
  readonly webFolder: string;
  /** Whether a proxy on this machine tells us, in X-Forwarded headers, who asks and over what. */
  readonly isBehindProxy: boolean;
  /** How slowly bodies may come; the usual pace where it is left out. */
  readonly pace?: BodyPace | undefined;
  /** Certificate, key and what inside TLS is taken; left out: plain HTTP. */
  readonly tls?: ServerOptions;
  /** Whether we are on the way out: nothing new is begun. */
  readonly isStopping: () => boolean;
};

/**
 * Name of the session's cookie. Inside TLS it is bound to this very name of the machine, and no
 * other machine below it can put one in its place (RFC 6265bis §4.1.3).
 */
function cookieNameOf({ protocol }: FastifyRequest): string {
  return protocol === "https" ? "__Host-vallgrav" : "vallgrav";
}

/** Holds while somebody signs in at the provider, and is sent to the routes of that alone. */
const errandPath = "/api/session/provider";
function errandNameOf({ protocol }: FastifyRequest): string {
  return protocol === "https" ? "__Secure-vallgrav-errand" : "vallgrav-errand";
}
/** Requests per minute and address in general: a page asks once a second at most. */
export const requestsPerMinute = 3_000;
/** Longest time for a request to arrive; uploads need it. */
const requestTimeoutMs = 900_000;

/** The session's token; none where a program shows its own, whatever cookies came along. */
function tokenOf(request: FastifyRequest): string | null {
  return bearerIn(request.headers) === null
    ? (request.cookies[cookieNameOf(request)] ?? null)
    : null;
}

/** Who asks: a program by its token, or a person by the session. */
async function actorOf(input: AppInput, request: FastifyRequest): Promise<Actor | null> {
  const bearer = bearerIn(request.headers);
  if (bearer !== null) {
    const by = await input.tokens.bearerOf(bearer);
    return by === null ? null : { ...by, byToken: { id: by.tokenId, scopes: by.scopes } };
  }
  const token = tokenOf(request);
  return token === null ? null : input.accounts.accountOf(token);
}

function askedOf(route: Route, request: FastifyRequest): Asked {
  return { route, actor: request.actor, address: request.ip };
}

/** A refusal in the form of whoever asks: a directory knows none but SCIM's. */
function formOf(url: string, refusal: Refusal): readonly [type: string, body: object] {
  return url.startsWith(`/api${scimPath}/`)
    ? [scimType, scimError(refusal)]
    : [problemType, problemJson(refusal)];
}

async function sendProblem(reply: FastifyReply, refusal: Refusal): Promise<FastifyReply> {
  const { retryAfterSeconds } = refusal.more;
  if (typeof retryAfterSeconds === "number") reply.header("retry-after", retryAfterSeconds);
  const [type, body] = formOf(reply.request.url, refusal);
  return reply
    .code(refusal.status)
    .header("cache-control", "no-store")
    .type(type)
    .send(JSON.stringify(body));
}

/** Errors of any kind become problem JSON; those that tell something are audited first. */
function answerErrors(app: FastifyInstance, input: AppInput): void {
  const auditRefusal = refusalAuditor(input);
  app.setErrorHandler(async (error, request, reply) => {
    let refusal = refusalFrom(error, input.log);
    const route = request.routeOptions.config.house;
    if (route !== undefined)
      try {
        await auditRefusal(askedOf(route, request), refusal);
      } catch (failed) {
        refusal = refusalFrom(failed, input.log);
      }
    return sendProblem(reply, refusal);
  });
}

/** Guards before every request, unknown paths and files of the web interface included. */
async function addGuards(app: FastifyInstance, input: AppInput): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: contentSecurity,
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    referrerPolicy: { policy: "no-referrer" },
    frameguard: { action: "deny" },
    // Only where the connection is TLS: below.
    strictTransportSecurity: false,
  });
  app.addHook("onRequest", async (request, reply) => {
    reply.header("permissions-policy", "camera=(), geolocation=(), microphone=()");
    // Whoever came by TLS once comes by it for a year.
    if (request.protocol === "https")
      reply.header("strict-transport-security", "max-age=31536000; includeSubDomains");
    if (isApi(request.url)) reply.header("cache-control", "no-store");
    if (input.isStopping()) throw new Refusal(503, "server/stopping");
    const refusal = checkOrigin(request, input.ownNames);
    if (refusal !== null) throw refusal;
  });
  app.addHook("onSend", async (_request, reply) => {
    // Also for what was under way: a connection kept alive would keep us from stopping.
    if (input.isStopping()) reply.header("connection", "close");
  });
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => networkOf(request.ip),
    addHeaders: {
      "x-ratelimit-limit": false,
      "x-ratelimit-remaining": false,
      "x-ratelimit-reset": false,
    },
    addHeadersOnExceeding: {
      "x-ratelimit-limit": false,
      "x-ratelimit-remaining": false,
      "x-ratelimit-reset": false,
    },
    errorResponseBuilder: (_request, { ttl }) =>
      new Refusal(429, "request/too-many", { retryAfterSeconds: Math.ceil(ttl / 1_000) }),
  });
}

function isApi(url: string): boolean {
  return /^\/api(?:[/?#]|$)/.test(url);
}

function applySession(request: FastifyRequest, reply: FastifyReply, answer: Answer): void {
  const options = {
    path: "/",
    httpOnly: true,
    sameSite: "strict",
    secure: request.protocol === "https",
  } as const;
  if (answer.errand !== undefined) {
    const [name, path] = [errandNameOf(request), errandPath];
    if (answer.errand === null) reply.clearCookie(name, { ...options, path });
    else reply.setCookie(name, answer.errand, { ...options, path, maxAge: journeyMs / 1_000 });
  }
  if (answer.session === undefined) return;
  if (answer.session === null) reply.clearCookie(cookieNameOf(request), options);
  else reply.setCookie(cookieNameOf(request), answer.session, options);
}

/** Finds out who asks and lets them through to a route, or does not. @throws {Refusal} */
async function enter(input: AppInput, route: Route, request: FastifyRequest): Promise<void> {
  request.actor = await actorOf(input, request);
  request.reach = await admit(route.rule, {
    actor: request.actor,
    params: request.params,
    rights: input.rights ?? rights,
    units: input.units,
    isSetUp: async () => !(await input.accounts.isFirstRun()),
  });
}

/** Handles a request and writes the audit's line. @returns what to send, and not before */
async function carryOut(input: AppInput, route: Route, request: FastifyRequest): Promise<Answer> {
  const answer = await route.handle({
    request,
    actor: request.actor,
    reach: request.reach,
    enterAgain: () => enter(input, route, request),
    token: tokenOf(request),
    errand: request.cookies[errandNameOf(request)] ?? null,
    address: request.ip,
    params: request.params,
    query: request.query,
    body: request.body,
  });
  await auditAnswer(input, askedOf(route, request), answer);
  const event = answer.action ?? route.action;
  // Looking is nothing to tell of, and most requests look.
  if (event !== null && route.method !== "GET" && answer.isQuiet !== true)
    try {
      await input.webhooks.outbox.happened({ event, object: answer.object });
    } catch (error) {
      // What was done is done; that nobody is told must not undo it.
      logFailure(input.log, "webhooks/not-kept", error);
    }
  return answer;
}

/** Says of an answer that it may be secret, where it is of that kind. */
function mark(reply: FastifyReply, route: Route): void {
  const material = materialOf(route);
  if (material !== null) reply.header(secrecyHeader, secrecyMark(material));
}

/** What was answered before under the same key; nothing was done, so nothing is written down. */
function sendAgain(
  reply: FastifyReply,
  { status, body }: Extract<Once, { readonly kind: "again" }>,
): FastifyReply {
  reply.header("idempotency-replayed", "true").code(status);
  return body === null ? reply.send() : reply.type("application/json; charset=utf-8").send(body);
}

async function sendAnswer(
  input: AppInput,
  sending: {
    readonly request: FastifyRequest;
    readonly reply: FastifyReply;
    readonly answer: Answer;
  },
): Promise<FastifyReply> {
  const { request, reply, answer } = sending;
  // Who signs in again leaves no session behind that nobody looks after.
  const before = tokenOf(request);
  if (typeof answer.session === "string" && before !== null) await input.accounts.signOut(before);
  applySession(request, reply, answer);
  reply.code(answer.status);
  if (answer.status === 204) return reply.send();
  if (answer.type !== undefined) return reply.type(answer.type).send(answer.body);
  return reply.type("application/json; charset=utf-8").send(JSON.stringify(answer.body));
}

function addRoute(app: FastifyInstance, input: AppInput, route: Route): void {
  const max = route.attemptsPerMinute;
  app.route({
    method: route.method,
    url: `/api${route.path}`,
    config: { house: route, ...(max === undefined ? {} : { rateLimit: { max } }) },
    // Before the body is read: nobody sends a gigabyte only to hear that it is not theirs to send.
    preParsing: (request) => enter(input, route, request),
    // And when it has come: a body can be held back until somebody is locked or has another role.
    preHandler: async (request) => {
      if (route.method !== "GET") await enter(input, route, request);
    },
    handler: async (request, reply) => {
      const once = await onceOf(input, route, request);
      if (once?.kind === "again") {
        mark(reply, route);
        return sendAgain(reply, once);
      }
      const answer = await underKey(once, input.log, () => carryOut(input, route, request));
      mark(reply, route);
      return sendAnswer(input, { request, reply, answer });
    },
  });
}

/** Methods by path, for telling a wrong method from a wrong path. */
function methodsOf(routes: readonly Route[]): (path: string) => readonly string[] {
  const patterns = routes.map(({ method, path }) => ({
    method,
    pattern: new RegExp(`^/api${path.replaceAll(/:[a-z]+/gi, "[^/]+")}$`),
  }));
  return (path) => patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
}

/** Files of the web interface, and refusals for all that is left. */
async function addRest(app: FastifyInstance, input: AppInput): Promise<void> {
  // The build lays packed copies beside its files; packing while serving would take our time.
  await app.register(fastifyStatic, { root: input.webFolder, serve: false, preCompressed: true });
  const fileOf = staticFiles(input.webFolder);
  const allowed = methodsOf(input.routes);
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, async (request, reply) => {
    const path = request.url.split(/[?#]/, 1)[0] ?? "/";
    const methods = isApi(path) ? allowed(path) : ["GET"];
    if (methods.length === 0) throw new Refusal(404, "request/unknown-path");
    if (request.method !== "GET" || isApi(path)) {
      reply.header("allow", methods.join(", "));
      throw new Refusal(405, "request/method");
    }
    const file = fileOf(path);
    if (file === null) throw new Refusal(404, "request/unknown-path");
    if (file === "not-built")
      return reply.code(503).type("text/plain; charset=utf-8").send(notBuilt);
    return sendStatic(request, reply, file);
  });
}

/** Builds the application; it does not listen yet. */
export async function buildApp(input: AppInput): Promise<FastifyInstance> {
  // Node's own refusal would be an answer without our headers and words; `checkOrigin` refuses.
  const http = { requireHostHeader: false };
  const app: FastifyInstance = fastify({
    bodyLimit: bodyLimitBytes,
    exposeHeadRoutes: false,
    forceCloseConnections: "idle",
    ...(input.tls === undefined ? { http } : { https: { ...http, ...input.tls } }),
    logger: false,
    requestTimeout: requestTimeoutMs,
    return503OnClosing: false,
    trustProxy: input.isBehindProxy ? "loopback" : false,
    frameworkErrors: (error, _request, reply) => {
      void sendProblem(reply.headers(bareHeaders), refusalFrom(error, input.log));
    },
    clientErrorHandler: (_error, socket) => {
      if (!socket.writable) return;
      const body = JSON.stringify(problemJson(new Refusal(400, "request/malformed")));
      const headers = Object.entries({
        ...bareHeaders,
        connection: "close",
        "content-type": problemType,
        "content-length": String(body.length),
      }).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.end(`HTTP/1.1 400 Bad Request\r\n${headers.join("")}\r\n${body}`);
    },
  });
  app.removeContentTypeParser("text/plain");
  app.addContentTypeParser(
    scimType,
    { parseAs: "string" },
    app.getDefaultJsonParser("error", "error"),
  );
  app.decorateRequest("actor", null);
  app.decorateRequest("reach");
  answerErrors(app, input);
  limitSlowBodies(app, input.pace);
  await addGuards(app, input);
  await app.register(cookie);
  await app.register(multipart);
  for (const route of input.routes) addRoute(app, input, route);
  await addRest(app, input);
  return app;
}
