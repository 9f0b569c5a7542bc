/** How the web is built: one folder of files, nothing inline, nothing from elsewhere. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
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

/**
 * Says in `pieces.json` which files come with the page of an address beside those that come with
 * every page: the server names them with the document.
 */
function pieceList(): Plugin {
  return {
    name: "vallgrav:piece-list",
    apply: "build",
    generateBundle(_, made) {
      const chunks = Object.values(made).filter((file) => file.type === "chunk");
      const always = withImports(made, chunks.find(({ isEntry }) => isEntry)?.fileName ?? "");
      const list = pieceAddresses.map(([begin, room]) => {
        const page = chunks.find(({ facadeModuleId }) =>
          facadeModuleId?.endsWith(`/src/${room}/pages.ts`),
        );
        if (page === undefined) throw new Error(`there is no piece ${room}`);
        return {
          begin,
          files: [...withImports(made, page.fileName)].filter((file) => !always.has(file)),
        };
      });
      this.emitFile({ type: "asset", fileName: "pieces.json", source: JSON.stringify(list) });
    },
  };
}

/**
 * The policy the pages are made for is `default-src 'none'` with scripts, styles, fonts, images and
 * connections from the same origin only, so no asset may become a `data:` address.
 */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), packedCopies(), pieceList()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
    chunkSizeWarningLimit: 700,
  },
  server: { port: 5173, proxy: { "/api": "http://127.0.0.1:4600" } },
});
