/** SPF: records, macros and the question itself, over made tables. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { address, mx, txt, walkDns } from "../../../test/dns-table.ts";
import type { DnsTable } from "../../../test/dns-table.ts";
import { auditSpf } from "./audit-spf.ts";
import { checkHost } from "./check-host.ts";
import { isInRange, nibbles, parseIp, reverseName, undress } from "./ip.ts";
import { expandDomain, expandMacros, isDomainSpec } from "./spf-macro.ts";
import { isSpfText, parseSpf } from "./spf-record.ts";

const four = (text: string): Uint8Array => Uint8Array.from(text.split("."), Number);

test("[M1] addresses are read strictly, and compared by their first bits", () => {
  expect(parseIp("192.0.2.1")).toEqual(four("192.0.2.1"));
  expect(parseIp("2001:db8::192.0.2.1")?.slice(-5)).toEqual(Uint8Array.of(0, 192, 0, 2, 1));
  expect(parseIp("::")).toEqual(new Uint8Array(16));
  for (const text of [
    "192.0.2",
    "192.0.2.01",
    "192.0.2.256",
    "1.2.3.4.",
    "1:2",
    "1::2::3",
    "g::",
    "",
  ])
    expect(parseIp(text)).toBeNull();
  expect(parseIp("1:2:3:4:5:6:7::8")).toBeNull();
  expect(undress(parseIp("::ffff:192.0.2.1") ?? four("0.0.0.0"))).toEqual(four("192.0.2.1"));
  expect(isInRange(four("192.0.2.77"), four("192.0.2.64"), 26)).toBe(true);
  expect(isInRange(four("192.0.2.77"), four("192.0.2.64"), 29)).toBe(false);
  expect(isInRange(four("192.0.2.77"), new Uint8Array(16), 0)).toBe(false);
  expect(reverseName(four("192.0.2.1"))).toBe("1.2.0.192.in-addr.arpa");
  expect(nibbles(Uint8Array.of(0x20, 0x01))).toBe("2.0.0.1");
});

test("[M2] a record is its terms, and the first that is none is told", () => {
  expect(["v=spf1", "V=SPF1 -all", "v=spf10 -all", " v=spf1", "v=spf1-all"].map(isSpfText)).toEqual(
    [true, true, false, false, false],
  );
  expect(
    parseSpf("v=spf1  ip4:192.0.2.0/24 ~MX:mail.example.se/24//64 redirect=_spf.example.se "),
  ).toEqual({
    directives: [
      {
        verdict: "pass",
        mechanism: "ip4",
        domain: null,
        address: four("192.0.2.0"),
        bits4: 24,
        bits6: 128,
        term: "ip4:192.0.2.0/24",
      },
      {
        verdict: "softfail",
        mechanism: "mx",
        domain: "mail.example.se",
        address: null,
        bits4: 24,
        bits6: 64,
        term: "~MX:mail.example.se/24//64",
      },
    ],
    redirect: "_spf.example.se",
    explanation: null,
  });
  const wrong =
    "all. all:x.se ip4:192.0.2.0/33 ip4:192.0.2.0/08 ip4:192.0.2 ip6:192.0.2.1 a: a/ a:museum " +
    "a:example.1 a//129 include include: exists foo:x.se exp= redirect=%{q}.se exists:%{d0}.se " +
    "exists:%x.se mx:x.se:25 x=%";
  for (const term of wrong.split(" "))
    expect(parseSpf(`v=spf1 ${term} -all`)).toEqual({ fault: term });
  expect(parseSpf("v=spf1 exp=a.se exp=b.se")).toEqual({ fault: "exp=b.se" });
  expect(parseSpf("v=spf1 mx å")).toEqual({ fault: "" });
  expect(parseSpf("v=spf1 later=%{d}-x -all")).toMatchObject({ directives: [{ verdict: "fail" }] });
});

test("[M3] macros are cut, turned round, joined and escaped as they say", () => {
  const values = {
    s: "ann-b+c@mail.example.se",
    l: "ann-b+c",
    d: "mail.example.se",
    i: "192.0.2.3",
  };
  const cases = {
    "%{d}": "mail.example.se",
    "%{d2}": "example.se",
    "%{dr}": "se.example.mail",
    "%{d1r}": "mail",
    "%{l-+}": "ann.b.c",
    "%{l1r-}": "ann",
    "%{ir}.x": "3.2.0.192.x",
    "%{S}": "ann-b%2Bc%40mail.example.se",
    "%%%_%-": "% %20",
  };
  for (const [text, wanted] of Object.entries(cases))
    expect(expandMacros(text, values)).toBe(wanted);
  expect(isDomainSpec("%{i}._spf.%{d}")).toBe(true);
  const long = expandDomain(`${"a".repeat(60)}.`.repeat(5) + "example.se.", {});
  expect(long).toBe(`${`${"a".repeat(60)}.`.repeat(3)}example.se`);
});

const table: DnsTable = {
  "example.se TXT": [
    txt("v=spf1 a mx:mail.example.se ", "include:other.example ~all"),
    txt("other"),
  ],
  "example.se A": [address("192.0.2.10")],
  "example.se AAAA": [address("2001:db8::10")],
  "mail.example.se MX": [mx(10, "mx.example.se")],
  "mx.example.se A": [address("192.0.2.25")],
  "mx.example.se AAAA": [],
  "other.example TXT": [txt("v=spf1 ip4:198.51.100.0/24 -all")],
  "twice.example TXT": [txt("v=spf1 -all"), txt("v=spf1 +all")],
  "wrong.example TXT": [txt("v=spf1 ipv4:192.0.2.1 -all")],
  "none.example TXT": [txt("hello")],
  "moved.example TXT": [txt("v=spf1 redirect=other.example")],
  "lost.example TXT": [txt("v=spf1 include:none.example -all")],
  "round.example TXT": [txt("v=spf1 include:round.example -all")],
  "silent.example TXT": "silent",
  "failing.example TXT": "refused",
  "why.example TXT": [txt("v=spf1 -all exp=text.why.example")],
  "text.why.example TXT": [txt("%{c} may not send for %{d}")],
  "named.example TXT": [txt("v=spf1 ptr -all")],
  "1.2.0.192.in-addr.arpa PTR": [{ kind: "PTR", target: ["host", "named", "example"] }],
  "host.named.example A": [address("192.0.2.1")],
  "void.example TXT": [txt("v=spf1 a:a.void.example a:b.void.example a:c.void.example -all")],
  "ten.example TXT": [txt(`v=spf1 ${"a ".repeat(11)}-all`)],
  "ten.example A": [address("203.0.113.1")],
  "many.example TXT": [txt("v=spf1 mx -all")],
  "many.example MX": Array.from({ length: 11 }, (_, at) => mx(at, "mx.example.se")),
};

const ask = (domain: string, from = "192.0.2.1") =>
  walkDns(
    checkHost({
      address: from,
      helo: "client.example",
      sender: `anna@${domain}`,
      receiver: "mx.example.se",
      seconds: 0,
    }),
    table,
  );
const resultOf = (domain: string, from?: string): string => ask(domain, from).value.result;

test("[M4] an address may send if the policy's first match says so", () => {
  expect(resultOf("example.se", "192.0.2.10")).toBe("pass");
  expect(resultOf("example.se", "::ffff:192.0.2.10")).toBe("pass");
  expect(resultOf("example.se", "2001:db8::10")).toBe("pass");
  expect(resultOf("example.se", "192.0.2.25")).toBe("pass");
  expect(resultOf("example.se", "198.51.100.7")).toBe("pass");
  expect(resultOf("example.se")).toBe("softfail");
  expect(resultOf("moved.example")).toBe("fail");
  expect(resultOf("named.example")).toBe("pass");
  expect(resultOf("none.example")).toBe("none");
  expect(resultOf("nowhere.example")).toBe("none");
  expect(resultOf("localhost")).toBe("none");
  expect(resultOf("example.se", "somewhere")).toBe("permerror");
  expect(ask("why.example").value).toEqual({
    result: "fail",
    explanation: "192.0.2.1 may not send for why.example",
  });
});

test("[M4] what is malformed, doubled or leads nowhere is a permanent error", () => {
  const bad = ["twice.example", "wrong.example", "lost.example", "round.example"];
  expect(bad.map((domain) => resultOf(domain))).toEqual(bad.map(() => "permerror"));
});

test("[M5] ten terms, two names without records, ten mail servers: more is an error", () => {
  expect(resultOf("ten.example")).toBe("permerror");
  expect(resultOf("void.example")).toBe("permerror");
  expect(resultOf("many.example")).toBe("permerror");
  expect(ask("ten.example").questions).toHaveLength(11);
});

test("[M6] silence and failing servers are errors that pass, never a verdict", () => {
  expect(resultOf("silent.example")).toBe("temperror");
  expect(resultOf("failing.example")).toBe("temperror");
});

const auditOf = (domain: string) => walkDns(auditSpf(domain), table).value;

test("[M7] a policy is audited as a whole: last word, cost, includes, flaws", () => {
  expect(auditOf("example.se")).toEqual({
    text: "v=spf1 a mx:mail.example.se include:other.example ~all",
    last: "softfail",
    lookups: 3,
    voids: 0,
    includes: ["other.example"],
    flaws: [],
  });
  expect(auditOf("moved.example")).toMatchObject({ last: "fail", lookups: 1 });
  const flawsOf = (domain: string) =>
    auditOf(domain).flaws.map(({ flaw, about }) => `${flaw} ${about}`);
  expect(flawsOf("twice.example")).toEqual(["several-records twice.example"]);
  expect(flawsOf("wrong.example")).toEqual(["syntax ipv4:192.0.2.1"]);
  expect(flawsOf("lost.example")).toEqual(["missing-include none.example"]);
  expect(flawsOf("round.example")).toEqual(["loop round.example"]);
  expect(flawsOf("named.example")).toEqual(["ptr ptr"]);
  expect(flawsOf("void.example")).toEqual(["too-many-voids void.example"]);
  expect(flawsOf("ten.example")).toEqual(["too-many-lookups ten.example"]);
  expect(flawsOf("silent.example")).toEqual(["unanswered silent.example"]);
  expect(auditOf("none.example")).toMatchObject({ text: null, last: null, flaws: [] });
});

test("[M7] policies that include each other without end are followed so far and no further", () => {
  const fan = Array.from({ length: 9 }, (_, at) => `include:${at}.%NAME`).join(" ");
  const endless: DnsTable = new Proxy(
    {},
    {
      get: (_all, key) => {
        const [name = "", type] = String(key).split(" ");
        return type === "TXT" ? [txt(`v=spf1 ${fan.replaceAll("%NAME", name)} -all`)] : undefined;
      },
      ownKeys: () => [],
    },
  );
  const { value, questions } = walkDns(auditSpf("fan.example"), endless);
  expect(questions.length).toBeLessThanOrEqual(41);
  expect(value.flaws.map((one) => one.flaw)).toContain("too-many-lookups");
});

test("[M8] any text is a record or a fault, and any policy ends", () => {
  const words = fc.constantFrom(
    "a",
    "mx",
    "-all",
    "%{d}",
    ":",
    "/",
    "ip4:",
    "1",
    ".",
    "exp=",
    " ",
    "å",
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 20 }), (parts) => {
      const text = `v=spf1 ${parts.join("")}`;
      expect(Object.keys(parseSpf(text))).toHaveLength(
        parseSpf(text) instanceof Object && "fault" in parseSpf(text) ? 1 : 3,
      );
      const made: DnsTable = { "made.example TXT": [txt(text)] };
      const sending = {
        address: "192.0.2.1",
        helo: "x",
        sender: "made.example",
        receiver: "",
        seconds: 0,
      };
      const { result } = walkDns(checkHost(sending), made).value;
      expect(result).toMatch(/^(?:pass|fail|softfail|neutral|none|temperror|permerror)$/u);
    }),
  );
});
