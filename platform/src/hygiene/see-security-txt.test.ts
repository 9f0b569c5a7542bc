/** Where security.txt is found, and where looking for it ends. */
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { DnsRecord, HttpReply } from "@vallgrav/domains";
import { afterEach, expect, test } from "vitest";
import { selfSigned } from "../tls/index.ts";
import { machineClock } from "./pace.ts";
import type { Resolver } from "./resolver.ts";
import { securityPaths, seeSecurityTxt } from "./see-security-txt.ts";
import { fetchAt } from "./see-hosts.ts";
import { type SeeingSetting, usualPorts } from "./seeing.ts";
import type { ProbeEntry } from "./tls/tls-target.ts";
import { openVisits } from "./visits.ts";

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map(async (end) => end()));
});

const { certificate, key } = selfSigned({
  names: ["example.se"],
  fromMs: Date.now() - 60_000,
  days: 3,
});

/** Pages by host and path: a text, or where the page leads. */
type Pages = Readonly<Record<string, string | { readonly to: string }>>;

async function startPages(pages: Pages): Promise<number> {
  const server = createServer({ key, cert: certificate }, (request, response) => {
    const host = (request.headers.host ?? "").replace(/:\d+$/u, "");
    const path = request.url ?? "";
    const step = /^\/step(\d+)$/u.exec(path)?.[1];
    const page = step === undefined ? pages[`${host}${path}`] : { to: `/step${Number(step) + 1}` };
    if (page === undefined) response.writeHead(404).end();
    else if (typeof page === "string") response.end(page);
    else response.writeHead(302, { location: page.to }).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  ends.push(async () => new Promise((resolve) => void server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

const resolver: Resolver = {
  ask: ({ name, type }) => {
    const data = { kind: "A", address: "127.0.0.1" } as const;
    const record: DnsRecord = {
      name,
      type,
      class: 1,
      ttlSeconds: 60,
      rdata: Uint8Array.of(),
      data,
    };
    const none = { questions: [], authority: [], additional: [], edns: null };
    const flags = { isResponse: true, isAuthoritative: false, isTruncated: false, opcode: 0 };
    const rights = { isRecursionDesired: true, isRecursionAvailable: true, isAuthenticated: false };
    const answers = type === 1 ? [record] : [];
    const message = { id: 1, rcode: 0, ...none, ...flags, ...rights, answers };
    return Promise.resolve({ kind: "answer", message: { ...message, isCheckingDisabled: true } });
  },
};

async function find(pages: Pages) {
  const entries: ProbeEntry[] = [];
  const setting = {
    resolver,
    ports: { ...usualPorts, https: await startPages(pages) },
    surroundings: { clock: machineClock, log: (entry: ProbeEntry) => entries.push(entry) },
    visits: openVisits(),
    isCleared: (host: string) => !host.endsWith("elsewhere.example"),
  } as unknown as SeeingSetting;
  const place = { scheme: "https", host: "example.se", path: securityPaths.own } as const;
  const first = await fetchAt(place, "127.0.0.1", setting);
  const { reply, isOld } = await seeSecurityTxt("example.se", "127.0.0.1", first, setting);
  const said = reply.kind === "reply" ? `${reply.status} ${reply.body}`.trim() : reply.kind;
  return { said, isOld, asked: entries.length };
}

const own = `example.se${securityPaths.own}`;
const old = `example.se${securityPaths.old}`;

test("[HY685] security.txt is found at its place, behind redirects, or where it lay", async () => {
  expect(await find({ [own]: "a" })).toEqual({ said: "200 a", isOld: false, asked: 1 });
  expect(
    await find({
      [own]: { to: "https://www.example.se/security" },
      "www.example.se/security": { to: "/here" },
      "www.example.se/here": "b",
    }),
  ).toEqual({ said: "200 b", isOld: false, asked: 3 });
  expect(await find({ [old]: "c" })).toEqual({ said: "200 c", isOld: true, asked: 2 });
  expect(await find({})).toEqual({ said: "404", isOld: false, asked: 2 });
});

test("[HY685] redirects end: in circles, after eight, at HTTP, at others' hosts", async () => {
  const loop = {
    [own]: { to: securityPaths.own },
    [old]: { to: "/a" },
    "example.se/a": { to: "/a" },
  };
  expect(await find(loop)).toEqual({ said: "302", isOld: false, asked: 3 });
  // Each leads to another: eight are followed, then its old place is asked.
  expect(await find({ [own]: { to: "/step1" } })).toEqual({ said: "302", isOld: false, asked: 10 });
  for (const to of ["http://example.se/a", "https://example.se:8443/a", "ftp://example.se/a", ""])
    // oxlint-disable-next-line no-await-in-loop
    expect([to, (await find({ [own]: { to } })).said]).toEqual([to, "302"]);
  const away = await find({ [own]: { to: "https://elsewhere.example/a" } });
  expect(away).toEqual({ said: "silent", isOld: false, asked: 1 });
  const silent: HttpReply = { kind: "silent" };
  const nowhere = await seeSecurityTxt("example.se", null, silent, {} as unknown as SeeingSetting);
  expect(nowhere).toEqual({ reply: silent, isOld: false });
});
