/** Graphs of BloodHound's open form, held against the same objects as SharpHound lists them. */
import { expect, test } from "vitest";
import type { Json } from "@vallgrav/kernel";
import {
  domainSid,
  fixture,
  fixtureNames,
  inputOf,
  lines,
  readGood,
  told,
} from "../../../test/file.ts";
import { graphOfCollection } from "../../../test/graph-of-collection.ts";
import { read, recognise } from "../read.ts";

type Made = { readonly [key: string]: Json };

function graph(nodes: readonly Json[], edges: readonly Json[], source = "Test"): string {
  return JSON.stringify({ metadata: { source_kind: source }, graph: { nodes, edges } });
}

function user(rid: number, properties: Made = {}): Json {
  return { id: `${domainSid}-${rid}`, kinds: ["User", "Base"], properties };
}

function group(rid: number, properties: Made = {}): Json {
  return { id: `${domainSid}-${rid}`, kinds: ["Group"], properties };
}

function edge(kind: string, start: Json, end: Json, properties: Json = null): Json {
  return { kind, start, end, properties };
}

function id(rid: number): Json {
  return { match_by: "id", value: `${domainSid}-${rid}` };
}

test("[S40] a graph is recognised by its content; others are refused", () => {
  const content = graph([user(1)], []);
  expect(recognise("x", inputOf("x", content).bytes)).toBe("opengraph");
  expect(recognise("x", inputOf("x", '{"graph":{"edges":[]}}').bytes)).toBe("opengraph");
  expect(told(read(inputOf("x", '{"a":{"graph":{"nodes":[]}}}')))).toEqual([
    ["readers/other-kind", "error", { expected: "opengraph", found: "" }, ""],
  ]);
  expect(told(read(inputOf("x", graph([user(1), user(2)], []), { rows: 1 })))).toEqual([
    ["readers/limit", "error", { limit: "rows", max: 1 }, "/graph"],
  ]);
});

test("[S41] the same objects as a collection lists give the same statements", () => {
  const files = fixtureNames("sharphound").map((name) => ({
    name,
    bytes: fixture(`sharphound/${name}`),
  }));
  const texts = files.map(({ bytes }) => new TextDecoder().decode(bytes));
  const listed = files.map(({ name, bytes }) => readGood(inputOf(name, bytes)));
  const found = readGood(inputOf("graph.json", graphOfCollection(texts)));
  const wanted = new Set(listed.flatMap((one) => lines(one)));
  const said = new Set(lines(found));
  const skola = "S-1-5-21-4000000001-4000000002-4000000003";
  // An inbound trust belongs to the other domain here, which trusts; what its own registry says of
  // an authority is no edge of the graph before BloodHound has worked on it.
  const missing = [...wanted].filter((line) => !said.has(line));
  expect(missing.filter((line) => !line.includes("right/Manage")).sort()).toEqual([
    // Where the object itself says so and not its properties.
    "account EXAMPLE.SE-S-1-5-20 isaclprotected = false",
    `domain DOMAIN trust-type/${skola} = "Forest:sid-filtering-on"`,
    "group EXAMPLE.SE-S-1-5-32-544 isaclprotected = false",
  ]);
  expect([...said].filter((line) => !wanted.has(line))).toEqual([]);
  const keys = listed.flatMap(({ rights }) => rights.keys);
  expect([...found.rights.keys].sort()).toEqual([...keys].sort());
  const counted = listed.flatMap(({ counts }) => counts);
  for (const { kind, read: number } of found.counts)
    if (kind !== "edges")
      expect([kind, number]).toEqual([kind, counted.find((one) => one.kind === kind)?.read]);
  expect(wanted.size).toBeGreaterThan(100);
});

test("[S42] ends are found by id, by name without case, and by properties together", () => {
  const nodes = [
    user(1, { name: "KIM@EXAMPLE.SE", site: "a" }),
    user(2, { name: "LO@EXAMPLE.SE", site: "a", floor: 2 }),
    group(3, { name: "DRIFT@EXAMPLE.SE" }),
  ];
  const drift = { match_by: "name", value: "Drift@example.se", kind: "Group" };
  const floor = [
    { key: "site", operator: "equals", value: "a" },
    { key: "floor", operator: "equals", value: 2 },
  ];
  const edges = [
    edge("MemberOf", id(1), drift),
    edge("MemberOf", { match_by: "property", property_matchers: floor }, id(3)),
    edge("MemberOf", id(9), id(3)),
    // Two match, none matches, one of another kind, and no form at all.
    edge("MemberOf", { match_by: "property", property_matchers: floor.slice(0, 1) }, id(3)),
    edge("MemberOf", { match_by: "name", value: "nobody" }, id(3)),
    edge("MemberOf", id(1), { ...drift, kind: "User" }),
    edge("MemberOf", id(1), { match_by: "moon", value: "x" }),
  ];
  const reading = readGood(inputOf("g.json", graph(nodes, edges)));
  expect(lines(reading).filter((line) => line.includes("member-of"))).toEqual([
    "account -1 member-of group -3",
    "account -2 member-of group -3",
    "group -9 member-of group -3",
  ]);
  const bad = (field: string, at: number): unknown => [
    "readers/bad-value",
    "warning",
    { field, expected: "reference" },
    `/graph/edges/${at}/${field}`,
  ];
  expect(told(reading).slice(0, 4)).toEqual([
    bad("start", 3),
    bad("start", 4),
    bad("end", 5),
    bad("end", 6),
  ]);
  const edgesRead = reading.counts.find(({ kind }) => kind === "edges");
  expect([edgesRead?.declared, edgesRead?.read]).toEqual([7, 3]);
});

test("[S43] kinds that are unknown or worked out are counted with their reason", () => {
  const nodes = [user(1), group(2), { id: "r1", kinds: ["GHRepo"] }, { id: "r2", kinds: [] }, 7];
  const edges = [
    edge("DCSync", id(1), id(2)),
    edge("ADCSESC6a", id(1), id(2)),
    edge("GHOwns", id(1), id(2)),
    edge("WriteSPN", id(1), id(2), { isacl: true }),
    edge("MemberOfLocalGroup", id(1), id(2)),
    "x",
  ];
  const reading = readGood(inputOf("g.json", graph(nodes, edges)));
  expect(told(reading)).toEqual([
    ["readers/object-skipped", "warning", { reason: "not-an-object" }, "/graph/nodes/4"],
    ["readers/object-skipped", "warning", { reason: "not-an-object" }, "/graph/edges/5"],
    ["readers/unknown-right", "warning", { name: "WriteSPN", count: 1 }, "/graph/edges"],
    ["readers/left-out", "notice", { what: "kind", name: "GHRepo", count: 1 }, "/graph"],
    ["readers/left-out", "notice", { what: "kind", name: "-", count: 1 }, "/graph"],
    ["readers/left-out", "notice", { what: "kind", name: "GHOwns", count: 1 }, "/graph"],
    [
      "readers/left-out",
      "notice",
      { what: "kind", name: "MemberOfLocalGroup", count: 1 },
      "/graph",
    ],
    ["readers/left-out", "notice", { what: "derived", name: "DCSync", count: 1 }, "/graph"],
    ["readers/left-out", "notice", { what: "derived", name: "ADCSESC6a", count: 1 }, "/graph"],
  ]);
});

test("[S44] a graph of the cloud directory: accounts, groups, roles and who has them", () => {
  const guid = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`;
  const nodes = [
    {
      id: guid(1),
      kinds: ["AZUser", "AZBase"],
      properties: {
        name: "KIM",
        userprincipalname: "kim@example.se",
        onpremid: `${domainSid}-1103`,
        enabled: true,
      },
    },
    { id: guid(2), kinds: ["AZGroup"], properties: { name: "MOLNDRIFT" } },
    { id: `${guid(3)}@${guid(9)}`, kinds: ["AZRole"], properties: { name: "GLOBAL READER" } },
    { id: guid(4), kinds: ["AZServicePrincipal"], properties: null },
  ];
  const edges = [
    edge("AZMemberOf", { value: guid(1) }, { value: guid(2) }),
    edge("AZHasRole", { value: guid(2) }, { value: `${guid(3)}@${guid(9)}` }),
  ];
  const reading = readGood(inputOf("g.json", graph(nodes, edges)));
  expect(reading.observations[0]?.subject.claims).toEqual([
    { space: "sid", value: `${domainSid}-1103` },
    { space: "guid", value: guid(1) },
    { space: "upn", value: "kim@example.se" },
  ]);
  const role = `group entra-role/${guid(9)}/${guid(3)}`;
  expect(lines(reading)).toEqual([
    "account -1103 present",
    "account -1103 enabled = true",
    `group ${guid(2)} present`,
    `group ${guid(2)} name = "MOLNDRIFT"`,
    `${role} present`,
    `${role} name = "GLOBAL READER"`,
    `account ${guid(4)} present`,
    `account ${guid(4)} account-type = "application"`,
    `account -1103 member-of group ${guid(2)}`,
    `group ${guid(2)} member-of ${role}`,
  ]);
});

test("[S45] a graph of Vallgrav's own: what was assumed there is nothing anybody saw", () => {
  const node = (vallgravid: string, extra: Made = {}): Json => ({
    id: vallgravid.replace(/^.*sid:/, ""),
    kinds: ["VgGroup", "Vallgrav"],
    properties: { name: vallgravid, vallgravid, ...extra },
  });
  const [kim, drift, host] = [
    "account/sid:S-1-5-21-1-2-3-1103",
    "group/sid:S-1-5-21-1-2-3-1201",
    "computer/host(example%7Ese):srv01",
  ];
  const nodes = [
    node(kim),
    node(drift),
    node(host),
    node("internet", { assumed: true }),
    node("group/typical:admins"),
    node("system/register:S1", { assumed: true }),
  ];
  const to = (value: string): Json => ({ match_by: "id", value });
  const edges = [
    edge("VgMemberOf", to("S-1-5-21-1-2-3-1103"), to("S-1-5-21-1-2-3-1201"), {}),
    edge("VgControls", to("S-1-5-21-1-2-3-1201"), to(host), {}),
    edge("VgLocalAdmin", to("S-1-5-21-1-2-3-1103"), to(host), { assumed: true }),
    edge("VgMemberOf", to("S-1-5-21-1-2-3-1103"), to("group/typical:admins"), {}),
    edge("VgWay", to("S-1-5-21-1-2-3-1103"), to(host), {}),
  ];
  const reading = readGood(inputOf("g.json", graph(nodes, edges, "Vallgrav")));
  expect(lines(reading).filter((line) => !line.includes("name ="))).toEqual([
    "account S-1-5-21-1-2-3-1103 present",
    "group S-1-5-21-1-2-3-1201 present",
    "computer srv01 present",
    "account S-1-5-21-1-2-3-1103 member-of group S-1-5-21-1-2-3-1201",
    "group S-1-5-21-1-2-3-1201 right/WriteDacl computer srv01",
  ]);
  expect(new Set(reading.observations.map(({ standing }) => standing))).toEqual(
    new Set(["declared"]),
  );
  expect(reading.observations[4]?.subject.claims).toEqual([
    { space: "host", value: "srv01", within: "example~se" },
  ]);
  expect(told(reading).map(([code, , args]) => [code, args])).toEqual([
    ["readers/left-out", { what: "assumed", name: "VgGroup", count: 3 }],
    ["readers/left-out", { what: "assumed", name: "VgLocalAdmin", count: 1 }],
    ["readers/left-out", { what: "assumed", name: "VgMemberOf", count: 1 }],
    ["readers/left-out", { what: "derived", name: "VgWay", count: 1 }],
  ]);
});

test("[S46] work is linear, also where every end asks by properties that many have", () => {
  const work = (count: number): number => {
    const nodes = Array.from({ length: count }, (_, at) => user(at, { site: "a" }));
    const matcher = (key: string): Json => ({
      match_by: "property",
      property_matchers: [{ key, operator: "equals", value: "a" }],
    });
    const edges = Array.from({ length: count }, (_, at) =>
      edge("MemberOf", matcher("site"), matcher(`key${at}`)),
    );
    return readGood(inputOf("g.json", graph(nodes, edges))).work;
  };
  const [small, large] = [work(1_000), work(10_000)];
  expect(large / small).toBeGreaterThan(9);
  expect(large / small).toBeLessThan(12);
});
