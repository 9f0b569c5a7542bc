/** Forms for other tools: whole values on a small town, and XML that stays whole. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { reconcile } from "@vallgrav/facts";
import type { EvidenceId, Instant } from "@vallgrav/kernel";
import { read } from "@vallgrav/readers";
import { municipalInstance } from "../municipal/instance.ts";
import { modelOf, municipalLanguage, named, smallTown } from "../municipal/test/hand-made.ts";
import { coreLangModel, fromCoreLang, toCoreLang } from "./core-lang.ts";
import { graphml } from "./graphml.ts";
import { namedLinks, pairKey, passagesOf, type Shared, type SharedWay } from "./link-graph.ts";
import { modelLines } from "./model-lines.ts";
import { navigatorLayer, techniqueShares } from "./navigator.ts";
import { openGraph } from "./open-graph.ts";

const language = municipalLanguage();
const model = modelOf(smallTown);
const { instance } = municipalInstance(model);
const id = (name: string): string => named(model, name).id;

const ways: readonly SharedWay[] = [
  {
    frequency: 0.5,
    steps: [
      { asset: "mail", step: "lureDelivered", technique: "T1566.001" },
      { asset: id("berit"), step: "phished", technique: "T1566.002" },
      { asset: id("client"), step: "admin", technique: "T1078.003" },
      { asset: id("client"), step: "harvest", technique: "T1003.001" },
    ],
  },
  {
    frequency: 0.25,
    steps: [
      { asset: id("berit"), step: "act", technique: null },
      { asset: id("client"), step: "exploit", technique: "T1210" },
      { asset: id("care"), step: "commanded", technique: "T0855" },
    ],
  },
];

const shared: Shared = {
  language,
  instance,
  ways,
  directoryIds: new Map([[id("berit"), "S-1-5-21-1-2-3-1102"]]),
  assumedAssets: new Set(["mail"]),
  assumedPairs: new Set(),
};

test("[W20] links carry the names of their associations, from left to right, each once", () => {
  const links = namedLinks(shared);
  expect(links).toContainEqual({ from: id("berit"), kind: "LocalAdmin", to: id("client") });
  expect(links).toContainEqual({ from: id("adam"), kind: "MemberOf", to: id("admins") });
  expect(links).toContainEqual({ from: id("care"), kind: "RunsOn", to: id("server") });
  expect(links.length).toBe(new Set(links.map((link) => Object.values(link).join())).size);
  expect(links.length).toBeGreaterThan(40);
});

test("[W20] ways pass between assets as often as their runs fell", () => {
  expect(passagesOf(ways)).toEqual([
    {
      from: id("berit"),
      to: id("client"),
      frequency: 0.75,
      steps: ["admin", "exploit"],
      techniques: ["T1078.003", "T1210"],
    },
    {
      from: "mail",
      to: id("berit"),
      frequency: 0.5,
      steps: ["phished"],
      techniques: ["T1566.002"],
    },
    {
      from: id("client"),
      to: id("care"),
      frequency: 0.25,
      steps: ["commanded"],
      techniques: ["T0855"],
    },
  ]);
});

test("[W20] OpenGraph names directory objects as collectors do, and its kinds are plain words", () => {
  const document = openGraph(shared) as {
    readonly graph: {
      readonly nodes: readonly { readonly id: string; readonly kinds: readonly string[] }[];
      readonly edges: readonly {
        readonly kind: string;
        readonly start: { readonly value: string };
        readonly end: { readonly value: string };
      }[];
    };
  };
  const { nodes, edges } = document.graph;
  const ids = new Set(nodes.map((node) => node.id));
  expect([nodes.length, ids.size]).toEqual([instance.assets.length, instance.assets.length]);
  expect(ids.has("S-1-5-21-1-2-3-1102")).toBe(true);
  for (const { kind, start, end } of edges)
    expect([/^[A-Za-z0-9_]+$/.test(kind), ids.has(start.value), ids.has(end.value)]).toEqual([
      true,
      true,
      true,
    ]);
  expect(edges.filter(({ kind }) => kind === "VgWay").length).toBe(3);
  expect(nodes.every(({ kinds }) => kinds.length === 2)).toBe(true);
});

test("[W20] a layer scores the techniques of its matrix by the share that fell", () => {
  expect([...techniqueShares(ways, "ics-attack")]).toEqual([["T0855", 0.25]]);
  const layer = navigatorLayer(ways, "enterprise-attack", { sv: "Vägar in", en: "Ways in" });
  expect(layer).toMatchObject({
    name: "Ways in",
    domain: "enterprise-attack",
    versions: { layer: "4.5" },
    techniques: [
      { techniqueID: "T1003.001", score: 50 },
      { techniqueID: "T1078.003", score: 50 },
      { techniqueID: "T1210", score: 25 },
      { techniqueID: "T1566.001", score: 50 },
      { techniqueID: "T1566.002", score: 50 },
    ],
  });
});

test("[W20] GraphML keeps any name as text", () => {
  const hostile = fc.string({ unit: "binary", maxLength: 40 });
  fc.assert(
    fc.property(hostile, (name) => {
      const [first, ...rest] = instance.assets;
      if (first === undefined) throw new Error("the town has assets");
      const text = graphml({
        ...shared,
        instance: { ...instance, assets: [{ ...first, name }, ...rest] },
      });
      const lines = text.split("\n").filter((line) => line.startsWith("<node"));
      expect(lines.length).toBeGreaterThanOrEqual(1);
      const inside = /<data key="name">([^<]*)<\/data>/.exec(text)?.[1] ?? "";
      expect(/[<>"]|&(?!amp;|lt;|gt;|quot;)/.test(inside)).toBe(false);
      expect(text.isWellFormed()).toBe(true);
    }),
  );
  expect(graphml(shared).match(/<edge /g)?.length).toBe(namedLinks(shared).length + 3);
});

test("[W21] types and associations are translated where coreLang has a word for them", () => {
  const types = new Set(language.assets.map(({ name }) => name));
  expect(Object.keys(toCoreLang).filter((type) => !types.has(type))).toEqual([]);
  expect(Object.values(fromCoreLang).filter((type) => !types.has(type))).toEqual([]);
  const { model: core, leftOut } = coreLangModel(shared);
  const typeOf = new Map(core.assets.map((asset) => [asset.id, asset.type]));
  expect([typeOf.get(id("berit")), typeOf.get(id("server")), typeOf.get(id("policy"))]).toEqual([
    "Identity",
    "Application",
    undefined,
  ]);
  expect(core.links).toContainEqual({ from: id("admins"), field: "groupIds", to: id("adam") });
  expect(core.links).toContainEqual({ from: id("berit"), field: "managedIAMs", to: id("service") });
  expect(core.assets.length + leftOut.assets).toBe(instance.assets.length);
  expect(leftOut.links).toBeGreaterThan(0);
});

test("[LD10] a graph of the model, read back, gives its links; what was assumed is not there", () => {
  const document = openGraph({
    ...shared,
    assumedAssets: new Set(),
    assumedPairs: new Set([pairKey(id("berit"), id("client"))]),
  });
  const receivedAt = "2026-11-02T00:00:00.000Z" as Instant;
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const reading = read({ name: "g.json", bytes, evidence: "g" as EvidenceId, receivedAt });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const evidence = {
    id: "g" as EvidenceId,
    name: "g.json",
    sizeBytes: bytes.length,
    producedAt: null,
    receivedAt,
    by: "test",
    reader: reading.reader,
    scope: reading.scope,
    keepUntil: null,
    secrecy: "open",
  } as const;
  const again = reconcile(reading.observations, [evidence], {
    valid: receivedAt,
    recorded: receivedAt,
  });
  const found = namedLinks({ ...shared, instance: municipalInstance(again).instance });
  const kept = new RegExp(
    "^(?:MemberOf|LocalAdmin|RemoteDesktop|Session|RunsOn|Holds|Supports|BackedUpBy|Controls|" +
      "May\\w+)$",
  );
  const texts = (links: typeof found): readonly string[] =>
    links
      .filter(({ kind }) => kept.test(kind))
      .map(({ from, kind, to }) => `${from} ${kind} ${to}`)
      .toSorted();
  const wanted = texts(namedLinks(shared)).filter(
    (line) => line !== `${id("berit")} LocalAdmin ${id("client")}`,
  );
  expect(texts(found)).toEqual(wanted);
  expect(wanted.length).toBeGreaterThan(8);
});

test("[LD11] the model as lines: everything once, how it is known, and not by whom", () => {
  type Line = { readonly asset?: string; readonly relation?: string; readonly present: object };
  const text = modelLines(model);
  const found = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
  expect(found.flatMap(({ asset }) => asset ?? [])).toEqual(model.assets.map((one) => one.id));
  expect(found.filter(({ relation }) => relation !== undefined).length).toBe(
    model.relations.length,
  );
  expect(found.every(({ present }) => "standing" in present && "since" in present)).toBe(true);
  const sources = model.assets.flatMap(({ present }) => present.by.map((one) => one.evidence));
  expect(sources.length).toBeGreaterThan(5);
  for (const source of sources) expect(text).not.toContain(`"${source}"`);
});
