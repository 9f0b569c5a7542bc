/** How the web is built: one folder of files, nothing inline, nothing from elsewhere. */
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/**
 * The policy the pages are made for is `default-src 'none'` with scripts, styles, fonts, images and
 * connections from the same origin only, so no asset may become a `data:` address.
 */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react()],
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
