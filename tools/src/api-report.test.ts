/** The public surface is what the doors give away, and a change of it shows. */
import { expect, test } from "vitest";
import { checkApi, exportsOf, renderReport } from "./api-report.ts";
import { parsePackage } from "./workspace.ts";

const manifest = JSON.stringify({ name: "@vallgrav/kernel", exports: { ".": "./src/index.ts" } });
const files: Readonly<Record<string, string>> = {
  "kernel/package.json": manifest,
  "kernel/src/index.ts": `export * from "./a.ts"; export { b as c, type T } from "./b.ts";`,
  "kernel/src/a.ts":
    "/** x */\nexport function add(a: number, /* y */ b: number): number { return a + b; }",
  "kernel/src/b.ts": [
    "export const b: readonly number[] = [1];",
    "export const hidden = 2;",
    "export type T = {\n  /** z */\n  readonly x: 1;\n};",
  ].join("\n"),
};

const golden = `# Public surface of @vallgrav/kernel

Written by \`node tools/src/api-report.ts --write\`.

## \`.\` (3 names)

\`\`\`ts
type T = { readonly x: 1; };
function add(a: number, b: number): number;
const b: readonly number[];
\`\`\`
`;

test("[H20] the report holds names and declarations, without bodies and comments", () => {
  const tree = new Map(Object.entries(files));
  expect([...exportsOf(tree, "kernel/src/index.ts").keys()]).toEqual(["add", "c", "T"]);
  expect(renderReport(tree, parsePackage("kernel/package.json", manifest))).toBe(golden);
});

test("[H21] a changed surface is a finding, and is renewed only when asked", () => {
  const same = new Map(Object.entries({ ...files, "kernel/api.md": golden }));
  expect(checkApi(same)).toEqual({ read: 1, unit: "packages", findings: [] });
  const changed = new Map([...same, ["kernel/src/b.ts", "export const b: number = 1;"]]);
  expect(checkApi(changed).findings.map(({ file }) => file)).toEqual(["kernel/api.md"]);
  const written: string[] = [];
  expect(checkApi(changed, (path) => written.push(path)).findings).toEqual([]);
  expect(written).toEqual(["kernel/api.md"]);
});
