/** One planted violation per rule of the arrows, and one small house in order. */
import { expect, test } from "vitest";
import { checkBoundaries, circles } from "./boundaries.ts";

function manifest(name: string, door: string | null, dependencies: readonly string[]): string {
  return JSON.stringify({
    name: `@vallgrav/${name}`,
    exports: door === null ? {} : { ".": "./src/index.ts", [door]: "./src/words/index.ts" },
    dependencies: Object.fromEntries(dependencies.map((one) => [one, "0.1.0"])),
  });
}

const kernel = "@vallgrav/kernel";
const house: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({ name: "vallgrav", devDependencies: { vitest: "5.1.1" } }),
  "kernel/package.json": manifest("kernel", "./words", []),
  "kernel/src/index.ts": `export * from "./result.ts";`,
  "kernel/src/result.ts": `export const one = 1;`,
  "engines/mal/package.json": manifest("mal", "./words", [kernel]),
  "engines/mal/src/index.ts": `import type { one } from "${kernel}"; export type T = typeof one;`,
  "engines/mal/src/index.test.ts": `import { test } from "vitest"; import "node:fs"; test("x");`,
  "engines/sigma/package.json": manifest("sigma", "./words", [kernel, "yaml"]),
  "engines/sigma/src/index.ts": `import { parse } from "yaml/lib"; parse("");`,
  "knowledge/package.json": manifest("knowledge", "./words", ["@vallgrav/mal", kernel]),
  "knowledge/src/index.ts": `import "@vallgrav/mal"; import "@vallgrav/kernel/words";`,
  "platform/package.json": manifest("platform", "./api", ["@vallgrav/knowledge"]),
  "platform/src/index.ts": `import { readFile } from "node:fs/promises"; readFile("");`,
  "apps/web/package.json": manifest("web", null, ["@vallgrav/knowledge", "@vallgrav/platform"]),
  "apps/web/src/main.tsx": `import "@vallgrav/knowledge/words"; import "@vallgrav/platform/api";`,
  "apps/server/package.json": manifest("server", "./words", ["@vallgrav/platform"]),
  "apps/server/src/index.ts": `export * from "@vallgrav/platform";`,
  "apps/cli/package.json": manifest("cli", null, ["@vallgrav/server"]),
  "apps/cli/src/main.ts": `const { listen } = await import("@vallgrav/server"); listen();`,
};

function findings(changed: Readonly<Record<string, string>>): readonly string[] {
  const tree = new Map(Object.entries({ ...house, ...changed }));
  return checkBoundaries(tree).findings.map(({ rule, file }) => `${rule} ${file}`);
}

test("[H1] a house in order has no findings, and its imports are counted", () => {
  expect(checkBoundaries(new Map(Object.entries(house)))).toEqual({
    read: 12,
    unit: "imports",
    findings: [],
  });
});

test("[H2] no room imports from a room above, engines not from each other", () => {
  const web = { "apps/web/src/main.tsx": `import "@vallgrav/knowledge";` };
  expect(findings(web)).toEqual(["arrow apps/web/src/main.tsx:1"]);
  expect(
    findings({
      "engines/mal/package.json": manifest("mal", "./words", [kernel, "@vallgrav/sigma"]),
      "engines/mal/src/index.ts": `\nimport type { T } from "@vallgrav/sigma";\nexport type { T };`,
    }),
  ).toEqual(["arrow engines/mal/package.json", "arrow engines/mal/src/index.ts:2"]);
  expect(findings({ "platform/src/index.ts": `export * from "@vallgrav/server";` })).toEqual([
    "arrow platform/src/index.ts:1",
  ]);
  expect(
    findings({ "kernel/src/result.ts": `export type T = import("@vallgrav/mal").T;` }),
  ).toEqual(["arrow kernel/src/result.ts:1"]);
});

test("[H3] what comes from outside a package comes through a declared door", () => {
  expect(findings({ "apps/server/src/index.ts": `import "@vallgrav/platform/src/x.ts";` })).toEqual(
    ["door apps/server/src/index.ts:1"],
  );
  expect(
    findings({ "apps/server/src/index.ts": `import "../../../platform/src/index.ts";` }),
  ).toEqual(["door apps/server/src/index.ts:1"]);
  expect(findings({ "platform/src/index.ts": `import "fs";` })).toEqual([
    "door platform/src/index.ts:1",
  ]);
});

test("[H4] every imported package is declared; tests may also use what the root declares", () => {
  expect(findings({ "platform/src/index.ts": `import "pg";` })).toEqual([
    "declared platform/src/index.ts:1",
  ]);
  expect(findings({ "engines/mal/src/index.ts": `import type { Test } from "vitest";` })).toEqual([
    "declared engines/mal/src/index.ts:1",
  ]);
  expect(findings({ "engines/mal/src/index.test.ts": `import "fast-check";` })).toEqual([
    "declared engines/mal/src/index.test.ts:1",
  ]);
});

test("[H5] pure rooms know no node modules and no computed imports", () => {
  expect(findings({ "engines/mal/src/index.ts": `import "node:fs";` })).toEqual([
    "pure engines/mal/src/index.ts:1",
  ]);
  expect(findings({ "knowledge/src/index.ts": `await import(String(1));` })).toEqual([
    "pure knowledge/src/index.ts:1",
  ]);
  expect(findings({ "kernel/src/result.ts": `/// <reference types="node" />\n` })).toEqual([
    "pure kernel/src/result.ts:1",
  ]);
});

test("[H6] files of kernel and engines do not import each other in a circle", () => {
  expect(
    findings({
      "kernel/src/result.ts": `import type { two } from "./two.ts"; export type T = typeof two;`,
      "kernel/src/two.ts": `import type { T } from "./result.ts"; export const two: T = 2;`,
    }),
  ).toEqual(["circle kernel/src/result.ts"]);
  expect(
    circles(
      new Map([
        ["a", ["b", "d"]],
        ["b", ["c"]],
        ["c", ["a"]],
        ["d", ["d"]],
        ["e", ["a"]],
      ]),
    ),
  ).toEqual([["d"], ["a", "b", "c"]]);
});

test("[H7] a file that does not parse is a finding", () => {
  expect(findings({ "kernel/src/result.ts": `export const = 1;` })).toContain(
    "syntax kernel/src/result.ts:1",
  );
});

test("[H8] an empty tree reads nothing", () => {
  expect(checkBoundaries(new Map()).read).toBe(0);
});
