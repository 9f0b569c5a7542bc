/** What pages fetch from others. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readSources } from "./page-sources.ts";

const of = (html: string, host = "example.se") => readSources(html, host);
const none = { others: [], unsealed: [], plain: [] };

test("[H11] what a page fetches from others is read from its HTML", () => {
  const page = `<!doctype html><html><head>
    <link rel="stylesheet" href="https://fonts.example/a.css">
    <link rel=icon href=//icons.example/x.png>
    <link rel="canonical" href="https://elsewhere.example/">
    <SCRIPT SRC='https://cdn.example/a.js' integrity="sha384-x" crossorigin></SCRIPT>
    <script async src="https://Stats.example:8443/b.js"></script>
    <script src="/own.js"></script><script src="https://www.example.se/c.js"></script>
    <!-- <script src="https://old.example/d.js"></script> -->
  </head><body><img src="http://pictures.example/e.png"><img src="http://example.se/f.png">
    <iframe src="https://maps.example/g"></iframe><a href="https://linked.example/">x</a>
    <object data="https://films.example/h"></object></body></html>`;
  expect(of(page)).toEqual({
    others: [
      "cdn.example",
      "films.example",
      "fonts.example",
      "icons.example",
      "maps.example",
      "pictures.example",
      "stats.example",
    ],
    unsealed: ["fonts.example", "stats.example"],
    plain: ["example.se", "pictures.example"],
  });
});

test("[H11] the page's own names are no others, and what is no address is none", () => {
  expect(of(`<script src="https://cdn.example.se/a.js">`, "www.example.se")).toEqual(none);
  expect(of(`<script src="https://notexample.se/a.js">`).others).toEqual(["notexample.se"]);
  const bare = [
    "data:text/javascript,1",
    "a.js",
    "",
    "//",
    "https://",
    "javascript:x",
    "__proto__",
  ];
  for (const src of bare) expect([src, of(`<img src="${src}">`)]).toEqual([src, none]);
});

test("[H11] any text is read, in time that grows with it", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(Object.keys(of(text))).toEqual(["others", "unsealed", "plain"]);
    }),
  );
  const many = Array.from({ length: 20_000 }, (_, at) => `<img src=//h${at}.example>`).join("");
  expect(of(many).others).toHaveLength(100);
  for (const text of ["<script ", "<!--", `<img ${"a=".repeat(3)}`, "<img src='"])
    expect(of(text.repeat(60_000))).toMatchObject({ unsealed: [] });
});
