/** What a command loads before it can answer. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { temporaryFolder } from "./test/run-cli.ts";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
const register = fileURLToPath(
  new URL("../../../examples/municipality/systemregister.csv", import.meta.url),
);

/** Tells at the end which modules were loaded, and whether compiled ones are kept. */
const watching = `data:text/javascript,${encodeURIComponent(`
  import { getCompileCacheDir, registerHooks } from "node:module";
  import { writeFileSync } from "node:fs";
  const urls = [];
  registerHooks({ load: (url, context, next) => (urls.push(url), next(url, context)) });
  process.on("exit", () => {
    const kept = [getCompileCacheDir() !== undefined, "NODE_COMPILE_CACHE" in process.env];
    writeFileSync(process.env.TOLD, JSON.stringify({ urls, kept }));
  });
`)}`;

type Loaded = {
  readonly code: number | null;
  readonly urls: readonly string[];
  readonly kept: readonly boolean[];
};

function run(words: readonly string[], env: Readonly<Record<string, string>> = {}): Loaded {
  const home = temporaryFolder();
  const told = join(home, "told.json");
  const { status } = spawnSync(process.execPath, ["--import", watching, main, ...words], {
    env: { PATH: process.env["PATH"], VALLGRAV_HOME: join(home, "home"), TOLD: told, ...env },
  });
  const found = JSON.parse(readFileSync(told, "utf8")) as Omit<Loaded, "code">;
  return { code: status, ...found };
}

test("[CL1262] help, the version and wrong usage load no room", () => {
  for (const [words, code] of [
    [["--help"], 0],
    [["help", "import"], 0],
    [["--version"], 0],
    [["importt"], 2],
  ] as const) {
    const { urls, ...loaded } = run(words);
    expect([words, loaded.code]).toEqual([words, code]);
    expect(urls.length).toBeGreaterThan(20);
    expect(urls.length).toBeLessThan(110);
    expect(urls.filter((url) => /\/(?:apps\/server|node_modules\/(?!@))/.test(url))).toEqual([]);
  }
});

test("[CL1262] [CL1263] an import loads no room beyond the ground floor", () => {
  const { code, urls, kept } = run(["import", register]);
  expect(code).toBe(0);
  const rooms = /\/(?:fastify|zod|pg|yaml)\/|\/engines\/(?:mal|planning|domains|sigma)\//;
  const beyond = urls.filter((url) => rooms.test(url) && !url.endsWith("/profile-names.ts"));
  expect(beyond).toEqual([]);
  expect(urls.some((url) => url.includes("/engines/readers/"))).toBe(true);
  expect(kept[0]).toBe(kept[1]);
  expect(run(["--version"], { NODE_DISABLE_COMPILE_CACHE: "1" }).kept).toEqual([false, false]);
});
