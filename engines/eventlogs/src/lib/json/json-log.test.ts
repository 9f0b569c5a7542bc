/** JSON logs: where objects begin and end, and whose log they are. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { LogEvent } from "../log-event.ts";
import { eventTimeMs } from "../log-time.ts";
import { newTextLog, type TextOptions } from "../text/text-log.ts";
import { jsonEvents } from "./json-events.ts";

function read(text: string, file = "a.json", options: Partial<TextOptions> = {}) {
  const events: (LogEvent & { readonly line: number })[] = [];
  const log = newTextLog(
    file,
    (found, line) => events.push(...found.map((event) => ({ ...event, line }))),
    options,
  );
  for (const line of text.split("\n")) if (!log.line(line)) break;
  const report = log.close();
  return { events, ...report, codes: report.problems.map(({ code }) => code) };
}

function lines(text: string): readonly (readonly [unknown, number])[] {
  return read(text).events.map(({ fields, line }) => [fields["n"], line]);
}

test("[J1] objects a line, over lines, after each other, in lists and in wrappers", () => {
  expect(lines('{"n":1}\n\n {"n":2}\n')).toEqual([
    [1, 1],
    [2, 3],
  ]);
  expect(lines('\n{\n "n": 1,\n "s": "}{"\n}\n{\n "n": 2\n}')).toEqual([
    [1, 2],
    [2, 6],
  ]);
  expect(lines('[\n  {\n"n": 1\n  },\n  {"n": 2},\n  {\n"n": 3}\n]')).toEqual([
    [1, 2],
    [2, 5],
    [3, 6],
  ]);
  expect(lines('[{"n":1},{"n":2}]')).toEqual([
    [1, 1],
    [2, 1],
  ]);
  expect(lines('{"Records":[{"n":1},{"n":2}]}\n{"value":[],"n":3}\n{"value":[1],"n":4}')).toEqual([
    [1, 1],
    [2, 1],
    [4, 3],
  ]);
});

test("[J2] what is no object is told, and the rest is read", () => {
  const { events, codes, damaged, records, problems } = read(
    '{"n":1}\nnonsense\n{"n":2\n{"n":3}\n7\n{"n":4}',
  );
  expect(events.map(({ fields }) => fields["n"])).toEqual([1, 3, 4]);
  expect(codes).toEqual(Array(3).fill("eventlogs/bad-record"));
  expect([damaged, records]).toEqual([3, 3]);
  expect(problems.map(({ at }) => at?.place)).toEqual(["2:1", "3:1", "5:1"]);
});

test("[J2] an object that is too long is left out", () => {
  const [x, y] = ["x".repeat(200), "y".repeat(200)];
  const long = `{\n"n":1,\n"s":"${x}"\n}\n{"n":2}\n{"n":"${y}"}\n{"n":3}`;
  const { events, codes, damaged } = read(long, "a", { characters: 100 });
  expect(events.map(({ fields }) => fields["n"])).toEqual([2, 3]);
  expect(codes).toEqual(["eventlogs/too-large", "eventlogs/too-large"]);
  expect(damaged).toBe(2);
});

test("[J2] any text gives an answer", () => {
  const piece = fc.constantFrom(
    '{"n":1}',
    "{",
    "}",
    "[",
    "]",
    ",",
    '"',
    "\\",
    "\n",
    '"a":',
    "x",
    " ",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const { events, records } = read(pieces.join(""));
      expect(events.length).toBe(records);
    }),
    { numRuns: 500 },
  );
  expect(read('{"a":'.repeat(100_000)).codes).toEqual(["eventlogs/bad-record"]);
});

const windows = { product: "windows", service: "sysmon", categories: ["process_creation"] };

test("[J3] evtx_dump, Winlogbeat and flat events have the names they have in the log", () => {
  const Channel = "Microsoft-Windows-Sysmon/Operational";
  const dumped = {
    Event: {
      "#attributes": { xmlns: "urn:x" },
      System: {
        Provider: { "#attributes": { Name: "P", Guid: "G" } },
        EventID: { "#attributes": { Qualifiers: 5 }, "#text": 1 },
        Security: null,
        Channel,
      },
      EventData: { Image: "a.exe", Empty: null, Data: { "#text": ["x", "y"] } },
    },
  };
  expect(jsonEvents(dumped, "")).toEqual([
    {
      source: windows,
      fields: {
        Provider_Name: "P",
        Provider_Guid: "G",
        EventID: 1,
        EventID_Qualifiers: 5,
        Channel,
        Image: "a.exe",
        Data: ["x", "y"],
      },
      text: null,
    },
  ]);
  const user = { Event: { System: { EventID: 5, Channel: "X" }, UserData: { Inner: { Id: 3 } } } };
  expect(jsonEvents(user, "")[0]?.fields).toEqual({ EventID: 5, Channel: "X", Id: 3 });
  const beat = {
    "@timestamp": "2026-01-02T03:04:05.000Z",
    winlog: {
      channel: Channel,
      event_id: 1,
      provider_name: "P",
      computer_name: "pc-1.example.test",
      event_data: { Image: "a.exe" },
    },
  };
  expect(jsonEvents(beat, "")[0]).toMatchObject({
    source: windows,
    fields: {
      Channel,
      EventID: 1,
      Provider_Name: "P",
      Computer: "pc-1.example.test",
      Image: "a.exe",
      TimeCreated_SystemTime: "2026-01-02T03:04:05.000Z",
    },
  });
  const flat = { Channel, EventID: 1, Hostname: "pc-1.example.test", Image: "a.exe" };
  expect(jsonEvents(flat, "")[0]).toMatchObject({
    source: windows,
    fields: { ...flat, Computer: "pc-1.example.test" },
  });
});

function service(fields: object, path = ""): readonly (string | null)[] {
  return jsonEvents({ ...fields }, path).map(
    ({ source }) => source.service && `${source.product}/${source.service}`,
  );
}

test("[J4] other logs are known by the names they use", () => {
  expect(service({ _path: "http", ts: 1 })).toEqual(["zeek/http"]);
  expect(service({ ts: 1 }, "dns")).toEqual(["zeek/dns"]);
  expect(read('{"ts":1}', "x/dns.2026-01-02.log").events[0]?.source).toEqual({
    product: "zeek",
    service: "dns",
    categories: ["dns"],
  });
  expect(service({ category: "SignInLogs", properties: {} })).toEqual(["azure/signinlogs"]);
  expect(service({ category: "Administrative", properties: {} })).toEqual(["azure/activitylogs"]);
  expect(service({ activityDisplayName: "Add user", initiatedBy: {} })).toEqual([
    "azure/auditlogs",
  ]);
  expect(service({ riskEventType: "x" })).toEqual(["azure/riskdetection"]);
  const signIn = { createdDateTime: "x", appDisplayName: "x", userPrincipalName: "x" };
  expect(jsonEvents({ ...signIn, status: { errorCode: 50_126 } }, "")[0]).toMatchObject({
    source: { service: "signinlogs" },
    fields: { ResultType: "50126" },
  });
  const audit = { Operation: "New-InboxRule", CreationTime: "x" };
  expect(service({ ...audit, Workload: "AzureActiveDirectory" })).toEqual(["m365/audit"]);
  expect(service({ ...audit, Workload: "Exchange" })).toEqual(["m365/exchange", "m365/audit"]);
  expect(service({ ...audit, Workload: "SecurityComplianceCenter" })).toEqual([
    "m365/audit",
    "m365/threat_management",
    "m365/threat_detection",
  ]);
  expect(service({ eventSource: "x", eventName: "y", awsRegion: "z" })).toEqual(["aws/cloudtrail"]);
  expect(service({ eventType: "x", actor: {}, outcome: {} })).toEqual(["okta/okta"]);
  expect(service({ action: "x", actor: "y", org: "z" })).toEqual(["github/audit"]);
  expect(service({ auditType: { category: "x" } })).toEqual(["bitbucket/audit"]);
  expect(service({ event_type_id: 5, account_id: 1 })).toEqual(["onelogin/onelogin.events"]);
  expect(service({ apiVersion: "audit.k8s.io/v1", verb: "get" })).toEqual(["kubernetes/audit"]);
  expect(jsonEvents({ logtype: 1, node_id: "x", dst_port: 1 }, "")[0]?.source).toEqual({
    product: "opencanary",
    service: null,
    categories: ["application"],
  });
  const google = { protoPayload: { methodName: "v1.delete", serviceName: "s" } };
  for (const fields of [google, { data: google }])
    expect(jsonEvents(fields, "")[0]).toMatchObject({
      source: { product: "gcp", service: "gcp.audit" },
      fields: { "gcp.audit.method_name": "v1.delete" },
    });
  expect(service({ anything: "else" })).toEqual([null]);
  const inside = jsonEvents({ category: "AuditLogs", properties: { a: 1, category: 2 } }, "");
  expect(inside[0]?.fields).toMatchObject({ a: 1, category: "AuditLogs" });
});

test("[J5] a text that begins in no known form is no log", () => {
  expect(read("id: 1\n{}\n")).toMatchObject({ form: null, codes: ["eventlogs/not-a-log"] });
  expect(read("")).toMatchObject({ form: null, codes: ["eventlogs/not-a-log"] });
  expect(read("\n\n{}")).toMatchObject({ form: "json", records: 1, codes: [] });
});

test("[J6] an event's time is the first that it says, of UTC where it says no more", () => {
  const ms = 1_767_323_045_000;
  expect(eventTimeMs({ TimeCreated_SystemTime: "2026-01-02T03:04:05.0000000Z" })).toBe(ms);
  expect(eventTimeMs({ UtcTime: "2026-01-02 03:04:05.678", "@timestamp": "x" })).toBe(ms + 678);
  expect(eventTimeMs({ "@timestamp": "2026-01-02T04:04:05+01:00" })).toBe(ms);
  expect(eventTimeMs({ ts: ms / 1_000 })).toBe(ms);
  expect(eventTimeMs({ ts: "1767323045.25" })).toBe(ms + 250);
  expect(eventTimeMs({ timestamp: ms })).toBe(ms);
  expect(eventTimeMs({ time: "yesterday", CreationTime: "2026-01-02T03:04:05" })).toBe(ms);
  expect(eventTimeMs({ time: null, n: 1 })).toBeNull();
});
