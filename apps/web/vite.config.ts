/** How the web is built: one folder of files, nothing inline, nothing from elsewhere. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

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

/**
 * The policy the pages are made for is `default-src 'none'` with scripts, styles, fonts, images and
 * connections from the same origin only, so no asset may become a `data:` address.
 */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), packedCopies()],
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
