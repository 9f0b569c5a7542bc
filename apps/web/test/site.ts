/**
 * The built pages behind the strict policy, with a server of made-up answers: what a page may show
 * depends on the scenario alone.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { buildWeb } from "./real-server.ts";

/**
 * Answers by `METHOD /path`; a function sees the query. A number is a failure with that status, and
 * an object with `status` and `code` one with that code.
 */
export type Answers = Readonly<Record<string, unknown>>;

/** A running site. */
export type Site = {
  readonly origin: string;
  /** Requests that changed something, and whether they bore the house's header. */
  readonly changes: { readonly what: string; readonly hasHeader: boolean }[];
  readonly answer: (answers: Answers) => void;
  readonly close: () => Promise<void>;
};

/** The policy the server sends with every page. */
export const policy: string = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Builds and serves on a free port of this machine. */
export async function openSite(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), "vallgrav-web-"));
  await buildWeb(folder);
  let answers: Answers = {};
  const changes: { what: string; hasHeader: boolean }[] = [];
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname.startsWith("/api/")) {
      const what = `${request.method ?? "GET"} ${url.pathname.slice(4)}`;
      if (request.method !== "GET")
        changes.push({ what, hasHeader: request.headers["x-vallgrav"] === "1" });
      void answerApi(request, response, { what, url, answers });
    } else void answerFile(folder, url.pathname, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    changes,
    answer: (next) => {
      answers = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      await rm(folder, { recursive: true });
    },
  };
}

async function answerApi(
  request: IncomingMessage,
  response: ServerResponse,
  { what, url, answers }: { what: string; url: URL; answers: Answers },
): Promise<void> {
  for await (const _ of request) void _;
  const found = answers[what];
  const answer =
    typeof found === "function"
      ? (found as (query: URLSearchParams) => unknown)(url.searchParams)
      : found;
  if (answer === undefined || typeof answer === "number") {
    const status = answer ?? 404;
    response.writeHead(status, { "content-type": "application/problem+json" });
    const code = status === 401 ? "session/wrong" : "server/failed";
    response.end(JSON.stringify({ type: "about:blank", title: "failed", status, code }));
    return;
  }
  const [refused, code]: readonly unknown[] = ["status", "code"].map((name): unknown =>
    Reflect.get(Object(answer), name),
  );
  if (typeof refused === "number" && typeof code === "string") {
    response.writeHead(refused, { "content-type": "application/problem+json" });
    response.end(JSON.stringify({ type: "about:blank", title: "refused", status: refused, code }));
    return;
  }
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(answer));
}

async function answerFile(folder: string, path: string, response: ServerResponse): Promise<void> {
  const name = extname(path) === "" ? "/index.html" : path;
  try {
    const bytes = await readFile(join(folder, name));
    response.writeHead(200, {
      "content-type": types[extname(name)] ?? "application/octet-stream",
      "content-security-policy": policy,
      "x-content-type-options": "nosniff",
    });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}
