/** The simulation gives the same bits in a browser as in Node: pages may play runs themselves. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { expect, test } from "vitest";
import { findBrowser, startBrowser } from "./browser.ts";

const executable = findBrowser();
const tests = new URL("../../../engines/mal/test/", import.meta.url);

/** Builds the scenes as one module, as pages are built. */
async function bundle(folder: string): Promise<string> {
  const entry = join(folder, "entry.js");
  const parts = ["portable", "portable-scenes"].map((name) =>
    JSON.stringify(fileURLToPath(new URL(`${name}.ts`, tests))),
  );
  await writeFile(entry, parts.map((part) => `export * from ${part};`).join("\n"));
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      outDir: join(folder, "built"),
      target: "es2023",
      lib: { entry, formats: ["es"], fileName: () => "portable.js" },
    },
  });
  return readFile(join(folder, "built", "portable.js"), "utf8");
}

/** Serves an empty page and the module on a free port of this machine. */
async function serve(script: string): Promise<{ origin: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const isScript = request.url === "/portable.js";
    const type = isScript ? "text/javascript" : "text/html; charset=utf-8";
    response.writeHead(200, { "content-type": type });
    response.end(isScript ? script : "<!doctype html><title>bits</title>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  return { origin: `http://127.0.0.1:${port}`, close };
}

type Parts = {
  readonly portableScenes: () => unknown;
  readonly playBits: (scenes: unknown, from: number, to: number) => { readonly scenes: number };
  readonly outers: number;
};

/** The same parts in this Node. They are no door of the engine, so they are loaded by address. */
async function partsHere(): Promise<Parts> {
  const load = (name: string): Promise<unknown> => import(new URL(name, tests).href);
  const [play, scenes] = [await load("portable.ts"), await load("portable-scenes.ts")];
  return Object.assign({}, scenes, play) as Parts;
}

test.runIf(executable !== null)(
  "a browser plays runs bit for bit as Node does",
  { timeout: 180_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "vallgrav-bits-"));
    const site = await serve(await bundle(folder));
    const browser = await startBrowser(executable ?? "");
    try {
      const page = await browser.newPage();
      await page.goto(site.origin);
      const there: unknown = await page.evaluate(
        "import('/portable.js').then((all) => all.playBits(all.portableScenes(), 0, all.outers))",
      );
      const { portableScenes, playBits, outers } = await partsHere();
      const here = playBits(portableScenes(), 0, outers);
      expect(here.scenes).toBeGreaterThan(100);
      expect(there).toEqual(here);
    } finally {
      await browser.close();
      await site.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
);
