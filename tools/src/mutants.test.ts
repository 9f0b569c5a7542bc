/** Planted faults: what counts as found, and that those of the house still say something. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hunt, plantings } from "./mutants.ts";
import type { Fate } from "./mutants.ts";
import { idleFaults, mutated, readPlanting } from "./mutants/planting.ts";
import type { Fault, Planted } from "./mutants/planting.ts";
import { readTree, repositoryRoot } from "./tree.ts";

const small: ReadonlyMap<string, string> = new Map([
  ["package.json", '{ "name": "small", "private": true, "type": "module" }'],
  ["room/sum.ts", "export const sum = (a: number, b: number): number => a + b;\n"],
  [
    "room/first.test.ts",
    'import { expect, test } from "vitest";\nimport { sum } from "./sum.ts";\n' +
      'test("[R1] sums of nothing", () => { expect(sum(0, 0)).toBe(0); });\n',
  ],
  [
    "room/other.test.ts",
    'import { expect, test } from "vitest";\nimport { sum } from "./sum.ts";\n' +
      'test("[R2] sums", () => { expect(sum(2, 3)).toBe(5); });\n',
  ],
]);

/** Each fault is a run of tests of its own. */
const slow = { timeout: 300_000 };

let root = "";

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "vallgrav-small-"));
  for (const [path, text] of small) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  mkdirSync(join(root, "node_modules"));
  const vitest = join(repositoryRoot, "node_modules", "vitest");
  symlinkSync(vitest, join(root, "node_modules", "vitest"), "junction");
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function fault(name: string, replacement: string): Fault {
  const [file, first] = ["room/sum.ts", "room/first.test.ts"];
  return { name, file, text: "a + b", replacement, why: "sums would be wrong", first };
}

function planted(faults: readonly Fault[]): Planted {
  return { kind: "planted", name: "small", tests: "room", faults };
}

function fates(faults: readonly Fault[]): readonly [readonly string[], readonly string[]] {
  const told: string[] = [];
  const tell = ({ name }: Fault, fate: Fate): void => {
    const by = fate.kind === "found" ? ` ${fate.by}` : "";
    told.push(`${name}: ${fate.kind}${by}`);
  };
  return [hunt({ root, tree: small, planted: planted(faults), tell }, true), told];
}

test(
  "[TL1] found is what a named test fails with; what breaks or slips through is not",
  slow,
  () => {
    const faults = [
      fault("minus", "a - b"),
      fault("same", "b + a"),
      fault("at once", "(() => { throw new Error('no'); })()"),
    ];
    const top = { ...fault("top", "0; throw new Error('no')"), text: "a + b" };
    expect(fates([...faults, top])).toEqual([
      [],
      [
        "minus: found room/other.test.ts: [R2] sums",
        "same: missed",
        "at once: found room/first.test.ts: [R1] sums of nothing",
        "top: broken",
      ],
    ]);
  },
);

test("[TL2] a hunt counts only where the tests pass without a fault", slow, () => {
  const wrong = fault("minus", "a - b");
  writeFileSync(join(root, "room/sum.ts"), "export const sum = (a: number, b: number) => a * b;\n");
  expect(fates([wrong])).toEqual([["fails without any fault: room/other.test.ts: [R2] sums"], []]);
  writeFileSync(join(root, "room/sum.ts"), small.get("room/sum.ts") ?? "");
});

test("[TL3] a fault whose text is not there once, or that is no program, proves nothing", () => {
  const good = fault("minus", "a - b");
  expect(idleFaults(planted([good]), small)).toEqual([]);
  const bad: readonly Fault[] = [
    good,
    good,
    { ...fault("gone", "x"), text: "a * b" },
    { ...fault("twice", "x"), text: "number" },
    { ...fault("no file", "x"), file: "room/gone.ts" },
    { ...fault("no test", "x"), first: "room/gone.test.ts" },
    fault("nothing", "a + b"),
    fault("no program", "a + ("),
  ];
  expect(idleFaults(planted(bad), small)).toEqual([
    "minus: there are two of this name",
    "gone: its text does not stand exactly once in room/sum.ts",
    "twice: its text does not stand exactly once in room/sum.ts",
    "no file: there is no room/gone.ts",
    "no test: there is no test room/gone.test.ts",
    "nothing: changes nothing",
    "no program: room/sum.ts is no program with it",
  ]);
  expect(mutated("a + b", { ...good, replacement: "$&" })).toBe("$&");
  expect(() => readPlanting({ name: "x", tests: "room", faults: [] }, "x.ts")).toThrow(
    "x.ts: faults must be a list of some",
  );
  expect(() => readPlanting({ name: "x", test: "t", rule: "R1" }, "x.ts")).toThrow(
    "x.ts: counted must be an expression",
  );
});

test(
  "[TL4] every fault the rooms of this house name can be planted, and two of mal are found",
  slow,
  async () => {
    const tree = readTree(repositoryRoot);
    const all = await plantings(tree, repositoryRoot);
    expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(["access", "mal"]));
    const idle = all.map((one) => (one.kind === "own" ? [] : idleFaults(one, tree)));
    expect(idle.flat()).toEqual([]);
    const mal = all.find(({ name }) => name === "mal");
    if (mal?.kind !== "planted") throw new Error("mal plants faults");
    expect(mal.faults.length).toBeGreaterThanOrEqual(20);
    const two = mal.faults.filter(({ first }) => first.includes("language/lex")).slice(0, 1);
    two.push(...mal.faults.filter(({ first }) => first.includes("graph/model")).slice(0, 1));
    const found: string[] = [];
    const tell = ({ name }: Fault, fate: Fate): void => void found.push(`${name}: ${fate.kind}`);
    const few = { ...mal, faults: two };
    expect(hunt({ root: repositoryRoot, tree, planted: few, tell }, false)).toEqual([]);
    expect(found).toEqual(two.map(({ name }) => `${name}: found`));
    expect(found.length).toBe(2);
  },
);
