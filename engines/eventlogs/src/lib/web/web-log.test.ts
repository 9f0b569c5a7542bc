/** Logs of web servers, proxies and network devices: whose they are, under which names. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { LogEvent } from "../log-event.ts";
import { eventTimeMs } from "../log-time.ts";
import { newTextLog } from "../text/text-log.ts";

function read(text: string, file = "a.log") {
  const events: LogEvent[] = [];
  const log = newTextLog(file, (found) => events.push(...found));
  for (const line of text.split("\n")) if (!log.line(line)) break;
  const { form, damaged } = log.close();
  return { events, form, damaged };
}

function sourceOf(text: string): unknown {
  return read(text).events.map(({ source }) => [
    source.product,
    source.service,
    source.categories.join(),
  ]);
}

const iis = [
  "#Software: Microsoft Internet Information Services 10.0",
  "#Date: 2026-11-20 08:00:00",
  "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip " +
    "cs(User-Agent) cs(Referer) sc-status time-taken",
  "2026-11-20 08:00:01 10.0.0.5 GET /owa/auth.aspx a=1&b=../../x 443 - " +
    "203.0.113.9 Mozilla/5.0+(X11) - 200 31",
  "2026-11-20 08:00:02 10.0.0.5 POST /api - 443 KOMMUN\\anna 203.0.113.9 curl/8.0 - 401 2",
  "too few",
].join("\n");

test("[W560] W3C's format as IIS writes it, its fields told by its own lines", () => {
  const { events, form, damaged } = read(iis);
  expect([form, events.length, damaged]).toEqual(["w3c", 2, 1]);
  expect(events[0]?.source).toEqual({ product: null, service: null, categories: ["webserver"] });
  expect(events[0]?.fields).toMatchObject({
    "c-ip": "203.0.113.9",
    "cs-method": "GET",
    "cs-uri-stem": "/owa/auth.aspx",
    "cs-uri-query": "/owa/auth.aspx?a=1&b=../../x",
    "c-uri": "/owa/auth.aspx?a=1&b=../../x",
    "cs-user-agent": "Mozilla/5.0 (X11)",
    "sc-status": "200",
    "time-taken": "31",
  });
  expect(events[0]?.fields["cs-username"]).toBeUndefined();
  expect(events[1]?.fields["cs-username"]).toBe("KOMMUN\\anna");
  expect(eventTimeMs(events[0]?.fields ?? {})).toBe(Date.parse("2026-11-20T08:00:01Z"));
});

test("[W560] W3C's format of a proxy, with names in quotes", () => {
  const text = [
    "#Version: 1.0",
    "#Fields: date time c-ip cs-username s-action sc-status cs-method cs-uri-scheme cs-host " +
      "cs-uri-path cs-uri-stem cs(User-Agent)",
    '2026-11-20 08:00:01 10.1.1.1 a TCP_MISS 200 GET https evil.example / /a.exe "Mozilla/4.0 (x)"',
  ].join("\n");
  const [event] = read(text).events;
  expect(event?.source.categories).toEqual(["proxy"]);
  expect(event?.fields).toMatchObject({
    "c-uri": "https://evil.example/a.exe",
    "c-uri-extension": "exe",
    "cs-host": "evil.example",
    "c-useragent": "Mozilla/4.0 (x)",
  });
});

const combined =
  '203.0.113.9 - anna [20/Nov/2026:09:00:01 +0100] "GET /a.php?x=%27 HTTP/1.1" 404 153 ' +
  '"https://ref.example/" "sqlmap/1.7 \\"q\\""';

test("[W561] Apache's and nginx' combined and common form, with a host in front too", () => {
  const [event] = read(combined).events;
  expect(event?.source.categories).toEqual(["webserver"]);
  expect(event?.fields).toMatchObject({
    timestamp: "2026-11-20T09:00:01+01:00",
    "c-ip": "203.0.113.9",
    "cs-username": "anna",
    "cs-method": "GET",
    "cs-uri-stem": "/a.php",
    "cs-uri-query": "/a.php?x=%27",
    "sc-status": "404",
    "sc-bytes": "153",
    "cs-referer": "https://ref.example/",
    "cs-user-agent": 'sqlmap/1.7 "q"',
  });
  expect(eventTimeMs(event?.fields ?? {})).toBe(Date.parse("2026-11-20T08:00:01Z"));
  const common = '::1 - - [20/Nov/2026:09:00:01 +0100] "-" 408 -';
  expect(read(common).events[0]?.fields).toMatchObject({ "c-ip": "::1", "sc-status": "408" });
  const hosted = `www.example.se:443 ${combined}`;
  expect(read(hosted).events[0]?.fields["cs-host"]).toBe("www.example.se");
  const sent = `<190>Nov 20 09:00:01 web1 nginx: ${combined}`;
  expect(read(sent).events[0]?.fields["sc-status"]).toBe("404");
});

test("[W561] error logs of Apache and nginx", () => {
  const apache = "[Fri Nov 20 08:00:00.123 2026] [core:error] [pid 1] AH00126: Invalid URI";
  const nginx = "2026/11/20 08:00:00 [crit] 12#12: *1 SSL_do_handshake() failed";
  expect(sourceOf(apache)).toEqual([[null, "apache", ""]]);
  expect(sourceOf(nginx)).toEqual([[null, "nginx", ""]]);
  expect(read(nginx).events[0]?.text).toBe(nginx);
});

test("[W562] Squid's own form and its combined one are a proxy's", () => {
  const own =
    "1795161601.123     31 10.1.1.1 TCP_MISS/200 512 GET http://evil.example/a.exe anna " +
    "HIER_DIRECT/203.0.113.9 application/octet-stream";
  const [event] = read(own).events;
  expect(event?.source.categories).toEqual(["proxy"]);
  expect(event?.fields).toMatchObject({
    "c-uri": "http://evil.example/a.exe",
    "cs-host": "evil.example",
    "cs-username": "anna",
    "s-action": "TCP_MISS",
  });
  expect(eventTimeMs(event?.fields ?? {})).toBe(1_795_161_601_123);
  const tunnel = own.replace("GET http://evil.example/a.exe", "CONNECT evil.example:443");
  expect(read(tunnel).events[0]?.fields["cs-host"]).toBe("evil.example");
  expect(sourceOf(`${combined} TCP_MISS:HIER_DIRECT`)).toEqual([[null, null, "proxy"]]);
});

test("[W563] JSON of web servers: nginx, Traefik, Elastic's schema", () => {
  const wanted = { "cs-method": "GET", "cs-uri-query": "/a?b=1", "sc-status": "200" };
  const nginx = {
    time_iso8601: "2026-11-20T08:00:00+00:00",
    remote_addr: "203.0.113.9",
    request: "GET /a?b=1 HTTP/1.1",
    status: 200,
    http_user_agent: "x",
  };
  const traefik = {
    ClientHost: "203.0.113.9",
    RequestMethod: "GET",
    RequestPath: "/a?b=1",
    DownstreamStatus: 200,
    "request_User-Agent": "x",
  };
  const elastic = {
    "@timestamp": "2026-11-20T08:00:00Z",
    http: { request: { method: "GET" }, response: { status_code: 200 } },
    url: { original: "/a?b=1" },
    user_agent: { original: "x" },
  };
  for (const one of [nginx, traefik, elastic]) {
    const [event] = read(JSON.stringify(one)).events;
    expect(event?.source.categories).toEqual(["webserver"]);
    expect(event?.fields).toMatchObject({ ...wanted, "cs-user-agent": "x" });
  }
  expect(sourceOf('{"method":"GET","uri":"/a"}')).toEqual([[null, null, ""]]);
});

test("[W564] macOS' Endpoint Security as eslogger writes it", () => {
  const start = {
    event_type: 9,
    time: "2026-11-20T08:00:00Z",
    process: { executable: { path: "/bin/zsh" } },
    event: {
      exec: {
        target: { executable: { path: "/usr/bin/osascript" } },
        args: ["osascript", "-e", "x"],
      },
    },
  };
  const [event] = read(JSON.stringify(start)).events;
  expect(event?.source).toEqual({
    product: "macos",
    service: null,
    categories: ["process_creation"],
  });
  expect(event?.fields).toMatchObject({
    Image: "/usr/bin/osascript",
    CommandLine: "osascript -e x",
    ParentImage: "/bin/zsh",
  });
  const file = {
    event_type: 13,
    process: { executable: { path: "/bin/cp" } },
    event: {
      create: {
        destination: { new_path: { dir: { path: "/Library/LaunchDaemons" }, filename: "a.plist" } },
      },
    },
  };
  expect(read(JSON.stringify(file)).events[0]?.fields).toMatchObject({
    Image: "/bin/cp",
    TargetFilename: "/Library/LaunchDaemons/a.plist",
  });
});

test("[W565] network devices are known by the form of their messages", () => {
  const cisco =
    "<189>45: rt1: Nov 20 08:00:00.1: %PARSER-5-CFGLOG_LOGGEDCMD: " +
    "User:bo  logged command:show running-config";
  expect(sourceOf(cisco)).toEqual([
    ["cisco", "aaa", ""],
    ["cisco", "syslog", ""],
  ]);
  const bgp =
    "<189>Nov 20 08:00:00 rt1 46: %BGP-3-NOTIFICATION: sent to neighbor 10.0.0.1 active 2/5";
  expect(sourceOf(bgp)).toEqual([
    ["cisco", "bgp", ""],
    ["cisco", "syslog", ""],
  ]);
  const huawei = "<188>Nov 20 08:00:00 rt2 %%01BGP/3/STATE_CHG_UPDOWN(l): The status changed";
  expect(sourceOf(huawei)).toEqual([["huawei", "bgp", ""]]);
  const forti =
    '<189>date=2026-11-20 time=08:00:00 devname="fw1" type="event" subtype="system" ' +
    'action="Add" cfgpath="system.admin" user="bo"';
  const [event] = read(forti).events;
  expect(event?.source).toEqual({ product: "fortigate", service: "event", categories: [] });
  expect(event?.fields).toMatchObject({ action: "Add", cfgpath: "system.admin" });
  expect(eventTimeMs(event?.fields ?? {})).toBe(Date.parse("2026-11-20T08:00:00Z"));
  const traffic = forti.replace('"event"', '"traffic"').replace("cfgpath=", "dstport=23 dstip=");
  expect(read(traffic).events[0]).toMatchObject({
    source: { product: "fortigate", service: "traffic", categories: ["firewall"] },
    fields: { dst_port: "23" },
  });
});

test("[W566] programs that rules ask for as applications, and logs of their own kind", () => {
  const of = (program: string): unknown =>
    read(`Nov 20 08:00:00 srv1 ${program}[7]: x`).events.map(({ source }) => source.product);
  expect(of("tomcat9")).toEqual(["linux", "jvm", "spring", "velocity"]);
  expect(of("gunicorn")).toEqual(["linux", "python", "django"]);
  expect(of("postgres")).toEqual(["linux", "sql"]);
  const rpc = {
    Channel: "RPCFW",
    EventID: 3,
    InterfaceUuid: "4d9f4ab8-7d1c-11cf-861e-0020af6e7c57",
  };
  expect(
    read(JSON.stringify(rpc)).events.map(({ source, fields }) => [
      source.product,
      fields["EventLog"],
    ]),
  ).toEqual([
    ["windows", undefined],
    ["rpc_firewall", "RPCFW"],
  ]);
  const duo = { event_type: "authentication", reason: "bypass_user", txid: "1", factor: null };
  expect(sourceOf(JSON.stringify(duo))).toEqual([["cisco", "duo", ""]]);
  const google = { id: { applicationName: "admin" }, events: [{ name: "REMOVE_APPLICATION" }] };
  expect(read(JSON.stringify(google)).events).toMatchObject([
    {
      source: { product: "gcp", service: "google_workspace.admin" },
      fields: { eventService: "admin.googleapis.com", eventName: "REMOVE_APPLICATION" },
    },
  ]);
  const pim = { riskEventType: "noMfaOnRoleActivationAlertIncident" };
  expect(sourceOf(JSON.stringify(pim))).toEqual([["azure", "pim", ""]]);
});

test("[W567] any line gives an answer, and none takes long", () => {
  const piece = fc.constantFrom(
    ...'GET,/a, ,",[,],\\,-,:,%P-5-A: ,%%01BGP/3/,devname=,#Fields: a b'.split(","),
    "date=2026-11-20 time=",
    "\n",
    combined,
    "1.1.1.1 - - [20/Nov/2026:09:00:01 +0100] ",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      read(pieces.join(""));
    }),
    { numRuns: 500 },
  );
  const long = 100_000;
  for (const line of [
    `1.1.1.1 - - [20/Nov/2026:09:00:01 +0100] "${"\\".repeat(long)}`,
    `1.1.1.1 - ${"a ".repeat(long)}`,
    `${"a".repeat(long)}:443 1`,
    `date=2026-11-20 time= devname=${' a="'.repeat(long)}`,
    `#Fields: ${"a ".repeat(long)}\n${'"'.repeat(long)}`,
    `%${"A".repeat(long)}`,
  ])
    expect(read(line).events.length).toBeLessThan(2);
}, 20_000);
