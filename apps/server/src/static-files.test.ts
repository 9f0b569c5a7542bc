/** The built pages. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
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

test("[SV920] a packed copy is sent to who takes it, and has no address of its own", async () => {
  const webFolder = builtWeb();
  const script = "export const packed = true;";
  writeFileSync(join(webFolder, "assets", "packed-1a2b.js"), script);
  writeFileSync(join(webFolder, "assets", "packed-1a2b.js.gz"), gzipSync(script));
  const house = await openHouse({ webFolder });
  const seen = async (url: string, encoding: string) => {
    const { headers, rawPayload } = await ask(house, {
      url,
      headers: { "accept-encoding": encoding },
    });
    const isPacked = headers["content-encoding"] === "gzip";
    const text = (isPacked ? gunzipSync(rawPayload) : rawPayload).toString();
    const { "content-type": type, "cache-control": caching, vary } = headers;
    return { isPacked, text, type, caching, vary };
  };
  const same = {
    text: script,
    type: "application/javascript; charset=utf-8",
    caching: "public, max-age=31536000, immutable",
    vary: "accept-encoding",
  };
  const packed = "/assets/packed-1a2b.js";
  expect(await seen(packed, "gzip, deflate, br")).toEqual({ ...same, isPacked: true });
  expect(await seen(packed, "identity")).toEqual({ ...same, isPacked: false });
  expect(await seen("/assets/main-1a2b.js", "gzip")).toMatchObject({
    isPacked: false,
    text: "export {};",
  });
  expect((await ask(house, { url: `${packed}.gz` })).statusCode).toBe(404);
});

test("[SV1150] a packed copy is read once, and who refuses it gets the file", async () => {
  const webFolder = builtWeb();
  const copy = join(webFolder, "assets", "packed-1a2b.js.gz");
  writeFileSync(join(webFolder, "assets", "packed-1a2b.js"), "export const packed = true;");
  writeFileSync(copy, gzipSync("export const packed = true;"));
  const house = await openHouse({ webFolder });
  const encodingFor = async (encoding: string) =>
    (await ask(house, { url: "/assets/packed-1a2b.js", headers: { "accept-encoding": encoding } }))
      .headers["content-encoding"];
  expect(await encodingFor("br;q=1.0, GZIP;q=0.5")).toBe("gzip");
  rmSync(copy);
  expect(await encodingFor("gzip")).toBe("gzip");
  for (const encoding of ["", "identity", "br", "gzip;q=0", "gzip; q=0.000", "x-gzipped"])
    expect([encoding, await encodingFor(encoding)]).toEqual([encoding, undefined]);
});

test("[SV1111] [SV1290] a page is sent with the names of its question and its files", async () => {
  const webFolder = builtWeb();
  const house = await openHouse({ webFolder });
  const linked = async (at: typeof house, url: string) => (await ask(at, { url })).headers["link"];
  expect(await linked(house, "/skydda")).toBeUndefined();
  const list = [
    { begin: "/skydda", files: ["assets/look-1.css", "assets/protect-1.js", "assets/table-2.js"] },
    { begin: "/", files: ["assets/position-3.js"] },
  ];
  writeFileSync(join(webFolder, "pieces.json"), JSON.stringify(list));
  const other = await openHouse({ webFolder });
  const session = '</api/session>; rel="preload"; as="fetch"; crossorigin';
  const style = '</assets/look-1.css>; rel="preload"; as="style"; crossorigin';
  const protect =
    `${session}, ${style}, ` +
    '</assets/protect-1.js>; rel="modulepreload", </assets/table-2.js>; rel="modulepreload"';
  for (const url of ["/skydda", "/skydda/", "/skydda/plan?x=1"])
    expect([url, await linked(other, url)]).toEqual([url, protect]);
  expect(await linked(other, "/")).toBe(`${session}, </assets/position-3.js>; rel="modulepreload"`);
  for (const url of ["/skyddat", "/kanna", "/favicon.svg", "/assets/main-1a2b.js"])
    expect([url, await linked(other, url)]).toEqual([url, undefined]);
  expect((await ask(other, { url: "/pieces.json" })).statusCode).toBe(404);
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
