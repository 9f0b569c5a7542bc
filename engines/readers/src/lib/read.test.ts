/** What holds for every reader: totality, recognition, ceilings, growth. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "@vallgrav/kernel";
import {
  account,
  collection,
  domainSid,
  fixture,
  fixtureNames,
  inputOf,
  readGood,
  readKind,
  readUsers,
  receivedAt,
  told,
} from "../../test/file.ts";
import { defaultLimits, read, recognise } from "../index.ts";
import type { ReaderLimits } from "../index.ts";

const files: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ...fixtureNames("sharphound").map((name) => [name, fixture(`sharphound/${name}`)] as const),
  ...fixtureNames("register").map((name) => [name, fixture(`register/${name}`)] as const),
];

/** Every way in which a good file can arrive broken. */
const mutated = fc
  .record({
    file: fc.constantFrom(...files),
    edits: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
    cut: fc.option(fc.nat()),
    doubled: fc.boolean(),
  })
  .map(({ file: [name, bytes], edits, cut, doubled }) => {
    const copy = bytes.slice(0, cut === null ? bytes.length : cut % (bytes.length + 1));
    for (const [at, byte] of edits) if (copy.length > 0) copy[at % copy.length] = byte;
    return [name, doubled ? Uint8Array.from([...copy, ...copy]) : copy] as const;
  });

test("[R1] any bytes under any name give a reading", () => {
  const name = fc.oneof(fc.constantFrom(...files.map(([one]) => one)), fc.string());
  fc.assert(
    fc.property(name, fc.uint8Array({ maxLength: 200 }), (given, bytes) => {
      expect(read(inputOf(given, bytes)).problems.length >= 0).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("[R1] files of the right form with any JSON inside give a reading", () => {
  const key = fc.constantFrom(
    ..."ObjectIdentifier Properties Aces Members Sessions LocalGroups Trusts Links".split(" "),
    ..."GPOChanges ContainedBy CARegistryData AllowedToAct name __proto__ IsDeleted".split(" "),
    ..."Results Collected PrimaryGroupSID HostingComputer description constructor".split(" "),
  );
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom<Json>(null, true, 7, -1, 1e300, "", "User", `${domainSid}-1`, "GenericAll"),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(key, tie("value"), { maxKeys: 6 }),
    ),
  }));
  const kind = fc.constantFrom("users", "computers", "groups", "domains", "ous", "enterprisecas");
  fc.assert(
    fc.property(kind, fc.array(value, { maxLength: 4 }), (given, data) => {
      const reading = read(inputOf(`${given}.json`, collection(given, data)));
      expect(reading.ok).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("[R1, R2] mutated files give a reading, and twice the same", () => {
  fc.assert(
    fc.property(mutated, ([name, bytes]) => {
      expect(read(inputOf(name, bytes))).toEqual(read(inputOf(name, bytes)));
    }),
    { numRuns: 500 },
  );
});

test("[R2] observations are numbered in order and carry evidence, place and both times", () => {
  const { observations } = readKind("groups");
  expect(observations.map(({ id }) => id)).toEqual(observations.map((_, at) => `e#${at}`));
  expect(observations[0]).toEqual({
    id: "e#0",
    at: { evidence: "e", place: "/data/0" },
    subject: { kind: "group", claims: [{ space: "sid", value: `${domainSid}-1201` }] },
    validFrom: "2026-03-01T12:00:00.000Z",
    validUntil: null,
    recordedAt: receivedAt,
    standing: "observed",
    report: "configuration",
    says: { is: "present" },
  });
});

test("[R3] every fixture is recognised under its own and under another name", () => {
  expect(files.length).toBe(14);
  for (const [name, bytes] of files) {
    const wanted = name.endsWith(".csv") ? "system-register" : "sharphound";
    expect([name, recognise(name, bytes)]).toEqual([name, wanted]);
    expect([name, recognise("download", bytes)]).toEqual([name, wanted]);
  }
});

test("[R3] a name alone is not enough, and other JSON and CSV is left alone", () => {
  expect(recognise("20260301120000_users.json", new TextEncoder().encode("hello"))).toBe(null);
  expect(recognise("systemregister.csv", new TextEncoder().encode("a;b;c\n1;2;3"))).toBe(null);
  expect(recognise("x.json", new TextEncoder().encode('{"data":[],"total":0}'))).toBe(null);
  expect(recognise("x.csv", new TextEncoder().encode("id;name\n1;a"))).toBe(null);
  expect(recognise("users.json", new Uint8Array())).toBe(null);
});

test("[R3] a header at the far end of a large file is enough", () => {
  const text = `{"data":["${"x".repeat(60_000)}","${"x".repeat(60_000)}",
    "${"x".repeat(60_000)}"],"meta":{"methods":0,"type":"users","count":3,"version":6}}`;
  expect(recognise("download", new TextEncoder().encode(text))).toBe("sharphound");
});

test("[R3] Swedish headings are recognised in every encoding", () => {
  const text = "id;namn;systemägare\nS1;Ett;Rektor";
  for (const encoding of ["utf8", "latin1", "utf16le"] as const)
    expect(recognise("x", Buffer.from(text, encoding))).toBe("system-register");
});

test("[R3] UTF-16 files reach the reader that can say what is wrong with them", () => {
  const json = Buffer.from(collection("users", []), "utf16le");
  expect(recognise("x", json)).toBe("sharphound");
  const csv = Buffer.from("\ufeffid\tnamn\tdrift\n1\ta\tegen", "utf16le");
  expect(recognise("x", csv)).toBe("system-register");
});

test("[R4] each ceiling is named in the error, and nothing of the file is taken", () => {
  const register = "id;namn;drift\n1;Ett;egen\n2;Två;moln\n";
  const users = collection("users", [account(1), account(2)]);
  const cases: readonly (readonly [Partial<ReaderLimits>, string, string, string])[] = [
    [{ bytes: 10 }, "u.json", users, ""],
    [{ bytes: 10 }, "r.csv", register, ""],
    [{ depth: 3 }, "users.json", users, `1:${users.indexOf('{"domain"') + 1}`],
    [{ rows: 1 }, "users.json", users, "/data"],
    [{ rows: 2 }, "r.csv", register, "3:1"],
    [{ columns: 2 }, "r.csv", register, "1:3"],
    [{ cells: 5 }, "r.csv", register, "2:3"],
    [{ cells: 5 }, "r.json", '[{"id":"1","namn":"Ett","drift":"egen"}]', ""],
    [{ observations: 3 }, "users.json", users, ""],
    [{ observations: 3 }, "r.csv", register, ""],
    [{ stringLength: 20 }, "users.json", users, `1:${users.indexOf('"S-1') + 1}`],
    [{ stringLength: 5 }, "r.csv", "id;namn;drift\n1;Exempel;egen", "2:2"],
  ];
  for (const [limits, name, text, place] of cases) {
    const [limit, max] = Object.entries(limits)[0] ?? [];
    const reading = read(inputOf(name, text, limits));
    expect(reading.ok).toBe(false);
    expect(told(reading)).toEqual([["readers/limit", "error", { limit, max }, place]]);
  }
});

test("[R4] the ceilings are data", () => {
  expect(defaultLimits).toEqual({
    bytes: 268_435_456,
    depth: 64,
    rows: 1_000_000,
    columns: 200,
    cells: 20_000_000,
    unpackedBytes: 134_217_728,
    observations: 4_000_000,
    stringLength: 65_536,
    problemsPerCode: 200,
  });
});

test("[R5] empty files and files of no known form are refused", () => {
  expect(told(read(inputOf("users.json", "")))).toEqual([["readers/empty-file", "error", {}, ""]]);
  expect(told(read(inputOf("a.txt", "hello")))).toEqual([
    ["readers/unrecognised", "error", {}, ""],
  ]);
});

test("[R6] beyond the ceiling problems of a code are counted", () => {
  const data = Array.from({ length: 7 }, () => 0);
  const reading = readGood(
    inputOf("users.json", collection("users", data, { count: 9 }), { problemsPerCode: 2 }),
  );
  const skipped = { reason: "not-an-object" };
  expect(told(reading)).toEqual([
    ["readers/count-differs", "warning", { kind: "users", declared: 9, read: 7 }, "/meta/count"],
    ["readers/object-skipped", "warning", skipped, "/data/0"],
    ["readers/object-skipped", "warning", skipped, "/data/1"],
    ["readers/more-of-the-same", "notice", { code: "readers/object-skipped", count: 5 }, ""],
  ]);
});

function usersOf(count: number): number {
  const rights = [{ PrincipalSID: `${domainSid}-9`, PrincipalType: "User", RightName: "Owns" }];
  const users = Array.from({ length: count }, (_, at) =>
    account(1000 + at, { name: `U${at}@EXAMPLE.SE` }, { Aces: rights }),
  );
  return readUsers(...users).work;
}

function systemsOf(count: number): number {
  const rows = Array.from({ length: count }, (_, at) => `S${at};System ${at};egen;S1`);
  return readGood(inputOf("r.csv", ["id;namn;drift;beroenden", ...rows].join("\n"))).work;
}

test("[R7] ten times the file is at most eleven times the work", () => {
  for (const work of [usersOf, systemsOf]) {
    const ratio = work(5000) / work(500);
    expect([ratio > 9, ratio < 11]).toEqual([true, true]);
  }
});

test("[R7] one object with ten times the members is at most eleven times the work", () => {
  const work = (count: number): number => {
    const Members = Array.from({ length: count }, (_, at) => ({
      ObjectIdentifier: `${domainSid}-${at + 1000}`,
      ObjectType: "User",
    }));
    const group = { ObjectIdentifier: `${domainSid}-1`, Members };
    return readGood(inputOf("groups.json", collection("groups", [group]))).work;
  };
  expect(work(5000) / work(500) < 11).toBe(true);
});
