/** A whole domain on the loopback: names from a table, a web and a mail server of Node's own. */
import { randomBytes } from "node:crypto";
import { createServer as createWeb } from "node:https";
import type { AddressInfo, Server, Socket } from "node:net";
import { TLSSocket, createSecureContext } from "node:tls";
import {
  type DnsReply,
  type DnsRecord,
  type RecordData,
  classIn,
  judgeDomain,
  recordTypes,
  recordTypeText,
} from "@vallgrav/domains";
import { fail, type Instant, type PlainDate, succeed } from "@vallgrav/kernel";
import { afterEach, expect, test } from "vitest";
import { selfSigned } from "../tls/index.ts";
import { checkDomains } from "./check-domains.ts";
import { hygieneProblem } from "./clearance.ts";
import { machineClock } from "./pace.ts";
import type { Resolver } from "./resolver.ts";
import { seeDomain } from "./see-domain.ts";
import type { SeeingSetting } from "./seeing.ts";
import { openVisits } from "./visits.ts";
import { startAnswerer, talkMail } from "./test/tls-answerer.ts";
import { connectionProbe } from "./probe-log.ts";
import { type ProbeEntry, defaultProbeLimits } from "./tls/tls-target.ts";

const names = ["example.se", "mx.example.se", "mta-sts.example.se"];
const { certificate, key } = selfSigned({ names, fromMs: Date.now() - 60_000, days: 90 });
const now = new Date().toISOString() as Instant;
const txt = (text: string): RecordData => ({ kind: "TXT", strings: [Buffer.from(text)] });
const here: RecordData = { kind: "A", address: "127.0.0.1" };
const table: Readonly<Record<string, readonly RecordData[]>> = {
  "example.se A": [here],
  "mx.example.se A": [here],
  "mta-sts.example.se A": [here],
  "example.se MX": [{ kind: "MX", preference: 10, exchange: ["mx", "example", "se"] }],
  "example.se TXT": [txt("v=spf1 mx -all")],
  "_dmarc.example.se TXT": [txt("v=DMARC1; p=reject; rua=mailto:d@example.se")],
  "_mta-sts.example.se TXT": [txt("v=STSv1; id=1")],
};

function replyFor(text: string, kind: string): DnsReply {
  const found = table[`${text} ${kind}`];
  const type: unknown = Reflect.get(recordTypes, kind);
  const answers = (found ?? []).map((data): DnsRecord => ({
    name: text.split("."),
    type: Number(type),
    class: classIn,
    ttlSeconds: 1,
    rdata: new Uint8Array(),
    data,
  }));
  const flags = { isResponse: true, opcode: 0, isAuthoritative: false, isTruncated: false };
  const rights = { isRecursionDesired: true, isRecursionAvailable: true, isAuthenticated: false };
  const sections = { questions: [], answers, authority: [], additional: [], edns: null };
  const rcode = found === undefined ? 3 : 0;
  const message = { id: 0, ...flags, ...rights, isCheckingDisabled: true, rcode, ...sections };
  return { kind: "answer", message };
}

const resolver: Resolver = {
  ask: async ({ name, type }) => replyFor(name.join("."), recordTypeText(type)),
};

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map(async (end) => end()));
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  ends.push(
    async () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  );
  return (server.address() as AddressInfo).port;
}

const policy = "version: STSv1\nmode: enforce\nmx: mx.example.se\nmax_age: 604800\n";

async function startEstate(): Promise<SeeingSetting["ports"]> {
  const web = createWeb({ key, cert: certificate }, (request, response) => {
    const isPolicy = request.url === "/.well-known/mta-sts.txt";
    const headers = { "strict-transport-security": "max-age=31536000" };
    response.writeHead(isPolicy || request.url === "/" ? 200 : 404, {
      ...headers,
      "content-type": isPolicy ? "text/plain" : "text/html",
    });
    response.end(isPolicy ? policy : "hello");
  });
  web.on("tlsClientError", () => undefined);
  const secureContext = createSecureContext({ key, cert: certificate });
  const begin = (socket: Socket): void => {
    const secure = new TLSSocket(socket, { isServer: true, secureContext });
    secure.on("error", () => socket.destroy());
    secure.resume();
  };
  const talk = { greeting: "220 mx\r\n", hello: "250 STARTTLS\r\n", start: "220 go\r\n" };
  const mail = await startAnswerer(talkMail(talk, begin));
  ends.push(mail.close);
  const closed = await startAnswerer(() => undefined);
  await closed.close();
  return { http: closed.port, https: await listen(web), smtp: mail.port, dns: 1 };
}

function settingOf(ports: SeeingSetting["ports"]): SeeingSetting & { entries: ProbeEntry[] } {
  const entries: ProbeEntry[] = [];
  return {
    entries,
    resolver,
    dnssec: null,
    now,
    ports,
    surroundings: {
      clock: machineClock,
      random: (sizeBytes) => randomBytes(sizeBytes),
      log: (entry) => entries.push(entry),
    },
    visits: openVisits(),
    isCleared: () => true,
    roots: [certificate],
    probeLimits: { ...defaultProbeLimits, perSecond: 100_000 },
  };
}

test("[HY60] a domain is seen whole: mail, page, and the TLS of both", async () => {
  const setting = settingOf(await startEstate());
  const facts = await seeDomain(["example", "se"], setting);
  const judged = judgeDomain(facts, "vallgrav");
  const standing = (check: string): string =>
    judged.find((one) => one.check === check)?.standing ?? "?";
  const passed = (
    "https redirect hsts dmarc dmarc-policy spf spf-policy starttls sts sts-coverage " +
    "web-versions web-trust web-name mail-versions mail-trust mail-name web-expiry mail-expiry"
  ).split(" ");
  expect(passed.map((check) => `${check} ${standing(check)}`)).toEqual(
    passed.map((check) => `${check} passed`),
  );
  expect(standing("security-txt")).toBe("notice");
  expect(standing("dkim")).toBe("failed");
  expect(standing("dane")).toBe("failed");
  // Nobody validated anything, so nothing is known of it.
  expect(standing("dnssec")).toBe("unknown");
  expect(facts.webTls.map((one) => one.address)).toEqual(["127.0.0.1"]);
});

test("[HY60] what is not cleared is not connected to, and stays unknown", async () => {
  const setting = { ...settingOf(await startEstate()), isCleared: () => false };
  const facts = await seeDomain(["example", "se"], setting);
  expect(setting.entries).toEqual([]);
  expect([facts.web, facts.stsPolicy, facts.webTls]).toEqual([null, null, []]);
  const asked = judgeDomain(facts, "vallgrav").filter((one) => one.standing === "passed");
  const fromNames = "dmarc dmarc-policy spf spf-policy dmarc-below dmarc-record";
  expect(asked.map((one) => one.check).join(" ")).toBe(fromNames);
});

test("[HY61] a policy of MTA-STS behind a certificate that nobody trusts is none", async () => {
  const setting = settingOf(await startEstate());
  const facts = await seeDomain(["example", "se"], { ...setting, roots: null });
  expect(facts.stsPolicy).toBe("unreachable");
  expect(facts.webTls[0]?.shaken?.distrust).toBe("DEPTH_ZERO_SELF_SIGNED_CERT");
});

test("[HY80] domains are judged by a profile; only covered servers are met", async () => {
  const { entries, ...setting } = settingOf(await startEstate());
  const until = "2099-12-31" as PlainDate;
  const clearance = { domain: "example.se", by: "x", until, networks: ["127.0.0.0/8"] };
  const check = async (mine: (name: string) => boolean) => {
    entries.splice(0);
    const checked = await checkDomains([["example", "se"]], {
      resolver,
      clearances: {
        covering: async (name) =>
          mine(name.join("."))
            ? succeed({ ...clearance, recordedAt: now })
            : fail(hygieneProblem("hygiene/not-cleared", { name: name.join(".") })),
      },
      anchors: [],
      nowSeconds: Math.floor(Date.parse(now) / 1_000),
      servers: { ...setting, profile: "vallgrav", onProbe: () => undefined },
    });
    if (!checked.ok || checked.value[0] === undefined) throw new Error("refused");
    const [{ judged, notCleared }] = checked.value;
    const standing = (name: string) => judged.find((one) => one.check === name)?.standing;
    return { standing, notCleared, ports: new Set(entries.map(({ port }) => port)) };
  };
  const whole = await check(() => true);
  expect(["starttls", "https", "mail-trust", "sts"].map(whole.standing)).toEqual(
    Array.from({ length: 4 }, () => "passed"),
  );
  expect(whole.notCleared).toEqual([]);
  const { smtp, https } = setting.ports;
  expect([whole.ports.has(smtp), whole.ports.has(https)]).toEqual([true, true]);
  const mine = await check((name) => name !== "mx.example.se");
  expect(mine.notCleared).toEqual(["mx.example.se"]);
  expect(["starttls", "mail-trust", "https"].map(mine.standing)).toEqual([
    "unknown",
    "unknown",
    "passed",
  ]);
  expect([mine.ports.has(smtp), mine.ports.has(https)]).toEqual([false, true]);
});

test("[HY81] a connection stands in the log as a question does", () => {
  const entry = { address: "2001:db8::1", port: 25, purpose: "hello", outcome: "refused" };
  expect(connectionProbe({ ...entry, tookMs: 1.6 }, now)).toEqual({
    at: now,
    to: "tcp [2001:db8::1]:25",
    asked: "hello",
    came: "refused",
    tookMs: 2,
  });
});

test("[HY82] a server is met by one at a time, and a host is seen once", async () => {
  const visits = openVisits();
  let [inside, most] = [0, 0];
  const work = async (): Promise<number> => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
    return most;
  };
  const fails = visits.at("a", () => Promise.reject(new Error("gone")));
  const others = [1, 2, 3].map(() => visits.at("a", work));
  await expect(fails).rejects.toThrow("gone");
  await Promise.all(others);
  expect(most).toBe(1);
  await Promise.all([visits.at("a", work), visits.at("b", work)]);
  expect(most).toBe(2);
  let calls = 0;
  const once = () => visits.once("key", () => Promise.resolve((calls += 1)));
  expect([await once(), await once(), calls]).toEqual([1, 1, 1]);
});

test("[HY82] a signal ends the looking with its reason", async () => {
  const setting = settingOf(await startEstate());
  const signal = AbortSignal.abort(new Error("cancelled"));
  await expect(seeDomain(["example", "se"], { ...setting, signal })).rejects.toThrow("cancelled");
  expect(setting.entries).toEqual([]);
});
