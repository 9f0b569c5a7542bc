/** Files of ROAs and routes, and what addresses come to by them. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAsn, parsePrefix, prefixTable } from "./prefixes.ts";
import { type RoaLimits, roaReader, type RoaTable } from "./roas.ts";
import { routeReader } from "./routes.ts";
import { addressRouting, routeState, type RoutingTables } from "./validity.ts";

const now = 1_800_000_000;

const prefix = (text: string) => {
  const parsed = parsePrefix(text);
  if (parsed === null) throw new Error(text);
  return parsed;
};

function roasOf(text: string, cuts: readonly number[] = [], limits?: RoaLimits) {
  const reader = roaReader(now, limits);
  let at = 0;
  for (const cut of [...cuts.toSorted((a, b) => a - b), text.length]) {
    const problem = reader.add(text.slice(at, cut));
    if (problem !== null) return { problem };
    at = cut;
  }
  const read = reader.end();
  return read.ok ? { table: read.value } : { problem: read.problem };
}

function tableOf(entries: readonly object[]): RoaTable {
  const { table } = roasOf(JSON.stringify({ roas: entries }));
  if (table === undefined) throw new Error("refused");
  return table;
}

test("[R1] ranges and networks are read strictly", () => {
  expect(prefix("192.0.2.0/24")).toEqual({ octets: Uint8Array.of(192, 0, 2, 0), bits: 24 });
  expect(prefix("2001:DB8::/32").bits).toBe(32);
  expect(prefix("0.0.0.0/0").bits).toBe(0);
  const none =
    "192.0.2.1/24 192.0.2.0/33 192.0.2.0 /24 2001:db8::/129 2001:db8::1/64 x 1.2.3/8 1.0.0.0/08a";
  expect(none.split(" ").map(parsePrefix)).toEqual(none.split(" ").map(() => null));
  expect([64_500, "AS64500", "as64500", "64500", 0].map(parseAsn)).toEqual([
    64_500, 64_500, 64_500, 64_500, 0,
  ]);
  const wrong = [-1, 1.5, "AS", "", null, {}, 2 ** 32, "AS-1", "__proto__"];
  expect(wrong.map(parseAsn)).toEqual(wrong.map(() => null));
});

test("[R1] a range is covered by all that hold it, the widest first", () => {
  const table = prefixTable();
  for (const [text, asn] of [
    ["10.0.0.0/8", 1],
    ["10.1.0.0/16", 2],
    ["10.1.0.0/16", 3],
    ["10.1.2.0/24", 4],
    ["11.0.0.0/8", 5],
    ["0.0.0.0/0", 6],
    ["2001:db8::/32", 7],
  ] as const)
    table.add(prefix(text), asn, 24);
  const of = (text: string) => table.covering(prefix(text)).map(({ asn }) => asn);
  expect(of("10.1.2.3/32")).toEqual([6, 1, 3, 2, 4]);
  expect(of("10.1.0.0/16")).toEqual([6, 1, 3, 2]);
  expect(of("2001:db8:1::/48")).toEqual([7]);
  expect(of("2001:db9::/32")).toEqual([]);
  expect(table.size).toBe(7);
});

const rpkiClient = `{
	"metadata": { "buildmachine": "a.example", "buildtime": "2026-11-30T06:00:00Z", "vrps": 3 },
	"roas": [
		{ "asn": 64500, "prefix": "192.0.2.0/24", "maxLength": 24, "ta": "x", "expires": 1800000001 },
		{ "asn": 64501, "prefix": "198.51.100.0/24", "maxLength": 25, "ta": "x", "expires": 1799999999 },
		{ "asn": 64502, "prefix": "2001:db8::/32", "maxLength": 48, "ta": "x", "expires": 1800000001 }
	],
	"bgpsec_keys": [ { "asn": 1, "ski": "roas" } ]
}
`;
const routinator = JSON.stringify({
  metadata: { generated: 1_796_018_400, generatedTime: "2026-11-30T06:00:00Z" },
  roas: [
    {
      asn: "AS64500",
      prefix: "192.0.2.0/24",
      maxLength: 24,
      source: [{ type: "roa", uri: 'rsync://a.example/{"roas":[{', validity: { notAfter: "x" } }],
    },
    { asn: "AS64502", prefix: "2001:db8::/32", ta: "x" },
  ],
  routerKeys: [],
});

test("[R2] files of both programs are read, however they are cut", () => {
  const one = roasOf(rpkiClient).table;
  // What has expired is left out.
  expect([one?.ranges.size, one?.madeAtSeconds]).toEqual([2, 1_796_018_400]);
  expect(one?.ranges.covering(prefix("2001:db8:1::/48"))).toEqual([
    { bits: 32, asn: 64_502, maxBits: 48 },
  ]);
  const two = roasOf(routinator).table;
  expect([two?.ranges.size, two?.madeAtSeconds]).toEqual([2, 1_796_018_400]);
  expect(two?.ranges.covering(prefix("2001:db8::/32"))).toEqual([
    { bits: 32, asn: 64_502, maxBits: 32 },
  ]);
  for (const text of [rpkiClient, routinator])
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 8 }), (cuts) => {
        const { table } = roasOf(text, cuts);
        expect(table?.ranges.size).toBe(2);
        expect(table?.ranges.covering(prefix("192.0.2.0/25"))).toEqual([
          { bits: 24, asn: 64_500, maxBits: 24 },
        ]);
      }),
    );
});

test("[R2] what is cut, none, or holds what cannot be read is refused, with its entry", () => {
  const entry = { asn: 64_500, prefix: "192.0.2.0/24", maxLength: 24 };
  const second = (change: object) =>
    roasOf(JSON.stringify({ roas: [entry, { ...entry, ...change }] })).problem;
  const bad = [
    { prefix: "192.0.2.1/24" },
    { prefix: 7 },
    { asn: "AS" },
    { maxLength: 23 },
    { maxLength: 33 },
    { maxLength: "24" },
    { maxLength: 24.5 },
  ];
  for (const change of bad)
    expect(second(change)).toMatchObject({ code: "domains/bad-roas", args: { entry: 2 } });
  const none = ["", " ", "[]", "{}", '{"roas":[]}', '{"roas":{}}', "null", "x", '{"a":[{}]}'];
  for (const text of [...none, `${rpkiClient}{`, `${rpkiClient}x`])
    expect([text, roasOf(text).problem?.code]).toEqual([text, "domains/bad-roas"]);
  // A file that was cut half-way, at any place.
  for (let length = 0; length < rpkiClient.trimEnd().length; length += 7)
    expect(roasOf(rpkiClient.slice(0, length)).problem?.code).toBe("domains/bad-roas");
  const most = { entries: 1, entryLength: 1_000 };
  expect(roasOf(routinator, [], most).problem).toMatchObject({
    code: "domains/too-many-prefixes",
    args: { limit: 1 },
  });
  const long = `{"roas":[{"prefix":"${"1".repeat(2_000)}"`;
  expect(roasOf(long, [], most).problem?.code).toBe("domains/bad-roas");
  expect(roasOf(`{"roas":${"[".repeat(100)}`).problem?.code).toBe("domains/bad-roas");
});

const routesText = `% a comment

64500	192.0.2.0/24	330
64501	198.51.100.0/24	330
{64502,64503}	203.0.113.0/24	12
64502	2001:db8::/32	300
`;

function routesOf(text: string) {
  const reader = routeReader();
  for (const part of [text.slice(0, 30), text.slice(30)]) reader.add(part);
  return reader.end();
}

test("[R3] routes are read line by line, and a line that is none refuses the file", () => {
  const read = routesOf(routesText);
  expect(read.ok && read.value.size).toBe(4);
  expect(read.ok && read.value.covering(prefix("203.0.113.7/32"))).toEqual([
    { bits: 24, asn: -1, maxBits: 24 },
  ]);
  const problemOf = (text: string) => {
    const refused = routesOf(text);
    return refused.ok ? null : refused.problem;
  };
  expect(problemOf(`${routesText}64500 192.0.2.1/24 3`)).toMatchObject({
    code: "domains/bad-route",
    args: { line: 7 },
  });
  expect(problemOf(`${routesText}x	192.0.2.0/24`)?.code).toBe("domains/bad-route");
  expect(problemOf("% nothing\n")?.code).toBe("domains/bad-route");
  expect(problemOf("9".repeat(10_000))?.code).toBe("domains/bad-route");
});

test("[R4] a route is valid, invalid or not found as RFC 6811 says", () => {
  const roas = tableOf([
    { asn: 64_500, prefix: "192.0.0.0/16", maxLength: 24 },
    { asn: 64_501, prefix: "192.0.2.0/24", maxLength: 24 },
    { asn: 0, prefix: "198.51.100.0/24", maxLength: 32 },
    { asn: 64_502, prefix: "2001:db8::/32", maxLength: 48 },
  ]);
  const of = (text: string, asn: number) => routeState(roas, prefix(text), asn);
  expect(of("192.0.2.0/24", 64_500)).toBe("valid");
  expect(of("192.0.2.0/24", 64_501)).toBe("valid");
  expect(of("192.0.2.0/24", 64_502)).toBe("invalid");
  expect(of("192.0.2.0/25", 64_500)).toBe("invalid");
  expect(of("192.0.0.0/16", 64_501)).toBe("invalid");
  // Wider than anything that is signed.
  expect(of("192.0.0.0/15", 64_500)).toBe("not-found");
  expect(of("198.51.100.0/24", 0)).toBe("invalid");
  expect(of("192.0.2.0/24", -1)).toBe("invalid");
  expect(of("2001:db8:1::/48", 64_502)).toBe("valid");
  expect(of("2001:db8:1::/49", 64_502)).toBe("invalid");
  expect(of("2001:db9::/32", 64_502)).toBe("not-found");
});

test("[R4] of several ways to an address the worst counts", () => {
  const read = routesOf("1\t10.0.0.0/8\t9\n2\t10.1.0.0/16\t9\n3\t11.0.0.0/8\t9\n");
  if (!read.ok) throw new Error("refused");
  const tables: RoutingTables = {
    roas: tableOf([
      { asn: 1, prefix: "10.0.0.0/8", maxLength: 8 },
      { asn: 3, prefix: "11.0.0.0/9", maxLength: 9 },
    ]),
    routes: read.value,
  };
  const of = (address: string) => {
    const { isSigned, state } = addressRouting(address, tables);
    return [isSigned, state];
  };
  expect(of("10.2.0.1")).toEqual([true, "valid"]);
  expect(of("10.1.0.1")).toEqual([true, "invalid"]);
  expect(of("::ffff:10.2.0.1")).toEqual([true, "valid"]);
  // The route is wider than what is signed: nothing covers it.
  expect(of("11.1.0.1")).toEqual([false, "not-found"]);
  expect(of("nowhere")).toEqual([null, null]);
});

test("[R5] without routes only that nothing is signed is known for certain", () => {
  const roas = tableOf([{ asn: 1, prefix: "10.0.0.0/8", maxLength: 8 }]);
  const of = (address: string) => addressRouting(address, { roas, routes: null });
  expect(of("10.2.0.1")).toEqual({ address: "10.2.0.1", isSigned: true, state: null });
  expect(of("11.2.0.1")).toEqual({ address: "11.2.0.1", isSigned: false, state: "not-found" });
  const empty = routesOf("1\t12.0.0.0/8\t9\n");
  if (!empty.ok) throw new Error("refused");
  // An address that no route leads to: the list is older than it, or it is met nowhere.
  expect(addressRouting("10.2.0.1", { roas, routes: empty.value }).state).toBeNull();
});

test("[R6] what is read of any JSON in any parts is what JSON says", () => {
  const entries = fc.array(
    fc.record({
      asn: fc.oneof(
        fc.nat(70_000),
        fc.nat(70_000).map((asn) => `AS${asn}`),
      ),
      prefix: fc.nat(255).map((octet) => `10.${octet}.0.0/16`),
      maxLength: fc.integer({ min: 16, max: 24 }),
      ta: fc.string(),
      more: fc.jsonValue({ maxDepth: 3 }),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const files = fc.record({
    before: fc.jsonValue({ maxDepth: 3 }),
    roas: entries,
    after: fc.jsonValue({ maxDepth: 3 }),
  });
  fc.assert(
    fc.property(
      files,
      fc.boolean(),
      fc.array(fc.nat(2_000), { maxLength: 6 }),
      (file, wide, at) => {
        const text = JSON.stringify(file, null, wide ? 2 : 0);
        const { table } = roasOf(
          text,
          at.map((one) => Math.min(one, text.length)),
        );
        expect(table?.ranges.size).toBe(file.roas.length);
        for (const { prefix: range, asn, maxLength } of file.roas)
          expect(table?.ranges.covering(prefix(range))).toContainEqual({
            bits: 16,
            asn: parseAsn(asn),
            maxBits: maxLength,
          });
      },
    ),
  );
});
