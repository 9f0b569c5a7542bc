/** What a stranger gets of an engine: an archive that installs, runs in plain Node, has types. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pack, withNeeds } from "./pack.ts";
import { readTree, repositoryRoot } from "./tree.ts";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vallgrav-stranger-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(command: string, line: readonly string[]): { status: number | null; out: string } {
  const { status, stdout, stderr } = spawnSync(command, [...line], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, out: `${stdout}${stderr}` };
}

const slow = { timeout: 180_000 };

test("[TL5] mal packs, and the example of its README runs and has types elsewhere", slow, () => {
  const packed = pack(readTree(repositoryRoot), "mal", folder);
  if ("wrong" in packed) throw new Error(packed.wrong);
  // What npm install does, without asking a registry for the one package from elsewhere.
  const place = join(folder, "node_modules", "@vallgrav", "mal");
  mkdirSync(place, { recursive: true });
  const line = ["-xzf", packed.archive, "-C", place, "--strip-components=1"];
  expect(run("tar", line)).toEqual({ status: 0, out: "" });
  const yaml = join("node_modules", "yaml");
  cpSync(join(repositoryRoot, yaml), join(folder, yaml), { recursive: true });
  expect(existsSync(join(place, "node_modules/@vallgrav/kernel/dist/index.js"))).toBe(true);
  const manifest: unknown = JSON.parse(readFileSync(join(place, "package.json"), "utf8"));
  expect(manifest).toMatchObject({
    name: "@vallgrav/mal",
    dependencies: { yaml: "2.9.1" },
    bundleDependencies: ["@vallgrav/kernel"],
  });
  expect(manifest).not.toHaveProperty("private");
  const readme = readFileSync(join(place, "README.md"), "utf8");
  const example = /```ts\n([^]*?)```/.exec(readme)?.[1] ?? "";
  writeFileSync(join(folder, "example.mjs"), example);
  const ran = run(process.execPath, ["example.mjs"]);
  expect(ran).toEqual({ status: 0, out: expect.stringMatching(/^\[\]\n0\.\d+\n$/) });
  const [errors, share] = ran.out.trim().split("\n");
  expect(errors).toBe("[]");
  expect(Math.abs(Number(share) - 0.09)).toBeLessThan(0.02);
  writeFileSync(
    join(folder, "example.mts"),
    `declare const console: { log(x: unknown): void };\n${example}`,
  );
  const compiler = join(repositoryRoot, "node_modules", "typescript", "bin", "tsc");
  const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2023"];
  const checked = run(process.execPath, [compiler, ...options, "example.mts"]);
  expect(checked).toEqual({ status: 0, out: "" });
  // The types are really looked at.
  writeFileSync(join(folder, "wrong.mts"), `${example}\nsimulate(1);\n`);
  expect(run(process.execPath, [compiler, ...options, "wrong.mts"]).status).not.toBe(0);
});

test("[TL5] what is needed travels along, and what is no package is refused", () => {
  const one = (name: string, ...needs: readonly string[]) => ({
    name,
    folder: name,
    doors: new Map<string, string>(),
    dependencies: new Set(needs),
    devDependencies: new Set<string>(),
  });
  const [a, b, c] = [one("a", "b", "yaml"), one("b", "c"), one("c", "b")];
  expect(withNeeds(a, [c, b, a, one("d")])).toEqual([a, b, c]);
  expect(pack(new Map(), "nothing", folder)).toEqual({ wrong: "no package is called nothing" });
});
