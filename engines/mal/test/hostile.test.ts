/** Input that means harm, at the size at which it would do some: refused or bounded. */
import { expect, test } from "vitest";
import type { InstanceAsset, InstanceLink, InstanceModel, Language } from "../src/index.ts";
import { checkScene, compileLanguage, defaultGraphLimits, generateGraph } from "../src/index.ts";
import { langspecText, languageText, plainScene, readLangspec, readModel } from "../src/index.ts";

const head = '#id: "se.example.hostile" #version: "1.0.0" ';
const many = 100_000;
const million = 1_000_000;
/** Seconds of work where nothing else runs. */
const slow = { timeout: 300_000 };

type Told = readonly (readonly [code: string, place: string | undefined, args: object])[];

function told(
  problems: readonly { code: string; at: { place: string } | null; args: object }[],
): Told {
  return problems.map(({ code, at, args }) => [code, at?.place, args]);
}

function compile(text: string): ReturnType<typeof compileLanguage> {
  return compileLanguage({ main: "hostile.mal", read: () => text });
}

/** A language of one asset, linked with its own kind, with one step that leads on. */
function oneAsset(reach: string, rest = ""): Language {
  const text =
    `${head}category K { asset Box { ${rest} | hit -> ${reach} } }\n` +
    "associations { Box [back] * <-- L --> * [next] Box }";
  const compiled = compile(text);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems[0]));
  return compiled.language;
}

function boxes(count: number): readonly InstanceAsset[] {
  return Array.from({ length: count }, (_, at) => {
    return { id: String(at), type: "Box", name: String(at), defences: {} };
  });
}

/** Nodes and edges, or what was refused. */
function sizeOf(
  language: Language,
  model: InstanceModel,
  edges = defaultGraphLimits.edges,
): unknown {
  const made = generateGraph(language, model, { edges });
  return made.ok ? [made.graph.nodeCount, made.graph.children.length] : told(made.problems);
}

test(
  "[F20] inheritance in circles and chains of a hundred thousand assets is refused at once",
  slow,
  () => {
    const inherits = (parentOf: (at: number) => number | null): Told => {
      const assets = Array.from({ length: many }, (_, at) => {
        const parent = parentOf(at);
        return `asset T${at}${parent === null ? "" : ` extends T${parent}`} {}`;
      });
      const { ok, problems } = compile(
        `${head}category K { ${assets.join("\n")} } associations {}`,
      );
      expect(ok).toBe(false);
      return told(problems);
    };
    const limit = 1_000;
    const pairs = inherits((at) => (at % 2 === 0 ? at + 1 : at - 1));
    expect([pairs[0], pairs.length, pairs.at(-1)]).toEqual([
      ["mal/inheritance-cycle", "1:64", { asset: "T0" }],
      limit + 1,
      ["mal/more-problems", undefined, { limit }],
    ]);
    const below = inherits((at) => (at < 99 ? (at + 1) % 99 : 0));
    expect([below.length, below.at(-1)]).toEqual([
      99,
      ["mal/inheritance-cycle", "99:7", { asset: "T98" }],
    ]);
    for (const long of [
      inherits((at) => (at + 1) % many),
      inherits((at) => (at === 0 ? null : at - 1)),
    ])
      expect([long[0]?.[0], long[0]?.[2], long.length]).toEqual([
        "mal/too-deep",
        { limit: 100 },
        limit + 1,
      ]);
  },
);

test("[F21] expressions that double at every step cost no more than their text", slow, () => {
  const twice = (join: string): string =>
    Array.from({ length: 90 }, (_, at) =>
      at === 0 ? "let v0 = next" : `let v${at} = v${at - 1}() ${join} v${at - 1}()`,
    ).join(" ");
  const links = boxes(1_000).map(({ id }, at) => ({
    from: id,
    field: "next",
    to: `${(at * 7) % 1_000}`,
  }));
  const ring = { name: "ring", assets: boxes(1_000), links };
  for (const join of [".", "\\/", "/\\"]) {
    const text = `${head}category K { asset Box { ${twice(join)} | hit -> v89().hit } }
      associations { Box [back] * <-- L --> * [next] Box }`;
    const compiled = compile(text);
    if (!compiled.ok) throw new Error("it compiles");
    expect(languageText(compiled.language).length).toBeLessThan(50_000);
    expect(langspecText(compiled.syntax).length).toBeLessThan(80_000);
    expect(sizeOf(compiled.language, ring)).toEqual([1_000, 1_000]);
  }
  const deep = (expression: string): Told =>
    told(
      compile(`${head}category K { asset Box { | hit ${expression} } } associations {}`).problems,
    );
  expect(deep(`-> ${"(".repeat(million)}`)[0]).toEqual(["mal/too-deep", "1:180", { limit: 100 }]);
  expect(deep(`-> ${"next.".repeat(many)}hit`)[0]?.slice(0, 1)).toEqual(["mal/too-large"]);
  expect(deep(`[${"2^".repeat(many)}2]`)[0]?.slice(0, 1)).toEqual(["mal/too-deep"]);
});

test(
  "[F22] closures in closures and long paths through a dense model stop at the limit on work",
  slow,
  () => {
    const links = Array.from({ length: 90_000 }, (_, at): InstanceLink => {
      return { from: String(at % 300), field: "next", to: String(Math.floor(at / 300)) };
    });
    const dense = { name: "dense", assets: boxes(300), links };
    const limit = defaultGraphLimits.work;
    for (const reach of ["((next.((next.(next*))*))*).hit", `${"next.".repeat(100)}hit`])
      expect(sizeOf(oneAsset(reach), dense)).toEqual([["mal/too-much-work", undefined, { limit }]]);
  },
);

test(
  "[F23] a million links from one asset are read, bounded and refused where they are too many",
  slow,
  () => {
    const links = Array.from({ length: million }, (_, at): InstanceLink => {
      return { from: "0", field: "next", to: String(at + 1) };
    });
    const hub = { name: "hub", assets: boxes(million + 1), links };
    expect(sizeOf(oneAsset("next.hit"), hub)).toEqual([million + 1, million]);
    // Each of a million leads to each other: far more edges than fit anywhere.
    const limit = 5_000_000;
    expect(sizeOf(oneAsset("back.next.hit"), hub, limit)).toEqual([
      ["mal/too-many-edges", undefined, { limit }],
    ]);
    const one = compile(
      `${head}category K { asset Box { | hit } }
      associations { Box [back] * <-- L --> 0..1 [next] Box }`,
    );
    if (!one.ok) throw new Error("it compiles");
    expect(sizeOf(one.language, hub)).toEqual([
      ["mal/too-many-links", "/assets/0", { asset: "0", field: "next", max: 1, found: million }],
    ]);
    const same = links.map((link) => ({ ...link, to: "1" }));
    expect(sizeOf(oneAsset("next.hit"), { ...hub, assets: boxes(2), links: same })).toEqual([2, 1]);
  },
);

/** JSON of a language whose only step has this time. */
function spec(time: string): string {
  const step =
    `{"name":"hit","meta":{},"type":"or","tags":[],"risk":null,"ttc":${time},` +
    '"requires":null,"reaches":null}';
  return (
    '{"formatVersion":"1.0.0","defines":{"id":"t","version":"1.0.0"},' +
    '"categories":[{"name":"K","meta":{}}],"assets":[{"name":"Box","meta":{},"category":"K",' +
    `"isAbstract":false,"superAsset":null,"variables":[],"attackSteps":[${step}]}],` +
    '"associations":[]}'
  );
}

test("[F24] times and probabilities below zero or without a number are refused everywhere", () => {
  const inSource = (time: string): string | undefined =>
    told(
      compile(`${head}category K { asset Box { | hit [${time}] } } associations {}`).problems,
    )[0]?.[0];
  for (const bad of ["-1", "NaN", "0 / 0", "1e999", "9".repeat(400), "Infinity"]) {
    expect(inSource(`Exponential(${bad})`)).toBeDefined();
    expect(inSource(`Gamma(1, ${bad})`)).toBeDefined();
  }
  for (const bad of ["Exponential(0)", "Uniform(2, 1)", "Bernoulli(1.5)", "NaN", "-1", "0 / 0"])
    expect(inSource(bad)).toBeDefined();
  for (const bad of ["-1", "NaN", '"NaN"', "1e999", "null", "Infinity", "-Infinity", "-0"]) {
    const call = `{"type":"function","name":"Exponential","arguments":[${bad}]}`;
    const read = readLangspec({ file: "langspec.json", text: spec(call) });
    expect([bad, read.ok]).toEqual([bad, false]);
    expect(read.problems.at(-1)?.at?.place).toMatch(/^1:\d+$/);
  }
  for (const bad of [".nan", "NaN", "-0.1", "1.1", ".inf", "-.inf", "'0.5'", "1e999", "[]"]) {
    const text = `metadata: {name: m}\nassets:\n  0: {name: a, type: Box, defenses: {d: ${bad}}}\n`;
    const read = readModel({ file: "m.yml", text });
    expect([bad, read.ok, read.problems[0]?.at?.place]).toEqual([bad, false, "3:41"]);
  }
  const made = generateGraph(oneAsset("next.hit"), { name: "m", assets: boxes(1), links: [] });
  if (!made.ok) throw new Error("a model of one asset");
  const scene = plainScene(made.graph, [0], [0], "1");
  for (const value of [Number.NaN, Number.NEGATIVE_INFINITY]) {
    const time = { kind: "call", name: "Exponential", arguments: [value] } as const;
    const times = [{ node: 0, time, scale: -1, key: "k" }];
    expect(checkScene({ ...scene, times }).map(({ code }) => code)).toEqual([
      "mal/scene-distribution-range",
    ]);
  }
});

test("[F10] references that lead into each other without end to the nesting are refused", () => {
  const chain = Array.from({ length: 900 }, (_, at) =>
    at === 0 ? "  a0: &a0 {name: x}" : `  a${at}: &a${at} {extras: *a${at - 1}}`,
  );
  // A long text may have as many values as it has signs.
  const room = `# ${"x".repeat(2_000_000)}`;
  const text = `${room}\nextras:\n${chain.join("\n")}\nassets: {}\n`;
  const read = readModel({ file: "m.yml", text });
  expect([read.ok, told(read.problems)[0]?.[0], told(read.problems)[0]?.[2]]).toEqual([
    false,
    "mal/document-limit",
    { what: "depth", limit: 800 },
  ]);
});
