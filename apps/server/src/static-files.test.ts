/** The built pages. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ask, openHouse, temporaryFolder } from "./test/house.ts";

function builtWeb(): string {
  const folder = join(temporaryFolder(), "dist");
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>Vallgrav</title>");
  writeFileSync(join(folder, "assets", "main-1a2b.js"), "export {};");
  writeFileSync(join(folder, "favicon.svg"), "<svg/>");
  writeFileSync(join(folder, "..", "secret.txt"), "secret");
  return folder;
}

test("[SV16] files are served; those named by their content for ever", async () => {
  const house = await openHouse({ webFolder: builtWeb() });
  const seen = async (url: string) => {
    const { statusCode, headers } = await ask(house, { url });
    return [statusCode, headers["content-type"], headers["cache-control"]];
  };
  const forever = "public, max-age=31536000, immutable";
  expect(await seen("/assets/main-1a2b.js")).toEqual([
    200,
    "application/javascript; charset=utf-8",
    forever,
  ]);
  expect(await seen("/favicon.svg")).toEqual([200, "image/svg+xml", "no-cache"]);
  for (const url of ["/", "/index.html", "/plan", "/sources/one?x=1", "/apiary"])
    expect([url, ...(await seen(url))]).toEqual([url, 200, "text/html; charset=utf-8", "no-cache"]);
});

test("[SV16] nothing beside the built files can be reached", async () => {
  const house = await openHouse({ webFolder: builtWeb() });
  for (const url of [
    "/secret.txt",
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/assets/..%5c..%5csecret.txt",
    "/assets/missing.js",
  ])
    expect([url, (await ask(house, { url })).statusCode]).toEqual([url, 404]);
});

test("[SV16] pages that are not built say how to build them, and are found then", async () => {
  const folder = temporaryFolder();
  const house = await openHouse({ webFolder: folder });
  const missing = await ask(house, { url: "/" });
  expect([missing.statusCode, missing.headers["content-type"]]).toEqual([
    503,
    "text/plain; charset=utf-8",
  ]);
  expect(missing.body).toContain("npm start");
  writeFileSync(join(folder, "index.html"), "<!doctype html>");
  expect((await ask(house, { url: "/" })).body).toBe("<!doctype html>");
});
