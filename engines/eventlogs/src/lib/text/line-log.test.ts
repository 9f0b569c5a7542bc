/** Lines that are events: syslog and what its messages hold, the audit log, CEF, LEEF. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { LogEvent } from "../log-event.ts";
import { eventTimeMs } from "../log-time.ts";
import { newTextLog } from "./text-log.ts";

function read(text: string) {
  const events: (LogEvent & { readonly line: number })[] = [];
  const log = newTextLog("a.log", (found, line) =>
    events.push(...found.map((event) => ({ ...event, line }))),
  );
  for (const line of text.split("\n")) if (!log.line(line)) break;
  const report = log.close();
  return { events, ...report, codes: report.problems.map(({ code }) => code) };
}

function services(text: string): readonly (string | null)[] {
  return read(text).events.map(({ source }) => source.service);
}

test("[T2] syslog of RFC 5424, of RFC 3164 and as files hold it", () => {
  const modern =
    '<86>1 2026-01-02T03:04:05.678+01:00 srv-1.example.test sshd 812 ID1 [a@1 b="]\\"x"][c@2] ' +
    "Accepted password for anna.a";
  const [first, ...others] = read(modern).events;
  expect(first).toMatchObject({
    source: { product: "linux", service: "sshd", categories: [] },
    fields: {
      facility: 10,
      severity: 6,
      hostname: "srv-1.example.test",
      program: "sshd",
      pid: "812",
      message: "Accepted password for anna.a",
    },
    text: modern,
    line: 1,
  });
  expect(first && eventTimeMs(first.fields)).toBe(1_767_319_445_678);
  expect(others.map(({ source }) => source.service)).toEqual(["auth", "syslog"]);
  const old = "<34>Oct 11 22:14:15 srv-1 su: failed";
  expect(read(old).events[0]).toMatchObject({
    source: { service: "auth" },
    fields: { hostname: "srv-1", program: "su", message: "failed", timestamp: "Oct 11 22:14:15" },
  });
  expect(services("Oct  1 22:14:15 srv-1 CRON[9]: (root) CMD (x)")).toEqual(["cron", "syslog"]);
  expect(services("2026-01-02T03:04:05.123456+01:00 srv-1 kernel: hello")).toEqual(["syslog"]);
  expect(services("<13>no head at all")).toEqual(["syslog"]);
  expect(services("<13>1 - - - - - - hello")).toEqual(["syslog"]);
  expect(read("<999>Oct 11 22:14:15 x y: z").form).toBeNull();
});

const exec = [
  "type=SYSCALL msg=audit(1767323045.678:42): arch=c000003e syscall=59 success=yes ppid=10 " +
    'pid=11 uid=0 ses=3 comm="ls" exe="/usr/bin/ls" key="x"\u001DUID="root"',
  'type=EXECVE msg=audit(1767323045.678:42): argc=3 a0="ls" a1=2D6C20C3A5 a2="/tmp"',
  'type=CWD msg=audit(1767323045.678:42): cwd="/srv/anna"',
  'type=PATH msg=audit(1767323045.678:42): item=0 name="new file" nametype=CREATE',
  "type=PROCTITLE msg=audit(1767323045.678:42): proctitle=6C73002D6C",
].join("\n");

test("[T4] every line of the audit log is an event by itself, its texts decoded", () => {
  const { events, form, records } = read(exec);
  expect([form, records]).toEqual(["auditd", 5]);
  const own = events.filter(({ source }) => source.service === "auditd");
  expect(own).toHaveLength(5);
  expect(own[0]).toMatchObject({
    fields: { type: "SYSCALL", SYSCALL: "execve", exe: "/usr/bin/ls", UID: "root", syscall: "59" },
    text: exec.split("\n")[0],
    line: 1,
  });
  expect(own[1]?.fields).toMatchObject({ type: "EXECVE", a0: "ls", a1: "-l å", a2: "/tmp" });
  expect(own[4]?.fields).toMatchObject({ proctitle: "ls -l" });
  const user =
    "node=srv-1 type=USER_AUTH msg=audit(1767323045.678:43): pid=1 uid=0 " +
    'msg=\'op=PAM:authentication acct="anna.a" exe="/usr/bin/su" res=failed\'';
  expect(read(user).events[0]?.fields).toMatchObject({
    node: "srv-1",
    type: "USER_AUTH",
    op: "PAM:authentication",
    acct: "anna.a",
    res: "failed",
  });
  const parts = 'type=EXECVE msg=audit(1.000:1): argc=2 a0="x" a1_len=4 a1[0]=6162 a1[1]="cd"';
  expect(read(parts).events[0]?.fields).toMatchObject({ a1: "abcd" });
});

test("[T5] lines of one serial number together say what was started and created", () => {
  const { events } = read(exec);
  const seen = events.filter(({ source }) => source.service === null);
  expect(seen.map(({ source, line }) => [source.categories, line])).toEqual([
    [["process_creation"], 5],
    [["file_event"], 5],
  ]);
  expect(seen[0]?.fields).toEqual({
    Image: "/usr/bin/ls",
    ProcessId: "11",
    User: "root",
    LogonId: "3",
    CommandLine: "ls -l å /tmp",
    CurrentDirectory: "/srv/anna",
    ParentProcessId: "10",
    timestamp: 1_767_323_045_678,
  });
  expect(seen[1]?.fields).toMatchObject({ TargetFilename: "/srv/anna/new file" });
  const child = exec.replaceAll(":42)", ":44)").replace("ppid=10 pid=11", "ppid=11 pid=12");
  const connect = [
    'type=SYSCALL msg=audit(1767323046.000:45): arch=c000003e syscall=42 pid=12 exe="/usr/bin/nc"',
    "type=SOCKADDR msg=audit(1767323046.000:45): saddr=020001BBC63364010000000000000000",
    "type=EOE msg=audit(1767323046.000:45):",
  ].join("\n");
  const all = read(`${exec}\n${child}\n${connect}`).events;
  const later = all.filter(({ source, line }) => source.service === null && line > 5);
  expect(later.map(({ fields }) => fields["ParentImage"])).toEqual([
    "/usr/bin/ls",
    undefined,
    undefined,
  ]);
  expect(later[0]?.fields).toMatchObject({ ParentCommandLine: "ls -l å /tmp" });
  expect(later[2]).toMatchObject({
    source: { product: "linux", categories: ["network_connection"] },
    fields: {
      Image: "/usr/bin/nc",
      DestinationIp: "198.51.100.1",
      DestinationPort: "443",
      Initiated: "true",
    },
    line: 13,
  });
});

test("[T6] CEF and LEEF have their head and their pairs, with escapes and labels", () => {
  const cef =
    "CEF:0|Example \\| Co|Fire Wall|1.0|100|A \\\\ name|7|src=192.0.2.1 " +
    "msg=two words\\=x\\ny cs1Label=Rule cs1=r 1";
  expect(read(cef)).toMatchObject({
    form: "cef",
    events: [
      {
        source: { product: "example_co", service: "fire_wall", categories: [] },
        fields: {
          DeviceVendor: "Example | Co",
          Name: "A \\ name",
          Severity: "7",
          src: "192.0.2.1",
          msg: "two words=x\ny",
          cs1: "r 1",
          Rule: "r 1",
        },
        text: cef,
      },
    ],
  });
  expect(read("CEF:0|Fortinet|Fortigate|7|1|x|3|act=deny").events[0]?.source).toMatchObject({
    product: "fortigate",
    service: "event",
  });
  expect(
    read("LEEF:1.0|Example|Wall|1|login|src=192.0.2.1\tusrName=anna.a b").events[0],
  ).toMatchObject({
    source: { product: "example", service: "wall" },
    fields: { EventID: "login", src: "192.0.2.1", usrName: "anna.a b" },
  });
  for (const separator of ["^", "x5E", "0x5e"])
    expect(read(`LEEF:2.0|E|W|1|2|${separator}|a=1^b=2=3`).events[0]?.fields).toMatchObject({
      a: "1",
      b: "2=3",
    });
  expect(read("CEF:0|too|few").codes).toEqual(["eventlogs/bad-record"]);
});

test("[T3] a message of syslog that is an event of another form is that", () => {
  const head = "<13>Oct 11 22:14:15 srv-1 x: ";
  const xml =
    '<Event><System><Provider Name="Linux-Sysmon"/><EventID>1</EventID></System>' +
    '<EventData><Data Name="Image">/bin/ls</Data></EventData></Event>';
  const messages = [
    "CEF:0|V|P|1|2|n|3|a=b",
    "LEEF:1.0|V|P|1|2|a=b",
    'type=EXECVE msg=audit(1.000:1): argc=1 a0="x"',
    '{"_path":"http","ts":1}',
    xml,
    "{no json",
    "plain",
  ];
  const { events, damaged } = read(messages.map((message) => head + message).join("\n"));
  expect(damaged).toBe(0);
  expect(events.map(({ source: { product, service } }) => `${product}/${service}`)).toEqual([
    "v/p",
    "v/p",
    "linux/auditd",
    "zeek/http",
    "linux/sysmon",
    "linux/syslog",
    "linux/syslog",
  ]);
  expect(events[4]).toMatchObject({
    source: { categories: ["process_creation"] },
    fields: { Image: "/bin/ls" },
  });
});

test("[T7] a line of none of these forms is told, and any text gives an answer", () => {
  const { codes, damaged, records } = read(
    "Oct 11 22:14:15 srv-1 x: y\nnonsense\n\nOct 11 22:14:15 a b: c",
  );
  expect([codes, damaged, records]).toEqual([["eventlogs/bad-record"], 1, 2]);
  const piece = fc.constantFrom(
    "<13>",
    "1 - - - - - ",
    "Oct 11 22:14:15 h p[1]: ",
    "CEF:0|",
    "LEEF:2.0|",
    "|",
    "\\",
    "a=",
    '"',
    "'",
    "type=PATH msg=audit(1.000:1): ",
    "[",
    "]",
    "<Event>",
    "</Event>",
    "{",
    "}",
    "\n",
    " ",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      expect(read(pieces.join("")).records).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 500 },
  );
  for (const long of ["a=", "a", '"', "[x", "a1[0]=", "\\", "|"])
    expect(read(`CEF:0|${long.repeat(200_000)}`).records).toBeLessThan(2);
  const audit = "type=PATH msg=audit(1.000:1): ";
  for (const long of ["a=", "a", "a='", 'a="', "msg='"])
    expect(read(audit + long.repeat(200_000)).records).toBe(1);
});
