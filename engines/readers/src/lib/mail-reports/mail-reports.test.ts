/** Reports of mail: DMARC's aggregates and those of SMTP TLS. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { inputOf } from "../../../test/file.ts";
import { dmarcReport, tlsReport } from "../../../test/mail-report-files.ts";
import { readDmarcReport } from "./dmarc-report.ts";
import { mailReportLimits } from "./mail-report.ts";
import type { MailReport, MailReportReading } from "./mail-report.ts";
import { readTlsReport } from "./tls-report.ts";

function reportIn(read: MailReportReading): MailReport {
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.report;
}

const dmarc = (text: string) => reportIn(readDmarcReport(inputOf("a.xml", text)));
const codeOf = (read: MailReportReading): string =>
  read.ok ? "read" : (read.problems[0]?.code ?? "");

test("[R980] an aggregate report tells who delivered, what held, and by which keys", () => {
  const text = dmarcReport([
    { count: 40, signed: [["example.se", "brev2026", "pass"]] },
    { count: 2, spf: "fail", signed: [["Example.SE", "BREV2026", "fail"]], dkim: "pass" },
    { source: "2001:db8::9", count: 7, dkim: "fail", spf: "softfail" },
    {
      signed: [
        ["mail.example", "k1", "pass"],
        ["example.se", "", "pass"],
      ],
    },
  ]);
  expect(dmarc(text)).toEqual({
    kind: "dmarc",
    by: "receiver.example",
    id: "r1",
    domain: "example.se",
    from: "2026-11-01T00:00:00.000Z",
    until: "2026-11-01T23:59:59.000Z",
    flows: [
      { source: "192.0.2.1", messages: 40, isAligned: true, disposition: "none" },
      { source: "192.0.2.1", messages: 2, isAligned: true, disposition: "none" },
      { source: "2001:db8::9", messages: 7, isAligned: false, disposition: "none" },
      { source: "192.0.2.1", messages: 1, isAligned: true, disposition: "none" },
    ],
    keys: [
      { domain: "example.se", selector: "brev2026", held: 40, failed: 2 },
      { domain: "mail.example", selector: "k1", held: 1, failed: 0 },
    ],
    sessions: 0,
    failures: [],
  });
  // RFC 9990 puts the elements in a namespace of their own.
  const spaced = text.replace("<feedback>", '<feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0">');
  expect(dmarc(spaced).keys).toEqual(dmarc(text).keys);
});

test("[R980] names, counts and words that are none are not taken", () => {
  const { flows, keys } = dmarc(
    dmarcReport([
      { source: "<b>x</b>", count: -1, dkim: "PASS" },
      {
        count: 5,
        signed: [
          ["example.se", "a b", "pass"],
          ["exa mple.se", "k", "pass"],
        ],
      },
      { count: 1e10, signed: [["example.se", "x".repeat(64), "pass"]] },
      { count: 3, signed: [["example.se", "x.y", "maybe?"]] },
    ]),
  );
  expect(flows.map(({ messages, source }) => [messages, source])).toEqual([
    [0, "?"],
    [5, "192.0.2.1"],
    [0, "192.0.2.1"],
    [3, "192.0.2.1"],
  ]);
  expect(keys).toEqual([{ domain: "example.se", selector: "x.y", held: 0, failed: 3 }]);
});

test("[R981] a report of TLS tells sessions that went well, and why others did not", () => {
  expect(reportIn(readTlsReport(inputOf("a.json", tlsReport())))).toEqual({
    kind: "tls",
    by: "receiver.example",
    id: "t1",
    domain: "example.se",
    from: "2026-11-01T00:00:00.000Z",
    until: "2026-11-01T23:59:59.000Z",
    flows: [],
    keys: [],
    sessions: 412,
    failures: [{ reason: "certificate-expired", host: "mx.example.se", sessions: 3 }],
  });
});

test("[R982] what is no report is refused, and what is too much is left", () => {
  const xml = (text: string): string => codeOf(readDmarcReport(inputOf("a.xml", text)));
  expect(xml("<a/>")).toBe("readers/other-kind");
  expect(xml("<feedback><policy_published/></feedback>")).toBe("readers/other-kind");
  expect(xml(dmarcReport([]).slice(0, -5))).toBe("readers/truncated-xml");
  expect(xml("")).toBe("readers/empty-file");
  expect(xml('<!DOCTYPE a [<!ENTITY b "c">]><feedback/>')).toBe("readers/forbidden-xml");
  expect(codeOf(readTlsReport(inputOf("a.json", "{}")))).toBe("readers/other-kind");
  expect(codeOf(readTlsReport(inputOf("a.json", "[")))).toBe("readers/truncated-json");
  const large = inputOf("a.xml", new Uint8Array(mailReportLimits.bytes + 1));
  expect(codeOf(readDmarcReport(large))).toBe("readers/limit");
  const signed = Array.from(
    { length: 2_000 },
    (_, at) => ["example.se", `s${at}`, "pass"] as const,
  );
  expect(dmarc(dmarcReport([{ signed }])).keys.length).toBe(mailReportLimits.keys);
});

test("[R982] any text gives a report or a refusal", () => {
  const whole = [dmarcReport([{ signed: [["example.se", "a", "pass"]] }]), tlsReport()] as const;
  fc.assert(
    fc.property(fc.constantFrom(...whole), fc.nat(), fc.string(), (text, at, put) => {
      const cut = at % (text.length + 1);
      const input = inputOf("a", `${text.slice(0, cut)}${put}${text.slice(cut + put.length)}`);
      for (const read of [readDmarcReport(input), readTlsReport(input)])
        expect(read.ok || read.problems.length > 0).toBe(true);
    }),
  );
});
