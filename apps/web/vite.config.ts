/** How the web is built: one folder of files, nothing inline, nothing from elsewhere. */
import { readFile, writeFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type Rollup } from "vite";
import { pieceAddresses } from "./src/frame/piece-addresses.ts";

/**
 * Lays a packed copy beside every file of text, which is a third as long: the server sends that one
 * to whoever takes it, without packing anything while it serves.
 */
function packedCopies(): Plugin {
  return {
    name: "vallgrav:packed-copies",
    apply: "build",
    writeBundle: async ({ dir = "" }, made) => {
      for (const [name, file] of Object.entries(made)) {
        if (!/\.(?:css|html|js)$/u.test(name)) continue;
        const bytes = file.type === "chunk" ? file.code : file.source;
        await writeFile(join(dir, `${name}.gz`), await promisify(gzip)(bytes, { level: 9 }));
      }
    },
  };
}

/** What a chunk needs before it can run: itself and what it imports, each once. */
function withImports(
  made: Rollup.OutputBundle,
  name: string,
  seen = new Set<string>(),
): Set<string> {
  const chunk = made[name];
  if (chunk?.type !== "chunk" || seen.has(name)) return seen;
  seen.add(name);
  for (const imported of chunk.imports) withImports(made, imported, seen);
  return seen;
}

/** The chunk that a module stands in. */
function chunkOf(
  files: readonly (Rollup.OutputAsset | Rollup.OutputChunk)[],
  module: string,
): Rollup.OutputChunk | undefined {
  return files
    .filter((file) => file.type === "chunk")
    .find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(module)));
}

function lengthOf(made: Rollup.OutputBundle, name: string): number {
  const chunk = made[name];
  return chunk?.type === "chunk" ? chunk.code.length : 0;
}

/** What runs first, and all that it needs: no other piece may hold it back. */
const firstModules = [
  "/src/frame/begin.ts",
  "/src/frame/early-asks.ts",
  "/src/frame/path-here.ts",
  "/src/frame/paths.ts",
  "/src/api/client.ts",
  "/src/api/early.ts",
  "/src/api/position-question.ts",
  "/src/words/stockholm.ts",
] as const;

function isOfFirst(id: string): boolean {
  return firstModules.some((end) => id.endsWith(end));
}

/** What draws ways: long, and of few pages. */
const ofWays = /\/node_modules\/@dagrejs\/|\/src\/parts\/way-(?:graph|layout)\.tsx?$/u;

/**
 * Whether a module that several pieces use stands in the file that comes with every page. Each
 * such module would else have a file of its own, and a browser that fetches six at a time would
 * fetch twenty before it could ask or draw anything.
 */
function isOfEveryPage(id: string): boolean {
  return !isOfFirst(id) && !ofWays.test(id) && !id.endsWith(".css");
}

/**
 * Says in `pieces.json` which files come with the page of an address: the server names them with
 * the document. The style stands first, for no program runs before it is there; then what runs
 * first, what comes with every page, and the page's own, each with the longest first: they take
 * longest to read, and a browser fetches six at a time.
 */
function pieceList(): Plugin {
  return {
    name: "vallgrav:piece-list",
    apply: "build",
    generateBundle(_, made) {
      const chunks = Object.values(made).filter((file) => file.type === "chunk");
      const from = (module: string): readonly string[] => {
        const chunk = chunkOf(chunks, module);
        if (chunk === undefined) throw new Error(`there is no piece ${module}`);
        return [...withImports(made, chunk.fileName)].toSorted(
          (one, other) => lengthOf(made, other) - lengthOf(made, one),
        );
      };
      const style = Object.keys(made).filter((name) => /\/index-[^/]+\.css$/u.test(name));
      if (style.length !== 1) throw new Error("there is no one style of every page");
      const always = [...style, ...from("/src/frame/begin.ts"), ...from("/apps/web/index.html")];
      const list = pieceAddresses.map(([begin, room]) => ({
        begin,
        files: [...new Set([...always, ...from(`/src/${room}/pages.ts`)])],
      }));
      this.emitFile({ type: "asset", fileName: "pieces.json", source: JSON.stringify(list) });
    },
  };
}

/**
 * Gives the English words a copy of their own of each file that holds both languages: what is not
 * used of a copy is left out, so that who reads Swedish fetches and compiles Swedish alone.
 */
function oneLanguage(): Plugin {
  const mark = "?en";
  return {
    name: "vallgrav:one-language",
    apply: "build",
    enforce: "pre",
    async resolveId(source, importer = "") {
      const isEnglish = importer.endsWith("/src/words/en.ts") || importer.endsWith(mark);
      if (!isEnglish || !source.startsWith("./")) return null;
      const file = posix.join(posix.dirname(importer), source);
      return /^export const en[A-Z]/mu.test(await readFile(file, "utf8")) ? file + mark : null;
    },
    async load(id) {
      if (!id.endsWith(mark)) return null;
      return { code: await readFile(id.slice(0, -mark.length), "utf8"), moduleType: "ts" };
    },
  };
}

/**
 * Makes a piece of its own of what runs first (`begin.ts`) and names it in the document, so that it
 * runs before the rest has come; and the font that every page is set in, so that no page is laid
 * out in another one first.
 */
function firstThings(): Plugin {
  return {
    name: "vallgrav:first-things",
    apply: "build",
    buildStart() {
      const id = fileURLToPath(new URL("src/frame/begin.ts", import.meta.url));
      this.emitFile({ type: "chunk", id });
    },
    generateBundle(_, made) {
      // One that only imports the chunk in which the first things stand is a fetch for nothing.
      for (const [name, file] of Object.entries(made))
        if (file.type === "chunk" && file.isEntry && file.moduleIds.length === 0) delete made[name];
    },
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle = {} }) {
        const names = Object.keys(bundle);
        const font = names.find((name) => /\/inter-latin-opsz-normal-[^/]+\.woff2$/u.test(name));
        const chunk = chunkOf(Object.values(bundle), "/src/frame/begin.ts");
        if (font === undefined || chunk === undefined) throw new Error("the first things lack");
        if (chunk.imports.length > 0)
          throw new Error(`what runs first waits for ${chunk.imports.join(", ")}`);
        const crossorigin = true;
        const preload = { rel: "preload", as: "font", type: "font/woff2", crossorigin };
        return [
          {
            tag: "script",
            attrs: { type: "module", async: true, crossorigin, src: `/${chunk.fileName}` },
            injectTo: "head",
          },
          { tag: "link", attrs: { ...preload, href: `/${font}` }, injectTo: "head" },
        ];
      },
    },
  };
}

/**
 * The policy the pages are made for is `default-src 'none'` with scripts, styles, fonts, images and
 * connections from the same origin only, so no asset may become a `data:` address.
 */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), oneLanguage(), firstThings(), packedCopies(), pieceList()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "begin", priority: 1, test: isOfFirst },
            { name: "shared", minShareCount: 2, test: isOfEveryPage },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { "/api": "http://127.0.0.1:4600" } },
});
